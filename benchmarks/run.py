"""`python -m benchmarks.run`: measure what the protocol says, line by line, and write the page.

Stopped and started again, it goes on where it was, as long as the code that decides the figures stays the same.
"""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from benchmarks.instances.public_files import FOLDER_VARIABLE, default_folder
from benchmarks.questions.running import QUESTIONS
from benchmarks.rebalances.running import REBALANCES
from benchmarks.running.suite import run_suite
from benchmarks.simulation.running import simulation_suite
from benchmarks.solver_suites import solver_suite

app = typer.Typer(add_completion=False)


@app.command()
def main(
    suite_name: Annotated[
        Literal["short", "full", "questions", "rebalances", "simulation"],
        typer.Option(
            "--suite",
            help="short: minutes; full: hours, decides the bar; questions: what a team asks; rebalances: who moves; "
            "simulation: years of the team",
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
    folder = out / suite_name
    if suite_name == "questions":
        run_suite(QUESTIONS, folder, _to_stderr, report_only=report_only)
    elif suite_name == "rebalances":
        run_suite(REBALANCES, folder, _to_stderr, report_only=report_only)
    elif suite_name == "simulation":
        run_suite(simulation_suite(_to_stderr), folder, _to_stderr, report_only=report_only)
    else:
        solved = solver_suite(suite_name, default_folder() if public is None else public, _to_stderr)
        run_suite(solved, folder, _to_stderr, report_only=report_only)


def _to_stderr(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    app()
