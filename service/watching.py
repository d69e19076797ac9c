"""A command at work: somebody may watch it, stop it, and must be told how it ended."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import NoReturn, TypeVar

import typer

from models.proposal import ProposalStatus
from models.text import Text
from service.board import Board
from service.interruption import interruptible
from service.progress import ProgressDisplay
from service.speaking import ExitCode, Speaker
from service.use_cases import Proposed

_T = TypeVar("_T")


def watched(speaker: Speaker, time_limit_s: float, work: Callable[..., _T]) -> tuple[_T, bool]:
    """The result of work that can be watched on a terminal, and whether Ctrl-C asked it to stop.

    Parameters
    ----------
    work
        Takes `on_progress` and `should_stop`, as the use cases do.
    """
    display = ProgressDisplay(speaker.err, speaker.language, time_limit_s)
    return stoppable(speaker, partial(work, on_progress=display.show), display)


def watched_frontier(speaker: Speaker, time_limit_s: float, work: Callable[..., _T]) -> tuple[_T, bool]:
    """As `watched`, for work that tells of the points of a frontier."""
    display = ProgressDisplay(speaker.err, speaker.language, time_limit_s)
    return stoppable(speaker, partial(work, on_progress=display.show_frontier), display)


def stoppable(
    speaker: Speaker, work: Callable[..., _T], display: AbstractContextManager[object] | None = None
) -> tuple[_T, bool]:
    """The result of work that takes `should_stop`, within a display if there is one, and whether Ctrl-C was pressed."""
    heard = Text(da="Stopper ... (Ctrl-C igen stopper straks)", en="Stopping ... (Ctrl-C again stops at once)")
    with interruptible(heard.in_language(speaker.language)) as should_stop, display or nullcontext():
        result = work(should_stop=should_stop)
        return result, should_stop()


def finished(result: _T, was_stopped: bool) -> _T:
    """The result of work that nobody stopped; half an answer to a question is none.

    Raises
    ------
    KeyboardInterrupt
        It was stopped.
    """
    if was_stopped:
        raise KeyboardInterrupt
    return result


def end_unless_finished(speaker: Speaker, proposed: Proposed, *, was_stopped: bool) -> None:
    """End the command where there is no plan, or somebody pressed Ctrl-C: who stops a command wants nothing written.

    Parameters
    ----------
    was_stopped
        Whether Ctrl-C was pressed, be it too late to keep the solve from finishing.

    Raises
    ------
    KeyboardInterrupt
        It was stopped; the best plan so far has been shown, with its status.
    typer.Exit
        There is no plan, and the reason has been said.
    """
    proposal = proposed.proposal
    if was_stopped or proposal.status is ProposalStatus.CANCELLED:
        if proposal.objective_minutes is not None:
            show_board(speaker, proposed)
        raise KeyboardInterrupt
    if proposal.objective_minutes is None:
        end_without_plan(speaker)


def end_without_plan(speaker: Speaker) -> NoReturn:
    """End a command for which the time did not suffice.

    Raises
    ------
    typer.Exit
        Always; the reason has been said.
    """
    speaker.say(
        Text(
            da="Intet forslag blev fundet inden for tiden. Giv det længere tid (--time-limit).",
            en="No proposal was found in the time given. Give it longer (--time-limit).",
        )
    )
    raise typer.Exit(ExitCode.NO_PLAN_IN_TIME)


def show_board(speaker: Speaker, proposed: Proposed) -> None:
    """Print the board on standard output."""
    speaker.present(Board(proposed.proposal, proposed.snapshot, speaker.language).render())
