"""The best plan of a round as far as it is known, level by level, from bounds first and solves only where they fail."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from allocator.arrays import IntArray
from allocator.evaluation import evaluate, find_violations
from allocator.formulation import Formulation
from allocator.problem import AssignmentProblem, Limit
from allocator.questions.clock import Clock
from allocator.solving.portfolio import solve


class NoPlan(Exception):
    """No plan keeps the hard rules and limits; caught where that is an answer."""


@dataclass(frozen=True)
class Outcome:
    """A plan, and how far it is proved best: by the strict levels in order, and last by the minutes.

    Attributes
    ----------
    assignment
        (n,): consultant index, -1 for left out.
    values
        What the plan counts in every level, and its minutes.
    num_proved
        How many of `values`, from the first, are proved to be those of the best plan.
    least
        Proved bound on the first value that is not proved; None where there is none, or nothing left to prove.
    """

    formulation: Formulation
    assignment: IntArray
    values: tuple[int, ...]
    num_proved: int
    least: int | None = None

    @property
    def is_proved(self) -> bool:
        """Whether no plan is better."""
        return self.num_proved == len(self.values)

    @property
    def are_levels_proved(self) -> bool:
        """Whether no plan is better in the strict levels."""
        return self.num_proved >= len(self.values) - 1

    @property
    def minutes(self) -> int:
        """Minutes of the plan."""
        return self.values[-1]

    @property
    def proved(self) -> tuple[int, ...]:
        """The values that are proved."""
        return self.values[: self.num_proved]


def values_of(formulation: Formulation, assignment: IntArray) -> tuple[int, ...]:
    """What a plan that keeps the hard rules counts in every level, and its minutes; to be compared in this order."""
    levels = (level.value(assignment) for level in formulation.levels)
    return (*levels, evaluate(_judging(formulation), assignment))


def keeps_hard_rules(formulation: Formulation, assignment: IntArray) -> bool:
    """Whether a plan breaks no hard rule and leaves out no case that must be given."""
    return not find_violations(_judging(formulation), assignment)


def held_problem(formulation: Formulation, values: tuple[int, ...]) -> AssignmentProblem:
    """Everything in minutes, with the strict levels held at `values`."""
    held = tuple(
        level.at_most(value)
        for level, value in list(zip(formulation.levels, values, strict=False))[bool(not values[0]) :]
    )
    return formulation.problem(held, optional=values[0] > 0)


def bracket(
    formulation: Formulation,
    plans: Iterable[IntArray],
    *,
    looser: Outcome | None = None,
    least_minutes: int | None = None,
) -> Outcome | None:
    """What is known without a solve: the best of some plans, held against the best of a round that allows more.

    Parameters
    ----------
    plans
        Some may break rules; None comes out where all do.
    looser
        Of a round that allows every plan this one allows, and counts them alike: nothing here can be better.
    least_minutes
        Proved bound on the minutes of plans that keep every level where `looser` has it.
    """
    known = [(values_of(formulation, plan), plan) for plan in plans if keeps_hard_rules(formulation, plan)]
    if not known:
        return None
    values, plan = min(known, key=lambda each: each[0])
    floor = () if looser is None else looser.proved
    num_proved = next(
        (k for k, (here, there) in enumerate(zip(values, floor, strict=False)) if here > there), len(floor)
    )
    least = None
    if num_proved < len(floor):
        least = floor[num_proved]
    elif looser is not None:
        least = looser.least
    if num_proved == len(values) - 1:
        least = max((bound for bound in (least, least_minutes) if bound is not None), default=None)
        if least is not None and least >= values[-1]:
            num_proved, least = len(values), None
    return Outcome(formulation, plan, values, num_proved, least)


def settle(formulation: Formulation, known: Outcome | None, clock: Clock, *, seed: int) -> Outcome | None:
    """The best plan, proved where the time suffices; solves only what `known` leaves open.

    None where no plan was found in time.

    Raises
    ------
    NoPlan
        It is proved that there is none.
    """
    best = known
    values: tuple[int, ...] = () if known is None else known.proved
    still_proved = True
    num_proved = len(values)
    least = None if known is None else known.least
    held: tuple[Limit, ...] = ()
    for k, level in enumerate((*formulation.levels, None)):
        if k < len(values):
            value = values[k]
        elif best is not None and clock.is_over:
            break
        else:
            optional = k == 0 or values[0] > 0
            problem = (
                formulation.problem(held, optional=optional)
                if level is None
                else formulation.level_problem(level, held, optional=optional)
            )
            part = 1.0 if level is None else 0.5
            result = solve(
                problem,
                time_limit_s=clock.remaining_s * part,
                seed=seed,
                hint=None if best is None else best.assignment,
                should_stop=clock.should_stop,
            )
            if result.status == "infeasible" and best is None:
                raise NoPlan
            if result.assignment is None:
                return best
            found = values_of(formulation, result.assignment)
            if best is None or found < best.values:
                best = Outcome(formulation, result.assignment, found, 0)
            value = best.values[k]
            if still_proved:
                bound = result.bound if least is None or result.bound is None else max(least, result.bound)
                is_proved = result.status == "optimal" or (bound is not None and bound >= value)
                num_proved, least = (k + 1, None) if is_proved else (k, bound)
                still_proved = is_proved
            values = (*values, value)
        if level is not None and not (k == 0 and value == 0):
            held = (*held, level.at_most(value))
    assert best is not None  # noqa: S101 - the last problem was solved, or everything was known
    return Outcome(formulation, best.assignment, best.values, num_proved, least)


def possible_minutes(formulation: Formulation) -> tuple[int, int]:
    """The least and the most that any plan can come to; proved by looking at each number alone, so far apart."""
    problem = _judging(formulation)
    cases = np.where(problem.allowed, problem.cost, problem.left_out_cost[:, None])
    least = int(np.minimum(cases.min(axis=1), problem.left_out_cost).sum())
    most = int(np.maximum(cases.max(axis=1), problem.left_out_cost).sum()) + int(problem.group_fee.sum())
    if problem.load_cost is not None:
        for j, costs in enumerate(problem.load_cost):
            reachable = costs[problem.base_load[j] :]
            least, most = least + int(reachable.min()), most + int(reachable.max())
    return least, most


def _judging(formulation: Formulation) -> AssignmentProblem:
    return formulation.unheld_problem
