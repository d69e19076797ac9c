import asyncio
import os
import signal

import pytest

from service.media import JSON
from service.settings import Settings
from service.solving import Solving, TooManySolves
from service.solving_process import Answered, Cancelled
from service.use_cases import Order
from tests.factories import make_snapshot

ORDER = Order(source=make_snapshot())


def hang(pid):
    os.kill(pid, signal.SIGSTOP)


def with_solving(scenario, **settings):
    async def run():
        solving = Solving(Settings(**settings))
        await solving.warm_up()
        try:
            return await scenario(solving)
        finally:
            solving.close()

    return asyncio.run(run())


def test_an_order_is_answered_and_its_place_is_free_again():
    async def scenario(solving):
        outcome = await solving.answer(ORDER, JSON, lambda _: None)
        assert solving.num_running == 0
        return outcome

    assert isinstance(with_solving(scenario), Answered)


def test_whoever_comes_when_all_places_are_taken_is_sent_away():
    async def scenario(solving):
        started = asyncio.Event()
        loop = asyncio.get_running_loop()

        def tell(pid):
            hang(pid)
            loop.call_soon_threadsafe(started.set)

        first = asyncio.create_task(solving.answer(ORDER, JSON, tell))
        await started.wait()
        assert solving.num_running == 1
        with pytest.raises(TooManySolves):
            await solving.answer(ORDER, JSON, lambda _: None)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        while solving.num_running:
            await asyncio.sleep(0.01)
        return await solving.answer(ORDER, JSON, lambda _: None)

    assert isinstance(with_solving(scenario, max_solves=1), Answered)


def test_closing_ends_what_is_under_way():
    async def scenario(solving):
        started = asyncio.Event()
        loop = asyncio.get_running_loop()

        def tell(pid):
            hang(pid)
            loop.call_soon_threadsafe(started.set)

        task = asyncio.create_task(solving.answer(ORDER, JSON, tell))
        await started.wait()
        solving.close()
        return await task

    assert with_solving(scenario) == Cancelled()
