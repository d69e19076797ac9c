"""How many weeks a simulation needs to forget how it began."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from allocator.arrays import FloatArray
from allocator.simulation.statistics.errors import TooFewReplications
from allocator.simulation.statistics.samples import sample_of

_BATCH_WEEKS = 5
_FEWEST_BATCHES = 10
_LAST_BATCHES = 5  # a handful of batches may be alike by chance, which looks like a steady state


@dataclass(frozen=True)
class WarmUp:
    """Weeks to cut.

    `weeks` is None where some series has not come to rest in the first half, so that longer replications are needed;
    `of_each` holds the same for every series.
    """

    weeks: int | None
    of_each: tuple[int | None, ...]


def warm_up_weeks(series: ArrayLike) -> WarmUp:
    """The warm-up by MSER-5: the cut after which the mean of the rest has the least standard error.

    Each row is one figure by week under one policy, as the mean over replications, which shows the drift below the
    noise. A figure with seasons should be given as the difference between two policies, in which the seasons of common
    arrivals fall away. The longest warm-up of all rows is the one for all, since policies are compared on the same
    weeks.

    K. P. White Jr., An effective truncation heuristic for bias reduction in simulation output, Simulation 69(6), 1997;
    the batches of five by K. P. White Jr., M. J. Cobb and S. C. Spratt, Winter Simulation Conference 2000; on means
    over replications by K. Hoad, S. Robinson and R. Davies, Journal of the Operational Research Society 61(9), 2010.

    Parameters
    ----------
    series
        (s, weeks), at least 50 weeks.

    Raises
    ------
    UnusableSample
        Not finite, no series, or too few weeks.
    """
    rows = sample_of(series, num_dimensions=2, at_least=1)
    if rows.shape[1] < _BATCH_WEEKS * _FEWEST_BATCHES:
        raise TooFewReplications(_BATCH_WEEKS * _FEWEST_BATCHES, rows.shape[1])
    of_each = tuple(_weeks_of(row) for row in rows)
    found = [weeks for weeks in of_each if weeks is not None]
    return WarmUp(max(found) if len(found) == len(of_each) else None, of_each)


def _weeks_of(series: FloatArray) -> int | None:
    num_batches = len(series) // _BATCH_WEEKS
    batches = series[: num_batches * _BATCH_WEEKS].reshape(num_batches, _BATCH_WEEKS).mean(axis=1)
    errors = []
    for cut in range(num_batches - _LAST_BATCHES + 1):
        rest = batches[cut:]
        errors.append(float(np.square(rest - rest.mean()).sum()) / len(rest) ** 2)
    best = int(np.argmin(errors))
    return best * _BATCH_WEEKS if best <= num_batches // 2 else None
