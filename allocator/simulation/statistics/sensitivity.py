"""Whether the verdict stands if an assumed number is another one."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from allocator.arrays import FloatArray
from allocator.simulation.statistics.errors import UnusableSample
from allocator.simulation.statistics.intervals import Interval, mean_interval
from allocator.simulation.statistics.samples import sample_of
from models.text import Text


class Standing(StrEnum):
    """What becomes of the verdict at another value."""

    HOLDS = "holds"
    UNSURE = "unsure"
    TURNS = "turns"


@dataclass(frozen=True)
class ParameterRange:
    """A number of the world by its dotted path, what else it might be, and why just that.

    `low` < `high`; the value that is assumed should lie between them, but need not.
    """

    path: str
    low: float
    high: float
    why: Text

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"{self.path} goes from {self.low} to {self.high}; let the first be below the second")


@dataclass(frozen=True)
class AtValue:
    """The difference between two policies at one value of a number."""

    value: float
    difference: Interval
    standing: Standing


@dataclass(frozen=True)
class Effect:
    """What one number, moved alone through its range, does to the difference between two policies.

    Attributes
    ----------
    swing
        The difference at the high value less that at the low one, over the same replications.
    break_even
        The value nearest the assumed one at which the policies are alike, on straight lines between the values that
        were run; None where there is none in the range.
    """

    path: str
    low: AtValue
    high: AtValue
    swing: Interval
    break_even: float | None

    @property
    def standing(self) -> Standing:
        """The worse of the two."""
        both = {self.low.standing, self.high.standing}
        return next(each for each in (Standing.TURNS, Standing.UNSURE, Standing.HOLDS) if each in both)


@dataclass(frozen=True)
class Ends:
    """The paired differences (n,) of the same replications at both ends of a range."""

    at_low: ArrayLike
    at_high: ArrayLike


def judge_sensitivity(
    ranges: Sequence[ParameterRange],
    assumed_values: Mapping[str, float],
    differences: ArrayLike,
    ends: Mapping[str, Ends],
    *,
    confidence: float = 0.95,
) -> tuple[Effect, ...]:
    """What each number does, one at a time, the largest swing first.

    One at a time says nothing of two numbers that are wrong together; in exchange each sentence can be checked by hand.
    (A. Saltelli and others, Global Sensitivity Analysis: The Primer, 2008, section 1.2.6, on what that leaves out.)

    Parameters
    ----------
    assumed_values
        By path.
    differences
        (n,): of the two policies at the assumed values, whose verdict is in question.
    ends
        By path, for every range.

    Raises
    ------
    UnusableSample
        Too few, not finite, or not of the same replications.
    KeyError
        A range without its assumed value or its ends.
    """
    base = sample_of(differences, at_least=2)
    verdict = mean_interval(base, confidence=confidence).sign
    effects = [_effect(each, assumed_values[each.path], base, ends[each.path], verdict, confidence) for each in ranges]
    return tuple(sorted(effects, key=lambda effect: -abs(effect.swing.estimate)))


def _effect(
    range_: ParameterRange, assumed: float, base: FloatArray, ends: Ends, verdict: int, confidence: float
) -> Effect:
    at_low, at_high = sample_of(ends.at_low, at_least=2), sample_of(ends.at_high, at_least=2)
    if not len(at_low) == len(at_high) == len(base):
        raise UnusableSample(
            f"{range_.path} was run {len(at_low)} and {len(at_high)} times, the rest {len(base)} times"
        )
    low, high = (mean_interval(each, confidence=confidence) for each in (at_low, at_high))
    points = sorted({assumed: float(base.mean()), range_.low: low.estimate, range_.high: high.estimate}.items())
    crossings = [
        crossing
        for (left, one), (right, other) in itertools.pairwise(points)
        if (crossing := _crossing(left, one, right, other)) is not None
    ]
    return Effect(
        path=range_.path,
        low=AtValue(range_.low, low, _standing(low, verdict)),
        high=AtValue(range_.high, high, _standing(high, verdict)),
        swing=mean_interval(at_high - at_low, confidence=confidence),
        break_even=min(crossings, key=lambda value: abs(value - assumed), default=None),
    )


def _standing(difference: Interval, verdict: int) -> Standing:
    """A verdict that was never sure is turned by nothing; it holds where it is unsure still."""
    if difference.sign == verdict:
        return Standing.HOLDS
    return Standing.TURNS if difference.sign == -verdict and verdict != 0 else Standing.UNSURE


def _crossing(left: float, one: float, right: float, other: float) -> float | None:
    """Where the straight line through two points is 0; the left one where it is 0 all along."""
    if one == other:
        return left if one == 0 else None
    if np.sign(one) * np.sign(other) > 0:
        return None
    return left + (right - left) * one / (one - other)
