"""What every exact solver of ours must do, on a family of problems that uses every field.

A new solver, or a path of the portfolio taken alone, is added to `SOLVERS`.
"""

import dataclasses
import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from allocator.evaluation import LEFT_OUT, evaluate, find_violations, total_loads
from allocator.problem import AssignmentProblem, Limit
from allocator.rebalancing.near_plan import search_near_plan
from allocator.solving.bundle_search import search_bundles
from allocator.solving.cp_sat_search import search_exactly
from allocator.solving.first_look import look_for_obstacles
from allocator.solving.greedy import insert_greedily_if_needed
from allocator.solving.portfolio import PORTFOLIO, solve
from allocator.solving.result import Result
from allocator.solving.transport import assign_equal_weights
from tests.allocator.enumeration import least_minutes
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family, municipality, small_problems, two_by_two

SOLVERS: dict[str, Callable[..., Result]] = {
    "portfolio": solve,
    "exact search alone": functools.partial(solve, phases={"exact": search_exactly}),
    "equal weights, then bundles": functools.partial(
        solve, phases={"equal": assign_equal_weights, "bundles": search_bundles}
    ),
    "bundles alone": functools.partial(solve, phases={"bundles": search_bundles}),
    "near a greedy plan": functools.partial(
        solve,
        phases={
            "look": look_for_obstacles,
            "greedy": insert_greedily_if_needed,
            "near plan": functools.partial(search_near_plan, phases=PORTFOLIO),
            "exact": search_exactly,
        },
    ),
}

of_the_family = pytest.mark.parametrize("seed", range(NUM_IN_FAMILY))
by_every_solver = pytest.mark.parametrize("name", SOLVERS)


@functools.cache
def answer(name: str, seed: int) -> Result:
    return SOLVERS[name](member_of_family(seed))


def value(name: str, problem: AssignmentProblem) -> int | None:
    result = SOLVERS[name](problem)
    assert result.status in ("optimal", "infeasible")
    return result.objective


def is_no_worse(after: int | None, before: int | None) -> bool:
    return before is None or (after is not None and after <= before)


@by_every_solver
@of_the_family
def test_the_value_is_the_best_of_all_plans(name: str, seed: int) -> None:
    result, least = answer(name, seed), least_minutes(member_of_family(seed))
    assert result.status == ("infeasible" if least is None else "optimal")
    assert result.objective == least


@by_every_solver
@of_the_family
def test_the_judge_agrees_and_the_bound_is_never_above_the_value(name: str, seed: int) -> None:
    problem, result = member_of_family(seed), answer(name, seed)
    if result.status == "infeasible":
        assert (result.assignment, result.objective, result.bound) == (None, None, None)
    else:
        assert find_violations(problem, result.assignment) == []
        assert evaluate(problem, result.assignment) == result.objective == result.bound
    for progress in result.statistics.incumbents:
        assert progress.objective is None or progress.bound is None or progress.bound <= progress.objective


@by_every_solver
@of_the_family
def test_other_labels_for_cases_and_consultants_keep_the_value(name: str, seed: int) -> None:
    problem, random = member_of_family(seed), np.random.default_rng(seed)
    cases, consultants = random.permutation(problem.num_cases), random.permutation(problem.num_consultants)
    assert value(name, relabelled(problem, cases, consultants)) == answer(name, seed).objective


@by_every_solver
@of_the_family
def test_more_capacity_never_hurts(name: str, seed: int) -> None:
    problem, before = member_of_family(seed), answer(name, seed).objective
    assert is_no_worse(value(name, with_more_capacity(problem)), before)


@by_every_solver
@of_the_family
def test_another_allowed_pair_never_hurts(name: str, seed: int) -> None:
    problem, before = member_of_family(seed), answer(name, seed).objective
    allowed = problem.allowed.copy()
    i = seed % problem.num_cases
    allowed[i, seed // 7 % problem.num_consultants] = True
    assert is_no_worse(value(name, dataclasses.replace(problem, allowed=allowed)), before)


@by_every_solver
@of_the_family
def test_a_pin_holds_and_costs_nothing_when_it_says_what_the_plan_says(name: str, seed: int) -> None:
    problem, result = member_of_family(seed), answer(name, seed)
    i, pinned_to = seed % problem.num_cases, seed // 7 % problem.num_consultants
    pinned = SOLVERS[name](with_pin(problem, i, pinned_to))
    assert pinned.objective == least_minutes(with_pin(problem, i, pinned_to))
    if pinned.assignment is not None:
        assert pinned.assignment[i] == pinned_to
    if result.assignment is not None and result.assignment[i] != LEFT_OUT:
        assert value(name, with_pin(problem, i, result.assignment[i])) == result.objective


@by_every_solver
@of_the_family
def test_limits_hold_and_bind_where_they_are_lowered(name: str, seed: int) -> None:
    problem, result = member_of_family(seed), answer(name, seed)
    if result.assignment is None:
        return
    pair = np.random.default_rng(seed).integers(-2, 6, problem.cost.shape)
    counted = Limit(pair, upper=0)
    lower = Limit(pair, upper=sum_counted(counted, result.assignment) - 1)
    tightened = dataclasses.replace(problem, limits=(*problem.limits, lower))
    after = SOLVERS[name](tightened)
    assert after.objective == least_minutes(tightened)
    assert after.assignment is None or sum_counted(lower, after.assignment) <= lower.upper


@by_every_solver
@of_the_family
def test_one_seed_gives_one_plan(name: str, seed: int) -> None:
    again = SOLVERS[name](member_of_family(seed))
    assert again.statistics.is_repeatable
    np.testing.assert_equal(again.assignment, answer(name, seed).assignment)


@by_every_solver
@settings(max_examples=50, deadline=None)
@given(problem=small_problems())
def test_any_small_problem_is_solved_as_by_trying_all_plans(name: str, problem: AssignmentProblem) -> None:
    assert value(name, problem) == least_minutes(problem)


@by_every_solver
@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nothing_to_choose_is_solved_straight(name: str, shape: tuple[int, int]) -> None:
    n, m = shape
    result = SOLVERS[name](AssignmentProblem(np.zeros(shape), load_cost=np.full((m, 1), 4), optional=np.ones(n)))
    assert (result.status, result.objective, result.bound) == ("optimal", 4 * m, 4 * m)
    assert result.assignment.tolist() == [LEFT_OUT] * n


@by_every_solver
def test_cases_without_consultants_are_infeasible(name: str) -> None:
    assert SOLVERS[name](AssignmentProblem(np.zeros((2, 0)))).status == "infeasible"


@by_every_solver
def test_consultants_who_need_cases_where_there_are_none_are_infeasible(name: str) -> None:
    assert SOLVERS[name](AssignmentProblem(np.zeros((0, 2)), min_cases=[0, 1])).status == "infeasible"


@by_every_solver
@pytest.mark.parametrize("upper", [-(10**30), 10**30])
def test_a_limit_may_be_any_whole_number(name: str, upper: int) -> None:
    result = SOLVERS[name](two_by_two(limits=[Limit(pair=np.ones((2, 2)), upper=upper)]))
    assert result.status == ("optimal" if upper > 0 else "infeasible")


@by_every_solver
def test_large_numbers_lose_no_minute(name: str) -> None:
    large = 2**50
    result = SOLVERS[name](two_by_two(cost=[[large + 1, large + 2], [large + 3, large + 5]], max_cases=[1, 1]))
    assert (result.objective, result.bound) == (2 * large + 5, 2 * large + 5)


@by_every_solver
def test_a_municipality_is_proved_and_repeated(name: str) -> None:
    problem = municipality(14, 8)
    first, second = SOLVERS[name](problem, seed=3), SOLVERS[name](problem, seed=3)
    assert first.status == "optimal"
    np.testing.assert_equal(first.assignment, second.assignment)


def test_the_family_uses_every_field_and_has_both_outcomes() -> None:
    family = [member_of_family(seed) for seed in range(NUM_IN_FAMILY)]
    num_using = {use: sum(map(is_used, family)) for use, is_used in USES.items()}
    assert {use: num for use, num in num_using.items() if num < 20} == {}
    results = [answer("portfolio", seed) for seed in range(NUM_IN_FAMILY)]
    assert sum(result.status == "optimal" for result in results) >= 100
    assert sum(result.status == "infeasible" for result in results) >= 40
    assert sum(result.status == "infeasible" and result.statistics.obstacle is None for result in results) >= 10
    plans = [(p, r.assignment) for p, r in zip(family, results, strict=True) if r.assignment is not None]
    assert sum((plan == LEFT_OUT).any() for _, plan in plans) >= 20
    assert sum(p.max_load is not None and (total_loads(p, plan) == p.max_load).any() for p, plan in plans) >= 10


USES: dict[str, Callable[[AssignmentProblem], bool]] = {
    "negative cost": lambda p: bool((p.cost < 0).any()),
    "forbidden pair": lambda p: not p.allowed.all(),
    "weight by case": lambda p: bool((p.weight == p.weight[:, :1]).all() and (p.weight > 1).any()),
    "weight by pair": lambda p: bool((p.weight != p.weight[:, :1]).any()),
    "weight zero": lambda p: bool((p.weight == 0).any()),
    "base load": lambda p: bool(p.base_load.any()),
    "max load": lambda p: p.max_load is not None,
    "base load above max load": lambda p: p.max_load is not None and bool((p.base_load > p.max_load).any()),
    "load cost": lambda p: p.load_cost is not None,
    "load cost that binds": lambda p: p.load_cost is not None and bool((p.room < p.weight.sum(axis=0)).any()),
    "min cases": lambda p: bool((p.min_cases > 0).any()),
    "max cases": lambda p: bool((p.max_cases < p.num_cases).any()),
    "group": lambda p: bool((np.bincount(p.group + 1, minlength=3)[1:] > 1).any()),
    "group fee by consultant": lambda p: bool((p.group_fee != p.group_fee[:, :1]).any()),
    "group fee for all": lambda p: p.num_groups > 0 and bool((p.group_fee == p.group_fee[:, :1]).all()),
    "optional": lambda p: bool(p.optional.any()),
    "left-out cost": lambda p: bool(p.left_out_cost.any()),
    "limit": lambda p: bool(p.limits),
    "limit that counts what is left out": lambda p: any(limit.left_out.any() for limit in p.limits),
    "two limits": lambda p: len(p.limits) == 2,
}


def test_every_field_is_among_the_uses() -> None:
    uses = " ".join(USES)
    assert [f.name for f in dataclasses.fields(AssignmentProblem) if f.name.rstrip("s").split("_")[0] not in uses] == [
        "allowed"  # where it is False: "forbidden pair"
    ]


def sum_counted(limit: Limit, plan: Sequence[int]) -> int:
    """What the assigned cases of a plan count in a limit."""
    return sum(int(limit.pair[i, j]) for i, j in enumerate(plan) if j != LEFT_OUT)


def relabelled(problem: AssignmentProblem, cases: Sequence[int], consultants: Sequence[int]) -> AssignmentProblem:
    """The same problem with its cases and consultants in another order."""
    both = np.ix_(cases, consultants)
    by_consultant = {
        field: None if (array := getattr(problem, field)) is None else array[consultants]
        for field in ("base_load", "max_load", "load_cost", "min_cases", "max_cases")
    }
    return AssignmentProblem(
        cost=problem.cost[both],
        allowed=problem.allowed[both],
        weight=problem.weight[both],
        group=problem.group[cases],
        group_fee=problem.group_fee[:, consultants],
        optional=problem.optional[cases],
        left_out_cost=problem.left_out_cost[cases],
        limits=[Limit(limit.pair[both], limit.left_out[cases], upper=limit.upper) for limit in problem.limits],
        **by_consultant,
    )


def with_more_capacity(problem: AssignmentProblem) -> AssignmentProblem:
    """One more of everything that is limited."""
    changes: dict[str, Any] = {
        "max_cases": problem.max_cases + 1,
        "min_cases": problem.min_cases - 1,
        "limits": [Limit(limit.pair, limit.left_out, upper=limit.upper + 1) for limit in problem.limits],
    }
    if problem.max_load is not None:
        changes["max_load"] = problem.max_load + 1
    if problem.load_cost is not None:
        steep = problem.load_cost[:, -1:] + 100
        changes["load_cost"] = np.concatenate([problem.load_cost, steep], axis=1)
    return dataclasses.replace(problem, **changes)


def with_pin(problem: AssignmentProblem, case: int, consultant: int) -> AssignmentProblem:
    """The problem with one case for one consultant only."""
    allowed, optional = problem.allowed.copy(), problem.optional.copy()
    allowed[case] = False
    allowed[case, consultant] = True
    optional[case] = False
    return dataclasses.replace(problem, allowed=allowed, optional=optional)
