"""Peer (b): the unit-step model on CP-SAT, with the parameters as they come, save for time and threads."""

import time

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from allocator.problem import AssignmentProblem
from benchmarks.peers.answer import Answer
from benchmarks.peers.cp_sat_answer import run_cp_sat
from benchmarks.peers.unit_steps import UnitSteps, build_unit_steps


def solve_with_unit_steps(problem: AssignmentProblem, time_limit_s: float, workers: int) -> Answer:
    """Build the model and let CP-SAT solve it."""
    started = time.perf_counter()
    steps = build_unit_steps(problem)
    return run_cp_sat(
        _cp_sat_model(steps),
        steps.cases,
        steps.consultants,
        steps.constant_minutes,
        problem,
        started + time_limit_s,
        workers,
    )


def _cp_sat_model(steps: UnitSteps) -> cp_model.CpModel:
    model = cp_model.CpModel()
    column = [model.new_bool_var("") for _ in steps.minutes]
    for chosen in steps.exactly_one:
        model.add_exactly_one([column[k] for k in chosen])
    for first, second in steps.implications:
        model.add_implication(column[first], column[second])
    for row in steps.rows:
        total = LinearExpr.weighted_sum([column[k] for k in row.columns], row.coefficients.tolist())
        if row.upper is not None:
            model.add(total <= row.upper)
        if row.lower is not None:
            model.add(total >= row.lower)
    model.minimize(LinearExpr.weighted_sum(column, steps.minutes))
    return model
