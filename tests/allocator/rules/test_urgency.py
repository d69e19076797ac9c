"""Urgency: a case that cannot wait should not go where there is already too much."""

import pytest

from allocator.rules import urgency
from models.caseload import Measure
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import MONDAY, days, make_case, make_consultant, make_open_cases

CALM = make_case(1, deadline=MONDAY + days(15))
NEAR = make_case(1, deadline=MONDAY + days(14))
PAST = make_case(1, deadline=MONDAY - days(2))
FAST = make_case(1, deadline=MONDAY + days(40), fast_track=True)


def facts_of(case, num_open, policy=None, **fields):
    consultants = (make_consultant("AB", target_count=3, target_weight=3),)
    return make_facts(policy, cases=(case, *make_open_cases("AB", num_open, **fields)), consultants=consultants)


@pytest.mark.parametrize("case", [NEAR, PAST, FAST])
def test_an_urgent_case_costs_for_every_case_above_target(case):
    assert [urgency.minutes(facts_of(case, num_open)).item() for num_open in (0, 3, 4, 6)] == [0, 0, 10, 30]


def test_a_case_that_can_wait_costs_nothing():
    assert urgency.minutes(facts_of(CALM, 9)).item() == 0


def test_the_policy_says_what_near_is_and_what_it_costs():
    policy = make_policy(urgency={"near_deadline_days": 15, "minutes_per_case_above_target": 7})

    assert urgency.minutes(facts_of(CALM, 5, policy)).item() == 14


def test_by_weight_quarters_above_target_count_rounded_half_up_once():
    policy = make_policy(caseload={"measure": Measure.WEIGHT}, urgency={"minutes_per_case_above_target": 10})

    assert urgency.minutes(facts_of(NEAR, 1, policy, weight_quarters=13)).item() == 3  # 2.5
    assert urgency.minutes(facts_of(NEAR, 2, policy, weight_quarters=9)).item() == 15


@pytest.mark.parametrize(
    ("case", "danish", "english"),
    [
        (
            FAST,
            "Fast track, og konsulenten ligger 1 sag over sit måltal.",
            "Fast track, and the consultant is 1 case above her target.",
        ),
        (
            NEAR,
            "Fristen er nær, og konsulenten ligger 1 sag over sit måltal.",
            "The deadline is near, and the consultant is 1 case above her target.",
        ),
        (
            PAST,
            "Fristen er overskredet, og konsulenten ligger 1 sag over sit måltal.",
            "The deadline has passed, and the consultant is 1 case above her target.",
        ),
    ],
)
def test_the_sentence_says_why_and_how_far_above(case, danish, english):
    assert urgency.reason(facts_of(case, 4), 0, 0) == Text(da=danish, en=english)


def test_the_sentence_writes_quarters_with_a_comma():
    policy = make_policy(caseload={"measure": Measure.WEIGHT})

    sentence = urgency.reason(facts_of(NEAR, 1, policy, weight_quarters=13), 0, 0)

    assert sentence.da == "Fristen er nær, og konsulenten ligger 0,25 sager over sit måltal."
    assert sentence.en == "The deadline is near, and the consultant is 0.25 cases above her target."
