"""Work that is watched: what it comes to, what it raises, and that nobody waits for it who wants to stop."""

import threading

import pytest

from allocator.rebalancing.watched import watched


def test_work_that_nobody_wants_to_stop_is_simply_done():
    assert watched(threading.get_ident, None) == threading.get_ident()


def test_what_watched_work_comes_to_is_given_back():
    assert watched(lambda: 42, lambda: False) == 42


def test_what_it_raises_reaches_the_caller():
    def fail() -> int:
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        watched(fail, lambda: False)


def test_work_is_not_begun_for_somebody_who_wants_to_stop_already():
    begun = []

    assert watched(lambda: begun.append(1), lambda: True) is None
    assert begun == []


def test_nobody_waits_for_work_who_wants_to_stop_while_it_runs():
    is_running, may_end, has_ended = threading.Event(), threading.Event(), threading.Event()

    def long_work() -> int:
        is_running.set()
        may_end.wait()
        has_ended.set()
        return 42

    assert watched(long_work, is_running.is_set) is None
    assert not has_ended.is_set()
    may_end.set()
    assert has_ended.wait(60)
