"""Left out: leaving out as little as possible comes first, by waiting, fast track and deadline."""

import pytest

from allocator.rules import left_out
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import MONDAY, days, make_case

FAR = MONDAY + days(50)


def points_of(policy=None, **fields):
    return left_out.points(make_facts(policy, cases=(make_case(1, **{"deadline": FAR, **fields}),))).item()


def test_a_case_that_came_this_week_counts_its_hundred():
    assert points_of() == 100


@pytest.mark.parametrize(("num_days", "points"), [(6, 100), (7, 110), (13, 110), (14, 120), (70, 200), (700, 200)])
def test_every_whole_week_of_waiting_counts_up_to_ten(num_days, points):
    assert points_of(waiting_since=MONDAY - days(num_days)) == points


def test_a_wait_that_begins_in_the_future_counts_nothing():
    assert points_of(waiting_since=MONDAY + days(30)) == 100


def test_fast_track_and_a_near_or_past_deadline_count_more():
    assert points_of(fast_track=True) == 140
    assert points_of(deadline=MONDAY + days(14)) == points_of(deadline=MONDAY - days(1)) == 130
    assert points_of(fast_track=True, deadline=MONDAY, waiting_since=MONDAY - days(7)) == 180


def test_the_policy_sets_every_number():
    policy = make_policy(
        left_out={
            "case_points": 1,
            "waiting_week_points": 2,
            "most_waiting_weeks": 3,
            "fast_track_points": 4,
            "near_deadline_points": 8,
            "case_minutes": 16,
        }
    )
    facts = make_facts(policy, cases=(make_case(1, fast_track=True, deadline=MONDAY, waiting_since=MONDAY - days(7)),))

    assert left_out.points(facts).tolist() == [15]
    assert points_of(policy, waiting_since=MONDAY - days(70)) == 1 + 2 * 3
    assert left_out.minutes(facts).tolist() == [16]


@pytest.mark.parametrize(
    ("num_days", "danish", "english"),
    [
        (0, "har ventet 0 dage", "has waited 0 days"),
        (1, "har ventet 1 dag", "has waited 1 day"),
        (9, "har ventet 9 dage", "has waited 9 days"),
        (-9, "har ventet 0 dage", "has waited 0 days"),
    ],
)
def test_the_sentence_counts_the_days(num_days, danish, english):
    facts = make_facts(cases=(make_case(1, waiting_since=MONDAY - days(num_days)),))

    assert left_out.reason(facts, 0) == Text(
        da=f"Må vente til næste runde; {danish}.", en=f"Must wait for the next round; {english}."
    )
