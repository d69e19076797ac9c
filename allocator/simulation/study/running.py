"""Running a study in pieces, on any executor, from wherever it was left."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait

from allocator.simulation.study.errors import OtherStudy, WorkersLost
from allocator.simulation.study.piece import simulate_piece
from allocator.simulation.study.progress import Progress
from allocator.simulation.study.store import Store
from allocator.simulation.study.study import Piece, Study
from allocator.simulation.study.task import Task

SIMULATION = Task(prefix="", work=simulate_piece)
_LOOK_AGAIN_S = 0.5


def run_study(
    study: Study,
    store: Store,
    executor: Executor,
    *,
    in_hand: int,
    task: Task = SIMULATION,
    num_replications: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Progress:
    """Run the pieces that are not stored yet, and store each as soon as it is there.

    What is stored in the end is the same, byte for byte, whatever executor ran it and however often it was stopped or
    killed in between. Memory does not grow with the number of replications.

    Parameters
    ----------
    executor
        Processes, threads, or a cluster behind the same protocol. It is not closed.
    in_hand
        How many pieces are given to it at a time, at least 1: two for each of its workers keep them busy. A kill loses
        no more than these.
    task
        What is done with each piece: by default it is simulated.
    num_replications
        Only the first so many, in whole pieces; None for all.
    on_progress
        Called at the beginning and after each piece.
    should_stop
        Asked at least twice a second. Pieces that have begun are then finished and stored, no others.
    clock
        Seconds, of which only differences count.

    Raises
    ------
    OtherStudy
        The store was begun with another configuration.
    WorkersLost
        A process of the executor was killed.
    """
    study_json = _begun(study, store)
    pieces = study.pieces(num_replications)
    finished = store.finished()
    pending = deque(piece for piece in pieces if task.name(piece) not in finished)
    num_before = _num_replications(pieces) - _num_replications(pending)
    num_done, num_wanted, began = num_before, _num_replications(pieces), clock()
    running: dict[Future[bytes], Piece] = {}

    def progress() -> Progress:
        now = Progress(num_before, num_done, num_wanted, clock() - began)
        if on_progress is not None:
            on_progress(now)
        return now

    latest = progress()
    try:
        while pending or running:
            if should_stop is not None and should_stop():
                pending.clear()
                running = {future: piece for future, piece in running.items() if not future.cancel()}
            while pending and len(running) < in_hand:
                piece = pending.popleft()
                running[executor.submit(task.work, study_json, piece.first, piece.num_replications)] = piece
            done, _ = wait(running, timeout=_LOOK_AGAIN_S, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=_has_failed):  # so that what is there is stored first
                piece = running.pop(future)
                store.save(task.name(piece), future.result())
                num_done += piece.num_replications
                latest = progress()
    except BrokenExecutor as error:
        raise WorkersLost from error
    finally:
        for future in running:
            future.cancel()
    return latest


def _has_failed(future: Future[bytes]) -> bool:
    return future.exception() is not None


def _begun(study: Study, store: Store) -> str:
    """The configuration as it is stored."""
    configuration = store.configuration()
    if configuration is None:
        configuration = study.as_json()
        store.begin(configuration)
    differences = study.differences_from(Study.model_validate_json(configuration))
    if differences:
        raise OtherStudy(differences)
    return configuration


def _num_replications(pieces: Iterable[Piece]) -> int:
    return sum(piece.num_replications for piece in pieces)
