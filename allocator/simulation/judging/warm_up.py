"""How much of each replication is left out, so that the judgement does not hang on how it began."""

from collections.abc import Mapping

import numpy as np

from allocator.arrays import IntArray
from allocator.simulation.statistics.errors import TooFewReplications
from allocator.simulation.statistics.warm_up import warm_up_weeks
from models.judgement import WarmUpCut

FOLLOWED = ("objective_minutes", "curve_minutes")
"""Flows come to rest within weeks. Caseloads do not: it takes a case's whole duration until they are the way's own."""


def find_warm_up(weekly: Mapping[str, IntArray], base: int, num_replications: int | None = None) -> WarmUpCut:
    """The longest warm-up of the ways, by the objective and by the price of caseloads, week by week.

    Each way's difference from the base is looked at, in which seasons fall away; of a single way the figures
    themselves. Where no end of the warm-up is seen in the first half, the first half is cut; where a replication is too
    short to look, nothing is.

    Parameters
    ----------
    weekly
        By figure (ways, replications, weeks).
    base
        Place of the way that the others are compared with.
    num_replications
        Look at the first so many only, as where more are run until an answer is reached: the same weeks are then
        judged at every look. None for all.
    """
    series = []
    for figure in FOLLOWED:
        means = weekly[figure][:, :num_replications].mean(axis=1)
        others = np.delete(means, base, axis=0)
        series.append(others - means[base] if len(others) else means)
    rows = np.concatenate(series)
    try:
        found = warm_up_weeks(rows).weeks
    except TooFewReplications:  # of weeks, of which each row is a sample
        return WarmUpCut(weeks=0, is_found=False)
    return WarmUpCut(weeks=rows.shape[1] // 2 if found is None else found, is_found=found is not None)
