"""The best plan of a round as far as it is known, level by level, from bounds first and solves only where they fail."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from allocator.arrays import IntArray
from allocator.evaluation import InfeasiblePlan, evaluate, find_violations
from allocator.formulation import Formulation
from allocator.one_number import OneNumber, in_one_number, solve_together, time_together_s
from allocator.problem import AssignmentProblem, Limit
from allocator.questions.clock import Clock
from allocator.solving.portfolio import PORTFOLIO, solve

Proof = tuple[int, int | None]
"""How many values of a plan are proved best, and the bound on the first that is not; None where there is none."""


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


def values_if_kept(formulation: Formulation, assignment: IntArray) -> tuple[int, ...] | None:
    """The same, or None for a plan that breaks a hard rule or leaves out a case that must be given."""
    try:
        return values_of(formulation, assignment)
    except InfeasiblePlan:
        return None


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
    whole: OneNumber | None = None,
    least: int | None = None,
    least_minutes: int | None = None,
) -> Outcome | None:
    """What is known without a solve: the best of some plans, held against bounds and against a round that allows more.

    Parameters
    ----------
    plans
        Some may break rules; None comes out where all do.
    looser
        Of a round that allows every plan this one allows, and counts them alike: nothing here can be better.
    whole, least
        Levels and minutes in one number, and a proved bound on it.
    least_minutes
        Proved bound on the minutes of plans that keep every level where `looser` has it.
    """
    known = [(values, plan) for plan in plans if (values := values_if_kept(formulation, plan)) is not None]
    if not known:
        return None
    values, plan = min(known, key=lambda each: each[0])
    proofs: list[Proof] = [(0, None)]
    if looser is not None:
        proofs.append(_proof_by_looser(values, looser))
    if whole is not None and least is not None:
        proofs.append(whole.proved(values, least))
    num_proved, bound = max(proofs, key=_strength)
    if num_proved == len(values) - 1 and looser is not None and values[:-1] == looser.proved[: len(values) - 1]:
        bound = max((each for each in (bound, least_minutes) if each is not None), default=None)
        if bound is not None and bound >= values[-1]:
            num_proved, bound = len(values), None
    return Outcome(formulation, plan, values, num_proved, bound)


def _proof_by_looser(values: tuple[int, ...], looser: Outcome) -> Proof:
    floor = looser.proved
    for k, (here, there) in enumerate(zip(values, floor, strict=False)):
        if here > there:
            return k, there
    return _proof_of(values, looser) if len(floor) < len(values) else (len(values), None)


def settle(formulation: Formulation, known: Outcome | None, clock: Clock, *, seed: int) -> Outcome | None:
    """The best plan, proved where the time suffices; solves only what `known` leaves open.

    Levels and minutes are solved as one number, or one after the other where that is no way to a proof. None where no
    plan was found in time.

    Raises
    ------
    NoPlan
        It is proved that there is none.
    """
    if known is not None and (known.is_proved or clock.is_over):
        return known
    whole = None if clock.learnt.levels_apart else in_one_number(formulation)
    if whole is not None:
        result = solve_together(
            whole.problem,
            time_limit_s=time_together_s(clock.remaining_s),
            seed=seed,
            hint=None if known is None else known.assignment,
            should_stop=clock.should_stop,
        )
        if result.status == "infeasible" and known is None:
            raise NoPlan
        known = conclude(formulation, known, whole, result.assignment, result.bound)
        if known is not None and (known.is_proved or clock.is_over):
            return known
        clock.learnt.levels_apart = True
    return _settle_in_levels(formulation, known, clock, seed=seed)


def settle_by_search(known: Outcome, clock: Clock, *, seed: int) -> Outcome:
    """The same by the exact search alone, where bounds do not meet: with many ties it may have its proof at once."""
    whole = None if clock.is_over else in_one_number(known.formulation)
    if whole is None:
        return known
    result = solve(
        whole.problem,
        time_limit_s=clock.remaining_s,
        seed=seed,
        hint=known.assignment,
        should_stop=clock.should_stop,
        phases={name: phase for name, phase in PORTFOLIO.items() if name not in ("components", "bundles")},
    )
    return conclude(known.formulation, known, whole, result.assignment, result.bound) or known


def conclude(
    formulation: Formulation, known: Outcome | None, whole: OneNumber, plan: IntArray | None, bound: int | None
) -> Outcome | None:
    """What is known with a plan that a solve found, and its bound on levels and minutes in one number."""
    plans = [] if known is None else [(known.values, known.assignment)]
    if plan is not None:
        plans.append((values_of(formulation, plan), plan))
    if not plans:
        return None
    values, best = min(plans[::-1], key=lambda each: each[0])
    proofs = [] if known is None else [_proof_of(values, known)]
    if bound is not None:
        proofs.append(whole.proved(values, bound))
    num_proved, least = max(proofs, key=_strength, default=(0, None))
    return Outcome(formulation, best, values, num_proved, least)


def _proof_of(values: tuple[int, ...], known: Outcome) -> Proof:
    """What is proved of a plan by what is known of one that is no better."""
    if known.least is not None and values[known.num_proved] <= known.least:
        return known.num_proved + 1, None
    return known.num_proved, known.least


def _strength(proof: Proof) -> tuple[int, bool, int]:
    num_proved, least = proof
    return num_proved, least is not None, least or 0


def _settle_in_levels(formulation: Formulation, known: Outcome | None, clock: Clock, *, seed: int) -> Outcome | None:
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
