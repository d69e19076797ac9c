"""`python -m benchmarks.run`: measure what the protocol says, line by line, and write the page.

Stopped and started again, it goes on where it was, as long as the code that decides the figures stays the same.
"""

import datetime
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from benchmarks.instances.public_files import FOLDER_VARIABLE, MissingInstances, default_folder, find_folder
from benchmarks.protocol import AnyJob, Suite, SuiteName, suite
from benchmarks.questions.page import write_questions_page
from benchmarks.questions.protocol import question_jobs
from benchmarks.questions.running import hash_questions, measure_questions
from benchmarks.rebalances.page import write_rebalances_page
from benchmarks.rebalances.protocol import rebalance_jobs
from benchmarks.rebalances.running import hash_rebalances, measure_rebalances
from benchmarks.reporting.page import draw_plots, write_page
from benchmarks.running.apart import measure_apart
from benchmarks.running.circumstances import current_commit, describe_circumstances, hash_code
from benchmarks.running.line import Line, SolveLine
from benchmarks.running.store import append_line, of_same_code, read_lines, still_to_do

Tell = Callable[[str], object]

app = typer.Typer(add_completion=False)


@app.command()
def main(
    suite_name: Annotated[
        Literal["short", "full", "questions", "rebalances"],
        typer.Option(
            "--suite",
            help="short: minutes; full: hours, decides the bar; questions: what a team asks; rebalances: who moves",
        ),
    ] = "short",
    out: Annotated[Path, typer.Option(help="folder for lines, page and plots, in a folder for the suite")] = Path(
        "benchmarks/results"
    ),
    public: Annotated[
        Path | None,
        typer.Option(envvar=FOLDER_VARIABLE, help="folder of public instances; by default shared/benchmarks beside us"),
    ] = None,
    report_only: Annotated[bool, typer.Option("--report-only", help="write the page from the lines there are")] = False,
) -> None:
    """Measure the solver and its peers, and write RESULTS.md."""
    if suite_name == "questions":
        ask_questions(out / suite_name, _to_stderr, report_only=report_only)
        return
    if suite_name == "rebalances":
        rebalance_teams(out / suite_name, _to_stderr, report_only=report_only)
        return
    folder = default_folder() if public is None else public
    chosen = suite(suite_name)
    jobs = _jobs(chosen, folder, _to_stderr)
    lines_file = out / suite_name / "lines.jsonl"
    code = hash_code()
    if not report_only:
        measure_all(jobs, lines_file, folder, code, _to_stderr)
    lines = [line for line in of_same_code(read_lines(lines_file), code) if chosen.includes(line.job)]
    write_report(lines, lines_file.parent, suite_name, len(still_to_do(jobs, lines)), _to_stderr)


def ask_questions(folder: Path, tell: Tell, *, report_only: bool) -> None:
    """Measure the questions of which there is no line with this code yet, and write their page."""
    jobs = question_jobs()
    lines = measure_questions([] if report_only else jobs, folder / "lines.jsonl", hash_questions(), tell, of=jobs)
    if not lines:
        tell(f"no lines of this code in {folder}: nothing to report")
        return
    page = folder / "RESULTS.md"
    page.write_text(write_questions_page(lines, len(jobs) - len(lines)))
    tell(f"wrote {page}")


def rebalance_teams(folder: Path, tell: Tell, *, report_only: bool) -> None:
    """Measure the rebalances of which there is no line with this code yet, and write their page."""
    jobs = rebalance_jobs()
    lines = measure_rebalances([] if report_only else jobs, folder / "lines.jsonl", hash_rebalances(), tell, of=jobs)
    if not lines:
        tell(f"no lines of this code in {folder}: nothing to report")
        return
    page = folder / "RESULTS.md"
    page.write_text(write_rebalances_page(lines, len(jobs) - len(lines)))
    tell(f"wrote {page}")


def measure_all(jobs: Sequence[AnyJob], lines_file: Path, folder: Path, code: str, tell: Tell) -> None:
    """Measure each job of which there is no line with this code yet, adding its line at once."""
    commit = current_commit()
    left = still_to_do(jobs, of_same_code(read_lines(lines_file), code))
    tell(f"{len(left)} of {len(jobs)} measurements to do, lines go to {lines_file}")
    for number, job in enumerate(left, start=1):
        circumstances = describe_circumstances(commit, code, datetime.datetime.now(datetime.UTC))
        line = measure_apart(job, folder, circumstances)
        append_line(lines_file, line)
        tell(f"{number}/{len(left)} {_in_short(line)}")


def write_report(lines: Sequence[Line], folder: Path, suite_name: SuiteName, num_missing: int, tell: Tell) -> None:
    """Write RESULTS.md and the plots into a folder."""
    if not lines:
        tell(f"no lines of this code in {folder}: nothing to report")
        return
    page = folder / "RESULTS.md"
    page.write_text(write_page(lines, suite_name, num_missing))
    for name, plot in draw_plots(lines).items():
        (folder / name).write_text(plot)
    tell(f"wrote {page}")


def _jobs(wanted: Suite, folder: Path, tell: Tell) -> list[AnyJob]:
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


def _to_stderr(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    app()
