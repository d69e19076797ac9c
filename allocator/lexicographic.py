"""Strict levels in order: all in one number where that can be, else each held by a row while the next is solved."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from allocator.arrays import IntArray
from allocator.evaluation import evaluate
from allocator.formulation import LEFT_OUT_LEVEL, Formulation
from allocator.one_number import OneNumber, in_one_number, solve_together, time_together_s, work_together
from allocator.problem import AssignmentProblem, Limit
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import solve
from allocator.solving.result import Result
from allocator.ties import break_ties, can_break_ties
from models.proposal import Level, ProposalStatus


@dataclass(frozen=True)
class Best:
    """The plan that was found.

    Attributes
    ----------
    problem
        What is least for plans as good as this: all levels in one number, or the last with rows that hold the others.
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
    """The outcome of all levels.

    Attributes
    ----------
    best
        None where no plan was found in time.
    results
        Of the solves that the status comes from, in order: one for all levels together, or one for each.
    is_repeatable
        Whether the same input and versions give the same plan again.
    """

    status: ProposalStatus
    levels: tuple[Level, ...]
    best: Best | None
    results: tuple[Result, ...]
    is_repeatable: bool = True

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
        Seconds for everything. All levels in one number get a tenth of it or a fifth of a second; where they are not
        proved then, each level before the last gets at most half of what is left.
    on_progress
        Told of plans and bounds in minutes; of a bound once the levels before it are proved.
    deterministic_limit
        Work for each solve, as `solve` has it; all levels in one number get a tenth of it, and so do ties. Unlike the
        time, it stops at the same plan each time. None for no limit.
    """
    deadline_s = time.monotonic() + time_limit_s
    whole = in_one_number(formulation)
    hint, is_repeatable = None, True
    if whole is not None:
        result = solve_together(
            whole.problem,
            time_limit_s=time_together_s(time_limit_s),
            seed=seed,
            on_progress=None if on_progress is None else _in_minutes(whole, on_progress),
            should_stop=should_stop,
            deterministic_limit=work_together(deterministic_limit),
        )
        if result.status in ("optimal", "cancelled"):
            plan = _together(formulation, whole, result)
            return _without_ties(formulation, plan, deadline_s, seed, should_stop, deterministic_limit)
        hint, is_repeatable = result.assignment, result.statistics.is_repeatable
    plan = _one_by_one(
        formulation,
        deadline_s,
        hint,
        seed=seed,
        on_progress=on_progress,
        should_stop=should_stop,
        deterministic_limit=deterministic_limit,
    )
    plan = replace(plan, is_repeatable=plan.is_repeatable and is_repeatable)
    return _without_ties(formulation, plan, deadline_s, seed, should_stop, deterministic_limit)


def _in_minutes(whole: OneNumber, on_progress: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """Tell of the minutes of the plans, and of their bound once all levels are proved."""

    def tell(progress: Progress) -> None:
        minutes = bound = None
        if progress.objective is not None:
            values = whole.values(progress.objective)
            minutes = values[-1]
            if progress.bound is not None:
                num_proved, least = whole.proved(values, progress.bound)
                bound = minutes if num_proved == len(values) else least if num_proved == len(values) - 1 else None
        on_progress(Progress(progress.elapsed_s, minutes, bound))

    return tell


def _together(formulation: Formulation, whole: OneNumber, result: Result) -> Plan:
    status = status_of([result])
    if result.assignment is None:
        return Plan(status, (), None, (result,), result.statistics.is_repeatable)
    assignment = result.assignment
    *values, minutes = whole.values(evaluate(whole.problem, assignment))
    num_proved, least = 0, None
    if result.bound is not None:
        num_proved, least = whole.proved((*values, minutes), result.bound)
    bounds = [value if k < num_proved else least if k == num_proved else None for k, value in enumerate(values)]
    return Plan(
        status=status,
        levels=tuple(
            Level(name=level.name, unit=level.unit, value=value, bound=bound)
            for level, value, bound in zip(formulation.levels, values, bounds, strict=True)
        ),
        best=Best(
            problem=whole.problem
            if can_break_ties(whole.problem, _received(formulation))
            else formulation.problem(_held(formulation, values), optional=values[0] > 0),
            assignment=assignment,
            objective=minutes,
            bound=minutes if num_proved > len(values) else least if num_proved == len(values) else None,
            ties_settled=False,
        ),
        results=(result,),
        is_repeatable=result.statistics.is_repeatable,
    )


def _held(formulation: Formulation, values: Sequence[int]) -> tuple[Limit, ...]:
    """The rows that hold every level; nothing left out needs none."""
    rows = tuple(level.at_most(value) for level, value in zip(formulation.levels, values, strict=True))
    return rows if values[0] > 0 else rows[1:]


def _one_by_one(
    formulation: Formulation,
    deadline_s: float,
    hint: IntArray | None,
    *,
    seed: int,
    on_progress: Callable[[Progress], None] | None,
    should_stop: Callable[[], bool] | None,
    deterministic_limit: float | None,
) -> Plan:
    results: list[Result] = []
    held: tuple[Limit, ...] = ()
    optional = True
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
            return _no_plan(results)
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
        return _no_plan(results)
    return Plan(
        status=status_of(results),
        levels=_levels(formulation, results, result.assignment),
        best=Best(problem, result.assignment, result.objective, result.bound, ties_settled=False),
        results=tuple(results),
        is_repeatable=all(each.statistics.is_repeatable for each in results),
    )


def _without_ties(
    formulation: Formulation,
    plan: Plan,
    deadline_s: float,
    seed: int,
    should_stop: Callable[[], bool] | None,
    deterministic_limit: float | None,
) -> Plan:
    """The plan that breaks ties best among those that are as good, where there is a proof of how good that is."""
    if plan.best is None or plan.status is not ProposalStatus.OPTIMAL:
        return plan
    assignment, ties_settled = break_ties(
        plan.best.problem,
        plan.best.assignment,
        _received(formulation),
        time_limit_s=max(0.0, deadline_s - time.monotonic()),
        seed=seed,
        should_stop=should_stop,
        deterministic_limit=work_together(deterministic_limit),
    )
    return replace(plan, best=replace(plan.best, assignment=assignment, ties_settled=ties_settled))


def _received(formulation: Formulation) -> list[int]:
    """(m,): cases that each consultant has received lately."""
    return [each.num_received_lately for each in formulation.facts.consultants]


def _no_plan(results: Sequence[Result]) -> Plan:
    is_repeatable = all(each.statistics.is_repeatable for each in results)
    return Plan(status_of(results), (), None, tuple(results), is_repeatable)


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
