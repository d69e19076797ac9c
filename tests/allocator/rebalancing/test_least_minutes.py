"""The proved least of every choice, against all plans of small problems and against prices that are wrong."""

from typing import Any

import numpy as np
import pytest

from allocator.problem import AssignmentProblem
from allocator.rebalancing import least_minutes as least_module
from allocator.rebalancing.change_prices import Prices, suggest_prices
from allocator.rebalancing.least_minutes import FORBIDDEN, LeastMinutes, least_minutes
from allocator.solving.portfolio import solve
from tests.allocator import enumeration
from tests.allocator.problems import member_of_family, municipality, two_by_two

FIELDS = (
    "cost",
    "weight",
    "base_load",
    "max_load",
    "load_cost",
    "min_cases",
    "max_cases",
    "group",
    "group_fee",
    "left_out_cost",
    "limits",
)


def with_choices(problem: AssignmentProblem, allowed: np.ndarray, optional: np.ndarray) -> AssignmentProblem:
    fields: dict[str, Any] = {name: getattr(problem, name) for name in FIELDS}
    return AssignmentProblem(allowed=allowed, optional=optional, **fields)


def a_plan(problem: AssignmentProblem) -> np.ndarray | None:
    """Any plan: the one that is best at other prices."""
    fields = {name: getattr(problem, name) for name in FIELDS}
    other = AssignmentProblem(
        **{**fields, "cost": problem.cost[::-1]}, allowed=problem.allowed, optional=problem.optional
    )
    return solve(other).assignment


def assert_holds(problem: AssignmentProblem, least: LeastMinutes) -> None:
    """No plan costs less than is claimed of it."""
    best = enumeration.least_minutes(problem)
    assert best is not None
    assert least.total <= best
    for i in range(problem.num_cases):
        for j in range(problem.num_consultants):
            allowed, optional = problem.allowed.copy(), problem.optional.copy()
            allowed[i], optional[i] = False, False
            allowed[i, j] = problem.allowed[i, j]
            found = enumeration.least_minutes(with_choices(problem, allowed, optional))
            assert found is None or least.pair[i, j] <= found
            assert problem.allowed[i, j] or least.pair[i, j] >= FORBIDDEN
        allowed, optional = problem.allowed.copy(), problem.optional.copy()
        allowed[i] = False
        found = enumeration.least_minutes(with_choices(problem, allowed, optional))
        assert found is None or least.left_out[i] <= found


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_costs_less_than_its_choices_do_at_the_least(seed: int) -> None:
    problem = member_of_family(seed)
    plan = a_plan(problem)
    if plan is not None:
        assert_holds(problem, least_minutes(problem, problem.allowed, plan, 10.0))


@pytest.mark.parametrize("seed", range(20))
def test_whatever_prices_are_suggested_what_they_prove_holds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem, dice = member_of_family(seed), np.random.default_rng(seed)
    plan = a_plan(problem)
    if plan is None:
        return

    def made_up(problem: AssignmentProblem, *_: object) -> Prices:
        (n, m), wild = problem.cost.shape, 10.0 ** dice.integers(0, 30)
        return Prices(
            load=dice.normal(0, wild, m),
            count=dice.normal(0, wild, m),
            group=dice.normal(0, wild, (n, m)),
            limit=dice.normal(0, wild, len(problem.limits)),
        )

    monkeypatch.setattr(least_module, "suggest_prices", made_up)

    assert_holds(problem, least_minutes(problem, problem.allowed, plan, 10.0))


def test_the_bound_is_near_the_best_and_few_choices_can_be_in_a_better_plan() -> None:
    problem = municipality(60, 12)
    result = solve(problem)
    assert result.assignment is not None
    assert result.objective is not None
    least = least_minutes(problem, problem.allowed, result.assignment, 10.0)

    assert result.objective - 20 <= least.total <= result.objective
    assert (least.pair <= result.objective).sum() < 0.5 * problem.cost.size


def test_prices_of_large_numbers_are_kept_whole_and_still_prove() -> None:
    problem = two_by_two(cost=[[2**46, 2**47], [2**47, 2**46]])
    least = least_minutes(problem, problem.allowed, np.array([1, 0]), 10.0)

    assert least.total == 2**47
    assert least.pair.tolist() == [[2**47, 3 * 2**46], [3 * 2**46, 2**47]]


def test_without_time_there_are_no_prices_and_the_bound_is_that_of_each_case_alone() -> None:
    problem = municipality(60, 12)
    plan = solve(problem).assignment
    assert plan is not None
    prices = suggest_prices(problem, problem.allowed, plan, 0.0)

    assert not prices.load.any()
    assert not prices.count.any()
    assert not prices.group.any()
    assert least_minutes(problem, problem.allowed, plan, 0.0).total <= solve(problem).objective  # type: ignore[operator]


def test_where_nothing_can_change_there_is_no_lp_to_solve() -> None:
    problem = AssignmentProblem(cost=[[7]], allowed=[[True]], weight=[0])
    prices = suggest_prices(problem, problem.allowed, np.array([0]), 10.0)

    assert prices.load.tolist() == [0.0]
    assert least_minutes(problem, problem.allowed, np.array([0]), 10.0).total == 7


def test_a_problem_without_load_cost_has_prices_for_its_rows_alone() -> None:
    problem = two_by_two(max_cases=[1, 1])
    least = least_minutes(problem, problem.allowed, np.array([1, 0]), 10.0)

    assert least.total == 3
