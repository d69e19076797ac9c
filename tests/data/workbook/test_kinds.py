import datetime
import math

import pytest

from data.workbook.format.danish import day_in, number_in
from data.workbook.format.kinds_choice import Choice, YesNo, choice_of
from data.workbook.format.kinds_number import CaseWeight, Degrees, Percent, Whole
from data.workbook.format.kinds_text import FreeText, IdText, IndustryCode, NumberText
from data.workbook.format.kinds_time import Day, Week
from data.workbook.reading.cell import CellError, Removed, shown
from data.workbook.reading.faults import CellFault
from models.case import CaseType
from models.text import Text

DAY = datetime.date(2026, 1, 5)
ALL_KINDS = [
    IdText(),
    NumberText(),
    FreeText(20),
    IndustryCode(),
    Whole(0, 9),
    Percent(),
    CaseWeight(),
    Degrees(90, "1"),
    Day(),
    Week(),
    YesNo(),
    choice_of(CaseType),
]


def _code(kind, cell):
    with pytest.raises(CellFault) as raised:
        kind.read(cell)
    return raised.value.code


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize("error", ["#REF!", ""])
def test_an_excel_error_is_one_in_every_column(kind, error):
    assert _code(kind, CellError(error)) == "excel_error"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45", 45),
        ("45,0", 45),
        ("1.234", 1234),
        ("1.234.567,5", 1234567.5),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("12.50", 12.5),
        ("+2", 2),
        ("-2", -2),
        ("−2", -2),
        ("1 234", 1234),
        ("1\u00a0234,5", 1234.5),
        (",5", 0.5),
        ("fem", None),
        ("1,2,3", None),
        ("1.23.4", None),
        ("٤", None),
        ("", None),
        ("-", None),
        ("9" * 400, None),
    ],
)
def test_numbers_are_read_as_danes_write_them(text, number):
    assert number_in(text) == number


def test_in_a_coordinate_a_point_is_a_decimal_point():
    assert number_in("55.770", thousands=False) == 55.77


@pytest.mark.parametrize(
    "text",
    ["05-01-2026", "5/1/2026", "05.01.2026", "5 1 2026", "2026-01-05", "2026-01-05T00:00:00", "05-01-2026 00:00"],
)
def test_days_are_read_as_danes_write_them(text):
    assert day_in(text) == DAY


@pytest.mark.parametrize("text", ["05-01-26", "31-02-2026", "2026-13-01", "i morgen", "20260105", ""])
def test_what_may_be_several_days_or_none_is_no_day(text):
    assert day_in(text) is None


@pytest.mark.parametrize(("cell", "code"), [("snart", "not_a_date"), (46027, "not_a_date"), (True, "not_a_date")])
def test_a_day_must_be_a_date(cell, code):
    assert _code(Day(), cell) == code


@pytest.mark.parametrize("cell", [datetime.date(206, 1, 5), "05-01-0206"])
def test_a_day_of_another_age_is_a_slip(cell):
    assert _code(Day(), cell) == "date_out_of_range"


@pytest.mark.parametrize(
    "cell", ["2026-W02", "2026-02", "2026 uge 2", "uge 2 2026", "Uge 2, 2026", "week 2/2026", "2026w2"]
)
def test_weeks_are_read_in_many_ways(cell):
    assert Week().read(cell) == "2026-W02"


@pytest.mark.parametrize("cell", ["2026-W54", "2025-W53", "uge 2", 2, DAY, "2026-W00"])
def test_a_week_that_does_not_exist_is_none(cell):
    assert _code(Week(), cell) == "not_a_week"


@pytest.mark.parametrize(("cell", "text"), [("AB", "AB"), (7, "7"), ("007", "007")])
def test_an_id_is_a_text_or_a_whole_number(cell, text):
    assert IdText().read(cell) == text


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (DAY, "date_for_text"),
        (1.5, "not_text"),
        (True, "not_text"),
        ("1,23457E+11", "number_shortened"),
        ("x" * 41, "text_too_long"),
        ("a\nb", "text_too_long"),
    ],
)
def test_what_excel_made_of_an_id_is_told(cell, code):
    assert _code(IdText(), cell) == code


def test_a_number_may_be_written_in_groups():
    assert NumberText().read("12 34 56 78") == "12345678"
    assert NumberText().read("1 A") == "1 A"


@pytest.mark.parametrize(
    ("cell", "text"), [(7, "7"), (1.5, "1,5"), (DAY, "05-01-2026"), (True, "SAND"), (False, "FALSK")]
)
def test_free_text_takes_everything_as_it_is_shown(cell, text):
    assert FreeText(20).read(cell) == text


def test_free_text_has_an_end():
    assert _code(FreeText(3), "abcd") == "text_too_long"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("56.11.10", "561110"), (561110, "561110"), (11100, "011100"), (1, "01"), ("q", "Q"), ("0111", "0111")],
)
def test_industry_codes_get_their_zero_back(cell, code):
    assert IndustryCode().read(cell) == code


@pytest.mark.parametrize("cell", ["Kro", "1234567", 1.11, DAY, "Æ", "٤٤"])
def test_other_things_are_no_industry_code(cell):
    assert _code(IndustryCode(), cell) == "not_an_industry_code"


@pytest.mark.parametrize(
    ("cell", "percent"), [(80, 80), (0.8, 80), (0.29, 29), ("80 %", 80), ("80%", 80), (1, 1), ("100", 100)]
)
def test_working_time_may_be_a_percent_cell(cell, percent):
    assert Percent().read(cell) == percent


@pytest.mark.parametrize("cell", [0, 101, 80.5, 1.5, -0.5, 0.001])
def test_other_percentages_are_out_of_range(cell):
    assert _code(Percent(), cell) == "number_out_of_range"


@pytest.mark.parametrize(("cell", "code"), [(True, "not_a_number"), (math.inf, "not_a_number"), (DAY, "not_a_number")])
def test_some_cells_are_no_number(cell, code):
    assert _code(Whole(0, 9), cell) == code


@pytest.mark.parametrize("cell", [10, -1, 0.5, "1.000"])
def test_a_whole_number_has_its_range(cell):
    assert _code(Whole(0, 9), cell) == "number_out_of_range"


@pytest.mark.parametrize(("cell", "quarters"), [("1,25", 5), (1.25, 5), (1, 4), ("0.25", 1), (10, 40)])
def test_weights_are_read_in_quarters(cell, quarters):
    assert CaseWeight().read(cell) == quarters


@pytest.mark.parametrize("cell", [0, 1.1, 10.25, "1.250"])
def test_other_weights_are_out_of_range(cell):
    assert _code(CaseWeight(), cell) == "number_out_of_range"


@pytest.mark.parametrize("cell", ["55,77043", "55.77043", 55.77043])
def test_coordinates_may_have_a_point_or_a_comma(cell):
    assert Degrees(90, "55,7").read(cell) == 55.77043


def test_a_coordinate_that_lost_its_point_is_out_of_range():
    assert _code(Degrees(90, "55,7"), 5577043) == "number_out_of_range"


@pytest.mark.parametrize("cell", ["ja", "J", "x", "X", "yes", 1, "1", True, "sand", "✓"])
def test_yes_has_many_words(cell):
    assert YesNo().read(cell) is True


@pytest.mark.parametrize("cell", ["nej", "N", "no", 0, "0", False, "Falsk", "-"])
def test_no_has_many_words(cell):
    assert YesNo().read(cell) is False


@pytest.mark.parametrize("cell", ["måske", 2, 0.5, DAY])
def test_anything_else_is_neither(cell):
    assert _code(YesNo(), cell) == "not_yes_or_no"


@pytest.mark.parametrize(
    "cell", ["kræft og hjertesygdom", "Kraeft og hjertesygdom", "cancer_heart", "Cancer and heart disease"]
)
def test_a_choice_is_known_in_both_languages_and_by_its_code(cell):
    assert choice_of(CaseType).read(cell) is CaseType.CANCER_HEART


@pytest.mark.parametrize("cell", ["influenza", 1.5, DAY])
def test_an_unknown_choice_is_told_with_all_choices(cell):
    with pytest.raises(CellFault) as raised:
        choice_of(CaseType).read(cell)
    assert raised.value.remedy.da.startswith("Skriv en af: stress og angst, ")
    assert raised.value.remedy.en.startswith("Write one of: stress and anxiety, ")


def test_a_misspelt_choice_is_told_with_the_nearest():
    with pytest.raises(CellFault) as raised:
        Choice({"a": Text(da="altid", en="always")}).read("alltid")
    assert raised.value.remedy.da == "Mener du »altid«? Skriv en af: altid."


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (0, "0"), (CellError("#I/T"), "#I/T"), (Removed(1), "[fjernet]"), ("a\nb " * 20, None)],
)
def test_a_quoted_cell_is_one_short_line(cell, text):
    assert shown(cell) == text if text is not None else len(shown(cell)) == 40
