"""The file of lines: added to, never rewritten."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.running.job import JOB, LatencyJob, SolveJob, StepsJob
from benchmarks.running.line import LINE, Line


def read_lines(path: Path) -> list[Line]:
    """All lines, the oldest first; none where there is no file yet."""
    if not path.exists():
        return []
    return [LINE.validate_json(text) for text in path.read_text().splitlines() if text]


def append_line(path: Path, line: Line) -> None:
    """Add a line at the end, and the folder and file first where needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(line.model_dump_json() + "\n")


def of_same_code(lines: Iterable[Line], code: str) -> list[Line]:
    """Those measured with this code."""
    return [line for line in lines if line.circumstances.code == code]


def still_to_do(
    jobs: Iterable[SolveJob | StepsJob | LatencyJob], lines: Iterable[Line]
) -> list[SolveJob | StepsJob | LatencyJob]:
    """The jobs of which there is no line."""
    done = {JOB.dump_json(line.job) for line in lines}
    return [job for job in jobs if JOB.dump_json(job) not in done]
