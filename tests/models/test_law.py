import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Employment
from models.law import (
    CATEGORIES,
    SETTINGS,
    LawStatus,
    LegalSetting,
    categories_on,
    first_talk_deadline,
    is_exempt,
    legal_days,
)
from models.text import Text
from tests.factories import MONDAY, days, make_case

BEFORE_THE_REFORM = datetime.date(2026, 6, 30)
REFORM = datetime.date(2026, 7, 1)
DATES = st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31))


def make_absence(first_day, **fields):
    return make_case(first_day_of_absence=first_day, received=first_day, **fields)


@given(DATES)
def test_the_end_of_week_eight_is_the_first_day_plus_fifty_five(first_day):
    assert first_talk_deadline(make_absence(first_day), first_day) == first_day + days(55)


def test_the_last_day_of_week_eight_is_a_sunday_when_the_absence_begins_on_a_monday():
    deadline = first_talk_deadline(make_absence(MONDAY), MONDAY)
    assert deadline == datetime.date(2026, 3, 1)
    assert deadline.isoweekday() == 7


def test_a_deadline_on_the_case_is_taken_as_it_is():
    assert first_talk_deadline(make_absence(MONDAY, deadline=MONDAY + days(3)), MONDAY) == MONDAY + days(3)


def test_a_fast_track_asks_for_two_weeks_from_the_request():
    case = make_absence(MONDAY, fast_track=True, fast_track_requested=MONDAY + days(4))
    assert first_talk_deadline(case, MONDAY) == MONDAY + days(18)


def test_a_fast_track_without_a_date_counts_from_the_day_the_case_came():
    case = make_case(first_day_of_absence=MONDAY, received=MONDAY + days(2), fast_track=True)
    assert first_talk_deadline(case, MONDAY) == MONDAY + days(16)


def test_a_late_request_for_a_fast_track_does_not_put_the_talk_off():
    case = make_absence(MONDAY, fast_track=True, fast_track_requested=MONDAY + days(50))
    assert first_talk_deadline(case, MONDAY) == MONDAY + days(55)


def test_before_the_reform_nobody_is_exempt():
    case = make_absence(BEFORE_THE_REFORM - days(20), expected_back=BEFORE_THE_REFORM + days(7))
    assert not is_exempt(case, BEFORE_THE_REFORM)
    assert first_talk_deadline(case, BEFORE_THE_REFORM) is not None


def test_from_the_reform_an_employed_person_expected_back_within_26_weeks_is_exempt():
    first_day = REFORM - days(20)
    case = make_absence(first_day, expected_back=first_day + days(26 * 7 - 1))
    assert is_exempt(case, REFORM)
    assert first_talk_deadline(case, REFORM) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"expected_back": None},
        {"expected_back": REFORM - days(20) + days(26 * 7)},
        {"expected_back": REFORM, "employment": Employment.UNEMPLOYED},
    ],
    ids=["nobody knows when", "back after 26 weeks", "unemployed"],
)
def test_others_are_followed_as_before(fields):
    case = make_absence(REFORM - days(20), **fields)
    assert not is_exempt(case, REFORM)
    assert first_talk_deadline(case, REFORM) == REFORM + days(35)


def test_an_exempt_person_on_a_fast_track_is_talked_to_all_the_same():
    case = make_absence(REFORM, expected_back=REFORM + days(30), fast_track=True)
    assert is_exempt(case, REFORM)
    assert first_talk_deadline(case, REFORM) == REFORM + days(14)


def test_the_third_category_ended_with_2024():
    assert categories_on(datetime.date(2024, 12, 31)) == ("1", "2", "3")
    assert categories_on(datetime.date(2025, 1, 1)) == ("1", "2")


@pytest.mark.parametrize(
    ("setting", "day", "value"),
    [
        ("first_talk_days", MONDAY, 55),
        ("fast_track_days", MONDAY, 14),
        ("exempt_below_weeks", BEFORE_THE_REFORM, None),
        ("exempt_below_weeks", REFORM, 26),
    ],
)
def test_a_setting_has_its_value_while_it_holds(setting, day, value):
    assert legal_days(setting, day) == value


def test_a_setting_nobody_knows_is_an_error():
    with pytest.raises(KeyError, match="tea_break_minutes"):
        legal_days("tea_break_minutes", MONDAY)


def test_a_setting_holds_from_its_first_day_to_its_last():
    row = LegalSetting(
        id="x",
        value=1,
        unit="days",
        valid_from=MONDAY,
        valid_to=MONDAY + days(1),
        status=LawStatus.IN_FORCE,
        source=Text(da="en prøve", en="a test"),
    )
    asked = [MONDAY - days(1), MONDAY, MONDAY + days(1), MONDAY + days(2)]
    assert [row.holds_on(day) for day in asked] == [False, True, True, False]


@pytest.mark.parametrize("row", [*SETTINGS, *CATEGORIES], ids=lambda row: row.id)
def test_every_row_has_a_unit_and_a_source(row):
    assert row.unit
    assert row.source.da
    assert row.source.en
    assert row.status is not LawStatus.REPEALED or row.valid_to is not None


@given(DATES)
def test_no_two_rows_of_a_setting_hold_on_the_same_day(day):
    held = [row.id for row in SETTINGS if row.holds_on(day)]
    assert len(held) == len(set(held))


def test_without_any_rule_in_force_no_talk_is_due(monkeypatch):
    monkeypatch.setattr("models.law.SETTINGS", tuple(row.model_copy(update={"valid_to": MONDAY}) for row in SETTINGS))
    assert first_talk_deadline(make_absence(MONDAY, fast_track=True), MONDAY + days(1)) is None
