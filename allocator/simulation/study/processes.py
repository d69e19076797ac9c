"""All cores of this machine."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor


def available_cores() -> int:
    """Those that this process may use, which may be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def local_processes(num_workers: int) -> ProcessPoolExecutor:
    """Fresh processes, at least 1: a fork would share the solver's threads and locks with its parent.

    They end with their parent, also when it is killed and cannot tell them; an interruption from the keyboard is left
    to it, so that what is in hand can be finished and stored.
    """
    return ProcessPoolExecutor(
        max_workers=num_workers, mp_context=multiprocessing.get_context("spawn"), initializer=_serve_parent
    )


def _serve_parent() -> None:
    """A worker waits at a pipe that it holds open itself, so it would never see that nobody is left to write to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_parent, name="end-with-parent", daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
