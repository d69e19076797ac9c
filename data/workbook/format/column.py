"""A column and a sheet of the workbook format: what reading, template, writing and documentation are all made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from data.workbook.format.kind import Kind
from data.workbook.format.kinds_number import Degrees
from data.workbook.format.kinds_text import FreeText
from data.workbook.format.names import folded
from models.text import Text


class SheetKey(StrEnum):
    """The sheets of the format."""

    ABOUT = "about"
    TEAMS = "teams"
    CONSULTANTS = "consultants"
    INDUSTRIES = "industries"
    FREE_VISITS = "free_visits"
    ABSENCES = "absences"
    EMPLOYERS = "employers"
    CONTACTS = "contacts"
    CASES = "cases"
    CONFLICTS = "conflicts"
    WISHES = "wishes"
    OVERRIDES = "overrides"
    MOVES = "moves"


class Role(StrEnum):
    """What a column is to the search for CPR numbers; everything that has no role is only cleaned."""

    CASE = "case"
    EMPLOYER = "employer"
    PRODUCTION_UNIT = "production_unit"


@dataclass(frozen=True)
class Column:
    """One column. `key` is its name in code and in a mapping; `about` one sentence; `example` as typed in Danish Excel.

    `required` means that the column must be there and each row must have a value in it.
    """

    key: str
    heading: Text
    kind: Kind
    about: Text
    example: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    role: Role | None = None
    width: int = 14

    @property
    def names(self) -> frozenset[str]:
        """Every heading by which it is known, folded."""
        return frozenset(folded(name) for name in (self.heading.da, self.heading.en, self.key, *self.aliases))


@dataclass(frozen=True)
class Sheet:
    """One sheet. `required` means that the file must have it."""

    key: SheetKey
    name: Text
    about: Text
    columns: tuple[Column, ...]
    required: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name by which it is known, folded."""
        return frozenset(folded(name) for name in (self.name.da, self.name.en, self.key, *self.aliases))

    def column(self, key: str) -> Column:
        """The column of that key.

        Raises
        ------
        KeyError
            There is none.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


_ALWAYS = Text(da="", en="")


@dataclass(frozen=True)
class Located:
    """The three columns that say where something is, by the beginning of their keys."""

    prefix: str

    @property
    def town(self) -> str:
        """The key of the town's column."""
        return f"{self.prefix}town"

    @property
    def latitude(self) -> str:
        """The key of the latitude's column."""
        return f"{self.prefix}latitude"

    @property
    def longitude(self) -> str:
        """The key of the longitude's column."""
        return f"{self.prefix}longitude"


def position_columns(located: Located, of: Text, place: Text, when: Text = _ALWAYS) -> Iterator[Column]:
    """Town, latitude and longitude.

    `of` stands before the headings (empty for none), `place` says what lies there, `when` in which case to write it.
    """

    def heading(da: str, en: str) -> Text:
        return Text(
            da=f"{of.da}: {da.lower()}" if of.da else da,
            en=f"{of.en}: {en.lower()}" if of.en else en,
        )

    yield Column(
        key=located.town,
        heading=heading("By", "Town"),
        kind=FreeText(80),
        about=Text(
            da=f"Byen, hvor {place.da} ligger, hvis programmet kender den; koordinater går forud.{when.da}",
            en=f"The town of {place.en}, if it is a known one; coordinates come first.{when.en}",
        ),
        example="Juelsminde",
        aliases=("By", "Town"),
        width=18,
    )
    yield Column(
        key=located.latitude,
        heading=heading("Breddegrad", "Latitude"),
        kind=Degrees(90, "55,70876"),
        about=Text(
            da=f"Hvor {place.da} ligger, nord-syd, i decimalgrader (WGS 84).{when.da}",
            en=f"Where {place.en} lies, north-south, in decimal degrees (WGS 84).{when.en}",
        ),
        example="55,70876",
        aliases=("Breddegrad", "Latitude"),
    )
    yield Column(
        key=located.longitude,
        heading=heading("Længdegrad", "Longitude"),
        kind=Degrees(180, "10,01668"),
        about=Text(
            da=f"Hvor {place.da} ligger, øst-vest, i decimalgrader (WGS 84).{when.da}",
            en=f"Where {place.en} lies, east-west, in decimal degrees (WGS 84).{when.en}",
        ),
        example="10,01668",
        aliases=("Længdegrad", "Longitude"),
    )
