"""A measurement in a process of its own, which can be stopped when a solver doesn't stop by itself."""

import subprocess
import time
from pathlib import Path
from typing import Final

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
from benchmarks.running.process import MeasurementFailed, ask_process

CHILD: Final = "benchmarks.running.child"
GRACE_S: Final = 60.0
"""For starting, drawing the instance, warming up and being late; besides the limit itself once more."""


def measure_apart(job: SolveJob | StepsJob | LatencyJob, folder: Path, circumstances: Circumstances) -> Line:
    """Measure in a new process and make a line of it; a solve that crashes or never ends is a line too.

    Raises
    ------
    MeasurementFailed
        If another measurement than a solve crashes.
    """
    if not isinstance(job, SolveJob):
        return _line(job, ask_process(CHILD, job, str(folder)), circumstances)
    started = time.perf_counter()
    timeout_s = 2 * job.limit_s + GRACE_S
    try:
        solved = ask_process(CHILD, job, str(folder), num_threads=job.workers, timeout_s=timeout_s)
    except subprocess.TimeoutExpired:
        outcome = _without_plan("killed", "killed by the runner", time.perf_counter() - started)
    except MeasurementFailed as failed:
        outcome = _without_plan("failed", failed.last_words, time.perf_counter() - started)
    else:
        outcome = Outcome.model_validate_json(solved)
    return SolveLine(job=job, outcome=outcome, circumstances=circumstances)


def _line(job: StepsJob | LatencyJob, outcome: str, circumstances: Circumstances) -> Line:
    match job:
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
