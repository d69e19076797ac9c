import itertools
import math
from collections.abc import Iterator

import pytest

from allocator.solving.stopping import Stopping


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_it_goes_on_until_the_deadline() -> None:
    clock = Clock()
    stopping = Stopping(5.0, clock=clock)
    assert stopping.reason() is None
    clock.now_s += 4.5
    assert stopping.reason() is None
    assert stopping.elapsed_s == 4.5
    assert stopping.remaining_s == 0.5
    clock.now_s += 1
    assert stopping.reason() == "time limit"
    assert stopping.remaining_s == 0.0


def test_no_time_is_over_at_once_and_endless_time_never() -> None:
    assert Stopping(0.0).reason() == "time limit"
    assert Stopping(math.inf).reason() is None
    assert Stopping(math.inf).remaining_s == math.inf


def test_the_first_reason_stays() -> None:
    clock, wishes = Clock(), [True]
    stopping = Stopping(5.0, lambda: wishes[0], clock)
    assert stopping.reason() == "cancelled"
    wishes[0] = False
    clock.now_s += 10
    assert stopping.reason() == "cancelled"


def test_the_caller_is_asked_often_but_not_by_every_turn_of_a_loop() -> None:
    clock, asked_at_s = Clock(), []
    stopping = Stopping(5.0, lambda: bool(asked_at_s.append(clock.now_s)), clock)
    for _ in range(1000):
        assert stopping.reason() is None
        clock.now_s += 0.001
    assert 50 <= len(asked_at_s) <= 100
    assert max(later - earlier for earlier, later in itertools.pairwise(asked_at_s)) < 0.1


def test_what_the_caller_raises_is_passed_on() -> None:
    def fail() -> bool:
        raise LookupError("the job is gone")

    with pytest.raises(LookupError, match="the job is gone"):
        Stopping(5.0, fail).reason()


def test_time_does_not_wait_for_the_caller() -> None:
    clock = Clock()
    wishes: Iterator[bool] = iter([False, True])
    stopping = Stopping(5.0, lambda: next(wishes), clock)
    assert stopping.reason() is None
    clock.now_s += 5
    assert stopping.reason() == "cancelled"
