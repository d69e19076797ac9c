"""Strict levels of a rebalance: by kinds of move, or case by case where those say nothing."""

import time

import pytest

from allocator.formulation import formulate
from allocator.rebalancing import points
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.level_search import LevelSearch
from allocator.rebalancing.points import Ground, solve_point
from models.proposal import ProposalStatus
from tests.allocator.policies import make_silent_policy
from tests.factories import MONDAY, StraightLineTravel, make_consultant, make_open_cases, make_snapshot


def ground(seconds=60.0):
    """AB leaves with three cases; CD and EF have room for one each."""
    consultants = (
        make_consultant("AB", end_date=MONDAY),
        make_consultant("CD", limit_count=3),
        make_consultant("EF", limit_count=3),
    )
    cases = (*make_open_cases("AB", 3, 100), *make_open_cases("CD", 2, 200), *make_open_cases("EF", 2, 300))
    snapshot = make_snapshot(consultants=consultants, cases=cases)
    formulation = formulate(gather_rebalance(snapshot, make_silent_policy(), StraightLineTravel()))
    return Ground(formulation, 0, time.monotonic() + seconds, None)


def test_as_few_as_can_be_wait():
    team = ground()
    point = solve_point(team, start=team.at_rest, max_moves=0)

    assert point.status is ProposalStatus.OPTIMAL
    assert (point.assignment < 0).sum() == 1
    assert point.levels[0].value == point.levels[0].bound > 0


def test_case_by_case_comes_to_the_same_where_kinds_of_move_say_nothing(monkeypatch):
    by_kinds = solve_point(team := ground(), start=team.at_rest, max_moves=1)
    monkeypatch.setattr(points.LevelSearch, "settle", lambda *_: None)
    case_by_case = solve_point(other := ground(), start=other.at_rest, max_moves=1)

    assert case_by_case.values == by_kinds.values
    assert case_by_case.status is ProposalStatus.OPTIMAL
    assert len(case_by_case.results) > len(by_kinds.results)


def test_without_time_what_may_be_kept_is_kept_and_nothing_is_claimed():
    team = ground(seconds=0.0)
    point = solve_point(team, start=team.at_rest, max_moves=2)

    assert point.status is not ProposalStatus.OPTIMAL
    assert point.num_moves <= 2


@pytest.mark.parametrize("max_moves", [0, 3, None])
def test_the_least_of_a_level_is_what_its_plan_counts(max_moves):
    team = ground()
    search = LevelSearch(team.formulation, team.parts, team.singles, team.kinds, max_moves)

    assert search.settle(team.formulation.levels[0], 60.0) == team.formulation.levels[0].value(search.plan(60.0))
