from collections import Counter

import pytest

from data.workbook.format.names import folded
from data.workbook.format.sheets import GUIDE_SHEET, LISTS_SHEET, SHEETS, is_ignored_sheet, sheet_by_name
from data.workbook.reading.cell import clean_text

_COLUMNS = {f"{sheet.key}.{column.key}": column for sheet in SHEETS.values() for column in sheet.columns}


@pytest.mark.parametrize("column", _COLUMNS.values(), ids=_COLUMNS)
def test_every_example_can_be_read_and_written_again(column):
    value = column.kind.read(clean_text(column.example))
    cell = column.kind.write(value)
    assert cell is not None
    assert column.kind.read(cell) == value
    assert column.kind.write(None) is None


@pytest.mark.parametrize("column", _COLUMNS.values(), ids=_COLUMNS)
def test_every_column_is_described_in_both_languages(column):
    for text in (column.heading, column.about, column.kind.allowed):
        assert text.da
        assert text.en
    assert column.about.da.endswith(".")
    assert column.about.en.endswith(".")


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_no_two_columns_of_a_sheet_share_a_name(sheet):
    counts = Counter(name for column in sheet.columns for name in column.names)
    assert not [name for name, count in counts.items() if count > 1]


def test_no_two_sheets_share_a_name():
    counts = Counter(name for sheet in SHEETS.values() for name in sheet.names)
    assert not [name for name, count in counts.items() if count > 1]


@pytest.mark.parametrize("name", ["Fravær", "FRAVAER", " fravær ", "Absences", "absences"])
def test_sheets_are_known_however_their_name_is_written(name):
    assert sheet_by_name(name) is SHEETS["absences"]


def test_an_unknown_name_is_no_sheet():
    assert sheet_by_name("Ferie") is None


def test_a_column_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        SHEETS["cases"].column("diagnosis")


def test_the_sheets_of_the_template_s_guidance_are_no_data():
    assert is_ignored_sheet(GUIDE_SHEET)
    assert is_ignored_sheet(LISTS_SHEET)
    assert not is_ignored_sheet("Sager")


def test_names_are_folded_to_letters_and_digits():
    assert folded("Første fraværsdag:") == folded("FOERSTE  FRAVÆRSDAG") == "foerstefravaersdag"
    assert folded("Å") == folded("A\u030a") == "aa"
