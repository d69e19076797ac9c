"""The best plans of a round, with a pair and without it, at any value of one of its numbers."""

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.questions.changes import with_pair
from allocator.questions.clock import Clock
from allocator.questions.numbers import Kind, Number
from allocator.questions.outcome import Outcome, bracket, settle, settle_by_search, values_if_kept
from allocator.questions.pairs import blocked_by

SHARE_OF_ONE = 0.25
"""No single value may use more of the time that its number has left: bounds around it may do without its proof."""

FIRST_S = 0.15
"""Nearly every value is settled by then; where bounds do not meet, as with many ties, the exact search comes first."""

NUM_TO_BEGIN_WITH = 3
"""Plans from which a solve begins: those found last at a value near by."""

NUM_PLANS = 12
"""How many of the plans that were found last are held against each new value, besides those to begin with."""


class Unsettled(Exception):
    """The time did not suffice; caught where the number was asked about."""


class Solver:
    """Solves the round with and without the pair at any value of a number, from plans that were found before.

    Parameters
    ----------
    clock
        For what is solved next; may be replaced.
    plans
        Plans to begin with; those that are found join them.
    shared
        Best plans of all by price and value, which are the same whoever is asked about.
    """

    def __init__(
        self, i: int, j: int, clock: Clock, *, seed: int, plans: list[IntArray], shared: dict[tuple[str, int], Outcome]
    ) -> None:
        self.i, self.j = i, j
        self._plans = plans
        self.clock = clock
        self._seed, self._shared = seed, shared
        self._best: dict[tuple[str, int], Outcome] = {}
        self._hers: dict[tuple[str, int], Outcome | None] = {}
        self._do_bounds_fail = False  # of one value, so most likely of the next
        self._values: dict[tuple[str, int, bytes], tuple[int, ...] | None] = {}
        self._rounds: dict[tuple[str, int], Formulation] = {}

    @property
    def plans(self) -> tuple[IntArray, ...]:
        """Plans to hold against others: the two optima to begin with, and those found last."""
        return (*self._plans[:2], *self._plans[2:][-NUM_PLANS:])

    def round_at(self, number: Number, value: int) -> Formulation:
        """The round with the number at this value."""
        key = (number.what, value)
        if key not in self._rounds:
            self._rounds[key] = number.at(value)
        return self._rounds[key]

    def values_at(self, number: Number, value: int, plan: IntArray) -> tuple[int, ...] | None:
        """What a plan comes to with the number at this value; None where it breaks a hard rule."""
        key = (number.what, value, plan.tobytes())
        if key not in self._values:
            self._values[key] = values_if_kept(self.round_at(number, value), plan)
        return self._values[key]

    def know(self, number: Number, best: Outcome, hers: Outcome | None) -> None:
        """Take the optima at the number's own value for known."""
        key = (number.what, number.now)
        self._best[key], self._hers[key] = best, hers

    def best(self, number: Number, value: int) -> Outcome:
        """The best plan of all at one value, proved.

        Raises
        ------
        Unsettled
            It was not proved in time.
        """
        key = (number.what, value)
        known = self._shared if number.kind is Kind.PRICE else self._best
        if key not in known:
            known[key] = self._best.get(key) or self._proved(self.round_at(number, value))
        return known[key]

    def hers(self, number: Number, value: int) -> Outcome | None:
        """The best plan with the pair at one value, proved; None where a hard rule forbids it.

        Raises
        ------
        Unsettled
            It was not proved in time.
        """
        hers = self.hers_as_far_as_known(number, value)
        if hers is not None and not hers.is_proved:
            raise Unsettled
        return hers

    def hers_as_far_as_known(self, number: Number, value: int) -> Outcome | None:
        """The same, perhaps with no more than a bound on the minutes.

        Raises
        ------
        Unsettled
            Not even the levels were proved in time.
        """
        key = (number.what, value)
        if key not in self._hers:
            formulation = self.round_at(number, value)
            is_blocked = bool(blocked_by(formulation, self.i, self.j))
            self._hers[key] = None if is_blocked else self._bounded(with_pair(formulation, self.i, self.j))
        return self._hers[key]

    def flips(self, number: Number, value: int) -> bool:
        """Whether an optimal plan gives her the case at this value.

        The best plan of all is solved for only where no plan that is known is better than any with the pair.

        Raises
        ------
        Unsettled
            It is not known in time.
        """
        hers = self.hers_as_far_as_known(number, value)
        if hers is None:
            return False
        least = least_of(hers)
        if any((known := self.values_at(number, value, plan)) is not None and known < least for plan in self.plans):
            return False
        best = self.best(number, value)
        if best.values < least:
            return False
        if best.values < hers.values:
            raise Unsettled
        return True

    def _proved(self, formulation: Formulation) -> Outcome:
        outcome = self._bounded(formulation)
        if not outcome.is_proved:
            raise Unsettled
        return outcome

    def _bounded(self, formulation: Formulation) -> Outcome:
        allowed = formulation.allowed()[self.i]
        near = [plan for plan in self.plans if plan[self.i] < 0 or allowed[plan[self.i]]][-NUM_TO_BEGIN_WITH:]
        outcome = bracket(formulation, near)
        if outcome is None or not self._do_bounds_fail:
            outcome = settle(formulation, outcome, self.clock.first_look(SHARE_OF_ONE, FIRST_S), seed=self._seed)
        if outcome is not None and not outcome.is_proved:
            self._do_bounds_fail = True
            outcome = settle_by_search(outcome, self.clock.share(SHARE_OF_ONE), seed=self._seed)
            outcome = settle(formulation, outcome, self.clock.share(SHARE_OF_ONE), seed=self._seed) or outcome
        if outcome is None or not outcome.are_levels_proved or not (outcome.is_proved or outcome.least is not None):
            raise Unsettled
        if not any(np.array_equal(plan, outcome.assignment) for plan in self.plans):
            self._plans.append(outcome.assignment)
        return outcome


def least_of(outcome: Outcome) -> tuple[int, ...]:
    """What no plan of its round is better than, where its levels are proved."""
    return outcome.values if outcome.least is None else (*outcome.values[:-1], outcome.least)
