"""A suite: job after job measured, a line of each kept at once, and pages written from the lines."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic

from benchmarks.running.circumstances import current_commit, describe_circumstances, hash_code
from benchmarks.running.line import Circumstances
from benchmarks.running.store import JobT, LineT, append_line, of_same_code, read_lines, still_to_do

LINES: Final = "lines.jsonl"
PAGE: Final = "RESULTS.md"


@dataclass(frozen=True)
class Suite(Generic[JobT, LineT]):
    """Everything that differs from one suite to the next.

    Attributes
    ----------
    jobs
        In the order in which they are measured.
    to_do
        What they are and what is done with them, such as `questions to ask`.
    decided_by, but
        Files and folders whose code makes these figures what they are, and the files in them that only keep and show
        the figures. Only lines of the same code stand on one page.
    measure
        Makes a line of a job.
    parse
        Reads a line.
    in_short
        A line as it is told while the run goes on.
    write_pages
        The text of every file beside the lines, `RESULTS.md` among them, from at least one line and the number of jobs
        without one.
    includes
        Whether a line is shown, also of a job that cannot be done here and now; None if those of `jobs` are.
    """

    jobs: Sequence[JobT]
    to_do: str
    decided_by: tuple[str, ...]
    but: tuple[str, ...]
    measure: Callable[[JobT, Circumstances], LineT]
    parse: Callable[[str], LineT]
    in_short: Callable[[LineT], str]
    write_pages: Callable[[Sequence[LineT], int], Mapping[str, str]]
    includes: Callable[[LineT], bool] | None = None


def run_suite(
    suite: Suite[JobT, LineT], folder: Path, tell: Callable[[str], object], *, report_only: bool = False
) -> None:
    """Measure what has no line with this code yet, unless only the report is wanted, and write the pages.

    Raises
    ------
    MeasurementFailed
        If a measurement crashes and its suite has no line for that.
    """
    lines_file = folder / LINES
    code = hash_code(suite.decided_by, suite.but)
    if not report_only:
        _measure_what_is_left(suite, lines_file, code, tell)
    lines = of_same_code(read_lines(lines_file, suite.parse), code)
    includes = suite.includes or (lambda line: line.job in suite.jobs)
    lines = [line for line in lines if includes(line)]
    if not lines:
        tell(f"no lines of this code in {folder}: nothing to report")
        return
    for name, text in suite.write_pages(lines, len(still_to_do(suite.jobs, lines))).items():
        (folder / name).write_text(text)
    tell(f"wrote {folder / PAGE}")


def _measure_what_is_left(
    suite: Suite[JobT, LineT], lines_file: Path, code: str, tell: Callable[[str], object]
) -> None:
    left = still_to_do(suite.jobs, of_same_code(read_lines(lines_file, suite.parse), code))
    tell(f"{len(left)} of {len(suite.jobs)} {suite.to_do}, lines go to {lines_file}")
    commit = current_commit(suite.decided_by, suite.but)
    for number, job in enumerate(left, start=1):
        line = suite.measure(job, describe_circumstances(commit, code, datetime.datetime.now(datetime.UTC)))
        append_line(lines_file, line)
        tell(f"{number}/{len(left)} {suite.in_short(line)}")
