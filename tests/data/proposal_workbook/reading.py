"""The workbook as a program that reads it sees it."""

import datetime
import io
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.proposal_workbook.writing import proposal_workbook
from models.proposal import Proposal
from models.snapshot import Snapshot


def opened(snapshot: Snapshot, proposal: Proposal) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(proposal_workbook(proposal, snapshot)))


def heading_row(sheet: Worksheet, first_heading: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == first_heading)


def value_of(cell: Any) -> Any:
    """A date as a date: the file format knows only points in time."""
    return cell.value.date() if isinstance(cell.value, datetime.datetime) else cell.value


def table(sheet: Worksheet, first_heading: str = "Sag") -> list[dict[str, Any]]:
    """The rows of the table under its headings, up to the first row without anything in its first column."""
    head = heading_row(sheet, first_heading)
    headings = [cell.value for cell in sheet[head]]
    rows = []
    for number in range(head + 1, sheet.max_row + 1):
        values = [value_of(cell) for cell in sheet[number]]
        if values[0] is None:
            break
        rows.append({heading: value for heading, value in zip(headings, values, strict=True) if heading is not None})
    return rows


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def facts(sheet: Worksheet) -> dict[str, Any]:
    """The values in the second column by the names in the first."""
    return {row[0].value: value_of(row[1]) for row in sheet.iter_rows(max_col=2) if row[0].value is not None}
