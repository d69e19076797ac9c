"""Peers (c) and (d): the unit-step model on HiGHS and on SCIP, both as OR-Tools' MathOpt carries them.

Parameters as they come, save for time, threads, and the gap at which to stop: values are whole numbers, so less than
one is a proof, and nothing less will do.
"""

import datetime
import time
from typing import Final

import numpy as np
from ortools.math_opt import model_pb2  # type: ignore[import-untyped]  # MathOpt ships no types
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem
from benchmarks.peers.answer import Answer, whole_bound
from benchmarks.peers.cp_sat_answer import NO_TIME_LEFT, read_plan
from benchmarks.peers.unit_steps import Row, UnitSteps, build_unit_steps

PROOF_GAP: Final = 0.999


def solve_with_highs(problem: AssignmentProblem, time_limit_s: float, workers: int) -> Answer:
    """Build the model and let HiGHS solve it."""
    parameters = mathopt.SolveParameters()
    parameters.highs.int_options["threads"] = workers  # HiGHS refuses MathOpt's own `threads`
    return _solve(problem, time_limit_s, mathopt.SolverType.HIGHS, parameters)


def solve_with_scip(problem: AssignmentProblem, time_limit_s: float, workers: int) -> Answer:
    """Build the model and let SCIP solve it."""
    return _solve(problem, time_limit_s, mathopt.SolverType.GSCIP, mathopt.SolveParameters(threads=workers))


def _solve(
    problem: AssignmentProblem, time_limit_s: float, solver: mathopt.SolverType, parameters: mathopt.SolveParameters
) -> Answer:
    started = time.perf_counter()
    steps = build_unit_steps(problem)
    model = mathopt.Model.from_model_proto(_model_proto(steps))
    remaining_s = started + time_limit_s - time.perf_counter()
    if remaining_s <= 0:
        return Answer(None, None, False, NO_TIME_LEFT, {})
    parameters.time_limit = datetime.timedelta(seconds=remaining_s)
    parameters.relative_gap_tolerance = 0.0
    parameters.absolute_gap_tolerance = PROOF_GAP
    result = mathopt.solve(model, solver, params=parameters)
    stopped_by = _in_words(result.termination)
    if result.termination.reason == mathopt.TerminationReason.INFEASIBLE:
        return Answer(None, None, True, stopped_by, {})
    bound = whole_bound(result.termination.objective_bounds.dual_bound)
    plan = None
    if result.has_primal_feasible_solution():
        values = result.variable_values([model.get_variable(k) for k in range(len(steps.cases))])
        plan = read_plan(np.asarray(values) > 0.5, steps.cases, steps.consultants, problem.num_cases)
    return Answer(plan, None if bound is None else bound + steps.constant_minutes, False, stopped_by, {})


def _in_words(termination: mathopt.Termination) -> str:
    limit = "" if termination.limit is None else f", {termination.limit.name}"
    return f"{termination.reason.name}{limit}"


def _model_proto(steps: UnitSteps) -> model_pb2.ModelProto:
    proto = model_pb2.ModelProto()
    num_columns = len(steps.minutes)
    proto.variables.ids.extend(range(num_columns))
    proto.variables.lower_bounds.extend([0.0] * num_columns)
    proto.variables.upper_bounds.extend([1.0] * num_columns)
    proto.variables.integers.extend([True] * num_columns)
    proto.objective.linear_coefficients.ids.extend(range(num_columns))
    proto.objective.linear_coefficients.values.extend(map(float, steps.minutes))
    rows = _as_rows(steps)
    proto.linear_constraints.ids.extend(range(len(rows)))
    proto.linear_constraints.lower_bounds.extend(-np.inf if row.lower is None else row.lower for row in rows)
    proto.linear_constraints.upper_bounds.extend(np.inf if row.upper is None else row.upper for row in rows)
    matrix = proto.linear_constraint_matrix
    for index, row in enumerate(rows):
        in_order = np.argsort(row.columns)
        in_order = in_order[row.coefficients[in_order] != 0]
        matrix.row_ids.extend([index] * len(in_order))
        matrix.column_ids.extend(row.columns[in_order].tolist())
        matrix.coefficients.extend(row.coefficients[in_order].astype(float).tolist())
    return proto


def _as_rows(steps: UnitSteps) -> list[Row]:
    one = [Row(chosen, np.ones_like(chosen), 1, 1) for chosen in steps.exactly_one]
    needs: IntArray = np.array([1, -1])
    return [*one, *(Row(np.array(pair), needs, None, 0) for pair in steps.implications), *steps.rows]
