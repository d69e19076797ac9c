"""Columns that hold a day or a week."""

import datetime
import re
from dataclasses import dataclass

from data.workbook.format.danish import day_in
from data.workbook.format.kind import refuse_error
from data.workbook.reading.cell import Cell, shown
from data.workbook.reading.faults import CellFault
from models.text import Text
from models.word import FIRST_DAY, LAST_DAY

_WEEK = re.compile(r"(?P<year>\d{4})\s*[-/ ]?\s*(?:w|u|uge|week)?\s*(?P<week>\d{1,2})", re.IGNORECASE)
_WEEK_FIRST = re.compile(r"(?:w|u|uge|week)\s*(?P<week>\d{1,2})\s*[-/, ]\s*(?P<year>\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class Day:
    """A date."""

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(da="en dato, dd-mm-åååå", en="a date, dd-mm-yyyy")

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> datetime.date:
        """The day."""
        refuse_error(cell)
        day = cell if isinstance(cell, datetime.date) else day_in(cell) if isinstance(cell, str) else None
        if day is None:
            raise CellFault(
                "not_a_date",
                Text(da=f"»{shown(cell)}« er ikke en dato.", en=f'"{shown(cell)}" is not a date.'),
                Text(
                    da="Skriv dag, måned og år med fire cifre, for eksempel 05-01-2026.",
                    en="Write day, month and a year of four digits, 05-01-2026 for example.",
                ),
            )
        if not FIRST_DAY <= day <= LAST_DAY:
            raise CellFault(
                "date_out_of_range",
                Text(da=f"Året {day.year} kan ikke passe.", en=f"The year {day.year} cannot be right."),
                Text(da="Ret årstallet.", en="Correct the year."),
            )
        return day

    def write(self, value: datetime.date | None) -> Cell:
        """The day itself."""
        return value


@dataclass(frozen=True)
class Week:
    """A week of the calendar, ISO 8601, read as `2026-W02`."""

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(da="år og uge: 2026-W02 eller uge 2 2026", en="year and week: 2026-W02 or week 2 2026")

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> str:
        """The week as ISO 8601 writes it."""
        refuse_error(cell)
        match = (_WEEK.fullmatch(cell) or _WEEK_FIRST.fullmatch(cell)) if isinstance(cell, str) else None
        if match is None or not _exists(int(match["year"]), int(match["week"])):
            raise CellFault(
                "not_a_week",
                Text(da=f"»{shown(cell)}« er ikke en uge.", en=f'"{shown(cell)}" is not a week.'),
                Text(
                    da="Skriv år og ugenummer som tekst, for eksempel 2026-W02.",
                    en="Write year and number of the week as text, 2026-W02 for example.",
                ),
            )
        return f"{match['year']}-W{int(match['week']):02d}"

    def write(self, value: str | None) -> Cell:
        """The week as ISO 8601 writes it, which Excel takes for no date."""
        return value


def _exists(year: int, week: int) -> bool:
    try:
        datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        return False
    return True
