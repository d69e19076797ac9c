"""Times that were cut off at a limit are intervals, and so is everything worked out from them.

A run that was stopped at 60 s would have taken 60 s or more, we don't know how much. Counting it as 60 s or leaving it
out would flatter whoever was stopped; with both ends kept, a median or ratio says exactly as much as is known.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """A number known to lie from `low` to `high`, both included; `high` may be infinite."""

    low: float
    high: float

    @property
    def is_exact(self) -> bool:
        """Whether the two ends agree."""
        return self.low == self.high

    def __truediv__(self, other: "Interval") -> "Interval":
        """Of numbers that aren't negative; anything over nothing has no upper end."""
        low = 0.0 if math.isinf(other.high) else self.low / other.high
        high = math.inf if math.isinf(self.high) or other.low == 0 else self.high / other.low
        return Interval(low, high)


def exactly(number: float) -> Interval:
    """A number that is known."""
    return Interval(number, number)


def median(intervals: Sequence[Interval]) -> Interval:
    """The median's own interval: a median grows with each of its numbers, so its ends are the medians of the ends."""
    return Interval(
        statistics.median(interval.low for interval in intervals),
        statistics.median(interval.high for interval in intervals),
    )


def worst(intervals: Sequence[Interval]) -> Interval:
    """The largest."""
    return Interval(max(interval.low for interval in intervals), max(interval.high for interval in intervals))
