import datetime

import pytest
from pydantic import ValidationError

from models.case import CaseType
from models.consultant import Absence, ConflictOfInterest
from tests.factories import MONDAY, days, make_consultant


def test_an_absence_includes_its_first_and_last_day():
    away = make_consultant(absences=(Absence(first_day=MONDAY, last_day=MONDAY + days(2)),))
    asked = [MONDAY - days(1), MONDAY, MONDAY + days(2), MONDAY + days(3)]
    assert [away.is_absent(day) for day in asked] == [False, True, True, False]


def test_someone_without_absences_is_there():
    assert not make_consultant().is_absent(MONDAY)


def test_an_absence_of_one_day_is_an_absence():
    assert Absence(first_day=MONDAY, last_day=MONDAY).last_day == MONDAY


def test_an_absence_that_ends_before_it_begins_says_to_swap_the_dates():
    with pytest.raises(ValidationError, match=r"ends \(2026-01-04\) before it begins \(2026-01-05\); swap the dates"):
        Absence(first_day=MONDAY, last_day=MONDAY - days(1))


@pytest.mark.parametrize("fields", [{}, {"employer_id": "1", "case_id": "2"}])
def test_a_conflict_of_interest_names_exactly_one_thing(fields):
    with pytest.raises(ValidationError, match="either an employer or a case; give exactly one of them"):
        ConflictOfInterest(**fields)


def test_a_conflict_of_interest_may_be_with_an_employer_or_a_case():
    assert ConflictOfInterest(employer_id="1").case_id is None
    assert ConflictOfInterest(case_id="1").employer_id is None


def test_cases_received_lately_are_counted_over_all_types():
    received = {CaseType.DEPRESSION: 2, CaseType.OTHER: 3}
    assert make_consultant(received_lately=received).num_received_lately == 5
    assert make_consultant().num_received_lately == 0


def test_most_consultants_take_employed_people_and_go_out():
    assert make_consultant().competences == {"employed", "goes_out"}


@pytest.mark.parametrize(
    "fields",
    [
        {"initials": ""},
        {"initials": "ABCDEFGHI"},
        {"working_time_percent": 0},
        {"working_time_percent": 101},
        {"target_count": -1},
        {"limit_weight": 501},
        {"industries": {"V": 1}},
        {"industries": {"C": 4}},
        {"preferences": {"other": 3}},
        {"preferences": {"boredom": 1}},
        {"free_visit_slots": {"2026-02": 1}},
        {"free_visit_slots": {"2026-W54": 1}},
        {"free_visit_slots": {"2026-W02": -1}},
        {"received_lately": {"other": -1}},
        {"competences": {"juggling"}},
    ],
)
def test_a_value_outside_its_bounds_is_refused(fields):
    with pytest.raises(ValidationError, match=next(iter(fields))):
        make_consultant(**fields)


def test_weeks_are_written_as_the_iso_calendar_does():
    year, week, _ = datetime.date(2026, 12, 31).isocalendar()
    assert make_consultant(free_visit_slots={f"{year}-W{week:02d}": 1}).free_visit_slots == {"2026-W53": 1}
