"""Running CP-SAT with the parameters as they come, save for time and threads, and reading what it found."""

import time
from typing import Final

import numpy as np
from ortools.sat.python import cp_model

from allocator.arrays import BoolArray, IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem
from benchmarks.peers.answer import Answer, whole_bound

NO_TIME_LEFT: Final = "time limit before the search"


def run_cp_sat(
    model: cp_model.CpModel,
    cases: IntArray,
    consultants: IntArray,
    constant_minutes: int,
    problem: AssignmentProblem,
    deadline: float,
    workers: int,
) -> Answer:
    """Solve a model whose first variables are the pairs.

    Parameters
    ----------
    cases, consultants
        (p,): the case and consultant of each of the first variables.
    constant_minutes
        What the objective of the model lacks.
    deadline
        On the clock of `time.perf_counter`.
    workers
        Threads.

    Raises
    ------
    ValueError
        If CP-SAT calls the model invalid.
    """
    remaining_s = deadline - time.perf_counter()
    if remaining_s <= 0:
        return Answer(None, None, False, NO_TIME_LEFT, {})
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = remaining_s
    solver.parameters.num_workers = workers
    status = solver.solve(model)
    response = solver.response_proto
    if status == cp_model.MODEL_INVALID:
        raise ValueError(f"CP-SAT can't read the model: {model.validate()}")
    if status == cp_model.INFEASIBLE:
        return Answer(None, None, True, status.name, {})
    # After UNKNOWN, the bound is what presolve and search have proved so far.
    bound = whole_bound(response.best_objective_bound)
    plan = None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        is_chosen = np.fromiter(response.solution, dtype=np.int64)[: len(cases)] == 1
        plan = read_plan(is_chosen, cases, consultants, problem.num_cases)
    return Answer(plan, None if bound is None else bound + constant_minutes, False, status.name, {})


def read_plan(is_chosen: BoolArray, cases: IntArray, consultants: IntArray, num_cases: int) -> IntArray:
    """(n,): the consultant of each chosen pair's case, -1 for the other cases."""
    plan = np.full(num_cases, LEFT_OUT, dtype=np.int64)
    plan[cases[is_chosen]] = consultants[is_chosen]
    return plan
