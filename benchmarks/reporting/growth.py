"""How time grows: a median for each size, and the power of the size that fits them."""

import math
from dataclasses import dataclass

import numpy as np

from benchmarks.instances.classes import size_of
from benchmarks.reporting.intervals import Interval, median
from benchmarks.reporting.summary import Group, is_proved, seconds_of
from benchmarks.running.line import SolveLine


@dataclass(frozen=True)
class Point:
    """All instances of a size."""

    size: int
    seconds: Interval
    num_proved: int
    number: int


@dataclass(frozen=True)
class Growth:
    """Median times by size.

    Attributes
    ----------
    exponent
        Time grows about as size to this power: the slope of the line of least squares through the logarithms, over the
        sizes whose median is known; None for fewer than two of them.
    scale_s
        Seconds at size 1 on that line.
    """

    points: tuple[Point, ...]
    exponent: float | None
    scale_s: float | None

    @property
    def is_lower_end(self) -> bool:
        """Whether a size has no known median, so that time grows faster than the exponent says."""
        return any(not point.seconds.is_exact for point in self.points)


def grow(group: Group) -> Growth:
    """The growth in the lines of a growth family."""
    sizes: dict[int, list[SolveLine]] = {}
    for line in group.lines:
        sizes.setdefault(size_of(line.job.instance), []).append(line)
    points = [
        Point(size, median([seconds_of(line) for line in lines]), sum(map(is_proved, lines)), len(lines))
        for size, lines in sorted(sizes.items())
    ]
    known = [point for point in points if point.seconds.is_exact]
    if len(known) < 2:
        return Growth(tuple(points), None, None)
    slope, at_one = np.polyfit(
        [math.log(point.size) for point in known], [math.log(point.seconds.low) for point in known], deg=1
    )
    return Growth(tuple(points), float(slope), math.exp(float(at_one)))
