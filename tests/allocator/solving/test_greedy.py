import numpy as np
import pytest

from allocator.evaluation import evaluate
from allocator.problem import AssignmentProblem, Limit
from allocator.solving.greedy import insert_greedily
from allocator.solving.portfolio import solve
from allocator.solving.result import Result
from tests.allocator.enumeration import least_minutes
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family, municipality, two_by_two


def greedy(problem: AssignmentProblem, seed: int = 0) -> Result:
    return solve(problem, seed=seed, phases={"greedy": insert_greedily})


def test_each_case_goes_where_it_costs_least() -> None:
    result = greedy(two_by_two())
    assert (result.status, result.assignment.tolist(), result.objective, result.bound) == ("feasible", [0, 1], 3, None)
    assert result.statistics.stopped_by == "nothing left to try"


def test_the_case_with_most_to_lose_chooses_first() -> None:
    assert greedy(two_by_two(cost=[[1, 2], [1, 9]], max_cases=[1, 1])).assignment.tolist() == [1, 0]


def test_the_heaviest_case_chooses_first_where_room_is_short() -> None:
    problem = AssignmentProblem([[0, 5], [0, 5], [0, 1]], weight=[1, 1, 4], max_load=[4, 2])
    assert greedy(problem).assignment.tolist() == [1, 1, 0]


def test_load_costs_and_fees_are_part_of_the_price() -> None:
    assert greedy(two_by_two(cost=[[0, 1], [0, 1]], load_cost=[[0, 0, 5]] * 2)).objective == 1
    assert greedy(two_by_two(cost=[[0, 1], [1, 0]], group=[0, 0], group_fee=[5])).objective == 6


def test_consultants_who_must_have_cases_get_them() -> None:
    assert sorted(greedy(two_by_two(cost=[[0, 9], [0, 9]], min_cases=[0, 1])).assignment) == [0, 1]
    problem = two_by_two(cost=[[0, 9], [0, 9]], min_cases=[0, 2], optional=[1, 1])
    assert greedy(problem).assignment.tolist() == [1, 1]


def test_limits_leave_room_for_the_cases_to_come() -> None:
    problem = two_by_two(cost=[[0, 9], [0, 1]], limits=[Limit([[1, 0], [1, 0]], upper=1)])
    assert greedy(problem).objective == 1
    problem = two_by_two(optional=[1, 1], limits=[Limit(np.zeros((2, 2)), left_out=[1, 1], upper=0)])
    assert greedy(problem).objective == 3
    problem = two_by_two(optional=[1, 1], limits=[Limit(np.ones((2, 2)), left_out=[0, 0], upper=1)])
    assert sorted(greedy(problem).assignment) == [-1, -1]


def test_no_plan_is_no_error() -> None:
    result = greedy(two_by_two(allowed=[[1, 0], [1, 0]], max_cases=[1, 1]))
    assert (result.status, result.assignment) == ("unknown", None)


def test_ties_are_broken_by_the_seed_and_not_by_the_row() -> None:
    problem = AssignmentProblem(np.zeros((1, 3)))
    assert {int(greedy(problem, seed).assignment[0]) for seed in range(30)} == {0, 1, 2}
    assert greedy(problem, 7).assignment == greedy(problem, 7).assignment


@pytest.mark.parametrize("seed", range(NUM_IN_FAMILY))
def test_a_greedy_plan_is_judged_and_never_better_than_the_best(seed: int) -> None:
    problem = member_of_family(seed)
    result = greedy(problem)
    if result.assignment is not None:
        assert evaluate(problem, result.assignment) == result.objective
        assert result.objective >= least_minutes(problem)


def test_most_feasible_problems_have_a_greedy_plan() -> None:
    family = [member_of_family(seed) for seed in range(NUM_IN_FAMILY)]
    feasible = [problem for problem in family if least_minutes(problem) is not None]
    assert sum(greedy(problem).assignment is not None for problem in feasible) >= 0.9 * len(feasible)


@pytest.mark.parametrize("seed", range(3))
def test_a_greedy_plan_of_a_municipality_is_near_the_best(seed: int) -> None:
    problem = municipality(34, 14, seed)
    best = solve(problem)
    assert greedy(problem).objective - best.objective <= 0.02 * abs(best.objective)
