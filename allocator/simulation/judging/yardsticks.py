"""How good a way is against what does not depend on the others: the national goal, and what hindsight could do."""

from collections.abc import Iterator, Sequence

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.simulation.judging.lines import estimate_of
from allocator.simulation.statistics.intervals import mean_interval
from allocator.simulation.study.way import Way
from models.judgement import FirstTalks, PercentOfBest

GOAL_PERCENT = 70.0
"""Of first talks, held at the workplace before the end of week 8 (Sammen om Fastholdelse, evaluation 2019)."""


def first_talks(ways: Sequence[str], percents: FloatArray, confidence: float) -> Iterator[FirstTalks]:
    """A line a way, from the percentages (ways, replications)."""
    for way, row in zip(ways, percents, strict=True):
        yield FirstTalks(
            way=way,
            percent=estimate_of(mean_interval(row, confidence=confidence)),
            goal_percent=GOAL_PERCENT,
            share_of_years_at_goal=float(np.mean(row >= GOAL_PERCENT)),
        )


def percent_of_best(
    ways: Sequence[Way], objective_minutes: IntArray, bounds: IntArray, confidence: float
) -> Iterator[PercentOfBest]:
    """A line for each way that the bound holds for: those without voluntary moves, whose objective is above 0.

    Parameters
    ----------
    objective_minutes
        (ways, replications, weeks), all weeks: the bound is on their sum, warm-up included.
    bounds
        (m,): proved bounds of the first m replications, at least 2.
    """
    if len(bounds) < 2:
        return
    totals = objective_minutes[:, : len(bounds)].sum(axis=2)
    for way, row in zip(ways, totals, strict=True):
        if way.rebalancing() is None and (row > 0).all():
            percents = 100 * np.maximum(0, bounds) / row
            yield PercentOfBest(
                way=way.name,
                percent=estimate_of(mean_interval(percents, confidence=confidence)),
                num_replications=len(bounds),
            )
