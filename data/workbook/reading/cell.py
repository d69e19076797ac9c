"""What may stand in a cell, once it is read and before anyone has asked what it means."""

import datetime
import re
from dataclasses import dataclass

MAX_QUOTED = 40


@dataclass(frozen=True)
class CellError:
    """A cell in which Excel itself shows an error, such as #REF!."""

    shown: str


@dataclass(frozen=True)
class Removed:
    """Where a CPR number stood. Equal numbers have equal `person`, which is nothing but a count."""

    person: int


Plain = str | int | float | bool | datetime.date | CellError | None
"""As it is read: text is stripped and never empty, a whole number is an int, None is an empty cell."""

Cell = Plain | Removed
"""As it is after CPR numbers have been taken out."""


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it was read. `rows[0]` is row 1, so that row numbers stay those of the spreadsheet."""

    name: str
    rows: tuple[tuple[Plain, ...], ...]


def clean_text(text: str) -> str | None:
    """Text without invisible characters and without space at its ends; None where nothing is left.

    A soft hyphen or a zero-width space, pasted in from a web page, would make two equal ids different; what turns the
    direction of writing makes one id look like another.
    """
    return _INVISIBLE.sub("", text).strip() or None


_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff"
    "\u061c\u202a-\u202e\u2066-\u2069"  # the direction of writing
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"  # control characters but for ends of lines and tabulators
)


def shown(cell: Cell) -> str:
    """The cell as a person sees it, for the text of a finding, shortened."""
    if isinstance(cell, datetime.date):
        text = f"{cell:%d-%m-%Y}"
    elif isinstance(cell, bool):
        text = "SAND" if cell else "FALSK"
    elif isinstance(cell, float):
        text = repr(cell).replace(".", ",")
    elif isinstance(cell, CellError):
        text = cell.shown
    elif isinstance(cell, Removed):
        text = "[fjernet]"
    else:
        text = str(cell or "") if not isinstance(cell, int) else str(cell)
    text = " ".join(text.split())
    return text if len(text) <= MAX_QUOTED else f"{text[: MAX_QUOTED - 1]}…"
