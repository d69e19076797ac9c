import pytest

from benchmarks.instances.classes import CLASSES, instance_names, size_of
from benchmarks.peers.solvers import SOLVERS
from benchmarks.protocol import suite
from benchmarks.running.job import SolveJob
from benchmarks.running.store import still_to_do
from tests.benchmarks.lines import solve_line, steps_line


@pytest.mark.parametrize("name", ["short", "full"])
def test_a_suite_names_known_classes_and_solvers_and_nothing_twice(name, tmp_path):
    jobs = suite(name).without_public().jobs(tmp_path)
    assert len({job.model_dump_json() for job in jobs}) == len(jobs)
    for job in jobs:
        assert job.class_name in CLASSES
        assert job.kind != "solve" or job.solver in SOLVERS
    assert not any("public" in job.class_name for job in jobs)
    assert still_to_do(jobs, []) == jobs


def test_the_full_suite_has_what_the_bar_asks_for(tmp_path):
    jobs = suite("full").without_public().jobs(tmp_path)

    def number(**wanted):
        return sum(all(getattr(job, key, None) == value for key, value in wanted.items()) for job in jobs)

    for name in ("hedensted", "varde", "herning", "vejle"):
        for solver in ("ours", "integer-load", "unit-steps", "highs", "scip", "practice"):
            assert number(series="main", class_name=name, solver=solver, limit_s=60.0, workers=1) == 20
    for name in ("aalborg", "copenhagen"):
        assert number(series="main", class_name=name, solver="ours", limit_s=60.0) == 20
        assert number(series="main", class_name=name, solver="integer-load", limit_s=60.0) == 5
    for name in ("copenhagen", "rebalance"):
        assert number(series="5 s", class_name=name, solver="ours", limit_s=5.0) == 20
    assert number(kind="steps", num_calls=10_000) == 1


def test_a_suite_knows_its_jobs_also_without_the_public_files(tmp_path):
    short = suite("short")
    assert all(short.includes(job) for job in short.without_public().jobs(tmp_path))
    line = solve_line("assign100", class_name="public-lap", limit_s=10.0)
    assert short.includes(line.job)
    assert not short.includes(solve_line(limit_s=11.0).job)
    assert not short.includes(solve_line(solver="scipy").job)
    assert not short.includes(steps_line(7).job)


def test_solvers_that_are_compared_run_close_together(tmp_path):
    all_jobs = suite("full").without_public().jobs(tmp_path)
    jobs = [job for job in all_jobs if isinstance(job, SolveJob) and job.class_name == "hedensted"]
    assert [job.instance for job in jobs[:8]] == ["0"] * 4 + ["1"] * 4


def test_each_growth_size_gets_each_seed(tmp_path):
    names = instance_names("growth-cases", 2, tmp_path)
    assert names[:4] == ["10/0", "10/1", "20/0", "20/1"]
    assert size_of("160/1") == 160


def test_a_part_of_a_public_class_is_spread_over_it(tmp_path):
    (tmp_path / "gap").mkdir()
    rows = "\n".join(f"g{k},1,1,1,yes" for k in range(10))
    (tmp_path / "gap" / "best_known.csv").write_text(f"name,cases,consultants,minimum,proved_optimal\n{rows}\n")
    assert instance_names("public-gap", 3, tmp_path) == ["g0", "g3", "g6"]
    assert len(instance_names("public-gap", None, tmp_path)) == 10


@pytest.mark.parametrize("class_name", [name for name in CLASSES if name not in ("pool",) and "public" not in name])
def test_every_class_can_be_drawn_by_name(class_name, tmp_path):
    name = instance_names(class_name, 1, tmp_path)[0]
    instance = CLASSES[class_name].draw(name, tmp_path)
    assert len(instance.problems) == 1
    assert instance.best_known is None
