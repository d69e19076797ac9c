"""Lays the format's sheets out in an .xlsx: headings, formats, drop-down lists. No text becomes a formula or link."""

import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from data.workbook.format.column import Column, Sheet, SheetKey
from data.workbook.format.kinds_number import Whole
from data.workbook.format.kinds_text import IdText, IndustryCode
from data.workbook.format.kinds_time import Day, Week
from data.workbook.format.sheets import LISTS_SHEET, SHEETS
from data.workbook.reading.cell import Cell

NUM_PREPARED_ROWS = 2_000
"""So many rows below the headings have formats and lists, for whoever types."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEADING = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"}
_REQUIRED_HEADING = {**_HEADING, "bg_color": "#BFD3E6"}


class _Exact(float):
    """A number that is written with all of its digits: the writer's own 16 would move a coordinate by a hair."""

    def __format__(self, specification: str) -> str:
        return repr(float(self))


class Layout:
    """An .xlsx under construction; use it as a context, it is saved at the end.

    `made_on` goes into the file's properties instead of the time of day, so that equal content gives equal files.
    """

    def __init__(self, path: Path, made_on: datetime.date) -> None:
        self._path = path
        self._content = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(self._content, _OPTIONS)
        self.workbook.set_properties({"created": datetime.datetime.combine(made_on, datetime.time())})
        self.heading = self.workbook.add_format(_HEADING)
        self.required_heading = self.workbook.add_format(_REQUIRED_HEADING)
        self.wrapped = self.workbook.add_format({"text_wrap": True, "valign": "top"})
        self._day = self.workbook.add_format({"num_format": "dd-mm-yyyy"})
        self._text = self.workbook.add_format({"num_format": "@"})
        self._lists: dict[tuple[str, ...], str] = {}

    def __enter__(self) -> "Layout":
        return self

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        if kind is None:
            self.workbook.close()
            self._path.write_bytes(self._content.getvalue())

    def add_sheets(self, rows: Mapping[SheetKey, Sequence[Mapping[str, Any]]]) -> dict[SheetKey, Worksheet]:
        """All sheets of the format with these rows, and last, hidden, the words of the drop-down lists."""
        choices = dict.fromkeys(
            column.kind.choices for sheet in SHEETS.values() for column in sheet.columns if column.kind.choices
        )
        for index, words in enumerate(choices):
            letter = xl_col_to_name(index)
            self._lists[words] = f"={LISTS_SHEET}!${letter}$1:${letter}${len(words)}"
        worksheets = {sheet.key: self._add_sheet(sheet, rows.get(sheet.key, ())) for sheet in SHEETS.values()}
        lists = self.workbook.add_worksheet(LISTS_SHEET)
        for index, words in enumerate(choices):
            for row, word in enumerate(words):
                lists.write_string(row, index, word)
        lists.hide()
        return worksheets

    def _add_sheet(self, sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> Worksheet:
        worksheet = self.workbook.add_worksheet(sheet.name.da)
        worksheet.freeze_panes(1, 1)
        for index, column in enumerate(sheet.columns):
            form = self._form(column)
            worksheet.set_column(index, index, column.width, form)
            look = self.required_heading if column.required else self.heading
            worksheet.write_string(0, index, column.heading.da, look)
            self._validate(worksheet, index, column)
            for number, values in enumerate(rows, start=1):
                _write(worksheet, number, index, column.kind.write(values.get(column.key)), form)
        return worksheet

    def _form(self, column: Column) -> Format | None:
        if isinstance(column.kind, Day):
            return self._day
        # As text, so that Excel eats no zero and makes no date of what is typed.
        return self._text if isinstance(column.kind, IdText | IndustryCode | Week) else None

    def _validate(self, worksheet: Worksheet, index: int, column: Column) -> None:
        rule: dict[str, Any]
        if column.kind.choices:
            rule = {"validate": "list", "source": self._lists[column.kind.choices]}
        elif isinstance(column.kind, Whole):
            rule = {
                "validate": "integer",
                "criteria": "between",
                "minimum": column.kind.least,
                "maximum": column.kind.most,
            }
        elif isinstance(column.kind, Day):
            rule = {"validate": "date", "criteria": ">=", "value": datetime.date(1900, 1, 1)}
        else:
            return
        # A warning and not a stop: English words are allowed too, and the import says what it cannot read.
        rule |= {
            "error_type": "warning",
            "error_title": column.heading.da[:32],
            "error_message": f"Her skal stå {column.kind.allowed.da}."[:255],
        }
        worksheet.data_validation(1, index, NUM_PREPARED_ROWS, index, rule)


def _write(worksheet: Worksheet, row: int, index: int, cell: Cell, form: Format | None) -> None:
    if isinstance(cell, str):
        worksheet.write_string(row, index, cell, form)
    elif isinstance(cell, datetime.date):
        worksheet.write_datetime(row, index, cell, form)
    elif isinstance(cell, int | float):
        worksheet.write_number(row, index, _Exact(cell), form)
