import numpy as np
import pandas as pd
import pytest

from data.simulation_results import (
    ComparisonRow,
    Observed,
    SummaryRow,
    comparisons_table,
    replications_table,
    summary_table,
    write_csv,
)

WAITING = {Observed("waiting", "mean"): np.array([[0.1, 1 / 3], [2.0, 3.0]])}
SUMMARY = SummaryRow("meeting", "waiting", "mean", 2, 2.5, 2.0, 3.0, 0.95, 2.5, 2.1, 2.9)
COMPARISON = ComparisonRow(
    "meeting", "booker", "waiting", "mean", 2, -1.5, -2.0, -1.0, 0.95, None, None, None, 0.0, 0.0, None
)


def test_every_replication_has_a_row_for_each_figure_and_policy():
    table = replications_table(("booker", "meeting"), {**WAITING, Observed("given", "bad_week"): np.ones((2, 2))})

    assert list(table.columns) == ["policy", "replication", "figure", "measure", "value"]
    assert len(table) == 8
    meeting = table[(table.policy == "meeting") & (table.figure == "waiting")]
    assert meeting.replication.tolist() == [0, 1]
    assert meeting.value.tolist() == [2.0, 3.0]


def test_a_table_without_figures_has_its_headings():
    assert list(replications_table((), {}).columns) == ["policy", "replication", "figure", "measure", "value"]
    assert "percentile_90" in summary_table([]).columns
    assert "worth_of_pairing" in comparisons_table([]).columns


def test_figures_of_other_policies_are_refused():
    with pytest.raises(ValueError, match="waiting is of 2 policies where 1"):
        replications_table(("booker",), WAITING)


def test_what_is_written_is_read_back_to_the_last_digit(tmp_path):
    table = replications_table(("booker", "meeting"), WAITING)
    write_csv(table, tmp_path / "replications.csv")

    assert pd.read_csv(tmp_path / "replications.csv").value.tolist() == [0.1, 1 / 3, 2.0, 3.0]
    assert (
        (tmp_path / "replications.csv").read_bytes().startswith(b"policy,replication,figure,measure,value\nbooker,0,")
    )


def test_what_there_is_too_little_for_stays_empty(tmp_path):
    write_csv(comparisons_table([COMPARISON]), tmp_path / "comparisons.csv")
    write_csv(summary_table([SUMMARY]), tmp_path / "summary.csv")

    assert (tmp_path / "comparisons.csv").read_text().splitlines()[1] == (
        "meeting,booker,waiting,mean,2,-1.5,-2.0,-1.0,0.95,,,,0.0,0.0,"
    )
    assert (tmp_path / "summary.csv").read_text().splitlines()[1] == (
        "meeting,waiting,mean,2,2.5,2.0,3.0,0.95,2.5,2.1,2.9"
    )
