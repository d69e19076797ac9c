"""Running until an answer is as precise as it was asked to be."""

import math
from dataclasses import dataclass

from numpy.typing import ArrayLike

from allocator.simulation.statistics.intervals import Interval, mean_interval
from allocator.simulation.statistics.samples import sample_of, share

_FEWEST_FIRST = 10


@dataclass(frozen=True)
class Look:
    """What is known after some replications.

    Attributes
    ----------
    is_reached
        Whether the interval is as narrow as was wanted.
    next_replications
        How many there should be, in all, before one looks again; None where the run is over.
    """

    interval: Interval
    is_reached: bool
    next_replications: int | None


@dataclass(frozen=True)
class Precision:
    """When to stop: the half of the interval's length, and the bounds within which replications are added.

    One looks only now and then, and never before the first look: whoever looks after each replication stops too often
    when the sample happens to look calm, and is sure of too much. (Y. S. Chow and H. Robbins, On the asymptotic theory
    of fixed-width sequential confidence intervals, Annals of Mathematical Statistics 36, 1965; A. M. Law, Simulation
    Modeling and Analysis, 5th ed. 2015, section 9.4.1.) A test shows the coverage by simulation.

    Attributes
    ----------
    half_width
        In the figure's unit, above 0.
    first_look
        Replications, at least 10.
    most
        Replications after which the run ends anyway, at least as many as the first look.
    """

    half_width: float
    confidence: float = 0.95
    first_look: int = 30
    most: int = 1_000

    def __post_init__(self) -> None:
        share("confidence", self.confidence)
        if not 0 < self.half_width < math.inf:
            raise ValueError(f"half_width is {self.half_width}; give a number above 0, in the unit of the figure")
        if not _FEWEST_FIRST <= self.first_look <= self.most:
            raise ValueError(
                f"the first look is after {self.first_look} replications and the last after {self.most}; "
                f"let the first be at least {_FEWEST_FIRST} and the last no earlier"
            )

    def look(self, values: ArrayLike) -> Look:
        """Judge the figures so far, as of paired differences.

        The next look is where the variance seen so far says that the precision will be reached, but at least a fifth
        and at most once as many replications more.

        Raises
        ------
        UnusableSample
            Fewer than two, or not finite.
        """
        sample = sample_of(values, at_least=2)
        interval, number = mean_interval(sample, confidence=self.confidence), len(sample)
        is_reached = number >= self.first_look and interval.half_width <= self.half_width
        if is_reached or number >= self.most:
            return Look(interval, is_reached, None)
        expected = number * (interval.half_width / self.half_width) ** 2
        wanted = math.ceil(min(max(expected, 1.2 * number), 2.0 * number))
        return Look(interval, is_reached, min(self.most, max(self.first_look, wanted, number + 1)))
