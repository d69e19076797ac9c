"""Rows with their meaning: each cell read as what its column holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.workbook.format.column import Column, Role, SheetKey
from data.workbook.format.names import folded
from data.workbook.reading.cell import Cell, Removed, shown
from data.workbook.reading.faults import CellFault, Findings, Place
from data.workbook.reading.mapping import HeadingMapping
from data.workbook.reading.recognition import Table
from data.workbook.reading.scrubbing import CleanTable
from models.text import Text


@dataclass(frozen=True)
class Row:
    """One row. `values` by column key, without those that are empty or could not be read; the latter are in `faulty`.

    `person` stands for the number in a column for CPR numbers, None where there was none.
    """

    table: Table
    number: int
    values: Mapping[str, Any]
    faulty: frozenset[str]
    person: Removed | None = None

    def get(self, key: str) -> Any:  # noqa: ANN401 - each column its own
        """The value; None where there is none."""
        return self.values.get(key)

    def place(self, key: str | None = None) -> Place:
        """Where the row, or one of its cells, stands."""
        return Place(self.table.name, self.number, None if key is None else self.table.heading_of(key))


Rows = Mapping[SheetKey, tuple[Row, ...]]


def read_rows(tables: Mapping[SheetKey, CleanTable], mapping: HeadingMapping, findings: Findings) -> Rows:
    """The rows of every sheet; none for a sheet that is not there."""
    return {
        key: tuple(_row(tables[key], number, cells, mapping, findings) for number, cells in tables[key].rows)
        if key in tables
        else ()
        for key in SheetKey
    }


def _row(clean: CleanTable, number: int, cells: Mapping[int, Cell], mapping: HeadingMapping, findings: Findings) -> Row:
    values: dict[str, Any] = {}
    faulty: set[str] = set()
    table = clean.table
    for index, column in table.columns.items():
        cell = cells.get(index)
        if isinstance(cell, Removed) and column.role is Role.CASE:
            values[column.key] = cell
        elif cell is not None and not isinstance(cell, Removed):
            try:
                values[column.key] = column.kind.read(_in_our_words(cell, column, table, mapping))
            except CellFault as fault:
                faulty.add(column.key)
                findings.error(table.place(number, index), fault.code, fault.what, fault.remedy)
    _take_the_person_for_the_case(clean, number, values)
    _complain_of_empty_cells(table, number, values, faulty, findings)
    return Row(table, number, values, frozenset(faulty), clean.persons.get(number))


def _in_our_words(cell: Cell, column: Column, table: Table, mapping: HeadingMapping) -> Cell:
    """The cell, or what the team's mapping says that it means."""
    return mapping.words(table.sheet, column).get(folded(shown(cell)), cell)


def _take_the_person_for_the_case(clean: CleanTable, number: int, values: dict[str, Any]) -> None:
    """Where a row names no case but has a citizen's number, the citizen says which case it is."""
    names_an_employer_instead = clean.table.sheet.key is SheetKey.CONFLICTS and "employer" in values
    for column in clean.table.sheet.columns:
        if column.role is Role.CASE and number in clean.persons and not names_an_employer_instead:
            values.setdefault(column.key, clean.persons[number])


def _complain_of_empty_cells(
    table: Table, number: int, values: dict[str, Any], faulty: set[str], findings: Findings
) -> None:
    for column in table.sheet.columns:
        expected = table.has(column.key) or (column.role is Role.CASE and table.cpr_columns)
        if column.required and expected and column.key not in values and column.key not in faulty:
            kind = column.kind
            findings.error(
                Place(table.name, number, table.heading_of(column.key)),
                "value_missing",
                Text(da=f"{column.heading.da} mangler.", en=f"{column.heading.en} is missing."),
                Text(
                    da=f"Skriv en af: {kind.allowed.da}."
                    if kind.choices
                    else f"Skriv {kind.allowed.da}, for eksempel {column.example}.",
                    en=f"Write one of: {kind.allowed.en}."
                    if kind.choices
                    else f"Write {kind.allowed.en}, {column.example} for example.",
                ),
            )
