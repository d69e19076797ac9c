"""What the whole plan would cost with one case at one consultant, everything else arranged anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, TypedDict

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.one_number import OneNumber, in_one_number
from allocator.questions.changes import with_pair
from allocator.questions.clock import Clock
from allocator.questions.closest import settle_near
from allocator.questions.difference import Difference, difference
from allocator.questions.outcome import Outcome, bracket, held_problem
from allocator.questions.relaxation import least_with_pairs
from allocator.questions.repair import repaired
from allocator.questions.standing import Standing
from allocator.rules import limits
from models.rule_id import RuleId


@dataclass(frozen=True)
class PairAnswer:
    """Case i at consultant j.

    Attributes
    ----------
    blocked_by
        The rules that forbid the pair whatever else the plan does; then there is nothing else to say.
    outcome
        The best plan with the pair; None where blocked, where the round has no plan, or where it was stopped before.
    extra
        What it costs more than the proposal.
    shown
        A plan that is as good as the outcome's and moves as few cases as could be found.
    moved
        The other cases that go elsewhere in it.
    """

    i: int
    j: int
    blocked_by: tuple[RuleId, ...] = ()
    outcome: Outcome | None = None
    extra: Difference | None = None
    shown: IntArray | None = None
    moved: tuple[int, ...] = ()


def blocked_by(formulation: Formulation, i: int, j: int) -> tuple[RuleId, ...]:
    """The rules that forbid the pair whatever else the plan does."""
    rules = [rule for rule, forbidden in formulation.forbidden.items() if forbidden[i, j]]
    weight_rows, rotation_rows = formulation.rows
    if limits.leave_no_room(formulation.facts, i, j, formulation.max_load, weight_rows):
        rules.append(RuleId.LIMITS)
    if any(row.pair[i, j] > row.upper for row in rotation_rows):
        rules.append(RuleId.ROTATION)
    return tuple(rules)


def price_pairs(
    standing: Standing, pairs: Sequence[tuple[int, int]], clock: Clock
) -> dict[tuple[int, int], PairAnswer]:
    """Every pair's price: bounds for all of them first, then solves for those that the bounds leave open.

    The cheapest are settled first, so that what is left open when the time is up is what matters least. Once somebody
    wants to stop, pairs that were not looked at are answered with nothing.
    """
    base = standing.outcome
    answers: dict[tuple[int, int], PairAnswer] = {}
    for i, j in pairs:
        if clock.is_stopped:
            return _with_nothing(pairs, answers)
        rules = blocked_by(standing.formulation, i, j)
        if rules or base is None:
            answers[i, j] = PairAnswer(i, j, rules)
    if base is None:
        return answers
    bounds = _Bounds.of(base)
    open_pairs: list[tuple[Difference, int, int, Outcome]] = []
    for i, j in pairs:
        if (i, j) in answers:
            continue
        if clock.is_stopped:
            return _with_nothing(pairs, answers)
        formulation = with_pair(standing.formulation, i, j)
        plans = [base.assignment] if base.assignment[i] == j else repaired(formulation, base.assignment, i, j)
        known = bracket(formulation, plans, looser=base, **bounds.at(i, j))
        assert known is not None  # noqa: S101 - a pair that nothing blocks has a plan: with enough left out
        open_pairs.append((difference(base, known, is_tighter=True), i, j, known))
    open_pairs.sort(key=lambda each: each[0].rank)
    for position, (_, i, j, known) in enumerate(open_pairs):
        part = min(1.0, 2 / (len(open_pairs) - position))
        outcome = settle_near(known, base.assignment, clock.share(part), seed=standing.seed)
        closest = outcome.assignment
        moved = tuple(each for each in np.flatnonzero(closest != base.assignment).tolist() if each != i)
        answers[i, j] = PairAnswer(i, j, (), outcome, difference(base, outcome, is_tighter=True), closest, moved)
    return answers


def _with_nothing(
    pairs: Sequence[tuple[int, int]], answers: dict[tuple[int, int], PairAnswer]
) -> dict[tuple[int, int], PairAnswer]:
    return {(i, j): answers.get((i, j)) or PairAnswer(i, j) for i, j in pairs}


class _BoundsOfPair(TypedDict):
    whole: OneNumber | None
    least: int | None
    least_minutes: int | None


@dataclass(frozen=True)
class _Bounds:
    """Proved bounds for every pair: (n, m) on levels and minutes in one number, and on minutes under the levels."""

    whole: OneNumber | None
    least: IntArray | None
    least_minutes: IntArray | None

    @classmethod
    def of(cls, base: Outcome) -> Self:
        """From one linear program: on minutes alone where they and the levels are too large for one number."""
        if len(base.assignment) == 0:
            return cls(None, None, None)
        whole = in_one_number(base.formulation)
        if whole is not None:
            return cls(whole, least_with_pairs(whole.problem), None)
        held = held_problem(base.formulation, base.values) if base.are_levels_proved else None
        return cls(None, None, None if held is None else least_with_pairs(held))

    def at(self, i: int, j: int) -> _BoundsOfPair:
        return {
            "whole": self.whole,
            "least": None if self.least is None else int(self.least[i, j]),
            "least_minutes": None if self.least_minutes is None else int(self.least_minutes[i, j]),
        }
