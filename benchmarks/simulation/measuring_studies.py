"""Studies, here and now: on one process and on two, and how much memory they need."""

import resource
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from allocator.simulation.study import Study, local_processes, run_study, simulate_piece
from allocator.simulation.study.processes import available_cores
from benchmarks.running.memory import peak_mib
from benchmarks.simulation.job import MemoryJob, StudyJob
from benchmarks.simulation.line import MemoryOutcome, Spent, StudyOutcome
from benchmarks.simulation.ways import way_named
from data.demonstration.world import simulated_world
from data.simulation_results import ResultsFolder

_IN_HAND_EACH = 2


def measure_study(job: StudyJob) -> StudyOutcome:
    """The same study twice, each in a folder and with processes of its own, which are started within the time."""
    world = simulated_world(job.municipality)
    study = Study(
        world=world,
        ways=tuple(way_named(name, world) for name in job.ways),
        seed=job.seed,
        replications=job.num_pieces * job.piece_replications,
        weeks=job.weeks,
        piece_replications=job.piece_replications,
    )
    # Compiled code is on the disk from here on, as it is after the first study on any machine.
    simulate_piece(study.model_copy(update={"weeks": 1}).as_json(), 0, 1)
    spent: dict[int, Spent] = {}
    stored: dict[int, dict[str, bytes]] = {}
    for num_workers in (2, 1) if job.two_first else (1, 2):
        spent[num_workers], stored[num_workers] = _run_on(num_workers, study)
    return StudyOutcome(
        one=spent[1],
        two=spent[2],
        num_years=study.replications * len(study.ways),
        same_bytes=stored[1] == stored[2],
        num_cores=available_cores(),
    )


def _run_on(num_workers: int, study: Study) -> tuple[Spent, dict[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        store = ResultsFolder(Path(folder))
        started_s, started_cpu_s = time.perf_counter(), _cpu_seconds_of_children() + time.process_time()
        with local_processes(num_workers) as executor:
            run_study(study, store, executor, in_hand=_IN_HAND_EACH * num_workers)
            seconds = time.perf_counter() - started_s
        cpu_seconds = _cpu_seconds_of_children() + time.process_time() - started_cpu_s
        return Spent(seconds=seconds, cpu_seconds=cpu_seconds), {
            piece.name: store.load(piece.name) for piece in study.pieces()
        }


def _cpu_seconds_of_children() -> float:
    """Of those that have ended and been waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_memory(job: MemoryJob) -> MemoryOutcome:
    """Parent and worker in this one process, so that its largest resident set is both of theirs."""
    world = simulated_world(job.municipality)
    study = Study(world=world, ways=(way_named(job.way, world),), seed=job.seed, replications=job.many, weeks=job.weeks)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=1) as executor:
        store = ResultsFolder(Path(folder))
        run_study(study, store, executor, in_hand=_IN_HAND_EACH, num_replications=job.few)
        few_mib = peak_mib()
        run_study(study, store, executor, in_hand=_IN_HAND_EACH)
        return MemoryOutcome(few_mib=few_mib, many_mib=peak_mib())
