"""Calls that a Dask cluster makes for us, and makes again where a worker or the connection is lost."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from distributed import CancelledError, Client, KilledWorker
from distributed.comm.core import CommClosedError

from allocator.simulation.study import WorkersLost
from models.errors import Finding, UnusableInput
from models.text import Text
from service import on_worker

P = ParamSpec("P")
T = TypeVar("T")

_KILLS_WORKERS = Text(
    da="Flere arbejdere i klyngen døde med den samme opgave, måske af mangel på hukommelse. "
    "Det færdige er gemt; giv dem mere, og genoptag.",
    en="Several of the cluster's workers died of the same task, perhaps for want of memory. "
    "What is finished is stored; give them more and resume.",
)
_NOT_INSTALLED = Finding(
    code="cluster_without_program",
    what=Text(
        da="Klyngen mangler Sagsfordeler, eller den har en anden udgave.",
        en="The cluster lacks Sagsfordeler, or has another release of it.",
    ),
    remedy=Text(
        da="Installer det samme på alle dens maskiner, også hvor dask scheduler kører.",
        en="Install the same on all its machines, also where dask scheduler runs.",
    ),
)


@dataclass(frozen=True)
class _Call:
    future: Future[Any]
    content: bytes


class ClusterExecutor(Executor):
    """Hands a cluster as many calls as it has threads, so that one that is handed over is one that has begun.

    The others wait here, where they can be cancelled. Dask gives a call whose worker is lost to another; we hand over
    again what is lost with the connection. Made in the event loop of the client, where all but `submit` happens.
    """

    def __init__(self, client: Client, num_threads: int) -> None:
        self._client = client
        self._loop = asyncio.get_running_loop()
        self._num_threads = self._num_threads_at_first = num_threads
        self._waiting: deque[_Call] = deque()
        self._under_way: dict[asyncio.Task[Any], _Call] = {}
        self._stopped_by: BaseException | None = None

    @property
    def in_hand(self) -> int:
        """How many calls keep it busy, also when as many workers come as there were at first."""
        return 2 * self._num_threads_at_first

    def submit(self, work: Callable[P, T], /, *args: P.args, **options: P.kwargs) -> Future[T]:
        """Have something called, which must be there to be imported on every machine of the cluster.

        The future's exception is `WorkersLost` where nobody is left to do it.
        """
        future: Future[T] = Future()
        self._loop.call_soon_threadsafe(self._accept, _Call(future, on_worker.packed(work, args, options)))
        return future

    def employ(self, num_threads: int) -> None:
        """There are so many threads now."""
        self._num_threads = num_threads
        self._hand_over()

    def stop(self, error: BaseException) -> None:
        """Fail all calls that are not finished, and all that are still to come."""
        self._stopped_by = error
        for call in (*self._under_way.values(), *self._waiting):
            _fail(call, error)
        self._waiting.clear()
        for task in self._under_way:
            task.cancel()

    def _accept(self, call: _Call) -> None:
        if self._stopped_by is not None:
            _fail(call, self._stopped_by)
        else:
            self._waiting.append(call)
            self._hand_over()

    def _hand_over(self) -> None:
        while self._waiting and len(self._under_way) < self._num_threads:
            call = self._waiting.popleft()
            if call.future.running() or call.future.set_running_or_notify_cancel():
                task = asyncio.create_task(self._answer(call))
                self._under_way[task] = call
                task.add_done_callback(self._settle)

    async def _answer(self, call: _Call) -> Any:  # noqa: ANN401 - whatever it gives
        # Not pure: a call that failed is to be made, not remembered.
        return await self._client.submit(on_worker.call, call.content, pure=False)

    def _settle(self, task: asyncio.Task[Any]) -> None:
        call = self._under_way.pop(task)
        if call.future.done():
            return
        error = task.exception()
        if error is None:
            call.future.set_result(task.result())
        elif isinstance(error, CancelledError | CommClosedError) or self._client.status != "running":
            self._num_threads = 0  # until somebody has seen the cluster again
            self._waiting.appendleft(call)
        else:
            call.future.set_exception(_in_our_words(error))
        self._hand_over()


def _in_our_words(error: BaseException) -> BaseException:
    if isinstance(error, KilledWorker):
        return WorkersLost(_KILLS_WORKERS)
    if isinstance(error, ImportError) or isinstance(error.__cause__, ImportError):
        return UnusableInput([_NOT_INSTALLED])
    return error


def _fail(call: _Call, error: BaseException) -> None:
    if not call.future.done() and (call.future.running() or call.future.set_running_or_notify_cancel()):
        call.future.set_exception(error)
