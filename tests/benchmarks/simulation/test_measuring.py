"""Replications, studies and memory are measured in processes of their own, on what the protocol says."""

import pytest
from typer.testing import CliRunner

from allocator.simulation.policies import PRACTICES
from benchmarks import run
from benchmarks.simulation import running
from benchmarks.simulation.child import measure
from benchmarks.simulation.job import JOB, StudyJob
from benchmarks.simulation.measuring_years import are_same
from benchmarks.simulation.protocol import simulation_jobs
from benchmarks.simulation.running import simulation_suite
from benchmarks.simulation.ways import OURS, SIX, way_named
from data.demonstration.world import simulated_world
from tests.benchmarks.simulation.lines import memory_job, study_job, years_job

SHORT = {"weeks": 3, "ways": ("booker", "simpy")}


def test_every_way_has_a_time_in_every_replication_and_the_peer_agrees():
    outcome = measure(years_job(**SHORT))

    assert set(outcome.ways) == {"booker", "simpy"}
    assert {len(each) for each in (outcome.drawing, *outcome.ways.values())} == {2}
    assert outcome.num_peer_same == 2
    assert outcome.rounds_not_proved == {"booker": 0, "simpy": 0}
    assert all(each.seconds > 0 for spent in outcome.ways.values() for each in spent)


def test_figures_that_differ_in_one_number_or_name_are_not_the_same():
    class Figures:
        def __init__(self, **weekly):
            self.weekly, self.by_post, self.by_case_type = weekly, {}, {}

    assert are_same(Figures(given=[1, 2]), Figures(given=[1, 2]))
    assert not are_same(Figures(given=[1, 2]), Figures(given=[1, 3]))
    assert not are_same(Figures(given=[1]), Figures(given=[1], moved=[0]))


@pytest.mark.slow
@pytest.mark.parametrize("two_first", [True, False])
def test_a_study_is_the_same_on_one_process_and_on_two(two_first):
    outcome = measure(study_job(two_first=two_first))

    assert outcome.same_bytes
    assert outcome.num_years == 4
    assert min(outcome.one.cpu_seconds, outcome.two.cpu_seconds) > 0


def test_memory_is_looked_at_after_few_replications_and_after_many():
    outcome = measure(memory_job(few=1, many=6, weeks=2))

    assert 0 < outcome.few_mib <= outcome.many_mib


def test_the_protocol_measures_every_way_twenty_times_in_three_municipalities():
    jobs = simulation_jobs()
    years = [job for job in jobs if job.kind == "years"]

    assert len({JOB.dump_json(job) for job in jobs}) == len(jobs)
    for municipality in ("hedensted", "vejle", "herning"):
        own = [job for job in years if job.municipality == municipality]
        assert sorted(job.first + each for job in own for each in range(job.num_replications)) == list(range(20))
    assert set(years[0].ways) == {*PRACTICES, "optimiser", "look-ahead", "simpy"}
    assert {job.two_first for job in jobs if job.kind == "study"} == {True, False}
    assert {(job.few, job.many) for job in jobs if job.kind == "memory"} == {(20, 200)}


def test_every_way_of_ours_is_one_of_the_simulation():
    world = simulated_world("vejle")

    names = {name: way_named(name, world).name for name in (*OURS, *SIX)}
    assert names["optimiser"] == "optimiser-vejle-rest-by-hand"
    assert names["look-ahead"] == "look-ahead-vejle-rest-by-hand"
    assert names["optimiser+even-out"].startswith("optimiser-vejle-rest-by-hand+")
    assert all(names[name] == name for name in PRACTICES)


def test_two_processes_are_left_out_where_there_is_one_core(monkeypatch):
    monkeypatch.setattr(running, "available_cores", lambda: 1)
    told = []

    assert not any(isinstance(job, StudyJob) for job in simulation_suite(told.append).jobs)
    assert "one core only" in told[0]
    monkeypatch.setattr(running, "available_cores", lambda: 2)
    assert any(isinstance(job, StudyJob) for job in simulation_suite(told.append).jobs)
    assert len(told) == 1


@pytest.mark.slow
def test_a_run_adds_lines_goes_on_where_it_was_and_writes_the_page(monkeypatch, tmp_path):
    jobs = [years_job(**SHORT), study_job(), memory_job(few=1, many=2, weeks=2)]
    monkeypatch.setattr(running, "available_cores", lambda: 2)
    monkeypatch.setattr(run, "simulation_suite", lambda tell: simulation_suite(tell, jobs))
    call = ["--suite", "simulation", "--out", str(tmp_path)]

    assert "nothing to report" in CliRunner().invoke(run.app, [*call, "--report-only"]).output
    first = CliRunner().invoke(run.app, call)
    assert first.exit_code == 0, first.output
    assert "3 of 3 simulations to measure" in first.output
    assert "0 of 3 simulations to measure" in CliRunner().invoke(run.app, call).output
    page = (tmp_path / "simulation" / "RESULTS.md").read_text()
    assert "Simulation, measured" in page
    assert (tmp_path / "simulation" / "years.svg").exists()
    assert all(
        title in page for title in ("## The bar", "## Way by way", "## Ours and SimPy", "## Studies", "## Memory")
    )
