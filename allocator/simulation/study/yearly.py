"""From a study's store to the numbers that are judged: one a replication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from allocator.arrays import FloatArray
from allocator.simulation.statistics.measures import Measure, per_replication, ratio_per_replication
from allocator.simulation.study.results import weekly_figures
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Study


@dataclass(frozen=True)
class YearlyFigure:
    """What is taken of a replication.

    Attributes
    ----------
    figure
        A weekly figure, one of `figures.FIGURES`.
    measure
        What is taken of its weeks.
    per
        Another weekly figure: then it is the sum of the one by the sum of the other, and `measure` is the mean. None
        for the figure alone.
    """

    figure: str
    measure: Measure = Measure.MEAN
    per: str | None = None

    def __post_init__(self) -> None:
        if self.per is not None and self.measure is not Measure.MEAN:
            raise ValueError(f"{self.name} is a ratio of sums, of which there is no {self.measure}; ask for the mean")

    @property
    def name(self) -> str:
        """As in tables."""
        return self.figure if self.per is None else f"{self.figure}_per_{self.per}"


def yearly_figures(
    study: Study,
    store: Store,
    wanted: Sequence[YearlyFigure],
    *,
    warm_up_weeks: int = 0,
    num_replications: int | None = None,
) -> Mapping[YearlyFigure, FloatArray]:
    """(ways, replications) each, without the warm-up.

    Raises
    ------
    MissingPiece, UnreadablePiece, KeyError
        As `weekly_figures`.
    UnusableSample
        The warm-up leaves no weeks, or there is nothing to divide by.
    """
    names = sorted({name for each in wanted for name in (each.figure, each.per) if name is not None})
    weekly = weekly_figures(study, store, names, num_replications=num_replications)
    rest = {name: figures[:, :, warm_up_weeks:] for name, figures in weekly.items()}
    ways = range(len(study.ways))
    return {
        each: np.array(
            [
                per_replication(rest[each.figure][way], each.measure)
                if each.per is None
                else ratio_per_replication(rest[each.figure][way], rest[each.per][way])
                for way in ways
            ]
        )
        for each in wanted
    }
