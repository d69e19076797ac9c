"""The tidy tables of a simulation: a row an observation, a column a variable, the same bytes for the same figures."""

import io
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.judgement import Estimate, Judgement

Observed = tuple[str, str]
"""A figure, and what was taken of a replication's weeks."""

_REPLICATIONS = ("way", "replication", "figure", "measure", "value")
_SUMMARY = (
    "way", "figure", "measure", "num_replications", "mean", "mean_low", "mean_high", "confidence", "median",
    "percentile_10", "percentile_90",
)  # fmt: skip
_COMPARISONS = (
    "base", "way", "figure", "measure", "num_replications", "mean_difference", "mean_low", "mean_high", "confidence",
    "median_difference", "median_low", "median_high", "median_confidence", "higher_share", "equal_share",
    "worth_of_pairing",
)  # fmt: skip
_FAIRNESS = ("way", "grouping", "group", "figure", "mean", "percentile_10", "percentile_90")


def results_tables(
    judgement: Judgement, ways: Sequence[str], figures: Mapping[Observed, NDArray[np.float64]]
) -> dict[str, pd.DataFrame]:
    """By name: every replication, the summary, the comparisons with the base, and fairness.

    Parameters
    ----------
    ways
        Keys, in the order of the figures.
    figures
        (ways, replications) each.
    """
    return {
        "replications": replications_table(ways, figures),
        "summary": summary_table(judgement),
        "comparisons": comparisons_table(judgement),
        "fairness": fairness_table(judgement),
    }


def replications_table(ways: Sequence[str], figures: Mapping[Observed, NDArray[np.float64]]) -> pd.DataFrame:
    """A row for each way, replication, figure and measure.

    Raises
    ------
    ValueError
        A figure has another number of ways.
    """
    parts = []
    for (figure, measure), values in figures.items():
        num_ways, num_replications = values.shape
        if num_ways != len(ways):
            raise ValueError(f"{figure} is of {num_ways} ways where {len(ways)} are named")
        parts.append(
            pd.DataFrame(
                {
                    "way": np.repeat(np.array(ways, dtype=object), num_replications),
                    "replication": np.tile(np.arange(num_replications), num_ways),
                    "figure": figure,
                    "measure": measure,
                    "value": values.ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(_REPLICATIONS))


def summary_table(judgement: Judgement) -> pd.DataFrame:
    """A row for each way, figure and measure."""
    rows = [
        (
            *(line.way, line.figure, line.measure, judgement.num_replications),
            *_numbers(line.mean),
            *(line.median, line.percentile_10, line.percentile_90),
        )
        for line in judgement.summary
    ]
    return pd.DataFrame(rows, columns=list(_SUMMARY))


def comparisons_table(judgement: Judgement) -> pd.DataFrame:
    """A row for each way but the base, figure and measure; what there were too few replications for stays empty."""
    rows = [
        (
            *(judgement.base, line.way, line.figure, line.measure, judgement.num_replications),
            *_numbers(line.mean),
            *((None,) * 4 if line.median is None else _numbers(line.median)),
            *(line.higher_share, line.equal_share, line.worth_of_pairing),
        )
        for line in judgement.comparisons
    ]
    return pd.DataFrame(rows, columns=list(_COMPARISONS))


def fairness_table(judgement: Judgement) -> pd.DataFrame:
    """A row for each way, consultant or case type, and figure."""
    rows = [
        (line.way, line.grouping.value, line.group, line.figure, line.mean, line.percentile_10, line.percentile_90)
        for line in judgement.fairness
    ]
    return pd.DataFrame(rows, columns=list(_FAIRNESS))


def as_csv(table: pd.DataFrame) -> bytes:
    """UTF-8, commas, points, every number with all its digits."""
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def as_parquet(table: pd.DataFrame) -> bytes:
    """The same table with the types of its columns."""
    content = io.BytesIO()
    table.to_parquet(content, index=False)
    return content.getvalue()


def _numbers(estimate: Estimate) -> tuple[float, float, float, float]:
    return estimate.value, estimate.low, estimate.high, estimate.confidence
