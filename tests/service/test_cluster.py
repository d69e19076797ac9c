"""Clusters of real processes on this host, the scheduler and its workers started and ended here."""

import operator
import os
import signal
import socket
import time

import dask
import numpy as np
import pytest
import trustme

from allocator.simulation.study import OtherVersions, Way, WorkersLost, local_processes, run_study
from data.demonstration import demonstrate
from data.demonstration.world import simulated_world
from data.own_world import world_of_team
from data.simulation_results import ResultsFolder
from data.travel import GeodesicTravel
from models.errors import UnusableInput
from models.presets import preset
from service.cluster import cluster_executor
from tests.allocator.simulation.study.studies import InMemory, OneByOne, make_study
from tests.service.clusters import cluster
from tests.service.wire import wire_to

LONG = {"replications": 16, "weeks": 20, "piece_replications": 2}
INSTRUCTIONS = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("two-workers")) as made:
        yield made


def codes(caught):
    return [finding.code for finding in caught.value.findings]


@pytest.mark.slow
def test_a_worker_that_is_killed_changes_no_byte(tmp_path):
    """Two workers, one killed amid its work; against two local processes, and none but this one."""
    study = make_study(**LONG)
    folders = {name: ResultsFolder(tmp_path / name) for name in ("cluster", "processes", "here")}
    (tmp_path / "dask").mkdir()
    seen = []
    with cluster(tmp_path / "dask") as made, cluster_executor(made.address) as executor:

        def kill_one(progress):
            seen.append(progress.num_done)
            if progress.num_done == 4:
                os.kill(made.workers[0].pid, signal.SIGKILL)

        run_study(study, folders["cluster"], executor, in_hand=executor.in_hand, on_progress=kill_one)
        assert made.workers[0].wait() == -signal.SIGKILL
        assert made.workers[1].poll() is None
    assert seen == list(range(0, 17, 2))

    with local_processes(2) as processes:
        run_study(study, folders["processes"], processes, in_hand=4)
    run_study(study, folders["here"], OneByOne(), in_hand=1)
    assert bytes_of(tmp_path / "cluster") == bytes_of(tmp_path / "processes") == bytes_of(tmp_path / "here")


@pytest.mark.slow
def test_work_that_waits_can_be_cancelled_and_work_that_has_begun_is_finished(two_workers):
    with cluster_executor(two_workers.address) as executor:
        assert executor.in_hand == 4
        begun = [executor.submit(time.sleep, 1) for _ in range(2)]
        waiting = [executor.submit(operator.add, 1, number) for number in range(3)]
        while not all(future.running() for future in begun):
            pass

        assert [future.cancel() for future in begun] == [False, False]
        assert waiting[1].cancel()
        assert [future.result() for future in begun] == [None, None]
        assert [waiting[number].result() for number in (0, 2)] == [1, 3]


@pytest.mark.slow
def test_a_stopped_run_stores_what_has_begun_and_can_be_resumed(two_workers):
    study, store, whole = make_study(**LONG), InMemory(), InMemory()
    with cluster_executor(two_workers.address) as executor:
        stopped = run_study(
            study, store, executor, in_hand=executor.in_hand, should_stop=lambda: len(store.pieces) >= 3
        )
        assert 3 <= len(store.pieces) <= 3 + 2
        assert not stopped.is_complete
        run_study(study, store, executor, in_hand=executor.in_hand)
    run_study(study, whole, OneByOne(), in_hand=1)

    assert store.pieces == whole.pieces


@pytest.mark.slow
def test_what_the_work_raises_comes_back(two_workers):
    with cluster_executor(two_workers.address) as executor:
        with pytest.raises(ZeroDivisionError):
            executor.submit(operator.truediv, 1, 0).result()
        assert executor.submit(operator.truediv, 1, 2).result() == 0.5
        left = executor.submit(time.sleep, 2)
        while not left.running():
            pass

    with pytest.raises(RuntimeError, match="left"):
        left.result()


@pytest.mark.slow
def test_a_cut_wire_is_mended_and_the_work_done_again(two_workers):
    with wire_to(two_workers.address) as wire, cluster_executor(wire.address) as executor:
        futures = [executor.submit(operator.add, 1, number) for number in range(2)]
        futures += [executor.submit(time.sleep, 1) for _ in range(2)]
        while not futures[-1].running():
            pass
        wire.cut()

        assert [future.result() for future in futures] == [1, 2, None, None]


@pytest.mark.slow
def test_nothing_about_a_person_goes_to_the_cluster(two_workers):
    """All that is sent is listened to: the study is in it, and nobody of the workbook it was made from."""
    snapshot = demonstrate("hedensted", seed=3)
    world = world_of_team(snapshot, preset("hedensted"), GeodesicTravel(), base=simulated_world("hedensted"))
    study = make_study(world=world, ways=(Way(practice="least-loaded"),), replications=1, weeks=1)
    with wire_to(two_workers.address) as wire:
        with cluster_executor(wire.address) as executor:
            run_study(study, InMemory(), executor, in_hand=executor.in_hand)
        sent = b"".join(wire.sent)

    assert study.as_json().encode() in sent
    consultants, employers = snapshot.consultants, snapshot.employers
    telling = {
        *(case.id for case in (*snapshot.open_cases, *snapshot.new_cases)),
        *(f'"{each.initials}"' for each in consultants),
        *(str(each.home.latitude) for each in consultants if each.home is not None),
        *(name for each in employers for name in (each.id, each.name)),
    }
    assert len(telling) > 500
    assert [name for name in telling if name.encode() in sent] == []


@pytest.mark.slow
def test_when_all_workers_are_gone_it_says_so_and_what_is_finished_is_stored(tmp_path):
    study, store = make_study(**LONG), InMemory()
    (tmp_path / "dask").mkdir()
    with cluster(tmp_path / "dask") as made, cluster_executor(made.address, patience_s=3) as executor:

        def kill_both(progress):
            if progress.num_done == 4:
                for worker in made.workers:
                    os.kill(worker.pid, signal.SIGKILL)

        with pytest.raises(WorkersLost) as caught:
            run_study(study, store, executor, in_hand=executor.in_hand, on_progress=kill_both)
        assert "ingen arbejdere mere" in caught.value.text.da
        assert 2 <= len(store.pieces) < len(study.pieces())

        with pytest.raises(WorkersLost):
            executor.submit(operator.add, 1, 1).result()

    run_study(study, store, OneByOne(), in_hand=1)
    assert len(store.pieces) == len(study.pieces())


@pytest.mark.slow
def test_a_task_that_ends_every_worker_is_given_up(tmp_path):
    few = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with (
        cluster(tmp_path, environment=few) as made,
        cluster_executor(made.address) as executor,
        pytest.raises(WorkersLost) as caught,
    ):
        executor.submit(os._exit, 1).result()
    assert "hukommelse" in caught.value.text.da


@pytest.mark.slow
def test_a_scheduler_that_is_gone_is_not_waited_for_for_ever(tmp_path):
    with cluster(tmp_path) as made, cluster_executor(made.address, patience_s=2) as executor:
        future = executor.submit(time.sleep, 60)
        while not future.running():
            pass
        os.kill(made.scheduler.pid, signal.SIGKILL)

        with pytest.raises(WorkersLost):
            future.result()


@pytest.mark.slow
@pytest.mark.skipif(not INSTRUCTIONS, reason="this processor has nothing more than the least that numpy asks for")
def test_a_worker_that_computes_otherwise_is_refused(tmp_path):
    """A real one: numpy there goes without the instructions that it uses here, as on an older machine."""
    study, store, whole = make_study(), InMemory(), InMemory()
    older = {"NPY_DISABLE_CPU_FEATURES": " ".join(INSTRUCTIONS)}
    with cluster(tmp_path, worker_environments=({}, older)) as made, cluster_executor(made.address) as executor:
        with pytest.raises(OtherVersions, match="rounding") as caught:
            run_study(study, store, executor, in_hand=executor.in_hand)
        assert caught.value.wanted == {"rounding": study.made_with["rounding"]}

    run_study(study, whole, OneByOne(), in_hand=1)
    assert store.pieces.items() < whole.pieces.items()


@pytest.mark.slow
def test_a_cluster_without_our_program_is_told_from_a_fault_of_ours(two_workers, tmp_path, monkeypatch):
    (tmp_path / "only_here.py").write_text("def work(): pass\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import only_here

    with cluster_executor(two_workers.address) as executor, pytest.raises(UnusableInput) as caught:
        executor.submit(only_here.work).result()
    assert codes(caught) == ["cluster_without_program"]


@pytest.mark.slow
def test_a_worker_that_is_open_to_a_network_is_refused(tmp_path):
    """It says that it is to be reached at an address of documentation, over the network and in the open."""
    with (
        cluster(
            tmp_path,
            num_workers=1,
            worker_options="--listen-address tcp://127.0.0.1:0 --contact-address tcp://192.0.2.1:4711",
        ) as made,
        pytest.raises(UnusableInput) as caught,
        cluster_executor(made.address),
    ):
        pass
    assert codes(caught) == ["cluster_not_encrypted"]
    assert "tcp://192.0.2.1:4711" in str(caught.value)


@pytest.mark.slow
def test_a_cluster_without_workers_is_said_to_have_none(tmp_path):
    with (
        cluster(tmp_path, num_workers=0) as made,
        pytest.raises(UnusableInput) as caught,
        cluster_executor(made.address, patience_s=1),
    ):
        pass
    assert codes(caught) == ["cluster_without_workers"]
    assert f"dask worker {made.address}" in caught.value.findings[0].remedy.da


def test_an_address_where_nobody_listens_is_said_at_once():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(UnusableInput) as caught, cluster_executor(f"tcp://127.0.0.1:{port}"):
        pass
    assert codes(caught) == ["cluster_silent"]
    assert "ingen lytter der" in caught.value.findings[0].what.da


def test_an_address_that_swallows_everything_is_not_waited_for_for_ever():
    with (
        socket.create_server(("127.0.0.1", 0), backlog=0) as server,
        socket.socket() as first,
        socket.socket() as other,
    ):
        for each in (first, other):
            each.setblocking(False)
            each.connect_ex(server.getsockname())  # there is room for no more
        with (
            pytest.raises(UnusableInput) as caught,
            cluster_executor(f"tcp://127.0.0.1:{server.getsockname()[1]}", patience_s=0.2),
        ):
            pass
    assert codes(caught) == ["cluster_silent"]
    assert "intet svar inden for tiden" in caught.value.findings[0].what.da


class Certificates:
    """Of one authority, as files, for everybody in a cluster."""

    def __init__(self, folder, name):
        authority = trustme.CA()
        self.authority, self.ours = folder / f"{name}-ca.pem", folder / f"{name}.pem"
        authority.cert_pem.write_to_path(self.authority)
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(self.ours)

    def environment(self):
        tls = "DASK_DISTRIBUTED__COMM__TLS__"
        return {
            f"{tls}CA_FILE": str(self.authority),
            f"{tls}SCHEDULER__CERT": str(self.ours),
            f"{tls}WORKER__CERT": str(self.ours),
        }

    def configured(self):
        return dask.config.set(
            {
                "distributed.comm.tls.ca-file": str(self.authority),
                "distributed.comm.tls.client.cert": str(self.ours),
            }
        )


@pytest.mark.slow
def test_with_certificates_it_is_encrypted_and_without_them_nobody_gets_in(tmp_path):
    certificates, others = Certificates(tmp_path, "ours"), Certificates(tmp_path, "others")
    study, store, whole = make_study(), InMemory(), InMemory()
    with cluster(tmp_path, scheme="tls", environment=certificates.environment()) as made:
        with certificates.configured(), cluster_executor(made.address) as executor:
            run_study(study, store, executor, in_hand=executor.in_hand)
        run_study(study, whole, OneByOne(), in_hand=1)
        assert store.pieces == whole.pieces

        with pytest.raises(UnusableInput) as without, cluster_executor(made.address):
            pass
        assert codes(without) == ["no_certificates"]
        assert "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT" in str(without.value)

        with others.configured(), pytest.raises(UnusableInput) as foreign, cluster_executor(made.address, patience_s=2):
            pass
        assert codes(foreign) == ["cluster_refuses"]

        in_the_open = made.address.replace("tls:", "tcp:")
        with pytest.raises(UnusableInput) as plain, cluster_executor(in_the_open, patience_s=2):
            pass
        assert codes(plain) == ["cluster_refuses"]


def bytes_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
