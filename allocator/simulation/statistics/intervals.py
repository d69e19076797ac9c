"""Confidence intervals of a mean, and of a median or another quantile without any assumption of normality."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special  # type: ignore[import-untyped]  # not stats, which takes a second to load

from allocator.simulation.statistics.errors import TooFewReplications
from allocator.simulation.statistics.samples import sample_of, share


@dataclass(frozen=True)
class Interval:
    """A closed interval that holds the true value with at least this confidence, and the estimate itself."""

    estimate: float
    low: float
    high: float
    confidence: float

    @property
    def half_width(self) -> float:
        """Half of its length."""
        return (self.high - self.low) / 2

    @property
    def sign(self) -> int:
        """1 or -1 where the interval lies wholly on that side of 0; 0 where it does not say."""
        return int(self.low > 0) - int(self.high < 0)


def mean_interval(values: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Student's interval of the mean of independent replications (n >= 2).

    Its coverage is exact for normal figures and close for means of a year; values that are all the same give an
    interval of length 0.

    Raises
    ------
    UnusableSample
        Too few, or not finite.
    """
    sample = sample_of(values, at_least=2)
    reach = student_reach(len(sample), confidence) * float(sample.std(ddof=1)) / math.sqrt(len(sample))
    mean = float(sample.mean())
    return Interval(mean, mean - reach, mean + reach, confidence)


def student_reach(num_replications: int, confidence: float) -> float:
    """How many standard errors a two-sided interval reaches to either side."""
    return float(special.stdtrit(num_replications - 1, (1 + share("confidence", confidence)) / 2))


def median_interval(values: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """The interval of the median between two order statistics; at 95 % it needs six replications."""
    return quantile_interval(values, 0.5, confidence=confidence)


def quantile_interval(values: ArrayLike, quantile: float, *, confidence: float = 0.95) -> Interval:
    """The interval between two order statistics that holds a quantile of any distribution.

    The number of values below the quantile is binomial, whatever they are: the lower end is the largest order statistic
    that lies above the quantile with at most half of the error, the upper end likewise. The interval states the
    confidence that it really has, which is at least the one asked for. (H. A. David and H. N. Nagaraja, Order
    Statistics, 3rd ed. 2003, section 7.1.)

    Raises
    ------
    UnusableSample
        Not finite, or too few for any such interval.
    """
    share("quantile", quantile)
    tail = (1 - share("confidence", confidence)) / 2
    sample = np.sort(sample_of(values, at_least=1))
    number = len(sample)
    below = special.bdtr(np.arange(number), number, quantile)  # [i]: at most i values are below it
    lower = int(np.count_nonzero(below <= tail)) - 1
    upper = int(np.count_nonzero(below < 1 - tail))
    if lower < 0 or upper >= number:
        raise TooFewReplications(_fewest(quantile, tail), number)
    estimate = float(np.quantile(sample, quantile))
    return Interval(estimate, float(sample[lower]), float(sample[upper]), float(below[upper] - below[lower]))


def _fewest(quantile: float, tail: float) -> int:
    """For which the smallest and the largest value will do."""
    return math.ceil(math.log(tail) / math.log(max(quantile, 1 - quantile)))
