"""Calendar: minutes without a free visit slot before the deadline, fewer the more room there is."""

import datetime

import pytest

from allocator.rules import calendar
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import MONDAY, days, make_case, make_consultant

FRIDAY_OF_NEXT_WEEK = make_case(1, deadline=MONDAY + days(11))


def minutes_of(slots, case=FRIDAY_OF_NEXT_WEEK, policy=None, **fields):
    consultants = (make_consultant("AB", free_visit_slots=slots),)
    return calendar.minutes(make_facts(policy, cases=(case,), consultants=consultants, **fields)).item()


def test_no_slot_costs_the_full_price():
    assert minutes_of({}) == 60
    assert minutes_of({"2026-W02": 0}) == 60


def test_every_slot_lowers_the_price_down_to_nothing():
    assert [minutes_of({"2026-W02": slots}) for slots in (1, 2, 3, 9)] == [40, 20, 0, 0]


def test_slots_of_all_weeks_from_the_round_to_the_deadline_count_and_no_others():
    assert minutes_of({"2026-W02": 1, "2026-W03": 1}) == 20
    assert minutes_of({"2026-W01": 9, "2026-W04": 9}) == 60


def test_a_calendar_that_is_not_known_costs_nothing():
    assert minutes_of(None) == 0


@pytest.mark.parametrize("deadline", [MONDAY - days(1), MONDAY - days(40)])
def test_a_case_past_its_deadline_costs_nothing(deadline):
    assert minutes_of({}, case=make_case(1, deadline=deadline)) == 0


def test_a_deadline_today_still_has_this_weeks_slots():
    assert minutes_of({"2026-W02": 1}, case=make_case(1, deadline=MONDAY)) == 40


def test_a_case_without_a_deadline_costs_nothing():
    case = make_case(1, expected_back=MONDAY + days(60))

    assert minutes_of({}, case=case, date=datetime.date(2026, 7, 6)) == 0


def test_the_policy_sets_both_prices():
    policy = make_policy(calendar={"no_slot_minutes": 100, "minutes_less_per_slot": 30})

    assert [minutes_of({"2026-W02": slots}, policy=policy) for slots in (0, 1, 2)] == [100, 70, 40]
    assert minutes_of({}, policy=make_policy(calendar={"no_slot_minutes": 0})) == 0


@pytest.mark.parametrize(
    ("slots", "danish", "english"),
    [
        (0, "Har ingen ledige besøgstider før fristen.", "Has no free visit slots before the deadline."),
        (1, "Har kun 1 ledig besøgstid før fristen.", "Has only 1 free visit slot before the deadline."),
        (2, "Har kun 2 ledige besøgstider før fristen.", "Has only 2 free visit slots before the deadline."),
    ],
)
def test_the_sentence_counts_the_slots(slots, danish, english):
    consultants = (make_consultant("AB", free_visit_slots={"2026-W02": slots}),)
    facts = make_facts(cases=(FRIDAY_OF_NEXT_WEEK,), consultants=consultants)

    assert calendar.reason(facts, 0, 0) == Text(da=danish, en=english)
