"""Ctrl-C as a wish to stop: the first is passed on, the second is obeyed at once."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interruptible(on_first: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Within the block, an interrupt makes the given function answer True; the next one raises KeyboardInterrupt.

    Parameters
    ----------
    on_first
        Called once, to tell whoever pressed that it was heard.
    """
    is_wished = threading.Event()

    def hear(_: int, __: FrameType | None) -> None:
        if is_wished.is_set():
            raise KeyboardInterrupt
        is_wished.set()
        on_first()

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield is_wished.is_set
    finally:
        signal.signal(signal.SIGINT, before)
