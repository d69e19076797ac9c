"""Workbooks made by hand for tests: a dictionary of sheets, saved as .xlsx by another library or as CSV."""

import copy
import csv
import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell

from data.workbook import Imported, read_workbook
from models.errors import Finding, Severity, UnusableInput

Sheets = dict[str, list[list[Any]]]

MONDAY = datetime.date(2026, 1, 5)


class Shown:
    """A cell in which Excel shows an error."""

    def __init__(self, error: str) -> None:
        self.error = error


VALID: Sheets = {
    "Oplysninger": [["Kommune", "Dato"], ["Hedensted", MONDAY]],
    "Teams": [["Team", "Navn", "Kontor: by"], ["øst", "Fastholdelse Øst", "Hedensted"]],
    "Konsulenter": [
        ["Konsulent", "Team", "Bopæl: by", "Arbejdstid i procent"],
        ["AB", "øst", "Juelsminde", 100],
        ["CD", "øst", "Tørring", 80],
    ],
    "Virksomheder": [
        ["CVR-nummer", "P-nummer", "Navn", "By", "Breddegrad", "Længdegrad", "Branchekode", "Branchekodesæt"],
        [12345678, None, "Værftet", "Juelsminde", None, None, "301100", "DB07"],
        [87654321, None, "Smedjen", None, 55.77, 9.7, None, None],
    ],
    "Sager": [
        ["Sagsnummer", "Modtaget", "Første fraværsdag", "Sagstype", "Virksomhed", "Konsulent"],
        ["2026-0001", datetime.date(2026, 1, 2), datetime.date(2025, 12, 8), "depression", 12345678, None],
        ["2026-0002", datetime.date(2026, 1, 2), datetime.date(2025, 12, 9), "andet", None, None],
        ["2025-0901", datetime.date(2025, 10, 1), datetime.date(2025, 9, 9), "andet", 87654321, "AB"],
    ],
}


def valid_sheets(**changes: list[list[Any]] | None) -> Sheets:
    """The valid workbook with sheets added or replaced; None leaves one out."""
    sheets = copy.deepcopy(VALID)
    for name, rows in changes.items():
        if rows is None:
            del sheets[name]
        else:
            sheets[name] = rows
    return sheets


def with_cell(sheets: Sheets, sheet: str, row: int, column: str, value: Any) -> Sheets:
    """Put a value in a cell, by the row number that Excel shows and the heading; a new heading is added."""
    headings, *_ = rows = sheets[sheet]
    if column not in headings:
        headings.append(column)
    index = headings.index(column)
    while len(rows) < row:
        rows.append([])
    rows[row - 1] += [None] * (index + 1 - len(rows[row - 1]))
    rows[row - 1][index] = value
    return sheets


def save_xlsx(sheets: Sheets, path: Path) -> Path:
    workbook = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([_error_cell(sheet, value) if isinstance(value, Shown) else value for value in row])
    workbook.save(path)
    return path


def _error_cell(sheet, shown):
    cell = WriteOnlyCell(sheet, shown.error)
    cell.data_type = "e"
    return cell


def save_csv(sheets: Sheets, folder: Path, encoding: str = "utf-8-sig") -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows([_as_danish_excel_shows(value) for value in row] for row in rows)
        (folder / f"{name}.csv").write_bytes(text.getvalue().encode(encoding))
    return folder


def _as_danish_excel_shows(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Shown):
        return value.error
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def import_csv(sheets: Sheets, folder: Path, **options: Any) -> Imported:
    return read_workbook(save_csv(sheets, folder), **options)


def findings_of(sheets: Sheets, folder: Path, **options: Any) -> tuple[Finding, ...]:
    """Everything found in the sheets, whether or not they can be used."""
    try:
        return import_csv(sheets, folder, **options).warnings
    except UnusableInput as error:
        return error.findings


def located(findings: tuple[Finding, ...]) -> list[tuple[str, str | None, int | None, str | None]]:
    return [(finding.code, finding.sheet, finding.row, finding.column) for finding in findings]


def only(findings: tuple[Finding, ...]) -> Finding:
    (finding,) = findings
    return finding


def errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
