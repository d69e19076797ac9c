"""A sheet of the proposal workbook: cells that are never formulas, a look, and how it is printed."""

import datetime
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, BinaryIO, Generic, TypeVar

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

Value = str | int | float | datetime.date | None
Row = TypeVar("Row")

# Texts are only ever written as texts; the three options are the second lock on the same door.
WORKBOOK_OPTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd-mm-yyyy",
    }
)

POINTS_A_LINE = 12.75
LETTERS_A_DIGIT = 1.12
MOST_POINTS = 405.0
"""A row can be little more than 409 points high."""

MOST_LETTERS = 32_767
"""A cell can hold no more, and a longer text would be left out without a word."""

A4, A3 = 9, 8
"""Sizes of paper, by the numbers the file format has for them."""

_CELL = {"font_name": "Calibri", "font_size": 10, "valign": "top", "border": 1, "border_color": "#9AA5B1"}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_name": "Calibri", "font_size": 16, "bold": True},
    "subtitle": {"font_name": "Calibri", "font_size": 13, "bold": True},
    "note": {"font_name": "Calibri", "font_size": 11},
    "warning": {"font_name": "Calibri", "font_size": 11, "bold": True},
    "heading": {
        **_CELL,
        "bold": True,
        "text_wrap": True,
        "align": "left",
        "indent": 1,
        "valign": "vcenter",
        "bg_color": "#1F3A5F",
        "font_color": "#FFFFFF",
    },
    "text": {**_CELL, "text_wrap": True, "align": "left", "indent": 1},
    "strong": {**_CELL, "text_wrap": True, "align": "left", "indent": 1, "bold": True},
    "centre": {**_CELL, "align": "center"},
    "number": {**_CELL, "num_format": "#,##0_)"},
    "signed": {**_CELL, "num_format": "+#,##0_);-#,##0_);0_)"},
    "decimal": {**_CELL, "num_format": "#,##0.00_)"},
    "signed_decimal": {**_CELL, "num_format": "+#,##0.00_);-#,##0.00_);0.00_)"},
    # A mark as well as the minus: a deadline that is past must be seen on a black-and-white print.
    "days_left": {**_CELL, "num_format": '0;"! "-0;0', "align": "center"},
    "date": {**_CELL, "num_format": "dd-mm-yyyy", "align": "center"},
    "over_limit": {"bg_color": "#8B1A1A", "font_color": "#FFFFFF"},
    "over_target": {"bg_color": "#FCE0C2"},
    "under_target": {"bg_color": "#DCE9F7"},
    "missing": {"pattern": 14, "fg_color": "#8B1A1A", "bg_color": "#FFF8DC"},
    "input": {**_CELL, "text_wrap": True, "bg_color": "#FFF8DC"},
}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table. `width` in characters; `style` one of the page's styles."""

    heading: str
    width: float
    value: Callable[[Row], Value]
    style: str = "text"


class Book:
    """The workbook and its formats, each made once."""

    def __init__(self, stream: BinaryIO, *, title: str, header: str, footer: str, made_on: datetime.date) -> None:
        self._workbook = xlsxwriter.Workbook(stream, dict(WORKBOOK_OPTIONS))
        # The date it speaks of and not today's, so that the same proposal gives the same file.
        self._workbook.set_properties({"title": title, "created": datetime.datetime.combine(made_on, datetime.time())})
        self._formats = {name: self._workbook.add_format(dict(look)) for name, look in _STYLES.items()}
        # An ampersand begins a code in headers and footers; two are one.
        self._header = header.replace("&", "&&")
        self._footer = footer.replace("&", "&&")

    def style(self, name: str) -> Any:  # noqa: ANN401 - a format of the untyped library
        """The format of that name."""
        return self._formats[name]

    def name_range(self, name: str, reference: str) -> None:
        """Give a range of cells a name, as in `=Sagsstammer!$A$5:$A$12`."""
        self._workbook.define_name(name, reference)

    def close(self) -> None:
        """Write the file to the stream."""
        self._workbook.close()

    def page(self, name: str, *, paper: int = A4, breaks_kept: bool = False) -> "Page":
        """A new sheet, landscape. `breaks_kept`: not scaled to the width, because that drops manual page breaks."""
        sheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.5)
        sheet.set_header(f"&L{self._header}&R{name}")
        sheet.set_footer(f"&L{self._footer}&RSide &P af &N")
        sheet.hide_gridlines(2)
        if not breaks_kept:
            sheet.fit_to_pages(1, 0)
        return Page(self, sheet)


class Page:
    """One sheet, written from the top; `row` is the next free row, counted from 0."""

    def __init__(self, book: Book, sheet: Any) -> None:  # noqa: ANN401 - a sheet of the untyped library
        self._book = book
        self.sheet = sheet
        self.row = 0
        self._widths: tuple[float, ...] = ()

    def cell(self, row: int, column: int, value: Value, style: str) -> None:
        """Write one value as what it is; a text stays a text whatever it begins with."""
        look = self._book.style(style)
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            text = value if len(value) <= MOST_LETTERS else f"{value[: MOST_LETTERS - 1]}…"
            self.sheet.write_string(row, column, text, look)
        elif isinstance(value, datetime.date):
            self.sheet.write_datetime(row, column, value, look)
        else:
            self.sheet.write_number(row, column, value, look)

    def line(self, text: str, style: str = "note") -> None:
        """A line of text across the page."""
        self.cell(self.row, 0, text, style)
        self.row += 1

    def table(self, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> range:
        """A table from the next free row on, one row of headings first; gives the rows of its body."""
        for number, column in enumerate(columns):
            self.cell(self.row, number, column.heading, "heading")
        self._fit_height(self.row, [column.heading for column in columns])
        first = self.row + 1
        for offset, row in enumerate(rows):
            values = [column.value(row) for column in columns]
            for number, (column, value) in enumerate(zip(columns, values, strict=True)):
                self.cell(first + offset, number, value, column.style)
            self._fit_height(first + offset, values)
        self.row = first + len(rows)
        return range(first, self.row)

    def mark(self, body: range, column: int, styles: Mapping[str, str]) -> None:
        """Give cells the style of the text they hold; it follows the text when the table is sorted."""
        for text, style in styles.items():
            cell = f"${column_letters(column)}{body.start + 1}"
            self.mark_where(body, column, f'={cell}="{text}"', style)

    def mark_where(self, body: range, column: int, condition: str, style: str) -> None:
        """Give cells a style where a condition, written for the first row of the body, holds."""
        look = {"type": "formula", "criteria": condition, "format": self._book.style(style)}
        self.sheet.conditional_format(body.start, column, body.stop - 1, column, look)

    def widths(self, columns: Sequence[Column[Row]]) -> None:
        """Set the widths of the columns."""
        self._widths = tuple(column.width for column in columns)
        for number, width in enumerate(self._widths):
            self.sheet.set_column(number, number, width)

    def _fit_height(self, row: int, values: Sequence[Value]) -> None:
        """Make the row as high as its longest text needs; not every program does so by itself when it opens a file."""
        num_lines = max(
            (
                _num_lines(value, width)
                for value, width in zip(values, self._widths, strict=False)
                if isinstance(value, str)
            ),
            default=1,
        )
        self.sheet.set_row(row, min(MOST_POINTS, POINTS_A_LINE * num_lines + 3))

    def main_table(self, columns: Sequence[Column[Row]], rows: Sequence[Row], *, frozen_columns: int = 1) -> range:
        """The sheet's one long table, sorted and filtered: its headings stay in sight and on every page."""
        head = self.row
        self.widths(columns)
        body = self.table(columns, rows)
        self.sheet.autofilter(head, 0, max(head, body.stop - 1), len(columns) - 1)
        self.sheet.freeze_panes(head + 1, frozen_columns)
        self.sheet.repeat_rows(head)
        return body


def column_letters(column: int) -> str:
    """The letters of a column counted from 0."""
    return str(xl_col_to_name(column))


def _num_lines(text: str, width: float) -> int:
    """Lines that a text takes in a column so wide.

    Widths are counted in digits; running text is narrower. One is taken off for the margins of the cell.
    """
    return sum(max(1, len(textwrap.wrap(line, max(1, int(LETTERS_A_DIGIT * width) - 1)))) for line in text.split("\n"))
