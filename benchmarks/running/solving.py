"""One instance by one solver, timed and judged."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from allocator.evaluation import InfeasiblePlan, MalformedPlan, evaluate
from allocator.problem import AssignmentProblem
from benchmarks.instances.assignment_families import generalised_assignment
from benchmarks.instances.classes import CLASSES, Instance
from benchmarks.instances.plane import Region
from benchmarks.instances.rounds import RoundShape, draw_round_with_facts
from benchmarks.peers.answer import Answer
from benchmarks.peers.practice_rule import distribute_by_practice
from benchmarks.peers.solvers import SOLVERS
from benchmarks.running.job import SolveJob
from benchmarks.running.line import Outcome, SolveStatus
from benchmarks.running.memory import peak_mib

WARM_UP_LIMIT_S: Final = 5.0


def measure_solve(job: SolveJob, folder: Path) -> Outcome:
    """Draw the instance, warm the solver up on a small one, then solve with the clock running.

    The warm-up loads or compiles what is loaded or compiled on first use, for every solver alike: in the product, too,
    solving comes after other solving. How long it took is kept, as `first_use_s`.
    """
    instance = CLASSES[job.class_name].draw(job.instance, folder)
    first_started = time.perf_counter()
    _solve_all(job, _small_instance(instance), limit_s=WARM_UP_LIMIT_S)
    first_use_s = time.perf_counter() - first_started
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
        first_use_s=first_use_s,
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


def _small_instance(like: Instance) -> Instance:
    """A small problem of the same kind: assignment, with capacities, or a round with caseloads and cohesion."""
    problem = like.problems[0]
    if problem.load_cost is not None:
        region = Region(side_km=20.0, num_towns=3)
        warm_up, facts = draw_round_with_facts(RoundShape(12, 6, region), seed=0)
        return Instance((warm_up,), facts)
    if problem.room.max(initial=0) == 1:
        return Instance((AssignmentProblem(cost=[[1, 5, 4], [4, 2, 6], [3, 5, 1]], max_load=[1, 1, 1]),))
    return Instance((generalised_assignment("c", 20, 4, seed=0),))
