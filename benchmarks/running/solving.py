"""One instance by one solver, timed and judged."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from allocator.evaluation import InfeasiblePlan, MalformedPlan, evaluate
from allocator.problem import AssignmentProblem
from benchmarks.instances.classes import CLASSES, Instance
from benchmarks.instances.rounds import PracticeFacts
from benchmarks.peers.answer import Answer
from benchmarks.peers.practice_rule import distribute_by_practice
from benchmarks.peers.solvers import SOLVERS
from benchmarks.running.job import SolveJob
from benchmarks.running.line import Outcome, SolveStatus
from benchmarks.running.memory import peak_mib

WARM_UP_LIMIT_S: Final = 5.0


def measure_solve(job: SolveJob, folder: Path) -> Outcome:
    """Draw the instance, warm the solver up on a tiny problem, then solve with the clock running.

    The warm-up loads what is loaded on first use, for every solver alike: in the product, too, solving comes after
    other solving.
    """
    instance = CLASSES[job.class_name].draw(job.instance, folder)
    _solve_all(job, _tiny_instance(instance), limit_s=WARM_UP_LIMIT_S)
    drawn_mib = peak_mib()
    started, cpu_started = time.perf_counter(), time.process_time()
    answers = _solve_all(job, instance, limit_s=job.limit_s)
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu_started
    claim = _judge_all(instance.problems, answers)
    phases = {phase for answer in answers for phase in answer.seconds_by_phase}
    return Outcome(
        status=claim.status,
        value=claim.value,
        bound=claim.bound,
        gap=claim.gap,
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        peak_mib=peak_mib(),
        drawn_mib=drawn_mib,
        stopped_by=claim.fault or "; ".join(sorted({answer.stopped_by for answer in answers})),
        seconds_by_phase={
            phase: sum(answer.seconds_by_phase.get(phase, 0.0) for answer in answers) for phase in sorted(phases)
        },
        best_known=instance.best_known,
    )


@dataclass(frozen=True)
class Claim:
    """What an answer comes to when the judge has seen it."""

    status: SolveStatus
    value: int | None
    bound: int | None
    fault: str | None = None

    @property
    def gap(self) -> float | None:
        """The share of the value that isn't proved."""
        if self.value is None or self.bound is None:
            return None
        return (self.value - self.bound) / max(1, abs(self.value))


def judge(problem: AssignmentProblem, answer: Answer) -> Claim:
    """Believe nothing: the value is the judge's, and what can't be is `wrong`."""
    if answer.assignment is None:
        return Claim("infeasible" if answer.claims_infeasible else "unknown", None, answer.bound)
    if answer.claims_infeasible:
        return Claim("wrong", None, None, "a plan, and the claim that there is none")
    try:
        value = evaluate(problem, answer.assignment)
    except (InfeasiblePlan, MalformedPlan) as error:
        return Claim("wrong", None, None, str(error))
    if answer.bound is not None and answer.bound > value:
        return Claim("wrong", value, answer.bound, f"bound {answer.bound} above the plan's value {value}")
    return Claim("optimal" if answer.bound == value else "feasible", value, answer.bound)


def _judge_all(problems: Sequence[AssignmentProblem], answers: Sequence[Answer]) -> Claim:
    """The sum over the problems of an instance, and the worst of their statuses."""
    claims = [judge(problem, answer) for problem, answer in zip(problems, answers, strict=True)]
    worst_first: list[SolveStatus] = ["wrong", "infeasible", "unknown", "feasible", "optimal"]
    return Claim(
        min((claim.status for claim in claims), key=worst_first.index),
        _sum([claim.value for claim in claims]),
        _sum([claim.bound for claim in claims]),
        next((claim.fault for claim in claims if claim.fault), None),
    )


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _solve_all(job: SolveJob, instance: Instance, limit_s: float) -> list[Answer]:
    """Problem after problem within one limit."""
    deadline = time.perf_counter() + limit_s
    solver = SOLVERS[job.solver]
    answers = []
    for problem in instance.problems:
        if solver.solve is not None:
            answers.append(solver.solve(problem, max(0.0, deadline - time.perf_counter()), job.workers))
        elif instance.facts is not None:
            answers.append(distribute_by_practice(problem, instance.facts))
        else:
            raise ValueError(f"{solver.title} needs to know contact persons and travel, which {job.class_name} has not")
    return answers


def _tiny_instance(like: Instance) -> Instance:
    """Three cases and three consultants, in the fields of the first problem: without loads' costs where it has none."""
    random = np.random.default_rng(0)
    is_linear = like.problems[0].load_cost is None
    load_cost = None if is_linear else np.tile(np.arange(10) ** 2, (3, 1))
    problem = AssignmentProblem(
        cost=random.integers(10, 50, size=(3, 3)),
        max_load=np.ones(3, dtype=np.int64) if is_linear else None,
        load_cost=load_cost,
        group=None if is_linear else np.array([0, 0, -1]),
        group_fee=None if is_linear else np.array([5]),
    )
    facts = None if like.facts is None else PracticeFacts(np.array([0, -1, 1]), np.ones((3, 3), dtype=np.int64))
    return Instance((problem,), facts)
