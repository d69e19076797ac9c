"""Among plans that cost the same, the one whose consultants have received fewest cases lately."""

import itertools

import numpy as np
import pytest

from allocator import solve
from allocator.evaluation import evaluate, find_violations
from allocator.problem import AssignmentProblem
from allocator.ties import MOST_RECEIVED, break_ties, can_break_ties
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family


def broken(problem, received, **arguments):
    best = solve(problem)
    assert best.status == "optimal"
    return best, *break_ties(problem, best.assignment, received, **{"time_limit_s": 10.0, "seed": 0, **arguments})


@pytest.mark.parametrize(("received", "taker"), [([3, 1, 2], 1), ([0, 1, 2], 0), ([2, 2, 0], 2)])
def test_of_equal_consultants_the_one_with_fewest_gets_the_case(received, taker):
    _, plan, is_settled = broken(AssignmentProblem(cost=[[5, 5, 5]]), received)

    assert plan.tolist() == [taker]
    assert is_settled


def test_a_single_minute_weighs_more_than_everything_received():
    _, plan, _ = broken(AssignmentProblem(cost=[[5, 6]] * 6), [1_000, 0])

    assert plan.tolist() == [0] * 6


def test_cases_received_beyond_fifty_are_not_told_apart():
    problem = AssignmentProblem(cost=[[5, 5]])
    best, plan, is_settled = broken(problem, [MOST_RECEIVED, 900])

    assert is_settled
    assert plan is best.assignment


def test_without_cases_nothing_is_to_be_settled():
    problem = AssignmentProblem(cost=np.zeros((0, 2)))
    empty = np.zeros(0, dtype=np.int64)

    assert break_ties(problem, empty, [1, 2], time_limit_s=10.0, seed=0) == (empty, True)


def test_a_cancelled_search_keeps_the_plan_and_says_that_ties_are_open():
    problem = AssignmentProblem(cost=[[5, 5]])

    best, plan, is_settled = broken(problem, [0, 3], should_stop=lambda: True)

    assert plan is best.assignment
    assert not is_settled


def test_without_time_the_plan_still_costs_what_the_best_costs():
    problem = member_of_family(7)

    best, plan, _ = broken(problem, list(range(problem.num_consultants)), time_limit_s=0.0)

    assert evaluate(problem, plan) == best.objective


@pytest.mark.parametrize("first", range(0, NUM_IN_FAMILY, 40))
def test_no_best_plan_has_fewer_received_lately(first):
    for seed in range(first, first + 40, 2):
        problem = member_of_family(seed)
        if problem.num_cases > 5 or solve(problem).status != "optimal":
            continue
        received = np.random.default_rng(seed).integers(0, 5, problem.num_consultants)

        best, plan, is_settled = broken(problem, received.tolist())

        takers = range(-1, problem.num_consultants)
        fewest = min(
            sum(int(received[j]) for j in other if j >= 0)
            for other in itertools.product(takers, repeat=problem.num_cases)
            if not find_violations(problem, np.array(other)) and evaluate(problem, np.array(other)) == best.objective
        )
        assert is_settled
        assert evaluate(problem, plan) == best.objective
        assert sum(int(received[j]) for j in plan if j >= 0) == fewest


def test_prices_too_large_to_be_scaled_by_fifty_cases_each_are_scaled_by_as_many_as_fit():
    large = AssignmentProblem(cost=[[2**47, 2**47]])

    best, plan, is_settled = broken(large, [50, 0])

    assert best.objective == evaluate(large, plan)
    assert plan.tolist() == [1]
    assert is_settled


def test_prices_too_large_to_be_scaled_at_all_leave_ties_open():
    largest = AssignmentProblem(cost=[[2**51, 2**51]])

    best, plan, is_settled = broken(largest, [50, 0])

    assert plan is best.assignment
    assert not is_settled


def test_large_prices_leave_room_to_tell_apart_as_many_as_were_received_and_no_more():
    large = AssignmentProblem([[2**46, 2**46], [0, 0]], weight=[1, 1])

    assert can_break_ties(large, [0, 7])
    assert not can_break_ties(large, [0, MOST_RECEIVED])
