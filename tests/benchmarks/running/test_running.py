import datetime
import gzip
import io
import runpy
import shutil
import subprocess
import sys

import numpy as np
import pytest

from allocator.problem import AssignmentProblem
from benchmarks.peers.answer import Answer
from benchmarks.running import apart
from benchmarks.running.apart import measure_apart
from benchmarks.running.child import measure
from benchmarks.running.circumstances import current_commit, describe_circumstances, describe_machine, hash_code
from benchmarks.running.job import LatencyJob, SolveJob, StepsJob
from benchmarks.running.line import LINE
from benchmarks.running.memory import peak_mib, present_mib
from benchmarks.running.process import MeasurementFailed
from benchmarks.running.solving import judge
from benchmarks.running.store import append_line, of_same_code, read_lines, still_to_do
from tests.benchmarks.lines import CIRCUMSTANCES, latency_line, solve_line, steps_line

GIT = shutil.which("git")
PROBLEM = AssignmentProblem(cost=[[1, 5], [4, 2]])


def job(**fields):
    return SolveJob(
        **{
            "series": "main",
            "class_name": "hedensted",
            "instance": "1",
            "solver": "ours",
            "limit_s": 20.0,
            "workers": 1,
            **fields,
        }
    )


def answer(assignment, bound, *, infeasible=False):
    plan = None if assignment is None else np.array(assignment)
    return Answer(plan, bound, infeasible, "word", {})


@pytest.mark.parametrize(
    ("given", "status", "value"),
    [
        (answer([0, 1], 3), "optimal", 3),
        (answer([0, 1], 2), "feasible", 3),
        (answer([0, 1], None), "feasible", 3),
        (answer(None, 2), "unknown", None),
        (answer(None, None, infeasible=True), "infeasible", None),
        (answer([0, 1], 4), "wrong", 3),
        (answer([0, 1], 3, infeasible=True), "wrong", None),
        (answer([0, -1], 3), "wrong", None),
        (answer([0, 7], 3), "wrong", None),
    ],
)
def test_the_judge_believes_nothing(given, status, value):
    claim = judge(PROBLEM, given)
    assert (claim.status, claim.value) == (status, value)


def test_a_gap_is_a_share_of_the_plans_value():
    assert judge(PROBLEM, answer([0, 1], 2)).gap == pytest.approx(1 / 3)
    assert judge(PROBLEM, answer([0, 1], None)).gap is None


@pytest.mark.parametrize("solver", ["ours", "integer-load", "unit-steps", "highs", "scip"])
def test_a_solve_is_measured_and_judged(solver, tmp_path):
    outcome = measure(job(solver=solver), tmp_path)
    assert outcome.status == "optimal"
    assert outcome.value == outcome.bound
    assert outcome.seconds > 0
    assert outcome.peak_mib >= outcome.drawn_mib > 0
    assert ("total" in outcome.seconds_by_phase) == (solver == "ours")


def test_practice_is_measured_where_its_facts_are_known(tmp_path):
    outcome = measure(job(solver="practice"), tmp_path)
    assert (outcome.status, outcome.bound, outcome.gap) == ("feasible", None, None)
    with pytest.raises(ValueError, match="contact persons"):
        measure(job(solver="practice", class_name="gap-a"), tmp_path)


def test_the_problems_of_an_instance_add_up(tmp_path):
    (tmp_path / "bnwp").mkdir()
    (tmp_path / "bnwp" / "two.txt").write_text("2 3\n1 2 9\n2 3 1\n3 2 2 4\n")
    (tmp_path / "bnwp" / "best_known.csv").write_text("name,sum_of_squares,nurses_per_zone\ntwo,48,1 2\n")
    outcome = measure(job(class_name="public-bnwp", instance="two"), tmp_path)
    assert (outcome.status, outcome.value, outcome.best_known) == ("optimal", 48, 48)
    outcome = measure(job(class_name="public-bnwp", instance="two", solver="highs", limit_s=0.0), tmp_path)
    assert (outcome.status, outcome.value) == ("unknown", None)


def test_linear_assignment_is_measured_with_scipy(tmp_path):
    (tmp_path / "lap").mkdir()
    with gzip.open(tmp_path / "lap" / "assign100.txt.gz", "wt") as file:
        file.write("2\n1 2\n3 1\n")
    outcome = measure(job(class_name="public-lap", instance="assign100", solver="scipy"), tmp_path)
    assert (outcome.status, outcome.value) == ("optimal", 2)


def test_steps_are_measured_in_one_process(tmp_path):
    outcome = measure(StepsJob(class_name="hedensted", num_calls=3), tmp_path)
    assert outcome.num_proved == 3
    assert 0 < outcome.median_ms <= outcome.p99_ms <= outcome.worst_ms
    assert outcome.early_mib > 0


@pytest.mark.parametrize("what", ["time limit", "should_stop"])
def test_lateness_is_measured_on_solves_that_were_stopped(what, tmp_path):
    outcome = measure(LatencyJob(class_name="gap-d", what=what, num_calls=2, longest_s=0.02), tmp_path)
    assert outcome.num_stopped > 0
    assert 0 <= outcome.median_s <= outcome.p99_s <= outcome.worst_s


def test_solves_that_end_by_themselves_have_no_lateness(tmp_path):
    job = LatencyJob(class_name="hedensted", what="time limit", num_calls=1, longest_s=60.0)
    assert measure(job, tmp_path).num_stopped == 0


def test_the_child_reads_a_job_and_writes_its_outcome(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "stdin", io.StringIO(job().model_dump_json()))
    monkeypatch.setattr(sys, "argv", ["child", str(tmp_path)])
    monkeypatch.delitem(sys.modules, "benchmarks.running.child")
    runpy.run_module("benchmarks.running.child", run_name="__main__")
    assert '"status":"optimal"' in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        job(),
        StepsJob(class_name="hedensted", num_calls=2),
        LatencyJob(class_name="gap-d", what="should_stop", num_calls=1, longest_s=0.01),
    ],
)
def test_a_measurement_apart_becomes_a_line_that_can_be_read_again(asked, tmp_path):
    line = measure_apart(asked, tmp_path, CIRCUMSTANCES)
    append_line(tmp_path / "new" / "lines.jsonl", line)
    assert read_lines(tmp_path / "new" / "lines.jsonl", LINE.validate_json) == [line]
    assert line.job == asked


@pytest.mark.slow
def test_a_solver_that_crashes_is_a_line(tmp_path):
    line = measure_apart(job(class_name="gap-a", solver="scipy"), tmp_path, CIRCUMSTANCES)
    assert line.outcome.status == "failed"
    assert "not a linear assignment" in line.outcome.stopped_by


@pytest.mark.slow
def test_another_measurement_that_crashes_is_an_error(tmp_path):
    with pytest.raises(MeasurementFailed, match="kind='steps' class_name='public-lap'"):
        measure_apart(StepsJob(class_name="public-lap", num_calls=1), tmp_path, CIRCUMSTANCES)


def test_a_solver_that_never_stops_is_killed_and_a_line(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "GRACE_S", -2 * 20.0 + 0.05)
    line = measure_apart(job(), tmp_path, CIRCUMSTANCES)
    assert (line.outcome.status, line.outcome.stopped_by) == ("killed", "killed by the runner")


def test_only_what_has_no_line_is_still_to_do():
    done = solve_line()
    assert still_to_do([done.job, job()], [done, steps_line()]) == [job()]
    assert still_to_do([latency_line().job], [latency_line()]) == []


def test_lines_of_other_code_are_left_aside(tmp_path):
    assert of_same_code([solve_line()], "c0de") == [solve_line()]
    assert of_same_code([solve_line()], "other") == []
    assert read_lines(tmp_path / "none.jsonl", LINE.validate_json) == []


def test_circumstances_name_commit_code_versions_and_machine():
    at = datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    found = describe_circumstances("abc", "c0de", at)
    assert found.at == "2026-01-05T08:00:00+00:00"
    assert set(found.versions) == {"python", "ortools", "numpy", "scipy"}
    assert set(describe_machine()) == {"processor", "cores", "memory", "system"}


def test_the_hash_changes_with_the_code_that_decides_and_not_with_the_page(tmp_path):
    hashes = []
    for name in ("rule.py", "notes.txt", "page.py", "table.csv"):
        (tmp_path / name).write_text("1\n")
        hashes.append(hash_code(("rule.py", "."), ("page.py",), tmp_path))
    assert hashes[0] == hashes[1] == hashes[2] != hashes[3]
    assert {len(each) for each in hashes} == {12}


def test_the_commit_is_that_of_the_repository():
    commit = current_commit(("models",))
    assert commit == "unknown" or len(commit.removesuffix("+changes")) == 12


@pytest.mark.skipif(GIT is None, reason="there is no git here")
def test_a_change_is_seen_in_the_parts_and_not_in_what_only_keeps(tmp_path):
    (tmp_path / "rule.py").write_text("1\n")
    (tmp_path / "page.py").write_text("1\n")
    who = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org"]
    for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "first"]):
        subprocess.run([GIT, "-C", str(tmp_path), *arguments], check=True)
    (tmp_path / "page.py").write_text("2\n")
    assert not current_commit((".",), ("page.py",), tmp_path).endswith("+changes")
    (tmp_path / "rule.py").write_text("2\n")
    assert current_commit((".",), ("page.py",), tmp_path).endswith("+changes")


def test_a_copy_without_a_repository_has_no_commit(tmp_path):
    assert current_commit((".",), (), tmp_path) == "unknown"


def test_memory_is_in_mebibytes():
    assert 10 < present_mib() <= peak_mib() + 1
