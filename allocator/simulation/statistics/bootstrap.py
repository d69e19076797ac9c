"""The difference between two policies' quantiles over the years, for which there is no formula."""

import numpy as np
from numpy.typing import ArrayLike

from allocator.simulation.statistics.errors import UnusableSample
from allocator.simulation.statistics.intervals import Interval
from allocator.simulation.statistics.samples import sample_of, share

_FEWEST = 10
_BLOCK_CELLS = 500_000


def quantile_difference_interval(
    base: ArrayLike,
    other: ArrayLike,
    quantile: float,
    *,
    rng: np.random.Generator,
    confidence: float = 0.95,
    num_resamples: int = 2_000,
) -> Interval:
    """The other policy's quantile less the base's, with the percentile interval of the paired bootstrap.

    Replications are drawn again as pairs, so that the common random numbers keep their worth. (B. Efron and
    R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.)

    Parameters
    ----------
    base, other
        (n,): figures of the same replications, n >= 10.
    rng
        From a named stream, so that the same figures give the same interval.

    Raises
    ------
    UnusableSample
        Too few, not finite, or not of the same replications.
    """
    share("quantile", quantile)
    tail = (1 - share("confidence", confidence)) / 2
    first, second = sample_of(base, at_least=_FEWEST), sample_of(other, at_least=_FEWEST)
    if first.shape != second.shape:
        raise UnusableSample(f"{len(first)} and {len(second)} replications are not pairs; give the same ones")
    number = len(first)
    block = max(1, _BLOCK_CELLS // number)
    differences = []
    for begin in range(0, num_resamples, block):
        drawn = rng.integers(number, size=(min(block, num_resamples - begin), number))
        differences.append(np.quantile(second[drawn], quantile, axis=1) - np.quantile(first[drawn], quantile, axis=1))
    low, high = np.quantile(np.concatenate(differences), (tail, 1 - tail))
    estimate = float(np.quantile(second, quantile) - np.quantile(first, quantile))
    return Interval(estimate, float(low), float(high), confidence)
