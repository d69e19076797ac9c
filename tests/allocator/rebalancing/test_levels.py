"""Strict levels of a rebalance: by kinds of move, or case by case where those say nothing."""

import time
from dataclasses import replace

import pytest

from allocator.formulation import formulate
from allocator.rebalancing import points
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.level_search import LevelSearch
from allocator.rebalancing.points import Ground, Ties, solve_point
from models.proposal import ProposalStatus
from models.rule_id import RuleId
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


def test_a_level_that_is_stopped_says_nothing():
    team = ground()
    search = LevelSearch(team.formulation, team.parts, team.singles, team.kinds, None, lambda: True)

    assert search.settle(team.formulation.levels[0], 60.0) is None
    assert search.plan(60.0) is None


@pytest.mark.parametrize("num_questions", range(0, 40, 3))
def test_whenever_it_is_stopped_the_plan_holds_and_claims_no_more_than_is_proved(num_questions):
    asked = []

    def should_stop():
        asked.append(1)
        return len(asked) > num_questions

    team = replace(ground(), should_stop=should_stop)
    best = solve_point(full := ground(), start=full.at_rest, max_moves=2)
    point = solve_point(team, start=team.at_rest, max_moves=2)

    assert point.values >= best.values
    assert all(level.bound <= known.value for level, known in zip(point.levels, best.levels, strict=True))
    assert point.status is not ProposalStatus.OPTIMAL or point.values == best.values


@pytest.mark.parametrize("max_moves", [2, None])
def test_ties_are_left_where_prices_are_too_large_to_be_scaled(max_moves):
    team = ground()
    dear = {**team.formulation.minutes, RuleId.MOVE: team.formulation.minutes[RuleId.MOVE] * 2**45}
    ties = Ties.of(replace(team, formulation=replace(team.formulation, minutes=dear)), max_moves)

    assert not ties.are_told_apart
    assert not ties.pair.any()
    assert ties.minutes_at_least(7) == 7
    assert Ties.of(team, max_moves).are_told_apart
