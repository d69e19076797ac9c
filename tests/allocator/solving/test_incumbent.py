import numpy as np
import pytest

from allocator.evaluation import InfeasiblePlan
from allocator.problem import AssignmentProblem
from allocator.solving.incumbent import Incumbent, Progress, SolverContradiction
from tests.allocator.problems import two_by_two


def new_incumbent(problem: AssignmentProblem | None = None) -> Incumbent:
    return Incumbent(problem or two_by_two(), elapsed_s=lambda: 1.5)


def test_only_better_plans_and_bounds_are_steps_forward() -> None:
    told: list[Progress] = []
    incumbent = Incumbent(two_by_two(), lambda: 1.5, told.append)
    incumbent.raise_bound(1)
    incumbent.raise_bound(0)
    incumbent.offer(np.array([1, 0]))
    incumbent.offer(np.array([1, 1]))
    incumbent.offer(np.array([1, 0]))
    assert not incumbent.is_settled
    incumbent.offer(np.array([0, 1]))
    incumbent.raise_bound(3)
    assert incumbent.is_settled
    assert told == incumbent.history
    assert [(step.objective, step.bound) for step in told] == [(None, 1), (9, 1), (7, 1), (3, 1), (3, 3)]
    assert told[0].elapsed_s == 1.5


def test_every_plan_is_judged() -> None:
    incumbent = new_incumbent(two_by_two(allowed=[[0, 1], [1, 1]]))
    with pytest.raises(InfeasiblePlan):
        incumbent.offer(np.array([0, 1]))
    assert not incumbent.offer_if_feasible(np.array([0, 1]))
    assert incumbent.plan is None
    assert incumbent.offer_if_feasible(np.array([1, 1]))
    assert incumbent.objective == 7


def test_a_proof_that_there_is_no_plan_settles_it() -> None:
    incumbent = new_incumbent()
    incumbent.prove_infeasible()
    assert incumbent.is_settled


def test_a_bound_above_a_plan_is_a_contradiction() -> None:
    incumbent = new_incumbent()
    incumbent.offer(np.array([0, 1]))
    with pytest.raises(SolverContradiction, match="a plan of 3 minutes is known, yet a bound says 4"):
        incumbent.raise_bound(4)


def test_a_plan_where_there_is_none_is_a_contradiction() -> None:
    incumbent = new_incumbent()
    incumbent.offer(np.array([0, 1]))
    with pytest.raises(SolverContradiction, match="a plan of 3 minutes is known, yet a proof says there is none"):
        incumbent.prove_infeasible()
