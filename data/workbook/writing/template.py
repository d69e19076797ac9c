"""The empty workbook that a team fills in."""

import datetime
from pathlib import Path

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from data.workbook.format.column import Column, Sheet
from data.workbook.format.sheets import GUIDE_SHEET, SHEETS
from data.workbook.writing.sheet_laying import Layout

_MADE_ON = datetime.date(2026, 1, 1)
_INTRODUCTION = (
    "Mørke overskrifter skal udfyldes; resten må stå tomt. Hold musen over en overskrift for at se, hvad der skal stå.",
    "Skriv aldrig CPR-numre.",
    "Dark headings must be filled in; the rest may be empty. Hold the mouse over a heading to see what belongs there.",
    "Never write CPR numbers.",
)
_GUIDE_HEADINGS = ("Ark", "Kolonne", "Skal udfyldes", "Hvad der skal stå", "Tilladt", "Eksempel", "In English")
_GUIDE_WIDTHS = (18, 34, 14, 60, 40, 24, 60)


def write_template(path: Path) -> None:
    """Write an empty workbook: every sheet with its headings, explained in comments and on the sheet Vejledning."""
    with Layout(path, _MADE_ON) as layout:
        guide = layout.workbook.add_worksheet(GUIDE_SHEET)
        worksheets = layout.add_sheets({})
        for sheet in SHEETS.values():
            for index, column in enumerate(sheet.columns):
                comment = f"{column.about.da}\n{column.kind.allowed.da}\n\n{column.about.en}"
                worksheets[sheet.key].write_comment(0, index, comment, {"x_scale": 2, "y_scale": 1.6})
        _write_guide(guide, layout)


def _write_guide(guide: Worksheet, layout: Layout) -> None:
    for row, text in enumerate(_INTRODUCTION):
        guide.write_string(row, 0, text)
    row = len(_INTRODUCTION) + 1
    for index, (heading, width) in enumerate(zip(_GUIDE_HEADINGS, _GUIDE_WIDTHS, strict=True)):
        guide.set_column(index, index, width)
        guide.write_string(row, index, heading, layout.heading)
    for sheet in SHEETS.values():
        for column in sheet.columns:
            row += 1
            for index, text in enumerate(_guide_line(sheet, column)):
                guide.write_string(row, index, text, layout.wrapped)


def _guide_line(sheet: Sheet, column: Column) -> tuple[str, ...]:
    return (
        sheet.name.da,
        column.heading.da,
        "ja" if column.required else "nej",
        column.about.da,
        column.kind.allowed.da,
        column.example,
        f"{sheet.name.en}, {column.heading.en}: {column.about.en}",
    )
