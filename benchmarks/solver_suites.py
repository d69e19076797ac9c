"""The suites `short` and `full`: the solver beside its peers."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.instances.public_files import MissingInstances, find_folder
from benchmarks.protocol import AnyJob, SolverSuite, SuiteName, suite
from benchmarks.reporting.page import draw_plots, write_page
from benchmarks.running.apart import measure_apart
from benchmarks.running.line import LINE, Circumstances, Line, SolveLine
from benchmarks.running.suite import PAGE, Suite

DECIDED_BY: Final = (
    "allocator/arrays.py",
    "allocator/evaluation.py",
    "allocator/problem.py",
    "allocator/solving",
    "benchmarks/instances",
    "benchmarks/peers",
    "benchmarks/running",
)
"""The solver, its judge, and what draws and measures.

What states a demonstration municipality as a problem changes more often; there the commit in the line tells which
problem was solved.
"""
ONLY_KEEPING: Final = ("benchmarks/running/store.py", "benchmarks/running/suite.py")


def solver_suite(name: SuiteName, folder: Path, tell: Callable[[str], object]) -> Suite[AnyJob, Line]:
    """The suite, without its public files where there are none in the folder."""
    wanted = suite(name)

    def measure(job: AnyJob, circumstances: Circumstances) -> Line:
        return measure_apart(job, folder, circumstances)

    return Suite(
        jobs=_jobs(wanted, folder, tell),
        to_do="measurements to do",
        decided_by=DECIDED_BY,
        but=ONLY_KEEPING,
        measure=measure,
        parse=LINE.validate_json,
        in_short=_in_short,
        write_pages=partial(_write_pages, name),
        includes=lambda line: wanted.includes(line.job),
    )


def _jobs(wanted: SolverSuite, folder: Path, tell: Callable[[str], object]) -> list[AnyJob]:
    """All jobs, or those that need no public files where the folder is missing."""
    try:
        find_folder(folder)
    except MissingInstances as missing:
        tell(f"{missing} They are left out of this run.")
        return wanted.without_public().jobs(folder)
    return wanted.jobs(folder)


def _in_short(line: Line) -> str:
    if not isinstance(line, SolveLine):
        return f"{line.kind} {line.job.class_name}: {line.outcome}"
    job, outcome = line.job, line.outcome
    gap = "" if outcome.gap is None else f" gap {100 * outcome.gap:.3f} %"
    return (
        f"{job.series} {job.class_name} {job.instance} {job.solver}: {outcome.status}{gap} in {outcome.seconds:.3f} s"
    )


def _write_pages(name: SuiteName, lines: Sequence[Line], num_missing: int) -> dict[str, str]:
    return {PAGE: write_page(lines, name, num_missing), **draw_plots(lines)}
