"""How long a question may take: one clock for all the solves behind one answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Learnt:
    """What the solves behind one answer have taught. `levels_apart`: one number for all levels is no way to a proof."""

    levels_apart: bool = False


class Clock:
    """Counts down from the time limit.

    Parameters
    ----------
    time_limit_s
        Seconds for everything together, >= 0.
    should_stop
        Asked between and within the solves; True ends the work with what is proved so far.
    learnt
        Shared by all clocks of one answer; None for nothing yet.

    Raises
    ------
    ValueError
        The time limit is less than 0, or no number.
    """

    def __init__(
        self, time_limit_s: float, should_stop: Callable[[], bool] | None = None, learnt: Learnt | None = None
    ) -> None:
        if not time_limit_s >= 0:
            raise ValueError(f"time_limit_s is {time_limit_s}: give 0 or more seconds")
        self._deadline_s = time.monotonic() + time_limit_s
        self.should_stop = should_stop
        self.learnt = Learnt() if learnt is None else learnt

    @property
    def remaining_s(self) -> float:
        """Seconds left; 0 once somebody wants to stop."""
        if self.is_stopped:
            return 0.0
        return max(0.0, self._deadline_s - time.monotonic())

    @property
    def is_stopped(self) -> bool:
        """Whether somebody wants to stop, with time left or without."""
        return self.should_stop is not None and self.should_stop()

    @property
    def is_over(self) -> bool:
        """Whether nothing more may be begun."""
        return self.remaining_s == 0.0

    def share(self, part: float) -> "Clock":
        """A clock that may use so much of what is left, 0 < part <= 1."""
        return Clock(self.remaining_s * part, self.should_stop, self.learnt)

    def first_look(self, part: float, most_s: float) -> "Clock":
        """The same, of so many seconds at the most, and what it learns is of no meaning to others."""
        return Clock(min(most_s, self.remaining_s * part), self.should_stop)
