"""The file of lines: added to, never rewritten."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from benchmarks.running.line import Circumstances
from models.word import Word


class AnyLine(Protocol):
    """What the lines of all suites have in common."""

    @property
    def job(self) -> Word:
        """What was measured."""

    @property
    def circumstances(self) -> Circumstances:
        """Under which circumstances."""

    def model_dump_json(self) -> str:
        """Itself as one line of text."""


LineT = TypeVar("LineT", bound=AnyLine)
JobT = TypeVar("JobT", bound=Word)


def read_lines(path: Path, parse: Callable[[str], LineT]) -> list[LineT]:
    """All lines, the oldest first; none where there is no file yet."""
    if not path.exists():
        return []
    return [parse(text) for text in path.read_text().splitlines() if text]


def append_line(path: Path, line: AnyLine) -> None:
    """Add a line at the end, and the folder and file first where needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(line.model_dump_json() + "\n")


def of_same_code(lines: Iterable[LineT], code: str) -> list[LineT]:
    """Those measured with this code."""
    return [line for line in lines if line.circumstances.code == code]


def still_to_do(jobs: Iterable[JobT], lines: Iterable[AnyLine]) -> list[JobT]:
    """The jobs of which there is no line."""
    done = {line.job.model_dump_json() for line in lines}
    return [job for job in jobs if job.model_dump_json() not in done]
