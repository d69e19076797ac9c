"""Spreadsheets in and out. The format is described in `README.md` beside this file."""

from data.workbook.reading.case_numbers import GeneratedCaseId
from data.workbook.reading.csv_reading import is_sheet_of
from data.workbook.reading.importing import Imported, read_workbook
from data.workbook.reading.mapping import HeadingMapping, read_mapping
from data.workbook.writing.snapshot_writing import write_snapshot
from data.workbook.writing.template import write_template

__all__ = [
    "GeneratedCaseId",
    "HeadingMapping",
    "Imported",
    "is_sheet_of",
    "read_mapping",
    "read_workbook",
    "write_snapshot",
    "write_template",
]
