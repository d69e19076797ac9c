"""Absence: whoever is away until the deadline is not given the case, and every day away before it has a price."""

import datetime

import pytest

from allocator.rules import absence
from models.consultant import Absence
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import MONDAY, days, make_case, make_consultant

FRIDAY_OF_NEXT_WEEK = MONDAY + days(11)
TEN_WORKING_DAYS = make_case(1, deadline=FRIDAY_OF_NEXT_WEEK)


def away(first_day, num_days):
    return Absence(first_day=first_day, last_day=first_day + days(num_days - 1))


def judged(*absences, case=TEN_WORKING_DAYS, policy=None, date=MONDAY, start_date=None):
    """Minutes, and whether the pair is forbidden, of one case with one consultant."""
    consultant = make_consultant("AB", absences=absences, start_date=start_date)
    facts = make_facts(policy, date=date, consultants=(consultant,), cases=(case,))
    return absence.minutes(facts).item(), absence.forbids(facts).item()


def test_nobody_who_is_here_pays_or_is_forbidden_however_near_the_deadline():
    assert judged() == (0, False)
    assert judged(case=make_case(1, deadline=MONDAY)) == (0, False)


def test_a_day_away_costs_what_the_policy_says():
    assert judged(away(MONDAY, 1)) == (6, False)
    assert judged(away(MONDAY, 1), policy=make_policy(absence={"absent_day_minutes": 11})) == (11, False)


def test_five_working_days_left_are_enough_and_four_are_not():
    assert judged(away(MONDAY, 7)) == (30, False)
    assert judged(away(MONDAY, 8)) == (36, True)


def test_the_policy_says_how_many_days_must_be_left():
    demanding = make_policy(absence={"min_working_days": 10})
    never = make_policy(absence={"min_working_days": 0})

    assert judged(away(MONDAY, 1), policy=demanding) == (6, True)
    assert judged(away(MONDAY, 30), policy=never) == (60, False)


def test_days_after_the_deadline_and_weekends_do_not_count():
    assert judged(away(FRIDAY_OF_NEXT_WEEK + days(1), 100)) == (0, False)
    assert judged(away(MONDAY + days(5), 2)) == (0, False)


def test_overlapping_absences_count_once():
    assert judged(away(MONDAY, 2), away(MONDAY + days(1), 2)) == (18, False)


def test_before_she_starts_she_is_away():
    assert judged(start_date=MONDAY + days(2)) == (12, False)
    assert judged(start_date=MONDAY + days(20)) == (60, True)


@pytest.mark.parametrize(
    "case", [make_case(1, deadline=MONDAY - days(1)), make_case(1, expected_back=MONDAY + days(30))]
)
def test_without_a_deadline_or_past_it_the_policys_window_is_looked_at(case):
    after_the_reform = datetime.date(2026, 7, 6)
    four_weeks = away(after_the_reform, 28)
    policy = make_policy(absence={"window_days": 7})

    assert judged(four_weeks, case=case, date=after_the_reform) == (6 * 20, True)
    assert judged(four_weeks, case=case, date=after_the_reform, policy=policy) == (6 * 6, True)


def test_public_holidays_are_no_working_days():
    maundy_wednesday = datetime.date(2026, 4, 1)
    case = make_case(1, deadline=datetime.date(2026, 4, 7))

    assert judged(away(maundy_wednesday, 7), case=case, date=maundy_wednesday) == (12, True)


def test_where_no_working_day_is_left_before_the_deadline_the_policys_window_is_looked_at():
    maundy_thursday = datetime.date(2026, 4, 2)
    case = make_case(1, deadline=datetime.date(2026, 4, 6))

    assert judged(away(maundy_thursday, 300), case=case, date=maundy_thursday) == (6 * 18, True)
    assert judged(case=case, date=maundy_thursday) == (0, False)


def test_several_cases_have_windows_of_their_own():
    cases = (TEN_WORKING_DAYS, make_case(2, deadline=MONDAY + days(2)))
    facts = make_facts(consultants=(make_consultant("AB", absences=(away(MONDAY, 3),)),), cases=cases)

    rows = dict(zip((case.id for case in facts.cases), absence.minutes(facts)[:, 0].tolist(), strict=True))
    assert rows == {"2026-0001": 18, "2026-0002": 18}
    forbidden = dict(zip((case.id for case in facts.cases), absence.forbids(facts)[:, 0].tolist(), strict=True))
    assert forbidden == {"2026-0001": False, "2026-0002": True}


def test_the_sentence_counts_the_working_days():
    def sentence(num_days):
        consultant = make_consultant("AB", absences=(away(MONDAY, num_days),))
        return absence.reason(make_facts(consultants=(consultant,), cases=(TEN_WORKING_DAYS,)), 0, 0)

    assert sentence(1) == Text(
        da="Er væk 1 arbejdsdag før næste frist.", en="Is away 1 working day before the next deadline."
    )
    assert sentence(3) == Text(
        da="Er væk 3 arbejdsdage før næste frist.", en="Is away 3 working days before the next deadline."
    )
