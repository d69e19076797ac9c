import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

from allocator.simulation import simulate_replication
from allocator.simulation.study import (
    MissingPiece,
    OtherStudy,
    UnreadablePiece,
    WorkersLost,
    digests,
    local_processes,
    run_study,
    sums_by,
    weekly_figures,
)
from data.simulation_results import ResultsFolder
from tests.allocator.simulation.study.long_run import LONG
from tests.allocator.simulation.study.studies import InMemory, OneByOne, make_study


def run(study, store, **options):
    return run_study(study, store, OneByOne(), in_hand=1, **options)


def test_a_study_s_figures_are_those_of_its_replications():
    study, store = make_study(), InMemory()
    run(study, store)
    weekly = weekly_figures(study, store, ["given", "open_cases"])
    by_post = sums_by(study, store, "by_post", ["given"], warm_up_weeks=2)["given"]

    for number, way in enumerate(study.ways):
        for replication in range(study.replications):
            alone = simulate_replication(
                study.world,
                way.distributor(),
                seed=study.seed,
                replication=replication,
                weeks=study.weeks,
                rebalancing=way.rebalancing(),
            )
            assert (weekly["given"][number, replication] == alone.weekly["given"]).all()
            assert (weekly["open_cases"][number, replication] == alone.weekly["open_cases"]).all()
            assert (by_post[number, replication] == alone.by_post["given"][2:].sum(axis=0)).all()
            assert digests(study, store)[number, replication] == alone.digest()


def test_all_ways_meet_the_same_arrivals():
    study, store = make_study(), InMemory()
    run(study, store)
    arrivals = weekly_figures(study, store, ["arrivals"])["arrivals"]

    assert arrivals.shape == (2, 5, 6)
    assert (arrivals[0] == arrivals[1]).all()
    assert len(np.unique(arrivals[0], axis=0)) > 1


def test_the_first_replications_of_a_longer_study_are_those_of_a_shorter_one():
    study, store, whole = make_study(), InMemory(), InMemory()
    first = run(study, store, num_replications=2)
    assert (first.num_done, first.is_complete) == (2, True)
    assert weekly_figures(study, store, ["given"], num_replications=2)["given"].shape == (2, 2, 6)

    run(study, store)
    run(study, whole)
    assert store.pieces == whole.pieces


def test_what_is_stored_is_not_run_again():
    study, store, executor = make_study(), InMemory(), OneByOne()
    run(study, store, num_replications=2)
    run_study(study, store, executor, in_hand=2)

    assert [args[1:] for args in executor.given] == [(2, 2), (4, 1)]


def test_progress_says_how_long_it_will_take():
    seen, ticks = [], iter(range(0, 1000, 10))
    run(make_study(), InMemory(), on_progress=seen.append, clock=lambda: float(next(ticks)))

    assert [(each.num_done, each.num_wanted) for each in seen] == [(0, 5), (2, 5), (4, 5), (5, 5)]
    assert [each.seconds_left for each in seen] == [None, 20 / 2 * 3, 30 / 4, 0]


def test_progress_of_a_resumed_run_goes_by_its_own_pace():
    study, store, seen = make_study(), InMemory(), []
    run(study, store, num_replications=2)
    ticks = iter(range(0, 1000, 10))
    run(study, store, on_progress=seen.append, clock=lambda: float(next(ticks)))

    assert [each.num_before for each in seen] == [2, 2, 2]
    assert [each.seconds_left for each in seen] == [None, 20 / 2 * 1, 0]


def test_a_run_that_is_stopped_finishes_what_it_has_begun_and_no_more():
    study, store = make_study(), InMemory()
    outcome = run(study, store, should_stop=lambda: bool(store.pieces))

    assert (outcome.num_done, outcome.is_complete) == (2, False)
    assert list(store.pieces) == ["000000-000001"]


def test_what_waits_in_the_queue_of_a_stopped_run_is_not_begun():
    study, store = make_study(), InMemory()
    with ThreadPoolExecutor(max_workers=1) as executor:
        run_study(study, store, executor, in_hand=3, should_stop=lambda: bool(store.pieces))
    assert len(store.pieces) < 3

    run(study, store)
    whole = InMemory()
    run(study, whole)
    assert store.pieces == whole.pieces


@pytest.mark.parametrize(
    "change", [{"seed": 8}, {"weeks": 7}, {"piece_replications": 3}, {"made_with": {"numpy": "1"}}]
)
def test_another_configuration_is_refused_and_what_differs_is_named(change):
    store = InMemory()
    run(make_study(), store)
    before = dict(store.pieces)

    with pytest.raises(OtherStudy, match=next(iter(change))) as caught:
        run(make_study(**change), store)
    assert caught.value.fields == tuple(change)
    assert store.pieces == before


def test_figures_that_are_not_there_are_asked_for_in_vain():
    study, store = make_study(), InMemory()
    run(study, store, num_replications=2)

    with pytest.raises(MissingPiece, match="000002-000003"):
        digests(study, store)
    with pytest.raises(KeyError, match="happiness"):
        weekly_figures(study, store, ["happiness"], num_replications=2)


@pytest.mark.parametrize("damage", [lambda content: content[:-40], lambda _: b"", lambda _: b"no archive at all"])
def test_a_damaged_piece_is_named(damage):
    study, store = make_study(), InMemory()
    run(study, store)
    store.pieces["000002-000003"] = damage(store.pieces["000002-000003"])

    with pytest.raises(UnreadablePiece, match="000002-000003 is damaged; delete it"):
        digests(study, store)


def test_a_lost_worker_is_said_and_what_was_finished_stays():
    study, store = make_study(), InMemory()

    class Breaking(OneByOne):
        def submit(self, work, /, *args):
            if self.given:
                with ProcessPoolExecutor(max_workers=1) as pool:
                    return pool.submit(os._exit, 1)  # both of those that follow the first
            return super().submit(work, *args)

    with pytest.raises(WorkersLost, match="resume"):
        run_study(study, store, Breaking(), in_hand=3)
    assert list(store.pieces) == ["000000-000001"]


@pytest.mark.slow
def test_two_processes_give_the_same_bytes_as_one(tmp_path):
    study = make_study()
    one, two = ResultsFolder(tmp_path / "one"), ResultsFolder(tmp_path / "two")
    run(study, one)
    with local_processes(2) as executor:
        run_study(study, two, executor, in_hand=4)

    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


@pytest.mark.slow
def test_a_killed_run_that_is_resumed_ends_as_one_that_was_left_alone(tmp_path):
    """The process is really killed, its workers end by themselves, and only whole pieces are there."""
    killed, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"
    study = make_study(**LONG)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.allocator.simulation.study.long_run", str(killed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "3"},
    ) as program:
        while int(program.stdout.readline()) < 4:
            pass
        os.kill(program.pid, signal.SIGKILL)
        # Its workers have the same pipe, which ends only when the last of them has.
        program.communicate(timeout=100)
    assert program.returncode == -signal.SIGKILL

    stored = ResultsFolder(killed).finished()
    assert 2 <= len(stored) < len(study.pieces())

    run(study, ResultsFolder(killed))
    run(study, ResultsFolder(undisturbed))
    assert bytes_of(killed) == bytes_of(undisturbed)


def bytes_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
