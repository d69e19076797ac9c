import gzip
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from benchmarks import run, solver_suites
from benchmarks.instances import classes as instance_classes
from benchmarks.protocol import MAIN, Series, SolverSuite
from benchmarks.questions.running import QUESTIONS
from benchmarks.rebalances.running import REBALANCES
from benchmarks.running import suite as running_suite
from benchmarks.running.job import LatencyJob, StepsJob
from benchmarks.running.line import LINE
from benchmarks.running.process import MeasurementFailed
from benchmarks.running.store import read_lines
from benchmarks.running.suite import run_suite
from benchmarks.simulation.running import simulation_suite
from tests.benchmarks.questions.lines import job as question
from tests.benchmarks.rebalances.lines import job as rebalance
from tests.benchmarks.simulation.lines import years_job

TINY = SolverSuite(
    series=(
        Series(MAIN, "hedensted", (("ours", 1), ("highs", 1)), limit_s=20.0),
        Series(MAIN, "public-lap", (("ours", None),), limit_s=20.0),
    ),
    steps=StepsJob(class_name="hedensted", num_calls=1),
    latencies=(LatencyJob(class_name="gap-d", what="should_stop", num_calls=1, longest_s=0.01),),
)


pytestmark = pytest.mark.slow  # each measurement is a process


@pytest.fixture
def call(monkeypatch, tmp_path):
    """The command on a tiny suite, without public files."""
    monkeypatch.setattr(solver_suites, "suite", lambda _: TINY)
    monkeypatch.setattr(running_suite, "hash_code", lambda *_: "c0de")

    def call(*arguments):
        given = ["--out", str(tmp_path), "--public", str(tmp_path / "nowhere"), *arguments]
        result = CliRunner().invoke(run.app, given)
        assert result.exit_code == 0, result.output
        return result.output

    return call


def test_a_run_writes_lines_and_a_page_and_goes_on_where_it_was(call, tmp_path):
    told = call()
    assert "OR-Library" in told
    lines = read_lines(tmp_path / "short" / "lines.jsonl", LINE.validate_json)
    assert [line.kind for line in lines] == ["steps", "latency", "solve", "solve"]
    page = (tmp_path / "short" / "RESULTS.md").read_text()
    assert "4 measurements" in page
    assert "0 of 4 measurements to do" in call()
    assert len((tmp_path / "short" / "lines.jsonl").read_text().splitlines()) == 4


def test_the_public_files_are_measured_where_they_are(monkeypatch, tmp_path):
    (tmp_path / "lap").mkdir()
    with gzip.open(tmp_path / "lap" / "assign100.txt.gz", "wt") as file:
        file.write("2\n1 2\n3 1\n")
    series = (TINY.series[1], Series(MAIN, "growth-cases", (("ours", 1),), limit_s=0.1))
    monkeypatch.setattr(solver_suites, "suite", lambda _: replace(TINY, series=series, latencies=()))
    monkeypatch.setattr(instance_classes, "GROWTH", {"cases": ((4,), None)})
    result = CliRunner().invoke(run.app, ["--out", str(tmp_path), "--public", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "3 of 3 measurements to do" in result.output
    assert (tmp_path / "short" / "growth-cases.svg").exists()


def test_a_page_can_be_written_alone(call, tmp_path):
    assert "nothing to report" in call("--report-only")
    assert not (tmp_path / "short").exists()


def test_a_stopped_run_reports_what_is_missing(call, tmp_path):
    call()
    lines = tmp_path / "short" / "lines.jsonl"
    kept = lines.read_text().splitlines(keepends=True)[:2]
    lines.write_text("".join(kept))
    call("--report-only")
    assert "2 measurements, 2 still missing" in (tmp_path / "short" / "RESULTS.md").read_text()


def test_after_a_change_of_code_everything_is_measured_afresh(call, tmp_path, monkeypatch):
    call()
    monkeypatch.setattr(running_suite, "hash_code", lambda *_: "changed")
    assert "4 of 4 measurements to do" in call()
    assert "code changed" in (tmp_path / "short" / "RESULTS.md").read_text()


@pytest.mark.parametrize(
    ("name", "suite", "asked"),
    [("questions", QUESTIONS, question()), ("rebalances", REBALANCES, rebalance(municipality="hedensted"))],
    ids=["questions", "rebalances"],
)
def test_the_other_suites_too_go_on_where_they_were_and_write_their_page(monkeypatch, tmp_path, name, suite, asked):
    monkeypatch.setattr(run, name.upper(), replace(suite, jobs=[asked]))
    call = ["--suite", name, "--out", str(tmp_path)]
    first, again = (CliRunner().invoke(run.app, call) for _ in range(2))
    assert first.exit_code == 0, first.output
    assert f"1 of 1 {suite.to_do}" in first.output
    assert f"0 of 1 {suite.to_do}" in again.output
    assert len((tmp_path / name / "lines.jsonl").read_text().splitlines()) == 1
    assert f"{name.capitalize()}, measured" in (tmp_path / name / "RESULTS.md").read_text()


@pytest.mark.parametrize(
    ("suite", "unknown"),
    [
        (QUESTIONS, question(municipality="atlantis")),
        (REBALANCES, rebalance(municipality="atlantis")),
        (simulation_suite(lambda _: None), years_job(municipality="atlantis")),
    ],
    ids=["questions", "rebalances", "simulation"],
)
def test_a_measurement_that_crashes_ends_the_run(tmp_path, suite, unknown):
    with pytest.raises(MeasurementFailed, match="atlantis"):
        run_suite(replace(suite, jobs=[unknown]), tmp_path, lambda _: None)
