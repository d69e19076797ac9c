"""How a simulation is getting on, for somebody who watches a terminal."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Line

from allocator.simulation.study import Progress
from models.text import Language, Text

_SECONDS_PER_MINUTE, _MINUTES_PER_HOUR = 60, 60


class SimulationDisplay:
    """A bar of the replications with the time left; nothing where nobody watches.

    Parameters
    ----------
    console
        Where to draw; nothing is drawn unless it is a terminal.
    """

    def __init__(self, console: Console, language: Language) -> None:
        self._language = language
        self._line = Line(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[outlook]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._line.add_task("", total=None, outlook="")

    def show(self, what: Text, progress: Progress) -> None:
        """Draw how far it has come with what."""
        self._line.update(
            self._task,
            description=what.in_language(self._language),
            completed=progress.num_done,
            total=progress.num_wanted,
            outlook=time_left(progress.seconds_left).in_language(self._language),
        )

    def __enter__(self) -> Self:
        self._line.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.stop()


def time_left(seconds: float | None) -> Text:
    """Rounded as people say it; nothing where it is not known yet."""
    if seconds is None:
        return Text(da="", en="")
    if seconds < _SECONDS_PER_MINUTE:
        return Text(da=f"{seconds:.0f} s tilbage", en=f"{seconds:.0f} s left")
    minutes = round(seconds / _SECONDS_PER_MINUTE)
    if minutes < 2 * _MINUTES_PER_HOUR:
        return Text(da=f"{minutes} min tilbage", en=f"{minutes} min left")
    hours = round(minutes / _MINUTES_PER_HOUR)
    return Text(da=f"{hours} t tilbage", en=f"{hours} h left")
