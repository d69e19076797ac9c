"""Ctrl-C, and being asked to end: a wish while somebody listens, put off while results are written, else an order.

An order is obeyed without an exception: raised within a native module, it would come out as another one.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn, TypeAlias

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_CLEAR_LINE = "\r\x1b[2K\x1b[?25h"
"""Takes a line of progress away and shows the cursor again."""

_Handler: TypeAlias = Callable[[int, FrameType | None], Any] | int | None


def obey(sentence: Callable[[], str]) -> None:
    """From now on, end the process when asked to, with a sentence on standard error and 128 and the signal's number.

    A signal that is ignored stays so: whoever started the program wanted it, as `nohup` does.
    """
    _handle(lambda number, _: _leave(number, sentence()))


@contextmanager
def obeying(sentence: Callable[[], str]) -> Iterator[None]:
    """As `obey`, for a block."""
    before = _handle(lambda number, _: _leave(number, sentence()))
    try:
        yield
    finally:
        _restore(before)


@contextmanager
def putting_off() -> Iterator[None]:
    """Let the block finish, whatever is asked meanwhile; the first that was asked is obeyed afterwards."""
    heard: list[int] = []
    before = _handle(lambda number, _: heard.append(number))
    try:
        yield
    finally:
        _restore(before)
        if heard:
            signal.raise_signal(heard[0])


@contextmanager
def interruptible(answer: str) -> Iterator[Callable[[], bool]]:
    """Within the block, an interrupt makes the given function answer True, and the next one is obeyed at once.

    So is the first, as long as nobody has asked the function: a wish that nobody hears is none.

    Parameters
    ----------
    answer
        A line for whoever pressed, to tell that the wish was heard.
    """
    is_asked = is_wished = False
    before = signal.getsignal(signal.SIGINT)

    def hear(number: int, frame: FrameType | None) -> None:
        nonlocal is_wished
        if is_asked and not is_wished:
            is_wished = True
            _tell(answer)
        elif callable(before):
            before(number, frame)

    def should_stop() -> bool:
        nonlocal is_asked
        is_asked = True
        return is_wished

    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, hear)
    try:
        yield should_stop
    finally:
        signal.signal(signal.SIGINT, before)


def ignore() -> None:
    """From now on there is nothing left to stop: what was asked for is done, and its end has been told."""
    _handle(signal.SIG_IGN)


def _handle(handler: _Handler) -> dict[int, _Handler]:
    """What handled the signals before."""
    heeded = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    return {number: signal.signal(number, handler) for number in heeded}


def _restore(handlers: dict[int, _Handler]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)


def _leave(number: int, sentence: str) -> NoReturn:
    try:
        _tell(sentence)
    finally:
        os._exit(128 + number)


def _tell(line: str) -> None:
    """Past all that buffers, redirects and locks: whoever holds a lock may be what was interrupted."""
    stream = sys.__stderr__
    if stream is None:  # it was closed from the start
        return
    with suppress(OSError):
        is_steered = stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        text = f"{_CLEAR_LINE if is_steered else ''}{line}\n"
        os.write(stream.fileno(), text.encode(stream.encoding, "replace"))
