"""How the solve is getting on, for somebody who watches a terminal."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress as Line
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from allocator import Progress
from allocator.rebalancing.frontier import FrontierProgress
from models.text import Language, Text
from service.formats import whole_number

_SEARCHING = Text(da="Leder efter det bedste forslag", en="Looking for the best proposal")
_MOVES = Text(da="Højst {} frivillige flytninger", en="At most {} voluntary moves")
_AT_MOST = Text(da="af højst {seconds} s", en="of at most {seconds} s")
_BEST = Text(da=": bedst {value}, mindst {bound} minutter", en=": best {value}, at least {bound} minutes")


class ProgressDisplay:
    """A line with the time, the best value and the proved bound; nothing where nobody watches.

    Parameters
    ----------
    console
        Where to draw; nothing is drawn unless it is a terminal.
    time_limit_s
        Seconds after which the solve ends, to be shown beside the time.
    """

    def __init__(self, console: Console, language: Language, time_limit_s: float) -> None:
        self._language = language
        self._limit = _AT_MOST.in_language(language).format(seconds=f"{time_limit_s:g}")
        self._line = Line(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[outlook]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._line.add_task(_SEARCHING.in_language(language), total=None, outlook=self._limit)

    def show(self, progress: Progress) -> None:
        """Draw how far it has come."""
        self._line.update(
            self._task,
            outlook=self._limit
            + _BEST.in_language(self._language).format(
                value=self._minutes(progress.objective), bound=self._minutes(progress.bound)
            ),
        )

    def show_frontier(self, progress: FrontierProgress) -> None:
        """Draw how far a frontier has come."""
        moves = progress.max_moves
        searching = _SEARCHING if moves is None else Text(da=_MOVES.da.format(moves), en=_MOVES.en.format(moves))
        self._line.update(self._task, description=searching.in_language(self._language))
        if progress.running is not None:
            self.show(progress.running)

    def _minutes(self, value: int | None) -> str:
        return "?" if value is None else whole_number(value, self._language)

    def __enter__(self) -> Self:
        self._line.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.stop()
