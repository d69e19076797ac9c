"""Solving in a process that can be stopped: CP-SAT may overrun its limits, and a client may be gone.

Every solve has a fresh process, forked from a server that has the heavy modules loaded already. It reads, solves and
writes the answer; what comes back over the pipe is the finished answer, or what went wrong.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import TypeAlias

from data.proposal_workbook import proposal_workbook
from data.rebalance_workbook import rebalance_workbook
from models.errors import Finding, UnusableInput
from models.proposal import ProposalStatus
from service.log import places
from service.media import JSON, SVG, WORKBOOK
from service.rebalance_answer import rebalance_json
from service.rebalance_plot import rebalance_plot
from service.rebalancing import RebalanceOrder, pick_point, rebalance_team
from service.use_cases import Order, propose


@dataclass(frozen=True)
class Answered:
    """The proposal or rebalance, written in the form that was asked for."""

    body: bytes
    status: ProposalStatus
    objective_minutes: int | None


@dataclass(frozen=True)
class Refused:
    """What came in cannot be used."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class NoPlanInTime:
    """The time was up before there was any plan."""


@dataclass(frozen=True)
class Failed:
    """The fault is ours: where it happened, for the log."""

    places: str


@dataclass(frozen=True)
class Cancelled:
    """Nobody waits for the answer any more."""


_EXIT_S = 1.0
"""How long a process that has answered may take to end by itself."""

Asked: TypeAlias = Order | RebalanceOrder
Outcome: TypeAlias = Answered | Refused | NoPlanInTime | Failed | Cancelled


def answer(order: Asked, media_type: str) -> Outcome:
    """The answer to an order, in this process."""
    try:
        return _rebalanced(order, media_type) if isinstance(order, RebalanceOrder) else _proposed(order, media_type)
    except UnusableInput as error:
        return Refused(error.findings)
    except Exception as error:  # noqa: BLE001 - the edge of the process: whatever it was becomes an answer
        return Failed(places(error))


def _proposed(order: Order, media_type: str) -> Outcome:
    proposed = propose(order)
    proposal = proposed.proposal
    if proposal.objective_minutes is None:
        return NoPlanInTime()
    body = {
        JSON: lambda: proposal.model_dump_json().encode(),
        WORKBOOK: lambda: proposal_workbook(proposal, proposed.snapshot),
    }[media_type]()
    return Answered(body, proposal.status, proposal.objective_minutes)


def _rebalanced(order: RebalanceOrder, media_type: str) -> Outcome:
    rebalanced = rebalance_team(order)
    found, snapshot = rebalanced.rebalance, rebalanced.snapshot
    point = pick_point(found, None, at_price=order.price_minutes is not None)
    body = {
        JSON: lambda: rebalance_json(found).encode(),
        WORKBOOK: lambda: rebalance_workbook(found, point, snapshot),
        SVG: lambda: rebalance_plot(found, point, snapshot, "da").encode(),
    }[media_type]()
    return Answered(body, point.status, point.objective_minutes)


def solving_context() -> ForkServerContext:
    """Where solving processes come from. The server they are forked from is one for the whole service process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["service.deaf", __name__])
    return context


def warm_up(context: ForkServerContext) -> None:
    """Load the heavy modules now, so that the first request does not wait for them."""
    process = context.Process(target=os.getpid)
    process.start()
    process.join()
    process.close()


def answer_in_process(
    context: ForkServerContext,
    order: Asked,
    media_type: str,
    *,
    wall_limit_s: float,
    cancelled: Connection,
    on_start: Callable[[int], None],
) -> Outcome:
    """The answer to an order from a process of its own, which is gone when this returns.

    Parameters
    ----------
    wall_limit_s
        Seconds after which the process is stopped, whatever it is doing.
    cancelled
        The process is stopped when this becomes readable or its other end is closed.
    on_start
        Told the id of the process.
    """
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer_over, args=(sender, order, media_type))
    try:
        process.start()
        sender.close()
        on_start(process.pid or 0)
        ready = wait([receiver, cancelled], timeout=wall_limit_s)
        if cancelled in ready:
            return Cancelled()
        if receiver not in ready:
            return NoPlanInTime()
        outcome = _received(receiver)
        process.join(timeout=_EXIT_S)
        return outcome
    finally:
        _stop(process)
        receiver.close()
        sender.close()


def _received(receiver: Connection) -> Outcome:
    try:
        outcome: Outcome = receiver.recv()
    except EOFError:
        return Failed("the solving process ended without an answer")
    return outcome


def _stop(process: ForkServerProcess) -> None:
    if process.pid is None:  # it never started
        return
    if process.is_alive():
        # With all it has started itself: it leads a group of its own, unless it has only just begun.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.join()
    process.close()


def _answer_over(sender: Connection, order: Asked, media_type: str) -> None:
    os.setsid()  # a group of its own, away from the terminal's Ctrl-C
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sender.send(answer(order, media_type))


def _end_with_parent() -> None:
    """Nobody would read the answer: a service that was killed leaves no solve behind."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - this runs in a child
    parent.join()
    os._exit(1)
