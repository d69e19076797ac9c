"""Takes CPR numbers out of the cells before anything else looks at them, and says where they stood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data.workbook.format.column import Column, Role, SheetKey
from data.workbook.format.kinds_text import FreeText
from data.workbook.format.names import folded
from data.workbook.reading.cell import Cell, Plain, Removed, shown
from data.workbook.reading.cpr import REMOVED_TEXT, find_cpr, without_cpr
from data.workbook.reading.faults import Findings, row_ranges
from data.workbook.reading.recognition import Table
from models.text import Text

_PRODUCTION_UNIT = re.compile(r"\d{10}")
_PRODUCTION_UNIT_HEADING = re.compile(r"^p(nr|nummer)|produktionsenhed|productionunit")


@dataclass(frozen=True)
class CleanTable:
    """A table without CPR numbers. `persons` says, by row number, whose number stood in a column for CPR numbers."""

    table: Table
    rows: tuple[tuple[int, dict[int, Cell]], ...]
    persons: Mapping[int, Removed]


class Persons:
    """Counts the different CPR numbers of one file, so that equal ones are known again without being kept."""

    def __init__(self) -> None:
        self._number_by_digits: dict[str, int] = {}

    def removed(self, digits: str) -> Removed:
        """What stands in the number's place."""
        return Removed(self._number_by_digits.setdefault(digits, len(self._number_by_digits) + 1))


def scrub(tables: Mapping[SheetKey, Table], findings: Findings) -> dict[SheetKey, CleanTable]:
    """The tables without CPR numbers, wherever they stood."""
    persons = Persons()
    production_units = _declared_production_units(tables.get(SheetKey.EMPLOYERS))
    return {key: _scrub_table(table, persons, production_units, findings) for key, table in tables.items()}


def _declared_production_units(employers: Table | None) -> frozenset[str]:
    """The ten-digit numbers that the employers' sheet says are production units; some of them look like CPR numbers."""
    if employers is None:
        return frozenset()
    indices = [index for index, column in employers.columns.items() if column.role is Role.PRODUCTION_UNIT]
    texts = (_compact(row[index]) for _, row in employers.rows for index in indices if index < len(row))
    return frozenset(text for text in texts if _PRODUCTION_UNIT.fullmatch(text))


def _compact(cell: Plain) -> str:
    return "".join(shown(cell).split())


def _scrub_table(table: Table, persons: Persons, production_units: frozenset[str], findings: Findings) -> CleanTable:
    rows = []
    person_by_row: dict[int, Removed] = {}
    removed_rows: dict[int, list[int]] = {}
    for number, row in table.rows:
        clean: dict[int, Cell] = {}
        for index, cell in enumerate(row):
            if cell is None or index not in table.headings:
                continue
            column = table.columns.get(index)
            if index in table.cpr_columns:
                person = _whole_cell(cell, persons)
                person_by_row.setdefault(number, person)
                clean[index] = person
            elif _is_production_unit(cell, column, table.headings[index], production_units):
                clean[index] = cell
            else:
                clean[index] = _scrub_cell(cell, column, persons)
            if clean[index] is not cell:
                removed_rows.setdefault(index, []).append(number)
        rows.append((number, clean))
    for index, numbers in removed_rows.items():
        _warn(table, index, numbers, findings)
    return CleanTable(table, tuple(rows), person_by_row)


def _is_production_unit(cell: Plain, column: Column | None, heading: str, declared: frozenset[str]) -> bool:
    text = _compact(cell)
    if not _PRODUCTION_UNIT.fullmatch(text):
        return False
    role = None if column is None else column.role
    return (
        role is Role.PRODUCTION_UNIT
        or _PRODUCTION_UNIT_HEADING.search(folded(heading)) is not None
        or (role is Role.EMPLOYER and text in declared)
    )


def _scrub_cell(cell: Plain, column: Column | None, persons: Persons) -> Cell:
    """The cell itself where it holds no CPR number; a text with the number replaced; else only that one was removed."""
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        return cell
    free = column is None or isinstance(column.kind, FreeText)
    text = str(cell)
    spans = find_cpr(text, in_running_text=free)
    if not spans:
        return cell
    return without_cpr(text) if free else persons.removed(spans[0].digits)


def _whole_cell(cell: Plain, persons: Persons) -> Removed:
    """In a column for CPR numbers everything is removed, also what is none: half a number is one too many."""
    text = str(cell)
    spans = find_cpr(text, in_running_text=True)
    return persons.removed(spans[0].digits if spans else folded(text))


def _warn(table: Table, index: int, rows: list[int], findings: Findings) -> None:
    column = table.columns.get(index)
    expected = index in table.cpr_columns or (column is not None and column.role is Role.CASE)
    free = column is not None and isinstance(column.kind, FreeText)
    kept = Text(
        da=f"erstattet med {REMOVED_TEXT} og ikke gemt" if free else "fjernet og ikke gemt",
        en=f"replaced by {REMOVED_TEXT} and not kept" if free else "removed and not kept",
    )
    if index in table.cpr_columns:
        remedy = Text(da="Slet kolonnen i filen.", en="Delete the column in the file.")
    elif column is not None and column.role is Role.EMPLOYER:
        remedy = Text(
            da="Er det et P-nummer, så skriv virksomheden på arket Virksomheder i kolonnen P-nummer; ellers slet det.",
            en="If it is a production unit number, put the employer on the sheet Employers in the column of those;"
            " else delete it.",
        )
    elif column is not None and column.role is Role.CASE:
        remedy = Text(da="Brug et sagsnummer i stedet.", en="Use a case number instead.")
    else:
        remedy = Text(da="Slet nummeret i filen.", en="Delete the number in the file.")
    if expected and len(rows) > 1:
        # One finding for the column: a list of citizens would otherwise drown everything else that was found.
        what = Text(
            da=f"Kolonnen har CPR-numre i {len(rows)} rækker ({row_ranges(rows)}). De er {kept.da}.",
            en=f"The column has CPR numbers in {len(rows)} rows ({row_ranges(rows)}). They were {kept.en}.",
        )
        findings.warning(table.place(rows[0], index), "cpr_removed", what, remedy)
        return
    for row in rows:
        what = Text(
            da=f"Cellen har noget, der ligner et CPR-nummer. Det er {kept.da}.",
            en=f"The cell has what looks like a CPR number. It was {kept.en}.",
        )
        findings.warning(table.place(row, index), "cpr_removed", what, remedy)
