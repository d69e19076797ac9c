"""The lines of a judgement about single figures: every way alone, and against the base in the same replications."""

from collections.abc import Iterator, Sequence

import numpy as np

from allocator.arrays import FloatArray
from allocator.simulation.statistics.comparison import compare, confidence_of_each
from allocator.simulation.statistics.intervals import Interval, mean_interval
from models.judgement import ComparisonLine, Estimate, SummaryLine, TimeSeries


def estimate_of(interval: Interval) -> Estimate:
    """The same as a word."""
    return Estimate(value=interval.estimate, low=interval.low, high=interval.high, confidence=interval.confidence)


def summary_lines(
    ways: Sequence[str], figure: str, measure: str, values: FloatArray, confidence: float
) -> Iterator[SummaryLine]:
    """A line a way, from the figures (ways, replications)."""
    for way, row in zip(ways, values, strict=True):
        low, middle, high = np.quantile(row, (0.1, 0.5, 0.9)).tolist()
        yield SummaryLine(
            way=way,
            figure=figure,
            measure=measure,
            mean=estimate_of(mean_interval(row, confidence=confidence)),
            median=middle,
            percentile_10=low,
            percentile_90=high,
        )


def comparison_lines(
    ways: Sequence[str], base: int, figure: str, measure: str, values: FloatArray, confidence: float
) -> Iterator[ComparisonLine]:
    """A line for each way but the base; all of them hold together with the confidence (Bonferroni)."""
    for way, row in enumerate(values):
        if way == base:
            continue
        alone = confidence_of_each(confidence, len(ways) - 1)
        compared = compare(values[base], row, confidence=alone)
        yield ComparisonLine(
            way=ways[way],
            figure=figure,
            measure=measure,
            mean=estimate_of(compared.mean),
            median=None if compared.median is None else estimate_of(compared.median),
            higher_share=compared.higher_share,
            equal_share=compared.equal_share,
            worth_of_pairing=compared.worth_of_pairing,
        )


def series_lines(ways: Sequence[str], figure: str, values: FloatArray) -> Iterator[TimeSeries]:
    """A line a way, from the figures (ways, replications, weeks)."""
    for way, rows in zip(ways, values, strict=True):
        low, high = np.quantile(rows, (0.1, 0.9), axis=0)
        yield TimeSeries(
            way=way,
            figure=figure,
            mean=tuple(rows.mean(axis=0).tolist()),
            percentile_10=tuple(low.tolist()),
            percentile_90=tuple(high.tolist()),
        )
