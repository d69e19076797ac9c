"""Strict levels in order: each is made as small as possible, then held by a row while the next is solved."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allocator.arrays import IntArray
from allocator.formulation import LEFT_OUT_LEVEL, Formulation
from allocator.problem import AssignmentProblem, Limit
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import solve
from allocator.solving.result import Result
from allocator.ties import break_ties
from models.proposal import Level, ProposalStatus


@dataclass(frozen=True)
class Best:
    """The plan that was found.

    Attributes
    ----------
    problem
        The last level, with the rows that hold the earlier ones.
    assignment
        (n,): consultant index, -1 for left out.
    objective, bound
        Minutes of the last level. The bound holds for plans that keep the earlier levels where they ended.
    ties_settled
        Whether the plan is proved to have the fewest cases received lately among the best.
    """

    problem: AssignmentProblem
    assignment: IntArray
    objective: int
    bound: int | None
    ties_settled: bool


@dataclass(frozen=True)
class Plan:
    """The outcome of all levels. `best`: None where no plan was found in time. `results`: of every solve, in order."""

    status: ProposalStatus
    levels: tuple[Level, ...]
    best: Best | None
    results: tuple[Result, ...]

    @property
    def stopped_by(self) -> str:
        """What ended the first solve that was not proved, or `optimal`."""
        return next((each.statistics.stopped_by for each in self.results if each.status != "optimal"), "optimal")


def solve_in_levels(
    formulation: Formulation,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    deterministic_limit: float | None = None,
) -> Plan:
    """As little as possible left out, then the strict levels, then everything in minutes, then ties.

    Parameters
    ----------
    time_limit_s
        Seconds for all levels together. A level before the last gets at most half of what is left.
    on_progress
        Told of the last level's plans and bounds.
    deterministic_limit
        Work for each solve, as `solve` has it: unlike the time, it stops at the same plan each time. None for no limit.
    """
    deadline_s = time.monotonic() + time_limit_s
    results: list[Result] = []
    held: tuple[Limit, ...] = ()
    optional = True
    hint: IntArray | None = None

    for level in formulation.levels:
        remaining_s = max(0.0, deadline_s - time.monotonic())
        problem = formulation.level_problem(level, held, optional=optional)
        result = solve(
            problem,
            time_limit_s=remaining_s / 2,
            seed=seed,
            hint=hint,
            should_stop=should_stop,
            deterministic_limit=deterministic_limit,
        )
        results.append(result)
        if result.assignment is None or result.objective is None:
            return Plan(status_of(results), (), None, tuple(results))
        hint = result.assignment
        if level.name == LEFT_OUT_LEVEL and result.objective == 0:
            optional = False
        else:
            held = (*held, level.at_most(result.objective))

    problem = formulation.problem(held, optional=optional)
    remaining_s = max(0.0, deadline_s - time.monotonic())
    result = solve(
        problem,
        time_limit_s=remaining_s,
        seed=seed,
        hint=hint,
        on_progress=on_progress,
        should_stop=should_stop,
        deterministic_limit=deterministic_limit,
    )
    results.append(result)
    if result.assignment is None or result.objective is None:
        return Plan(status_of(results), (), None, tuple(results))
    assignment, ties_settled = result.assignment, False
    if status_of(results) is ProposalStatus.OPTIMAL:
        remaining_s = max(0.0, deadline_s - time.monotonic())
        received = [each.num_received_lately for each in formulation.facts.consultants]
        assignment, ties_settled = break_ties(
            problem,
            assignment,
            received,
            time_limit_s=remaining_s,
            seed=seed,
            should_stop=should_stop,
            deterministic_limit=deterministic_limit,
        )
    return Plan(
        status=status_of(results),
        levels=_levels(formulation, results, assignment),
        best=Best(problem, assignment, result.objective, result.bound, ties_settled),
        results=tuple(results),
    )


def _levels(formulation: Formulation, results: Sequence[Result], assignment: IntArray) -> tuple[Level, ...]:
    """What the plan counts in each level, which may be less than what was held where the level was not proved."""
    return tuple(
        Level(name=level.name, unit=level.unit, value=level.value(assignment), bound=result.bound)
        for level, result in zip(formulation.levels, results, strict=False)
    )


def status_of(results: Sequence[Result]) -> ProposalStatus:
    """What the solves of all levels together amount to; the last of them decides whether there is a plan."""
    statuses = {result.status for result in results}
    if "cancelled" in statuses:
        return ProposalStatus.CANCELLED
    if results[-1].assignment is None:
        return ProposalStatus.UNKNOWN
    return ProposalStatus.OPTIMAL if statuses == {"optimal"} else ProposalStatus.FEASIBLE
