"""Towns that a sheet may name instead of coordinates, and where people live in the demonstration municipalities.

GeoNames (CC BY 4.0); contains data from Klimadatastyrelsen (DAGI) and Statistics Denmark.
"""

import csv
import difflib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from models.position import Position
from models.word import Word

MUNICIPALITY_CODES: Mapping[str, str] = MappingProxyType(
    {
        "hedensted": "0766",
        "varde": "0573",
        "herning": "0657",
        "vejle": "0630",
        "aalborg": "0851",
        "copenhagen": "0101",
    }
)
"""The keys by which the product names the six municipalities, with their official codes."""

# Danish letters as they are written where a keyboard lacks them; the Swedish and German ones stand for the same sounds.
_SPELLINGS = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe"})
_POSTCODE = re.compile(r"^\s*(?:dk-?\s*)?\d{4}\s+(?=\S)", re.IGNORECASE)


class Town(Word):
    """A town of a demonstration municipality.

    `position` is the town's point, 1-5 km from an address in it. `population_is_corrected`: the source counts more than
    the town, and the figure is ours.
    """

    name: str
    also_called: tuple[str, ...] = ()
    municipality: str
    position: Position
    population: int
    population_is_corrected: bool


@cache
def all_towns() -> tuple[Town, ...]:
    """Every town, by municipality and then from the largest to the smallest."""
    text = (files("data") / "towns.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        Town(
            name=row["name"],
            also_called=tuple(filter(None, row["also"].split("|"))),
            municipality=row["municipality"],
            position=Position(latitude=float(row["latitude"]), longitude=float(row["longitude"])),
            population=int(row["population"]),
            population_is_corrected=row["corrected"] == "yes",
        )
        for row in rows
    )


def find_town(name: str) -> Position | None:
    """Where the town of that name lies; None where no town we know is called so.

    Upper and lower case, spaces, full stops and hyphens do not count; å may be written aa, æ ae and ø oe; a
    postcode may stand in front.
    """
    town = _towns_by_spelling().get(_spelling(name))
    return None if town is None else town.position


def towns_of(municipality: str) -> tuple[Town, ...]:
    """The towns of a municipality, the largest first.

    Parameters
    ----------
    municipality
        Its key ("hedensted") or official code ("0766", or "766" where a sheet ate the zero).

    Raises
    ------
    KeyError
        It is none of the six.
    """
    keys_by_code = {code: key for key, code in MUNICIPALITY_CODES.items()}
    key = keys_by_code.get(municipality.zfill(4), municipality)
    if key not in MUNICIPALITY_CODES:
        raise KeyError(municipality)
    return tuple(town for town in all_towns() if town.municipality == key)


def town_names() -> tuple[str, ...]:
    """The names of all towns, in the order of the alphabet as the letters are spelt out."""
    return tuple(sorted((town.name for town in all_towns()), key=_spelling))


def suggest_towns(name: str, *, at_most: int = 3) -> tuple[str, ...]:
    """Names of towns that resemble `name`, the likest first; empty where none does."""
    spellings = _towns_by_spelling()
    close = difflib.get_close_matches(_spelling(name), spellings, n=2 * at_most, cutoff=0.7)
    return tuple(dict.fromkeys(spellings[spelling].name for spelling in close))[:at_most]


@cache
def _towns_by_spelling() -> Mapping[str, Town]:
    return MappingProxyType({_spelling(name): town for town in all_towns() for name in (town.name, *town.also_called)})


def _spelling(name: str) -> str:
    without_postcode = _POSTCODE.sub("", unicodedata.normalize("NFC", name))
    letters = without_postcode.casefold().translate(_SPELLINGS)
    return "".join(letter for letter in letters if letter.isalnum())
