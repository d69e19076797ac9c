"""The nearest value of a price at which the answer flips, where minutes are rounded but at the price's even values.

Even values are the multiples of its period: there minutes are straight lines, and the chords of `chords` hold. At a
value in between, a plan leaves the line by what is rounded, which depends on nothing but the value's remainder. Of all
plans with the pair the least of it is added to the chord, of plans that are known exactly what it is for them.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

import numpy as np

from allocator.arrays import IntArray
from allocator.evaluation import total_loads
from allocator.formulation import Formulation
from allocator.questions.at_value import Solver, least_of
from allocator.questions.numbers import Number
from allocator.questions.outcome import Outcome, values_if_kept, values_of
from allocator.questions.weighing import weighed, weights_between


def nearest_of_uneven(solver: Solver, number: Number, last: int) -> int | None:
    """The value nearest to the number's own, in the direction of `last`, at which the answer flips.

    Raises
    ------
    Unsettled
        The time did not suffice.
    """
    step = 1 if last > number.now else -1
    row = _Row(solver, number, last)
    near, ahead = row.first, [row.last]
    value: int | None = number.now + step
    while value is not None and (last - value) * step >= 0:
        while (value - ahead[-1]) * step > 0:
            near = ahead.pop()
        far = ahead[-1]
        value = row.first_open(value, near, far)
        if value is None:
            value = far + step
        elif (between := row.between(near, far)) is not None:
            ahead.append(between)
        elif (last - value) * step >= 0 and solver.flips(number, value):
            return value
        else:
            value += step
    return None


class _Row:
    """What is known along the values from `first` to `last`, the even values around all that are asked about."""

    def __init__(self, solver: Solver, number: Number, last: int) -> None:
        self._solver, self._number, self._period = solver, number, number.period
        low, high = sorted((number.now, last))
        self._low, high = low // self._period * self._period, -(-high // self._period) * self._period
        self.first, self.last = (self._low, high) if last > number.now else (high, self._low)
        self._num_values = high - self._low
        self._ends = solver.round_at(number, self._low), solver.round_at(number, high)
        self._weights = weights_between(*self._ends)
        self._problem = self._ends[0].unheld_problem
        self._off = list(self._rounded())
        self._least_off = [self._least_of(*off) for off in self._off]
        self._lines: dict[bytes, tuple[Fraction, Fraction, list[int]]] = {}

    def first_open(self, value: int, near: int, far: int) -> int | None:
        """The first from `value` towards `far`, which is even as `near` is, at which a flip is not excluded."""
        step = 1 if far > near else -1
        slope = Fraction(self._with_pair(far) - self._with_pair(near), far - near)
        chord = self._with_pair(near) - slope * near
        plans = list(self._known_plans())
        found: list[int] = []
        for remainder, least_off in enumerate(self._least_off):
            low, high = (Fraction(each) for each in sorted((value, far)))
            for at_zero, rise, off in plans:
                above = chord - at_zero + Fraction(least_off - off[remainder], self._period)
                if slope > rise:
                    high = min(high, -above / (slope - rise))
                elif slope < rise:
                    low = max(low, -above / (slope - rise))
                elif above > 0:
                    high = low - 1
            first = ceil(low) + (remainder - ceil(low)) % self._period
            last = floor(high) - (floor(high) - remainder) % self._period
            if first <= last:
                found.append(first if step > 0 else last)
        return min(found, key=lambda each: each * step, default=None)

    def between(self, near: int, far: int) -> int | None:
        """An even value between two at which there may be a better plan with the pair; None where there is none.

        As in `chords`: next to the crossing of the lines of the plans that are best at both ends.
        """
        num_steps = abs(far - near) // self._period
        (_, here, _), (_, there, _) = (self._line(self._hers(each).assignment) for each in (near, far))
        too_high = self._with_pair(near) + here * (far - near) - self._with_pair(far)
        if num_steps < 2 or too_high <= 0 or here == there:
            return None
        steps = round((1 - too_high / (here - there) / (far - near)) * num_steps)
        return near + min(max(steps, 1), num_steps - 1) * (far - near) // num_steps

    def _with_pair(self, value: int) -> int:
        return weighed(least_of(self._hers(value)), self._weights)

    def _hers(self, value: int) -> Outcome:
        hers = self._solver.hers_as_far_as_known(self._number, value)
        assert hers is not None  # noqa: S101 - prices forbid nothing
        return hers

    def _known_plans(self) -> Iterator[tuple[Fraction, Fraction, list[int]]]:
        for plan in self._solver.plans:
            if values_if_kept(self._ends[0], plan) is not None:
                yield self._line(plan)

    def _line(self, plan: IntArray) -> tuple[Fraction, Fraction, list[int]]:
        """Of a plan that keeps the rules: its line at zero, its rise, and how far it is off at each remainder."""
        key = plan.tobytes()
        if key not in self._lines:
            at_low, at_high = (weighed(values_of(end, plan), self._weights) for end in self._ends)
            rise = Fraction(at_high - at_low, self._num_values)
            cases, loads = np.flatnonzero(plan >= 0), total_loads(self._problem, plan)
            off = [
                int(pair[cases, plan[cases]].sum()) + int(load[np.arange(len(loads)), loads].sum())
                for pair, load in self._off
            ]
            self._lines[key] = at_low - rise * self._low, rise, off
        return self._lines[key]

    def _rounded(self) -> Iterator[tuple[IntArray, IntArray]]:
        """By how much pairs and loads leave the straight line at each remainder, times the period."""
        ends = [self._solver.round_at(self._number, self._low + each) for each in (0, self._period)]
        (pair, next_pair), (load, next_load) = [self._pair(end) for end in ends], [end.load_cost for end in ends]
        for remainder in range(self._period):
            here = self._number.at(self._low + remainder)
            yield (
                self._period * (self._pair(here) - pair) - remainder * (next_pair - pair),
                self._period * (here.load_cost - load) - remainder * (next_load - load),
            )

    def _least_of(self, pair: IntArray, load: IntArray) -> int:
        """The least by which any plan with the pair is off."""
        i, j = self._solver.i, self._solver.j
        least = np.where(self._problem.allowed, pair, 0).min(axis=1, initial=0)
        least[i] = pair[i, j]
        return int(least.sum()) + sum(
            int(of_loads[base : base + room + 1].min())
            for of_loads, base, room in zip(load, self._problem.base_load, self._problem.room, strict=True)
        )

    def _pair(self, formulation: Formulation) -> IntArray:
        levels = zip(self._weights, formulation.levels, strict=False)
        return formulation.pair_minutes + sum(weight * level.pair for weight, level in levels)
