"""The nearest value of a number at which an optimal plan gives the case to her; always verified by solving.

Of a price p, let F(p) be the least that any plan with the pair costs and G(p) the least of all plans. Both are the
lowest of many straight lines, one a plan, so F lies above the chord between any two of its values, and G below the line
of any plan that is known. Where the chord is above the lines there is no flip; elsewhere F and G are solved for, which
gives new chords and lines. So no value is passed over, also where the answer flips more than once. Strict levels and
minutes are put into one number, in which a level outweighs everything after it.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation, StrictLevel
from allocator.questions.changes import with_pair
from allocator.questions.clock import Clock
from allocator.questions.numbers import Kind, Number
from allocator.questions.outcome import Outcome, bracket, possible_minutes, settle, values_if_kept
from allocator.questions.pairs import blocked_by
from models.explanation import FlipPoint

NUM_PLANS = 12
"""How many of the plans that were found last are held against each new value, besides those to begin with."""


class Unsettled(Exception):
    """The time did not suffice; caught where the number was asked about."""


class Solver:
    """Solves the round with and without the pair at any value of a number, from plans that were found before.

    Parameters
    ----------
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
        self._clock, self._seed, self._shared = clock, seed, shared
        self._best: dict[tuple[str, int], Outcome] = {}
        self._hers: dict[tuple[str, int], Outcome | None] = {}
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
        key = (number.what, value)
        if key not in self._hers:
            formulation = self.round_at(number, value)
            is_blocked = bool(blocked_by(formulation, self.i, self.j))
            self._hers[key] = None if is_blocked else self._proved(with_pair(formulation, self.i, self.j))
        return self._hers[key]

    def flips(self, number: Number, value: int) -> bool:
        """Whether an optimal plan gives her the case at this value.

        The best plan of all is solved for only where no plan that is known is better than the best with the pair.
        """
        hers = self.hers(number, value)
        if hers is None:
            return False
        known = bracket(self.round_at(number, value), self.plans)
        if known is not None and known.values < hers.values:
            return False
        return self.best(number, value).values == hers.values

    def _proved(self, formulation: Formulation) -> Outcome:
        outcome = settle(formulation, bracket(formulation, self.plans), self._clock, seed=self._seed)
        if outcome is None or not outcome.is_proved:
            raise Unsettled
        if not any(np.array_equal(plan, outcome.assignment) for plan in self.plans):
            self._plans.append(outcome.assignment)
        return outcome


def nearest_flips(solver: Solver, number: Number) -> list[FlipPoint]:
    """The nearest value in each direction, if any.

    Raises
    ------
    Unsettled
        The time did not suffice.
    """
    search = {Kind.PAIR: _by_what_she_costs, Kind.STEPS: _by_trying, Kind.PRICE: _by_chords}[number.kind]
    found = [search(solver, number, last) for last in number.last]
    return [
        FlipPoint(what=number.what, unit=number.unit, now=number.now, at=value) for value in found if value is not None
    ]


def _by_what_she_costs(solver: Solver, number: Number, last: int) -> int | None:
    """All plans without the pair stay as they are, and the best of them is the best of all as it is."""
    hers = solver.hers(number, number.now)
    if hers is None:
        return None
    best = solver.best(number, number.now)
    i, j = solver.i, solver.j
    before = _pair_values(number.at(number.now), i, j)

    def is_enough(value: int) -> bool:
        after = _pair_values(number.at(value), i, j)
        changed = tuple(have - old + new for have, old, new in zip(hers.values, before, after, strict=True))
        return changed <= best.values

    if not is_enough(last):
        return None
    near, far = number.now, last
    while abs(far - near) > 1:
        middle = (near + far) // 2
        near, far = (near, middle) if is_enough(middle) else (middle, far)
    if not solver.flips(number, far):
        raise Unsettled
    return far


def _pair_values(formulation: Formulation, i: int, j: int) -> tuple[int, ...]:
    return (*(int(level.pair[i, j]) for level in formulation.levels), int(formulation.pair_minutes[i, j]))


def _by_trying(solver: Solver, number: Number, last: int) -> int | None:
    step = 1 if last > number.now else -1
    return next((value for value in range(number.now + step, last + step, step) if solver.flips(number, value)), None)


def _is_decided_before(solver: Solver, number: Number) -> bool:
    """Whether no price can change the answer: a hard rule forbids it, or a level does that the price is no part of."""
    hers = solver.hers(number, number.now)
    if hers is None:
        return True
    best = solver.best(number, number.now)
    if not number.changes_levels and hers.values[:-1] != best.values[:-1]:
        return True
    return number.is_of_waiting and not hers.values[0]


def _by_chords(solver: Solver, number: Number, last: int) -> int | None:
    if _is_decided_before(solver, number):
        return None
    step = 1 if last > number.now else -1
    if number.period > 1:
        return _by_chords_of_every_remainder(solver, number, last, step)
    stops = {each for each in (*number.breaks, last) if 0 < (each - number.now) * step <= (last - number.now) * step}
    start = number.now
    for stop in sorted(stops, key=lambda each: each * step):
        found = _Segment(solver, number, range(start, stop + step, step)).nearest()
        if found is not None:
            return found
        start = stop
    return None


def _by_chords_of_every_remainder(solver: Solver, number: Number, last: int, step: int) -> int | None:
    """Values that leave the same remainder lie on straight lines; of each such row of values, the nearest flip."""
    firsts = range(number.now + step, last + step, step)[: number.period]
    nearest = next((first for first in firsts if solver.flips(number, first)), None)
    if nearest is None:
        for first in firsts:
            stop = last if nearest is None else nearest
            found = _Segment(solver, number, range(first, stop + step, step * number.period)).nearest()
            nearest = nearest if found is None else found
    return nearest


class _Segment:
    """A row of a price's values, along which the minutes of every plan are a straight line but for rounding.

    Parameters
    ----------
    values
        At the first of them the answer does not flip.
    """

    def __init__(self, solver: Solver, number: Number, values: range) -> None:
        self._solver, self._number, self._values = solver, number, values
        self._ends = solver.round_at(number, values[0]), solver.round_at(number, values[-1])
        self._is_idle = len(values) == 1 or _cost_the_same(*self._ends)
        self._weights = _weights(*self._ends, number.rounding)
        changing = [
            weight
            for weight, here, there in zip(self._weights, self._ends[0].levels, self._ends[1].levels, strict=False)
            if not np.array_equal(here.pair, there.pair)
        ]
        self._rounding = number.rounding * (1 + sum(changing))
        self._lines: dict[bytes, tuple[int, int] | None] = {}

    def nearest(self) -> int | None:
        """The value nearest to the first at which the answer flips."""
        found = None if self._is_idle else self._between(0, len(self._values) - 1)
        return None if found is None else self._values[found]

    def _between(self, near: int, far: int) -> int | None:
        """The nearest position after `near`, at which there is no flip, up to and with `far`."""
        while True:
            window = self._window(near, far)
            if window is None:
                return far if self._flips(far) else None
            near, end = window
            if self._flips(near):
                return near
            middle = (near + end) // 2
            if middle == near:
                continue
            if self._flips(middle):
                far = middle
            else:
                found = self._between(near, middle)
                if found is not None:
                    return found
                near = middle

    def _flips(self, position: int) -> bool:
        return self._solver.flips(self._number, self._values[position])

    def _window(self, near: int, far: int) -> tuple[int, int] | None:
        """First and last position strictly between at which a flip is not excluded; None where there is no such one."""
        first, last = Fraction(near + 1), Fraction(far - 1)
        at_near = self._with_pair(near)
        slope = Fraction(self._with_pair(far) - at_near, far - near)
        for at_start, at_end in self._known_lines():
            tilt = Fraction(at_end - at_start, len(self._values) - 1)
            above = at_near - (at_start + tilt * near) - 2 * self._rounding
            rise = slope - tilt
            if rise > 0:
                last = min(last, near - above / rise)
            elif rise < 0:
                first = max(first, near - above / rise)
            elif above > 0:
                return None
        return None if ceil(first) > floor(last) else (ceil(first), floor(last))

    def _with_pair(self, position: int) -> int:
        """The least that any plan with the pair comes to, in one number."""
        hers = self._solver.hers(self._number, self._values[position])
        assert hers is not None  # noqa: S101 - prices forbid nothing
        return self._scalar(hers.values)

    def _known_lines(self) -> list[tuple[int, int]]:
        """Every known plan at both ends."""
        for plan in self._solver.plans:
            key = plan.tobytes()
            if key not in self._lines:
                self._lines[key] = self._line(plan)
        return [line for line in self._lines.values() if line is not None]

    def _line(self, plan: IntArray) -> tuple[int, int] | None:
        first, last = (values_if_kept(end, plan) for end in self._ends)
        return None if first is None or last is None else (self._scalar(first), self._scalar(last))

    def _scalar(self, values: Sequence[int]) -> int:
        return sum(value * weight for value, weight in zip(values, self._weights, strict=True))


def _cost_the_same(one: Formulation, other: Formulation) -> bool:
    """Whether a price makes no difference to any plan."""
    return (
        np.array_equal(one.pair_minutes, other.pair_minutes)
        and np.array_equal(one.load_cost, other.load_cost)
        and np.array_equal(one.group_fee, other.group_fee)
        and np.array_equal(one.left_out_minutes, other.left_out_minutes)
        and all(np.array_equal(a.pair, b.pair) for a, b in zip(one.levels, other.levels, strict=True))
    )


def _weights(one: Formulation, other: Formulation, rounding: int) -> tuple[int, ...]:
    """What a unit of each level, and a minute, weighs so that it outweighs all that follows, at any value between."""
    sizes = []
    for here, there in zip(one.levels, other.levels, strict=True):
        sizes.append(rounding + max(_size_of_level(here), _size_of_level(there)))
    sizes.append(rounding + max(abs(each) for end in (one, other) for each in possible_minutes(end)))
    weights = [1]
    for size in reversed(sizes[1:]):
        weights.append(weights[-1] * (2 * size + 1))
    return tuple(reversed(weights))


def _size_of_level(level: StrictLevel) -> int:
    most = np.maximum(np.abs(level.pair).max(axis=1, initial=0), np.abs(level.left_out))
    return int(most.sum())
