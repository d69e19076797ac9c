"""The path for equal weights: exact where it answers, and silent where the problem is not of its kind."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.evaluation import evaluate
from allocator.problem import AssignmentProblem, Limit
from allocator.solving.search import Search
from allocator.solving.transport import assign_equal_weights
from tests.allocator.enumeration import least_minutes
from tests.allocator.problems import convex_rows, two_by_two
from tests.allocator.solving.searches import new_search


def assigned(problem: AssignmentProblem, seed: int = 0) -> Search:
    search = new_search(problem)
    search.seed = seed
    assign_equal_weights(search)
    return search


@st.composite
def problems_of_equal_weights(draw: st.DrawFn) -> AssignmentProblem:
    n, m = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    weight, base_load = random.integers(0, 3, m), random.integers(0, 3, m)
    most_load = int((base_load + n * weight).max())
    rows = convex_rows(random.integers(-3, 9, (m, most_load)), random.integers(-5, 5, m))
    return AssignmentProblem(
        cost=random.integers(-9, 20, (n, m)),
        allowed=random.random((n, m)) < 0.8,
        weight=np.tile(weight, (n, 1)),
        base_load=base_load,
        max_load=random.integers(0, most_load + 2, m) if draw(st.booleans()) else None,
        load_cost=rows if draw(st.booleans()) else None,
        min_cases=random.integers(-1, 2, m) if draw(st.booleans()) else None,
        max_cases=random.integers(0, n + 1, m) if draw(st.booleans()) else None,
        optional=random.random(n) < 0.4 if draw(st.booleans()) else None,
        left_out_cost=random.integers(0, 20, n),
    )


@settings(max_examples=400, deadline=None)
@given(problem=problems_of_equal_weights())
def test_every_problem_of_equal_weights_is_settled_as_by_trying_all_plans(problem: AssignmentProblem) -> None:
    search, least = assigned(problem), least_minutes(problem)
    assert search.incumbent.is_settled
    assert search.incumbent.objective == least
    assert search.incumbent.is_proved_infeasible == (least is None)


@pytest.mark.parametrize("min_cases", [None, [1] * 7])
def test_many_places_and_few_give_the_same_minutes(min_cases: list[int] | None) -> None:
    random = np.random.default_rng(4)
    problem = AssignmentProblem(
        random.integers(0, 500, (30, 7)),
        load_cost=convex_rows(random.integers(0, 60, (7, 30)), np.zeros(7)),
        min_cases=min_cases,
    )
    by_flow = assigned(problem)
    few = dataclasses.replace(problem, max_cases=np.full(7, 12), min_cases=np.zeros(7))
    by_assignment = assigned(few)
    assert by_flow.incumbent.objective == by_assignment.incumbent.objective
    assert evaluate(problem, by_assignment.incumbent.plan) == by_flow.incumbent.objective


@pytest.mark.parametrize(
    "changes",
    [
        {"weight": [1, 2], "max_load": [9, 9]},
        {"limits": [Limit(np.ones((2, 2)), upper=5)]},
        {"group": [0, 0], "group_fee": [3]},
    ],
)
def test_what_is_not_of_its_kind_is_left_to_others(changes: dict[str, object]) -> None:
    search = assigned(two_by_two(**changes))
    assert (search.incumbent.plan, search.incumbent.bound, search.incumbent.is_settled) == (None, None, False)


def test_a_fee_that_costs_nothing_and_a_weight_that_only_a_forbidden_pair_has_do_not_matter() -> None:
    problem = two_by_two(
        group=[0, 0], group_fee=[0], weight=[[1, 1], [1, 7]], allowed=[[1, 1], [1, 0]], max_load=[9, 9]
    )
    assert assigned(problem).incumbent.objective == least_minutes(problem)


def test_costs_too_large_for_a_flow_are_left_to_others() -> None:
    cost = np.ones((70, 2), dtype=np.int64)
    cost[0] = 2**51
    search = assigned(AssignmentProblem(cost, min_cases=[1, 0]))
    assert not search.incumbent.is_settled


def test_between_equal_plans_the_seed_decides() -> None:
    problem = AssignmentProblem(np.zeros((3, 3)), max_cases=[1, 1, 1])
    plans = {tuple(assigned(problem, seed).incumbent.plan.tolist()) for seed in range(60)}
    assert len(plans) == 6
