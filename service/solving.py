"""As many solves at once as the machine can do; whoever comes on top is asked to come back."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

from models.errors import SagsfordelerError
from service.settings import Settings
from service.solving_process import Asked, Outcome, answer_in_process, solving_context, warm_up


class TooManySolves(SagsfordelerError):
    """All places are taken."""


class Solving:
    """The places for solves, each with a thread that watches over the process it has started."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._context = solving_context()
        self._watchers = ThreadPoolExecutor(max_workers=settings.max_solves, thread_name_prefix="solve")
        self._cancellers: set[Connection] = set()

    @property
    def num_running(self) -> int:
        """How many places are taken."""
        return len(self._cancellers)

    async def warm_up(self) -> None:
        """Get ready for the first solve."""
        await asyncio.get_running_loop().run_in_executor(self._watchers, warm_up, self._context)

    async def answer(self, order: Asked, media_type: str, on_start: Callable[[int], None]) -> Outcome:
        """The answer to an order. Cancelling it stops the process; its place is free when the process is gone.

        Parameters
        ----------
        on_start
            Told the id of the process, from another thread.

        Raises
        ------
        TooManySolves
            No place is free.
        """
        if self.num_running >= self._settings.max_solves:
            raise TooManySolves
        cancelled, canceller = self._context.Pipe(duplex=False)
        self._cancellers.add(canceller)

        def watch() -> Outcome:
            with cancelled:
                return answer_in_process(
                    self._context,
                    order,
                    media_type,
                    wall_limit_s=order.time_limit_s + self._settings.grace_s,
                    cancelled=cancelled,
                    on_start=on_start,
                )

        watching = asyncio.get_running_loop().run_in_executor(self._watchers, watch)
        watching.add_done_callback(lambda _: self._free(canceller))
        try:
            return await asyncio.shield(watching)
        except asyncio.CancelledError:
            canceller.close()
            raise

    def close(self) -> None:
        """Stop every process and wait until all are gone."""
        for canceller in tuple(self._cancellers):
            canceller.close()
        self._watchers.shutdown()

    def _free(self, canceller: Connection) -> None:
        self._cancellers.discard(canceller)
        canceller.close()
