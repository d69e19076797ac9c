"""Rebalances are measured in a process of their own; ours and peers come to the same minutes on the same arrays."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from benchmarks import run
from benchmarks.rebalances.measuring import measure_rebalance
from benchmarks.rebalances.protocol import rebalance_jobs
from benchmarks.rebalances.running import REBALANCES
from benchmarks.rebalances.teams import draw_team
from benchmarks.running.process import MeasurementFailed
from benchmarks.running.suite import run_suite
from tests.benchmarks.rebalances.lines import job

SMALL = {"municipality": "hedensted", "limit_s": 60.0}


def test_whoever_has_most_cases_leaves():
    snapshot, _, (leaves,) = draw_team(job(wish="departure", municipality="hedensted"))
    number = {each.id: 0 for each in snapshot.consultants}
    for case in snapshot.open_cases:
        number[case.consultant_id] += 1

    assert number[leaves.consultant_id] == max(number.values())
    assert draw_team(job(municipality="hedensted"))[2] == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "wish", [{"max_moves": 2}, {"wish": "price", "price_minutes": 30}, {"wish": "departure", "max_moves": 0}]
)
@pytest.mark.parametrize("peer", ["integer-load", "highs"])
def test_ours_and_peers_prove_the_same_points(wish, peer):
    ours = measure_rebalance(job(**SMALL, **wish))
    other = measure_rebalance(job(**SMALL, **wish, solver=peer))

    assert [each.value for each in ours.points if each.is_proved] == [each.value for each in ours.points]
    assert [(each.max_moves, each.value, each.bound) for each in other.points] == [
        (each.max_moves, each.value, each.bound) for each in ours.points
    ]
    assert all(each.is_proved for each in other.points)
    assert ours.num_forced == other.num_forced
    assert 0 < ours.points[-1].seconds <= ours.seconds


def test_a_peer_without_time_proves_nothing():
    outcome = measure_rebalance(job(municipality="hedensted", limit_s=0.0, solver="integer-load", max_moves=0))

    assert outcome.points == ()


def test_the_protocol_measures_every_wish_with_every_solver():
    jobs = rebalance_jobs()

    assert len(jobs) == len({each.model_dump_json() for each in jobs})
    assert {(each.wish, each.solver) for each in jobs if each.seed == 2} == {
        (wish, solver) for wish in ("frontier", "price", "departure") for solver in ("ours", "integer-load", "highs")
    }
    assert {each.max_moves for each in jobs if each.wish == "frontier"} == {20}


@pytest.mark.slow
def test_a_run_adds_lines_goes_on_where_it_was_and_writes_the_page(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "REBALANCES", replace(REBALANCES, jobs=[job(**SMALL, max_moves=1)]))
    call = ["--suite", "rebalances", "--out", str(tmp_path)]

    empty = CliRunner().invoke(run.app, [*call, "--report-only"])
    assert "nothing to report" in empty.output
    first = CliRunner().invoke(run.app, call)
    assert first.exit_code == 0, first.output
    assert "1 of 1 rebalances to measure" in first.output
    again = CliRunner().invoke(run.app, call)

    assert "0 of 1 rebalances to measure" in again.output
    assert len((tmp_path / "rebalances" / "lines.jsonl").read_text().splitlines()) == 1
    assert "Rebalances, measured" in (tmp_path / "rebalances" / "RESULTS.md").read_text()


@pytest.mark.slow
def test_a_measurement_that_crashes_ends_the_run(tmp_path):
    unknown = job(municipality="atlantis")

    with pytest.raises(MeasurementFailed, match="atlantis"):
        run_suite(replace(REBALANCES, jobs=[unknown]), tmp_path, lambda _: None)
