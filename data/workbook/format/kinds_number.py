"""Columns that hold numbers: counts and steps, percentages, case weights, coordinates."""

import math
from dataclasses import dataclass

from data.workbook.format.danish import number_in
from data.workbook.format.kind import refuse_error
from data.workbook.reading.cell import Cell, shown
from data.workbook.reading.faults import CellFault
from models.caseload import QUARTERS_PER_CASE
from models.text import Text


def read_number(cell: Cell, allowed: Text, *, thousands: bool = True) -> int | float:
    """The number in a cell, from a number or from text.

    Raises
    ------
    CellFault
        The cell holds no number.
    """
    refuse_error(cell)
    number: int | float | None = None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = cell
    elif isinstance(cell, str):
        number = number_in(cell, thousands=thousands)
    if number is None or not math.isfinite(number):
        raise CellFault(
            "not_a_number",
            Text(da=f"»{shown(cell)}« er ikke et tal.", en=f'"{shown(cell)}" is not a number.'),
            Text(da=f"Skriv {allowed.da}.", en=f"Write {allowed.en}."),
        )
    return number


def out_of_range(cell: Cell, allowed: Text) -> CellFault:
    """The fault of a number that is none of those allowed."""
    return CellFault(
        "number_out_of_range",
        Text(da=f"{shown(cell)} kan ikke bruges her.", en=f"{shown(cell)} cannot be used here."),
        Text(da=f"Skriv {allowed.da}.", en=f"Write {allowed.en}."),
    )


@dataclass(frozen=True)
class Whole:
    """A whole number from `least` to `most`, both included."""

    least: int
    most: int

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(
            da=f"et helt tal fra {self.least} til {self.most}", en=f"a whole number from {self.least} to {self.most}"
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> int:
        """The number."""
        number = read_number(cell, self.allowed)
        if isinstance(number, float) or not self.least <= number <= self.most:
            raise out_of_range(cell, self.allowed)
        return number

    def write(self, value: int | None) -> Cell:
        """The number itself."""
        return value


@dataclass(frozen=True)
class Percent:
    """A whole percentage from 1 to 100: 80, 80 %, or 0,8 in a cell that Excel shows as 80 %."""

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(da="et helt tal fra 1 til 100", en="a whole number from 1 to 100")

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> int:
        """The percentage."""
        number = read_number(cell.removesuffix("%") if isinstance(cell, str) else cell, self.allowed)
        if isinstance(number, float) and number < 1:
            # 0.29 times 100 is a hair below 29; the hundredth of a percent that is dropped was never written.
            number = round(number * 100, 4)
        if number != int(number) or not 1 <= number <= 100:
            raise out_of_range(cell, self.allowed)
        return int(number)

    def write(self, value: int | None) -> Cell:
        """The percentage as a number from 1 to 100."""
        return value


@dataclass(frozen=True)
class CaseWeight:
    """How heavy a case is, in normal cases, read as quarters of one."""

    least_quarters: int = 1
    most_quarters: int = 40

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(
            da="et tal fra 0,25 til 10 i kvarte: 0,75, 1, 1,25",
            en="a number from 0.25 to 10 in quarters: 0.75, 1, 1.25",
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> int:
        """The weight in quarters of a normal case."""
        quarters = read_number(cell, self.allowed) * QUARTERS_PER_CASE
        if quarters != int(quarters) or not self.least_quarters <= quarters <= self.most_quarters:
            raise out_of_range(cell, self.allowed)
        return int(quarters)

    def write(self, value: int | None) -> Cell:
        """The weight in normal cases."""
        return None if value is None else value / QUARTERS_PER_CASE


@dataclass(frozen=True)
class Degrees:
    """A coordinate in decimal degrees, WGS 84, from -`most` to `most`."""

    most: int
    example: str

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(
            da=f"decimalgrader, for eksempel {self.example}",
            en=f"decimal degrees, {self.example.replace(',', '.')} for example",
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> float:
        """The coordinate; a point is always a decimal point here."""
        degrees = float(read_number(cell, self.allowed, thousands=False))
        if not -self.most <= degrees <= self.most:
            raise out_of_range(cell, self.allowed)
        return degrees

    def write(self, value: float | None) -> Cell:
        """The coordinate itself, all of its digits."""
        return value
