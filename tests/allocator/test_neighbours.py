"""What it costs to send one case elsewhere equals what two evaluations differ by."""

import numpy as np
import pytest

from allocator import solve
from allocator.evaluation import LEFT_OUT, evaluate, find_violations
from allocator.neighbours import neighbours_of
from allocator.problem import AssignmentProblem
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family, two_by_two

FAMILY = range(NUM_IN_FAMILY)


def assert_agrees_with_evaluations(problem, plan):
    for i in range(problem.num_cases):
        neighbours = neighbours_of(problem, plan, i)
        for j in range(problem.num_consultants):
            changed = plan.copy()
            changed[i] = j
            assert neighbours.is_feasible[j] == (find_violations(problem, changed) == [])
            if neighbours.is_feasible[j]:
                assert neighbours.total[j] == evaluate(problem, changed) - evaluate(problem, plan)
        if plan[i] != LEFT_OUT:
            assert neighbours.is_feasible[plan[i]]
            assert neighbours.total[plan[i]] == 0


@pytest.mark.parametrize("first", FAMILY[::20])
def test_differences_of_the_best_plans_equal_those_of_evaluations(first):
    for seed in range(first, first + 20):
        problem = member_of_family(seed)
        result = solve(problem)
        if result.assignment is not None:
            assert_agrees_with_evaluations(problem, result.assignment)


def test_differences_of_any_feasible_plan_equal_those_of_evaluations():
    random = np.random.default_rng(1)
    num_checked = 0
    for seed in FAMILY:
        problem = member_of_family(seed)
        plan = random.integers(-1, problem.num_consultants, problem.num_cases)
        if find_violations(problem, plan) == []:
            assert_agrees_with_evaluations(problem, plan)
            num_checked += 1
    assert num_checked > 20


def test_the_parts_are_pair_load_and_group():
    problem = two_by_two(load_cost=[[0, 1, 10], [0, 2, 20]], group=[0, 0], group_fee=[[5, 7]])

    neighbours = neighbours_of(problem, np.array([0, 1]), 0)

    assert neighbours.pair.tolist() == [0, 4]
    assert neighbours.load.tolist() == [0, 18 - 1]
    assert neighbours.group.tolist() == [0, -5]
    assert neighbours.total.tolist() == [0, 4 + 17 - 5]


def test_a_case_that_was_left_out_is_compared_with_its_price():
    problem = two_by_two(optional=[True, True], left_out_cost=[30, 40])

    assert neighbours_of(problem, np.array([-1, 1]), 0).total.tolist() == [1 - 30, 5 - 30]


def test_a_consultant_without_weight_room_takes_a_case_without_weight():
    problem = AssignmentProblem(cost=[[1, 1]], weight=[0], base_load=[9, 0], max_load=[3, 3])

    assert neighbours_of(problem, np.array([1]), 0).is_feasible.tolist() == [True, True]


def test_somebody_who_must_keep_a_case_cannot_give_it_away():
    problem = two_by_two(min_cases=[1, 0])

    assert neighbours_of(problem, np.array([0, 1]), 0).is_feasible.tolist() == [True, False]
