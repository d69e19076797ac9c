import datetime

import pytest

from models.caseload import Measure
from service.formats import day, load, percent, signed, whole_number


def test_danes_separate_thousands_by_points_and_the_english_by_commas():
    assert whole_number(1234567, "da") == "1.234.567"
    assert whole_number(1234567, "en") == "1,234,567"
    assert signed(-1234, "da") == "-1.234"
    assert signed(0, "en") == "+0"


def test_a_day_is_written_as_each_language_does_and_none_as_a_dash():
    assert day(datetime.date(2026, 1, 5), "da") == "05-01-2026"
    assert day(datetime.date(2026, 1, 5), "en") == "2026-01-05"
    assert day(None, "da") == "-"


@pytest.mark.parametrize(("value", "text"), [(0.0, "0,0 %"), (0.001, "0,1 %"), (0.1, "0,1 %"), (12.34, "12,3 %")])
def test_a_gap_is_only_nothing_when_there_is_none(value, text):
    assert percent(value, "da") == text


def test_a_caseload_by_weight_is_shown_in_cases():
    assert load(45, Measure.COUNT, "da") == "45"
    assert load(181, Measure.WEIGHT, "da") == "45,25"
    assert load(181, Measure.WEIGHT, "en") == "45.25"
