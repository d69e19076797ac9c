"""Two policies under the same random events: by how much they differ, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from allocator.simulation.statistics.errors import TooFewReplications, UnusableSample
from allocator.simulation.statistics.intervals import Interval, mean_interval, median_interval
from allocator.simulation.statistics.samples import sample_of, share


@dataclass(frozen=True)
class PairedComparison:
    """What the other policy's figure is more than the base's, in the figure's unit.

    Attributes
    ----------
    mean
        Of the differences, with Student's interval.
    median
        Of the differences, with the interval of order statistics; None where there are too few replications for one.
    higher_share, equal_share
        Of the replications, in [0, 1]: those in which the other policy's figure is the higher one, and equal.
    worth_of_pairing
        How many times as many replications would be needed if each policy had random events of its own; None where
        all differences are the same.
    """

    num_replications: int
    mean: Interval
    median: Interval | None
    higher_share: float
    equal_share: float
    worth_of_pairing: float | None


def compare(base: ArrayLike, other: ArrayLike, *, confidence: float = 0.95) -> PairedComparison:
    """Compare the figures (n,) of the same replications, n >= 2.

    With common random numbers the two figures of a replication belong together, so the differences are the sample.
    (A. M. Law, Simulation Modeling and Analysis, 5th ed. 2015, sections 10.2.1 and 11.2.)

    Raises
    ------
    UnusableSample
        Too few, not finite, or not of the same replications.
    """
    first, second = sample_of(base, at_least=2), sample_of(other, at_least=2)
    if first.shape != second.shape:
        raise UnusableSample(f"{len(first)} and {len(second)} replications are not pairs; give the same ones")
    differences = second - first
    variance = float(differences.var(ddof=1))
    return PairedComparison(
        num_replications=len(differences),
        mean=mean_interval(differences, confidence=confidence),
        median=_median_if_enough(differences, confidence),
        higher_share=float(np.mean(differences > 0)),
        equal_share=float(np.mean(differences == 0)),
        worth_of_pairing=float(first.var(ddof=1) + second.var(ddof=1)) / variance if variance > 0 else None,
    )


def confidence_of_each(together: float, num_comparisons: int) -> float:
    """The confidence at which each of several intervals must be made for all to hold together (Bonferroni)."""
    if num_comparisons < 1:
        raise ValueError(f"{num_comparisons} comparisons are none; give at least 1")
    return 1 - (1 - share("confidence", together)) / num_comparisons


def _median_if_enough(differences: ArrayLike, confidence: float) -> Interval | None:
    try:
        return median_interval(differences, confidence=confidence)
    except TooFewReplications:
        return None
