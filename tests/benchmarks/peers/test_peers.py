import numpy as np
import pytest

from allocator.problem import AssignmentProblem, Limit
from benchmarks.instances.rounds import MUNICIPALITIES, PracticeFacts, draw_round_with_facts
from benchmarks.peers.answer import UnsuitedProblem, whole_bound
from benchmarks.peers.linear_assignment import solve_with_scipy
from benchmarks.peers.practice_rule import distribute_by_practice
from benchmarks.peers.solvers import SOLVERS
from benchmarks.peers.unit_steps import build_unit_steps
from benchmarks.running.solving import judge
from tests.allocator.enumeration import least_minutes
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family

EXACT = ["ours", "integer-load", "unit-steps", "highs", "scip"]


@pytest.mark.parametrize("name", EXACT)
def test_a_peer_finds_the_best_plan_of_problems_that_use_every_field(name):
    for seed in range(0, NUM_IN_FAMILY, 4):
        problem = member_of_family(seed)
        claim = judge(problem, SOLVERS[name].solve(problem, 20.0, 1))
        expected = least_minutes(problem)
        assert claim.status == ("infeasible" if expected is None else "optimal"), (seed, claim)
        assert claim.value == expected, seed


@pytest.mark.parametrize("name", EXACT)
def test_a_peer_agrees_with_all_others_on_a_round(name):
    problem, _ = draw_round_with_facts(MUNICIPALITIES["hedensted"], 2)
    claim = judge(problem, SOLVERS[name].solve(problem, 60.0, 1))
    assert (claim.status, claim.value) == ("optimal", SOLVERS["ours"].solve(problem, 60.0, 1).bound)


@pytest.mark.parametrize("name", EXACT)
def test_without_time_a_peer_says_so_and_claims_nothing_false(name):
    problem, _ = draw_round_with_facts(MUNICIPALITIES["hedensted"], 2)
    answer = SOLVERS[name].solve(problem, 0.0, 1)
    assert not answer.claims_infeasible
    assert judge(problem, answer).status in ("unknown", "feasible")


def test_a_bound_of_a_mip_solver_is_rounded_up_but_not_by_its_last_digits():
    assert whole_bound(41.2) == 42
    assert whole_bound(41.0000000001) == 41
    assert whole_bound(float("-inf")) is None


def test_unit_steps_share_out_weights_by_their_common_divisor():
    problem = AssignmentProblem(cost=[[0], [0]], weight=[4, 8], load_cost=[[x * x for x in range(20)]], base_load=[3])
    steps = build_unit_steps(problem)
    assert steps.constant_minutes == 9
    assert len(steps.minutes) - 2 == 3
    assert steps.minutes[2:] == [49 - 9, 121 - 49, 225 - 121]


FACTS = PracticeFacts(contact=np.array([1, -1, -1]), one_way_minutes=np.array([[5, 9], [5, 9], [7, 7]]))


def test_practice_gives_to_the_contact_then_to_the_nearest_then_to_the_lower_load():
    problem = AssignmentProblem(cost=np.zeros((3, 2)), max_load=[5, 5], base_load=[1, 0])
    assert distribute_by_practice(problem, FACTS).assignment.tolist() == [1, 0, 1]


def test_practice_passes_over_those_without_room():
    problem = AssignmentProblem(cost=np.zeros((3, 2)), max_load=[1, 5])
    assert distribute_by_practice(problem, FACTS).assignment.tolist() == [1, 0, 1]
    problem = AssignmentProblem(cost=np.zeros((3, 2)), max_cases=[3, 0])
    assert distribute_by_practice(problem, FACTS).assignment.tolist() == [0, 0, 0]


def test_practice_leaves_out_what_may_be_left_out_and_gives_up_otherwise():
    full = {"cost": np.zeros((3, 2)), "max_load": [1, 1]}
    assert distribute_by_practice(AssignmentProblem(**full, optional=[True] * 3), FACTS).assignment.tolist() == [
        1,
        0,
        -1,
    ]
    answer = distribute_by_practice(AssignmentProblem(**full), FACTS)
    assert answer.assignment is None
    assert answer.stopped_by == "no room for case 2"


@pytest.mark.parametrize("rows", [{"min_cases": [1, 0]}, {"limits": [Limit(np.ones((3, 2), dtype=np.int64), upper=3)]}])
def test_practice_refuses_rows_over_the_whole_plan(rows):
    with pytest.raises(UnsuitedProblem):
        distribute_by_practice(AssignmentProblem(cost=np.zeros((3, 2)), **rows), FACTS)


def test_scipy_solves_linear_assignment_and_refuses_the_rest():
    cost = np.array([[4, 1], [2, 9]])
    answer = solve_with_scipy(AssignmentProblem(cost=cost, max_load=[1, 1]), 1.0, 1)
    assert answer.assignment.tolist() == [1, 0]
    assert answer.bound == 3
    for problem in (
        AssignmentProblem(cost=cost),
        AssignmentProblem(cost=cost, max_load=[1, 1], optional=[True, False]),
    ):
        with pytest.raises(UnsuitedProblem):
            solve_with_scipy(problem, 1.0, 1)
