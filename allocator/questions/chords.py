"""The nearest value of a price at which the answer flips, where minutes grow with the price in straight lines.

Of a price p, let F(p) be the least that any plan with the pair costs and G(p) the least of all plans. Both are the
lowest of many straight lines, one a plan, so F lies above the chord between any two of its values, and G below the line
of any plan that is known. Where the chord is above the lines there is no flip; elsewhere F and G are solved for, which
gives new chords and lines. So no value is passed over, also where the answer flips more than once.
"""

from fractions import Fraction
from math import ceil, floor

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.questions.at_value import Solver, least_of
from allocator.questions.numbers import Number
from allocator.questions.outcome import Outcome
from allocator.questions.weighing import weighed, weights_between


class Segment:
    """A row of a price's values, along which the minutes of every plan are a straight line.

    Parameters
    ----------
    values
        At the first of them the answer does not flip.
    """

    def __init__(self, solver: Solver, number: Number, values: range) -> None:
        self._solver, self._number, self._values = solver, number, values
        self._ends = solver.round_at(number, values[0]), solver.round_at(number, values[-1])
        self._is_idle = len(values) == 1 or _cost_the_same(*self._ends)
        self._weights = weights_between(*self._ends)
        self._lines: dict[bytes, tuple[int, int] | None] = {}

    def nearest(self) -> int | None:
        """The value nearest to the first at which the answer flips."""
        found = None if self._is_idle else self._between(0, len(self._values) - 1)
        return None if found is None else self._values[found]

    def _between(self, near: int, far: int) -> int | None:
        """The nearest position after `near`, at which there is no flip, up to and with `far`."""
        while (window := self._window(near, far)) is not None:
            first, last = window
            middle = min(max(self._where_lines_cross(near, far), first), last)
            if self._flips(middle):
                far = middle
                continue
            found = None if middle == first else self._between(near, middle)
            if found is not None:
                return found
            near = middle
        return far if self._flips(far) else None

    def _where_lines_cross(self, near: int, far: int) -> int:
        """Where to look next: the crossing of the lines of the plans with the pair that are best at both ends.

        Elsewhere in between the lines say more. So either a better plan is found there, or the chord is exact; then
        `near` comes out, and the first position that is open is the likeliest to flip.
        """
        at_near, at_far = self._with_pair(near), self._with_pair(far)
        rise_here, rise_there = self._rise_with_pair(near), self._rise_with_pair(far)
        too_high = at_near + rise_here * (far - near) - at_far
        if rise_here <= rise_there or too_high <= 0:
            return near
        return far - round(too_high / (rise_here - rise_there))

    def _flips(self, position: int) -> bool:
        return self._solver.flips(self._number, self._values[position])

    def _window(self, near: int, far: int) -> tuple[int, int] | None:
        """First and last position strictly between at which a flip is not excluded; None where there is no such one."""
        first, last = Fraction(near + 1), Fraction(far - 1)
        at_near = self._with_pair(near)
        slope = Fraction(self._with_pair(far) - at_near, far - near)
        for at_start, at_end in self._known_lines():
            tilt = self._tilt((at_start, at_end))
            above = at_near - (at_start + tilt * near)
            rise = slope - tilt
            if rise > 0:
                last = min(last, near - above / rise)
            elif rise < 0:
                first = max(first, near - above / rise)
            elif above > 0:
                return None
        return None if ceil(first) > floor(last) else (ceil(first), floor(last))

    def _with_pair(self, position: int) -> int:
        """What no plan with the pair is better than, in one number."""
        return weighed(least_of(self._hers(position)), self._weights)

    def _hers(self, position: int) -> Outcome:
        hers = self._solver.hers_as_far_as_known(self._number, self._values[position])
        assert hers is not None  # noqa: S101 - prices forbid nothing
        return hers

    def _rise_with_pair(self, position: int) -> Fraction:
        """By how much the best plan with the pair at one position rises with each."""
        line = self._line(self._hers(position).assignment)
        assert line is not None  # noqa: S101 - nor does a plan that is found at one price break a rule at another
        return self._tilt(line)

    def _tilt(self, line: tuple[int, int]) -> Fraction:
        return Fraction(line[1] - line[0], len(self._values) - 1)

    def _known_lines(self) -> list[tuple[int, int]]:
        """Every known plan at both ends."""
        for plan in self._solver.plans:
            self._line(plan)
        return [line for line in self._lines.values() if line is not None]

    def _line(self, plan: IntArray) -> tuple[int, int] | None:
        key = plan.tobytes()
        if key not in self._lines:
            first, last = (
                self._solver.values_at(self._number, end, plan) for end in (self._values[0], self._values[-1])
            )
            self._lines[key] = (
                None if first is None or last is None else (weighed(first, self._weights), weighed(last, self._weights))
            )
        return self._lines[key]


def _cost_the_same(one: Formulation, other: Formulation) -> bool:
    """Whether a price makes no difference to any plan."""
    return (
        np.array_equal(one.pair_minutes, other.pair_minutes)
        and np.array_equal(one.load_cost, other.load_cost)
        and np.array_equal(one.group_fee, other.group_fee)
        and np.array_equal(one.left_out_minutes, other.left_out_minutes)
        and all(np.array_equal(a.pair, b.pair) for a, b in zip(one.levels, other.levels, strict=True))
    )
