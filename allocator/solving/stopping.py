"""When to stop: the deadline and the caller's wish, as one value that every phase asks."""

import time
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

Reason: TypeAlias = Literal["cancelled", "time limit"]

POLL_INTERVAL_S: Final = 0.05
"""How often a phase that waits asks whether to stop; the contract is 0.1 s."""

_ASK_CALLER_INTERVAL_S: Final = 0.01
"""Tight loops may ask every microsecond; the caller's function, which may cost more, is spared."""


class Stopping:
    """Whether to stop, and why. The first reason stays.

    Parameters
    ----------
    time_limit_s
        Seconds from now to the deadline.
    should_stop
        The caller's wish, asked from the thread that asks us; what it raises is passed on. None for never.
    clock
        Seconds from some fixed point, never falling.
    """

    def __init__(
        self,
        time_limit_s: float,
        should_stop: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._started_s = clock()
        self._time_limit_s = time_limit_s
        self._should_stop = should_stop
        self._ask_caller_from_s = 0.0
        self._reason: Reason | None = None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._started_s

    @property
    def remaining_s(self) -> float:
        """Seconds to the deadline, never negative; may be infinite."""
        return max(0.0, self._time_limit_s - self.elapsed_s)

    def set_back(self, seconds: float) -> None:
        """Move the deadline back, for work that is done once and not for this solve alone."""
        self._time_limit_s += seconds

    def reason(self) -> Reason | None:
        """Why to stop, or None to go on."""
        if self._reason is None:
            elapsed_s = self.elapsed_s
            if self._caller_wants_to_stop(elapsed_s):
                self._reason = "cancelled"
            elif elapsed_s >= self._time_limit_s:
                self._reason = "time limit"
        return self._reason

    def _caller_wants_to_stop(self, elapsed_s: float) -> bool:
        if self._should_stop is None or elapsed_s < self._ask_caller_from_s:
            return False
        self._ask_caller_from_s = elapsed_s + _ASK_CALLER_INTERVAL_S
        return self._should_stop()
