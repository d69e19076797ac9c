"""The arguments and options that commands share, with what their help says."""

import datetime
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import typer

from data.demonstration import MUNICIPALITIES
from models.presets import PRESET_NAMES
from models.word import FIRST_DAY, LAST_DAY


def read_day(text: str) -> datetime.date:
    """A day as ISO 8601 or Danes write it: 2026-01-05, 05-01-2026.

    Raises
    ------
    BadParameter
        It is neither, or of another century than those that cases may speak of.
    """
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        with suppress(ValueError):
            day = datetime.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
            if FIRST_DAY <= day <= LAST_DAY:
                return day
            raise typer.BadParameter(
                f"Året {day.year} kan ikke passe; skriv et fra {FIRST_DAY.year} til {LAST_DAY.year}"
            )
    raise typer.BadParameter(f"»{text}« er ikke en dato; skriv 2026-01-05 eller 05-01-2026")


Workbook = Annotated[
    Path,
    typer.Argument(
        metavar="FIL", help="Teamets projektmappe (.xlsx) eller en mappe med CSV-filer.", show_default=False
    ),
]
PolicyName = Annotated[
    str, typer.Option("--policy", metavar="POLITIK", help=f"En politik ({', '.join(PRESET_NAMES)}) eller en TOML-fil.")
]
Day = Annotated[
    datetime.date | None,
    typer.Option(
        "--date", metavar="DATO", parser=read_day, help="Rundens dag; ellers projektmappens.", show_default=False
    ),
]
DemoDay = Annotated[
    datetime.date | None,
    typer.Option("--date", metavar="DATO", parser=read_day, help="Rundens dag; ellers 05-01-2026.", show_default=False),
]
TeamId = Annotated[
    str | None,
    typer.Option("--team", metavar="ID", help="Teamet, hvis runde det er; ellers det første.", show_default=False),
]
Mapping = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FIL", help="Oversættelse af teamets egne overskrifter.", show_default=False),
]
TravelMatrix = Annotated[
    Path | None,
    typer.Option(
        "--travel-matrix",
        metavar="FIL",
        help="Jeres egne køretider (CSV: fra;til;minutter) i stedet for de beregnede.",
        show_default=False,
    ),
]
TimeLimit = Annotated[
    float, typer.Option("--time-limit", metavar="SEKUNDER", min=0.1, max=86_400, help="Så længe må der højst regnes.")
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, max=2**31 - 1, help="Afgør lige gode forslag; samme tal, samme forslag.")
]
Json = Annotated[
    Path | None, typer.Option("--json", metavar="FIL", help="Skriv svaret som JSON; - er skærmen.", show_default=False)
]
Pins = Annotated[
    list[str] | None,
    typer.Option("--pin", metavar="SAG=KONSULENT", help="Konsulenten får sagen. Kan gentages.", show_default=False),
]
Exclusions = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="SAG=KONSULENT", help="Konsulenten får ikke sagen. Kan gentages.", show_default=False
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="INITIALER",
        help="Hvem der har bestemt --pin og --exclude; ellers dig, der er logget ind.",
        show_default=False,
    ),
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="GRUND", help="Hvorfor: en kode som knows_citizen, eller en tekst.")
]
Lang = Annotated[Literal["da", "en"], typer.Option("--lang", help="Sprog (language).")]
Municipality = Annotated[str, typer.Argument(metavar="KOMMUNE", help=", ".join(MUNICIPALITIES), show_default=False)]
Out = Annotated[Path, typer.Option("--out", metavar="FIL", help="Projektmappen, der skrives.", show_default=False)]
