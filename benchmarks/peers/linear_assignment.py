"""SciPy's linear assignment, for problems that are nothing else."""

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # scipy ships no types

from allocator.problem import AssignmentProblem
from benchmarks.peers.answer import Answer, UnsuitedProblem


def solve_with_scipy(problem: AssignmentProblem, time_limit_s: float, workers: int) -> Answer:  # noqa: ARG001 - one thread, no limit
    """Everybody takes at most one case, and every case is taken.

    Raises
    ------
    UnsuitedProblem
        If the problem asks for anything besides, or forbids a pair.
    """
    is_one_each = (problem.weight == 1).all() and (np.minimum(problem.room, problem.max_cases) == 1).all()
    has_more = (
        problem.load_cost is not None
        or bool(problem.limits)
        or problem.optional.any()
        or (problem.min_cases > 0).any()
        or (problem.group_fee > 0).any()
        or not problem.allowed.all()
        or problem.num_cases > problem.num_consultants
    )
    if not is_one_each or has_more:
        raise UnsuitedProblem("not a linear assignment: one case for each, and nothing else")
    cases, consultants = linear_sum_assignment(problem.cost)
    plan = np.empty(problem.num_cases, dtype=np.int64)
    plan[cases] = consultants
    return Answer(plan, int(problem.cost[cases, consultants].sum()), False, "optimal", {})
