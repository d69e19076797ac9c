"""Work that cannot be told to stop, done where nobody has to wait for its end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from allocator.solving.stopping import POLL_INTERVAL_S

T = TypeVar("T")


def watched(work: Callable[[], T], should_stop: Callable[[], bool] | None) -> T | None:
    """What some work comes to; None where the caller wants to stop before it is done.

    Then the work goes on by itself to its own time limit, and what it comes to is dropped. It has to leave the
    interpreter's lock to others, as solvers do, and to touch nothing that anybody else looks at.

    Parameters
    ----------
    should_stop
        Asked at once and then every `POLL_INTERVAL_S`, from the calling thread; None for never.
    """
    if should_stop is None:
        return work()
    if should_stop():
        return None
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="watched")
    try:
        future = executor.submit(work)
        while not wait([future], timeout=POLL_INTERVAL_S).done:
            if should_stop():
                return None
        return future.result()
    finally:
        executor.shutdown(wait=False)
