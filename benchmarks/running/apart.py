"""A measurement in a process of its own, which can be stopped when a solver doesn't stop by itself."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from benchmarks.running.circumstances import REPOSITORY
from benchmarks.running.job import LatencyJob, SolveJob, StepsJob
from benchmarks.running.line import (
    Circumstances,
    LatencyLine,
    LatencyOutcome,
    Line,
    Outcome,
    SolveLine,
    SolveStatus,
    StepsLine,
    StepsOutcome,
)

GRACE_S: Final = 60.0
"""For starting, drawing the instance, warming up and being late; besides the limit itself once more."""


class MeasurementFailed(RuntimeError):
    """The measuring process ended without an outcome, and the measurement has no way to say so in a line."""


def measure_apart(job: SolveJob | StepsJob | LatencyJob, folder: Path, circumstances: Circumstances) -> Line:
    """Measure in a new process and make a line of it; a solve that crashes or never ends is a line too.

    Raises
    ------
    MeasurementFailed
        If another measurement than a solve crashes.
    """
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.running.child", str(folder)]
    timeout_s = 2 * job.limit_s + GRACE_S if isinstance(job, SolveJob) else None
    try:
        ended = subprocess.run(  # noqa: S603 - our own program
            command,
            input=job.model_dump_json(),
            capture_output=True,
            text=True,
            timeout=timeout_s,
            cwd=REPOSITORY,
            env={**os.environ, **_threads(job)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        assert isinstance(job, SolveJob)  # noqa: S101 - only they have a timeout
        outcome = _without_plan("killed", "killed by the runner", time.perf_counter() - started)
        return SolveLine(job=job, outcome=outcome, circumstances=circumstances)
    if ended.returncode == 0:
        return _line(job, ended.stdout, circumstances)
    last_words = (ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"])[-1]
    if not isinstance(job, SolveJob):
        raise MeasurementFailed(f"{job.kind} on {job.class_name}: {last_words}")
    outcome = _without_plan("failed", last_words, time.perf_counter() - started)
    return SolveLine(job=job, outcome=outcome, circumstances=circumstances)


def _threads(job: SolveJob | StepsJob | LatencyJob) -> dict[str, str]:
    """Numpy's linear algebra gets as many threads as the solver, whoever uses it."""
    workers = str(job.workers if isinstance(job, SolveJob) else 1)
    return {"OMP_NUM_THREADS": workers, "OPENBLAS_NUM_THREADS": workers, "MKL_NUM_THREADS": workers}


def _line(job: SolveJob | StepsJob | LatencyJob, outcome: str, circumstances: Circumstances) -> Line:
    match job:
        case SolveJob():
            solved = Outcome.model_validate_json(outcome)
            return SolveLine(job=job, outcome=solved, circumstances=circumstances)
        case StepsJob():
            stepped = StepsOutcome.model_validate_json(outcome)
            return StepsLine(job=job, outcome=stepped, circumstances=circumstances)
        case LatencyJob():
            stopped = LatencyOutcome.model_validate_json(outcome)
            return LatencyLine(job=job, outcome=stopped, circumstances=circumstances)


def _without_plan(status: SolveStatus, stopped_by: str, seconds: float) -> Outcome:
    return Outcome(
        status=status,
        value=None,
        bound=None,
        gap=None,
        seconds=seconds,
        cpu_seconds=None,
        first_use_s=None,
        peak_mib=None,
        drawn_mib=None,
        stopped_by=stopped_by,
        seconds_by_phase={},
        best_known=None,
    )
