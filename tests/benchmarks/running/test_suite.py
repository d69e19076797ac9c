"""A suite goes on where it was, keeps each line at once, and shows lines of the same code only."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.questions.running import QUESTIONS
from benchmarks.rebalances.running import REBALANCES
from benchmarks.running import suite as running_suite
from benchmarks.running.circumstances import REPOSITORY
from benchmarks.running.suite import PAGE, Suite, run_suite
from benchmarks.simulation.running import simulation_suite
from benchmarks.solver_suites import solver_suite
from tests.benchmarks.questions.lines import job, line


def measure(asked, circumstances):
    if asked.municipality == "atlantis":
        raise RuntimeError("atlantis has sunk")
    return line(asked=asked).model_copy(update={"circumstances": circumstances})


SUITE = Suite(
    jobs=[job(seed=seed) for seed in range(3)],
    to_do="questions to ask",
    decided_by=("models/word.py",),
    but=(),
    measure=measure,
    parse=QUESTIONS.parse,
    in_short=lambda line: f"seed {line.job.seed}",
    write_pages=lambda lines, num_missing: {PAGE: f"{len(lines)} measured, {num_missing} missing"},
)


def run(suite, folder, **options):
    told = []
    run_suite(suite, folder, told.append, **options)
    return told


def page(folder):
    return (folder / PAGE).read_text()


def test_a_run_tells_what_it_measures_and_writes_the_page(tmp_path):
    told = run(SUITE, tmp_path)
    assert told[0] == f"3 of 3 questions to ask, lines go to {tmp_path / 'lines.jsonl'}"
    assert told[1:] == ["1/3 seed 0", "2/3 seed 1", "3/3 seed 2", f"wrote {tmp_path / PAGE}"]
    assert page(tmp_path) == "3 measured, 0 missing"


def test_what_was_measured_before_a_crash_is_not_measured_again(tmp_path):
    with pytest.raises(RuntimeError, match="sunk"):
        run(replace(SUITE, jobs=[*SUITE.jobs[:2], job(municipality="atlantis")]), tmp_path)
    assert run(SUITE, tmp_path)[:2] == [
        f"1 of 3 questions to ask, lines go to {tmp_path / 'lines.jsonl'}",
        "1/1 seed 2",
    ]


def test_a_report_alone_says_what_is_missing(tmp_path):
    run(replace(SUITE, jobs=SUITE.jobs[1:]), tmp_path)
    assert run(SUITE, tmp_path, report_only=True) == [f"wrote {tmp_path / PAGE}"]
    assert page(tmp_path) == "2 measured, 1 missing"


def test_without_lines_there_is_nothing_to_report(tmp_path):
    assert "nothing to report" in run(SUITE, tmp_path / "none", report_only=True)[0]
    assert not (tmp_path / "none").exists()


def test_lines_of_other_code_stay_in_the_file_and_off_the_page(monkeypatch, tmp_path):
    run(SUITE, tmp_path)
    monkeypatch.setattr(running_suite, "hash_code", lambda *_: "changed")
    run(replace(SUITE, jobs=SUITE.jobs[:1]), tmp_path)
    assert page(tmp_path) == "1 measured, 0 missing"
    assert len((tmp_path / "lines.jsonl").read_text().splitlines()) == 4


def test_lines_of_jobs_that_are_not_the_suites_are_left_out_unless_it_includes_them(tmp_path):
    run(SUITE, tmp_path)
    fewer = replace(SUITE, jobs=SUITE.jobs[:1])
    run(fewer, tmp_path)
    assert page(tmp_path) == "1 measured, 0 missing"
    run(replace(fewer, includes=lambda line: line.job.seed < 2), tmp_path)
    assert page(tmp_path) == "2 measured, 0 missing"


@pytest.mark.parametrize(
    "suite",
    [QUESTIONS, REBALANCES, simulation_suite(lambda _: None), solver_suite("short", Path("nowhere"), lambda _: None)],
    ids=["questions", "rebalances", "simulation", "solver"],
)
def test_all_code_that_decides_is_where_the_suite_says(suite):
    assert [name for name in (*suite.decided_by, *suite.but) if not (REPOSITORY / name).exists()] == []
