import io

import numpy as np
import pandas as pd
import pytest

from data.simulation_results import as_csv, as_parquet, results_tables
from data.simulation_results.tables import replications_table
from models.judgement import Estimate
from tests.judgements import MEETING, OBJECTIVE, OPTIMISER, make_judgement

WAITING = {("waiting", "mean"): np.array([[0.1, 1 / 3], [2.0, 3.0]])}
WAYS = (MEETING, OPTIMISER)


def tables(**changes):
    return results_tables(make_judgement(**changes), WAYS, WAITING)


def test_every_replication_has_a_row_for_each_figure_and_way():
    table = replications_table(WAYS, {**WAITING, ("given", "bad_week"): np.ones((2, 2))})

    assert list(table.columns) == ["way", "replication", "figure", "measure", "value"]
    assert len(table) == 8
    optimiser = table[(table.way == OPTIMISER) & (table.figure == "waiting")]
    assert optimiser.replication.tolist() == [0, 1]
    assert optimiser.value.tolist() == [2.0, 3.0]


def test_a_table_without_figures_has_its_headings():
    assert list(replications_table((), {}).columns) == ["way", "replication", "figure", "measure", "value"]
    empty = tables(summary=(), comparisons=(), fairness=())
    assert "percentile_90" in empty["summary"].columns
    assert "worth_of_pairing" in empty["comparisons"].columns
    assert "grouping" in empty["fairness"].columns


def test_figures_of_other_ways_are_refused():
    with pytest.raises(ValueError, match="waiting is of 2 ways where 1"):
        replications_table((MEETING,), WAITING)


def test_what_is_written_is_read_back_to_the_last_digit():
    table = tables()["replications"]
    csv = as_csv(table)

    assert pd.read_csv(io.BytesIO(csv)).value.tolist() == [0.1, 1 / 3, 2.0, 3.0]
    assert csv.startswith(b"way,replication,figure,measure,value\nmeeting,0,")
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(as_parquet(table))), table, check_dtype=False)


def test_the_same_judgement_gives_the_same_bytes():
    for name, table in tables().items():
        assert as_csv(table) == as_csv(tables()[name])
        assert as_parquet(table) == as_parquet(tables()[name])


def test_the_summary_and_the_comparisons_say_what_the_judgement_says():
    judgement = make_judgement()
    summary, comparisons = tables()["summary"], tables()["comparisons"]
    first = judgement.summary[0]

    assert summary.iloc[0].tolist() == [
        first.way, first.figure, "mean", 4, first.mean.value, first.mean.low, first.mean.high, 0.95, first.median,
        first.percentile_10, first.percentile_90,
    ]  # fmt: skip
    assert comparisons.iloc[0][["base", "way", "figure", "mean_difference"]].tolist() == [
        MEETING, OPTIMISER, OBJECTIVE, -200.0,
    ]  # fmt: skip
    assert len(tables()["fairness"]) == len(judgement.fairness)


def test_what_there_is_too_little_for_stays_empty():
    line = make_judgement().comparisons[0]
    known = line.model_copy(update={"median": Estimate(value=-1, low=-2, high=0, confidence=0.9)})

    assert as_csv(tables()["comparisons"]).splitlines()[1].endswith(b",0.95,,,,,0.0,0.0,5.0")
    assert (
        as_csv(tables(comparisons=(known,))["comparisons"])
        .splitlines()[1]
        .endswith(b",0.95,-1.0,-2.0,0.0,0.9,0.0,0.0,5.0")
    )
