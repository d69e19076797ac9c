"""A study's watched figures as arrays: by week, one a replication, and by group."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.simulation.judging.warm_up import FOLLOWED
from allocator.simulation.judging.watched import WATCHED, Watched
from allocator.simulation.statistics.measures import Measure, per_replication, ratio_per_replication
from allocator.simulation.study.results import sums_by, weekly_figures
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study
from models.judgement import Grouping

NOT_PROVED = "not_proved"
_TABLES = {Grouping.POST: "by_post", Grouping.CASE_TYPE: "by_case_type"}


@dataclass(frozen=True)
class Figures:
    """What was counted (ways, replications, weeks), and which weeks are judged."""

    weekly: Mapping[str, IntArray]
    warm_up_weeks: int

    def by_week(self, watched: Watched) -> FloatArray:
        """(ways, replications, weeks), warm-up included, of a figure that is not divided."""
        return np.asarray(watched.times * self.weekly[watched.part], dtype=np.float64)

    def has(self, watched: Watched) -> bool:
        """Whether there is something to divide by in every replication."""
        return watched.whole is None or bool((self._rest(watched.whole).sum(axis=2) > 0).all())

    def yearly(self, watched: Watched, measure: Measure) -> FloatArray:
        """(ways, replications), without the warm-up.

        Raises
        ------
        UnusableSample
            There is nothing to divide by.
        """
        part, whole = self._rest(watched.part), None if watched.whole is None else self._rest(watched.whole)
        return np.array(
            [
                per_replication(watched.times * part[way], measure)
                if whole is None
                else watched.times * ratio_per_replication(part[way], whole[way])
                for way in range(len(part))
            ]
        )

    def _rest(self, name: str) -> IntArray:
        return self.weekly[name][:, :, self.warm_up_weeks :]


def read_weekly(study: Study, store: Store, num_replications: int) -> Mapping[str, IntArray]:
    """All that a judgement is made of but fairness, by name (ways, replications, weeks).

    Raises
    ------
    MissingPiece, UnreadablePiece
        Some replication has not been run, or is damaged.
    """
    names = {name for each in WATCHED for name in (each.part, each.whole) if name is not None}
    weekly = weekly_figures(study, store, sorted(names | {*FOLLOWED, NOT_PROVED}), num_replications=num_replications)
    return {name: figures[:, :num_replications] for name, figures in weekly.items()}


def read_groups(
    study: Study, store: Store, grouping: Grouping, num_replications: int, warm_up_weeks: int
) -> Mapping[Watched, FloatArray]:
    """By figure (ways, replications, groups); NaN where a group had nothing to divide by.

    Raises
    ------
    MissingPiece, UnreadablePiece
        Some replication has not been run, or is damaged.
    """
    chosen = [each for each in WATCHED if grouping in each.groupings]
    names = sorted({name for each in chosen for name in (each.part, each.whole) if name is not None})
    sums = sums_by(
        study,
        store,
        _TABLES[grouping],
        names,
        warm_up_weeks=warm_up_weeks,
        num_replications=num_replications,
    )
    num_weeks = study.weeks - warm_up_weeks
    result = {}
    for each in chosen:
        part = sums[each.part][:, :num_replications].astype(np.float64)
        whole = np.full_like(part, num_weeks) if each.whole is None else sums[each.whole][:, :num_replications]
        result[each] = each.times * np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
    return result
