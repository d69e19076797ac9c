"""The process that measures: a job on standard input, its outcome on standard output, both as JSON."""

import sys
from pathlib import Path
from typing import TypeAlias

from benchmarks.running.job import JOB, LatencyJob, SolveJob, StepsJob
from benchmarks.running.latency import measure_latency
from benchmarks.running.line import LatencyOutcome, Outcome, StepsOutcome
from benchmarks.running.solving import measure_solve
from benchmarks.running.steps import measure_steps

AnyOutcome: TypeAlias = Outcome | StepsOutcome | LatencyOutcome


def measure(job: SolveJob | StepsJob | LatencyJob, folder: Path) -> AnyOutcome:
    """Do what the job says, here and now."""
    match job:
        case SolveJob():
            return measure_solve(job, folder)
        case StepsJob():
            return measure_steps(job, folder)
        case LatencyJob():
            return measure_latency(job, folder)


if __name__ == "__main__":
    sys.stdout.write(measure(JOB.validate_json(sys.stdin.read()), Path(sys.argv[1])).model_dump_json())
