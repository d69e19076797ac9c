"""One number for a replication from its weeks: the usual week, the middle one, a bad one."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from allocator.arrays import FloatArray
from allocator.simulation.statistics.errors import UnusableSample
from allocator.simulation.statistics.samples import sample_of

_BAD_WEEK = 0.9


class Measure(StrEnum):
    """What is taken of the weeks. A bad week is worse than nine in ten: the 90th percentile."""

    MEAN = "mean"
    MEDIAN = "median"
    BAD_WEEK = "bad_week"


def per_replication(weekly: ArrayLike, measure: Measure, *, large_is_bad: bool = True) -> FloatArray:
    """(n,) from the weeks (n, weeks) of n replications, warm-up cut.

    The weeks of a replication depend on each other, so no interval is ever made of them: only of these numbers.

    Parameters
    ----------
    large_is_bad
        Whether a bad week is one with a large figure.

    Raises
    ------
    UnusableSample
        Not finite, or no weeks.
    """
    sample = sample_of(weekly, num_dimensions=2)
    if sample.shape[1] == 0:
        raise UnusableSample("there are no weeks left; cut a shorter warm-up or run more weeks")
    if measure is Measure.MEAN:
        return np.asarray(sample.mean(axis=1), dtype=np.float64)
    bad = _BAD_WEEK if large_is_bad else 1 - _BAD_WEEK
    return np.asarray(np.quantile(sample, {Measure.MEDIAN: 0.5, Measure.BAD_WEEK: bad}[measure], axis=1))


def ratio_per_replication(part: ArrayLike, whole: ArrayLike) -> FloatArray:
    """(n,): the sum over the weeks of one figure by that of another (n, weeks), as minutes of travel per case.

    Raises
    ------
    UnusableSample
        Not finite, or a replication in which there is nothing to divide by.
    """
    above, below = sample_of(part, num_dimensions=2).sum(axis=1), sample_of(whole, num_dimensions=2).sum(axis=1)
    if (below == 0).any():
        raise UnusableSample(f"replication {int(np.argmin(below != 0))} has nothing to divide by; run more weeks")
    return np.asarray(above / below, dtype=np.float64)
