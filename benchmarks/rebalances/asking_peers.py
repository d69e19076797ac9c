"""A peer on the same arrays: the problem as the product states it, with a row that counts moves, solved for each k."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from allocator.evaluation import evaluate
from allocator.formulation import LEFT_OUT_LEVEL, Formulation, formulate
from allocator.problem import AssignmentProblem, Limit
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.occasions import apply_occasions
from benchmarks.peers.answer import Answer, Solver
from benchmarks.peers.solvers import SOLVERS
from benchmarks.questions.rounds import TRAVEL
from benchmarks.rebalances.job import RebalanceJob
from benchmarks.rebalances.line import PointFigure
from models.occasion import Occasion
from models.policy import Policy
from models.rule_id import RuleId
from models.snapshot import Snapshot

WORKERS = 1


def ask_peer(
    job: RebalanceJob, snapshot: Snapshot, policy: Policy, occasions: Sequence[Occasion], started_s: float
) -> tuple[PointFigure, ...]:
    """The points as far as the peer gets within the limit, which all of them share as ours do.

    Parameters
    ----------
    started_s
        On the clock of `time.perf_counter`.
    """
    solver = SOLVERS[job.solver].solve
    assert solver is not None  # noqa: S101 - only the practice rule has none
    facts = gather_rebalance(apply_occasions(snapshot, occasions), policy, TRAVEL)
    formulation = formulate(facts)
    priced = formulation.minutes[RuleId.MOVE] + job.price_minutes * formulation.voluntary
    formulation = replace(formulation, minutes={**formulation.minutes, RuleId.MOVE: priced})
    deadline_s = started_s + job.limit_s
    points: list[PointFigure] = []
    for max_moves in [None] if job.wish == "price" else range(job.max_moves + 1):
        if time.perf_counter() >= deadline_s:
            break
        value, bound, levels_proved = _solve_point(formulation, solver, max_moves, deadline_s)
        points.append(
            PointFigure(
                max_moves=max_moves,
                value=value,
                bound=bound,
                is_proved=levels_proved and value is not None and value == bound,
                seconds=time.perf_counter() - started_s,
            )
        )
    return tuple(points)


def _solve_point(
    formulation: Formulation, solver: Solver, max_moves: int | None, deadline_s: float
) -> tuple[int | None, int | None, bool]:
    """Minutes, their bound, and whether every strict level is proved to be as small as can be.

    A level in which the plan that moves nothing counts nothing is held without a solve: none can count less.
    """
    at_rest = np.where(formulation.may_keep, formulation.facts.holder, -1)
    held: list[Limit] = []
    if max_moves is not None:
        held.append(Limit(formulation.voluntary, upper=max_moves))
    optional, levels_proved, is_at_rest = True, True, True
    for level in formulation.levels:
        least = 0
        if not is_at_rest or level.value(at_rest) > 0:
            is_at_rest = False
            problem = formulation.level_problem(level, tuple(held), optional=optional)
            value, bound = _judged(problem, _solve(problem, solver, deadline_s))
            if value is None:
                return None, None, False
            least, levels_proved = value, levels_proved and value == bound
        if level.name == LEFT_OUT_LEVEL and least == 0:
            optional = False
        else:
            held.append(level.at_most(least))
    problem = formulation.problem(tuple(held), optional=optional)
    return *_judged(problem, _solve(problem, solver, deadline_s)), levels_proved


def _solve(problem: AssignmentProblem, solver: Solver, deadline_s: float) -> Answer:
    return solver(problem, max(0.0, deadline_s - time.perf_counter()), WORKERS)


def _judged(problem: AssignmentProblem, answer: Answer) -> tuple[int | None, int | None]:
    """The judge's value, and the bound as claimed."""
    return None if answer.assignment is None else evaluate(problem, answer.assignment), answer.bound
