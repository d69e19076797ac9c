"""The tidy tables of a simulation: a row an observation, a column a variable, the same bytes for the same figures."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.simulation_results.folder import write_whole


@dataclass(frozen=True)
class Observed:
    """A figure and what was taken of a replication's weeks, as its mean or a bad week."""

    figure: str
    measure: str


@dataclass(frozen=True)
class SummaryRow:
    """One policy's figure over the replications: the mean with its interval, the middle year, a bad one (90 %)."""

    policy: str
    figure: str
    measure: str
    num_replications: int
    mean: float
    mean_low: float
    mean_high: float
    confidence: float
    median: float
    percentile_10: float
    percentile_90: float


@dataclass(frozen=True)
class ComparisonRow:
    """What a policy's figure is more than the base's, over the same replications.

    Fields that there are too few replications for, or no spread, are None and stay empty.
    """

    base: str
    policy: str
    figure: str
    measure: str
    num_replications: int
    mean_difference: float
    mean_low: float
    mean_high: float
    confidence: float
    median_difference: float | None
    median_low: float | None
    median_high: float | None
    higher_share: float
    equal_share: float
    worth_of_pairing: float | None


def replications_table(policies: Sequence[str], figures: Mapping[Observed, NDArray[np.float64]]) -> pd.DataFrame:
    """Columns policy, replication, figure, measure, value.

    Parameters
    ----------
    figures
        (policies, replications) each.

    Raises
    ------
    ValueError
        A figure has another number of policies.
    """
    parts = []
    for observed, values in figures.items():
        num_policies, num_replications = values.shape
        if num_policies != len(policies):
            raise ValueError(f"{observed.figure} is of {num_policies} policies where {len(policies)} are named")
        parts.append(
            pd.DataFrame(
                {
                    "policy": np.repeat(np.array(policies, dtype=object), num_replications),
                    "replication": np.tile(np.arange(num_replications), num_policies),
                    "figure": observed.figure,
                    "measure": observed.measure,
                    "value": values.ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_REPLICATION_COLUMNS)


def summary_table(rows: Sequence[SummaryRow]) -> pd.DataFrame:
    """A row each."""
    return _table(rows, SummaryRow)


def comparisons_table(rows: Sequence[ComparisonRow]) -> pd.DataFrame:
    """A row each."""
    return _table(rows, ComparisonRow)


def write_csv(table: pd.DataFrame, place: Path) -> None:
    """UTF-8, commas, points, every number with all its digits; whole or not at all.

    Raises
    ------
    OSError
        It cannot be written there.
    """
    write_whole(place, table.to_csv(index=False, lineterminator="\n").encode("utf-8"))


_REPLICATION_COLUMNS = ["policy", "replication", "figure", "measure", "value"]


def _table(rows: Sequence[SummaryRow] | Sequence[ComparisonRow], kind: type) -> pd.DataFrame:
    return pd.DataFrame([asdict(row) for row in rows], columns=[each.name for each in fields(kind)])
