"""How late a solve stops."""

import time
from pathlib import Path
from typing import Final

import numpy as np

from allocator.problem import AssignmentProblem
from allocator.solving.portfolio import solve
from benchmarks.instances.classes import CLASSES
from benchmarks.running.job import LatencyJob
from benchmarks.running.line import LatencyOutcome

WARM_UP_LIMIT_S: Final = 5.0


def measure_latency(job: LatencyJob, folder: Path) -> LatencyOutcome:
    """Stop solves at moments spread evenly up to `longest_s`, each on another instance, and see when they return.

    A round is solved first, so that nothing is loaded or compiled later. A solve that ends before its moment tells
    nothing and is left out.
    """
    late_s = []
    (small,) = CLASSES["hedensted"].draw("0", folder).problems
    solve(small, time_limit_s=WARM_UP_LIMIT_S)
    for call in range(job.num_calls):
        (problem,) = CLASSES[job.class_name].draw(str(call % 10), folder).problems
        stop_after_s = job.longest_s * (call + 1) / job.num_calls
        seconds = _solve_until(problem, stop_after_s, by_limit=job.what == "time limit")
        if seconds >= stop_after_s:
            late_s.append(seconds - stop_after_s)
    if not late_s:
        return LatencyOutcome(num_stopped=0, median_s=None, p99_s=None, worst_s=None)
    median, p99 = np.percentile(late_s, [50, 99])
    return LatencyOutcome(num_stopped=len(late_s), median_s=float(median), p99_s=float(p99), worst_s=float(max(late_s)))


def _solve_until(problem: AssignmentProblem, stop_after_s: float, *, by_limit: bool) -> float:
    started = time.perf_counter()
    if by_limit:
        solve(problem, time_limit_s=stop_after_s)
    else:
        solve(
            problem,
            time_limit_s=stop_after_s + 60.0,
            should_stop=lambda: time.perf_counter() - started >= stop_after_s,
        )
    return time.perf_counter() - started
