"""Moves that could only make room, by kind, and moves that no best plan needs, by known answers."""

from dataclasses import replace

import numpy as np
import pytest

from allocator.formulation import formulate
from allocator.problem import Limit
from allocator.rebalancing.dominance import needed_pairs
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.kinds import kinds_of
from tests.allocator.policies import make_silent_policy
from tests.factories import (
    HEDENSTED,
    MONDAY,
    StraightLineTravel,
    days,
    make_consultant,
    make_employer,
    make_open_case,
    make_snapshot,
)

SHOP = make_employer(1)


def formulated(*cases, policy=None, employers=(), consultants=None):
    snapshot = make_snapshot(
        consultants=consultants or (make_consultant("AB"), make_consultant("CD")), cases=cases, employers=employers
    )
    return formulate(gather_rebalance(snapshot, policy or make_silent_policy(), StraightLineTravel()))


def nobody(formulation):
    return np.zeros(formulation.facts.shape[0], dtype=np.bool_)


def only(formulation, number):
    """(n,): True for the one case."""
    return np.array([case.id == make_open_case(number, "AB").id for case in formulation.facts.cases])


def pairs(formulation, needed):
    """The cases that may go to whoever does not have them, as `case to consultant`."""
    facts = formulation.facts
    return {
        f"{int(case.id[-4:])} to {each.id}"
        for i, case in enumerate(facts.cases)
        for j, each in enumerate(facts.consultants)
        if needed[i, j] and facts.holder[i] != j
    }


def kinds_in(formulation, singles):
    kinds = kinds_of(formulation, formulation.hard_parts(), singles)
    ids = [each.id for each in formulation.facts.consultants]
    return kinds, {(ids[kinds.giver[t]], ids[kinds.taker[t]]): len(kinds.members[t]) for t in range(kinds.num)}


def test_cases_that_go_the_same_way_are_one_kind():
    formulation = formulated(*(make_open_case(number, "AB") for number in (1, 2, 3)), make_open_case(4, "CD"))
    kinds, found = kinds_in(formulation, only(formulation, 1))

    assert found == {("AB", "CD"): 2, ("CD", "AB"): 1}
    assert kinds.num == len(kinds.load) == 2
    assert kinds.row.shape == (2, 0)


def test_where_no_case_must_move_no_kind_is_needed():
    formulation = formulated(make_open_case(1, "AB"), make_open_case(2, "CD"))

    assert kinds_in(formulation, nobody(formulation))[1] == {}


def test_where_there_are_rows_every_kind_is_told_apart_and_kept():
    formulation = formulated(*(make_open_case(number, "AB") for number in (1, 2, 3)))
    counted = np.zeros(formulation.facts.shape, dtype=np.int64)
    counted[only(formulation, 2), formulation.facts.consultant_index["CD"]] = 5
    formulation = replace(formulation, differs=(Limit(counted, upper=9),))
    kinds, _ = kinds_in(formulation, nobody(formulation))

    assert kinds.num == 2
    assert sorted((int(kinds.row[t, 0]), len(kinds.members[t])) for t in range(2)) == [(0, 2), (5, 1)]


def test_a_team_in_which_nothing_can_move_has_no_kinds():
    formulation = formulated(make_open_case(1, "AB"), consultants=(make_consultant("AB"),))
    kinds, found = kinds_in(formulation, nobody(formulation))

    assert found == {}
    assert kinds.members == ()
    assert needed_pairs(formulation, formulation.hard_parts(), nobody(formulation), 1).all()


@pytest.mark.parametrize(("max_moves", "expected"), [(1, {"1 to CD"}), (2, {"1 to CD", "2 to CD"})])
def test_of_cases_alike_the_cheapest_are_enough(max_moves, expected):
    cases = (
        make_open_case(1, "AB", received=MONDAY - days(3)),
        make_open_case(2, "AB"),
        make_open_case(3, "AB", expected_back=MONDAY + days(20)),
    )
    formulation = formulated(*cases)
    needed = needed_pairs(formulation, formulation.hard_parts(), nobody(formulation), max_moves)

    assert pairs(formulation, needed) == expected


def test_of_cases_that_cost_the_same_as_many_stay_as_may_move():
    formulation = formulated(*(make_open_case(number, "AB") for number in range(1, 6)))
    needed = needed_pairs(formulation, formulation.hard_parts(), nobody(formulation), 2)

    assert len(pairs(formulation, needed)) == 2
    holder = formulation.facts.holder
    assert needed[np.arange(5), holder].all(), "every case may stay"


def test_a_case_that_must_move_is_compared_with_none():
    formulation = formulated(make_open_case(1, "AB", received=MONDAY - days(3)), make_open_case(2, "AB"))
    needed = needed_pairs(formulation, formulation.hard_parts(), only(formulation, 2), 1)

    assert pairs(formulation, needed) == {"1 to CD", "2 to CD"}


def test_what_a_new_face_may_cost_keeps_a_case_from_standing_for_others():
    policy = make_silent_policy(cohesion={"new_face_minutes": 50})
    cases = (
        make_open_case(1, "AB", employer_id=SHOP.id, workplace=None, received=MONDAY - days(3)),
        make_open_case(2, "AB", employer_id=SHOP.id, workplace=None),
        make_open_case(3, "AB", workplace=HEDENSTED),
    )
    formulation = formulated(*cases, policy=policy, employers=(SHOP,))
    needed = needed_pairs(formulation, formulation.hard_parts(), nobody(formulation), 1)

    assert formulation.group_fee.max() == 50
    assert "1 to CD" in pairs(formulation, needed), "60 minutes, and perhaps 50 more"
    assert "3 to CD" in pairs(formulation, needed), "90 minutes, which is less than 110"
