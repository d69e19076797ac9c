"""Moves that could only make room, by kind, by known answers."""

from dataclasses import replace

import numpy as np

from allocator.formulation import formulate
from allocator.problem import Limit
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.kinds import kinds_of
from tests.allocator.policies import make_silent_policy
from tests.factories import (
    StraightLineTravel,
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
