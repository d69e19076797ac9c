"""The simulation step: small rounds by the thousand in one process."""

import time
from pathlib import Path
from typing import Final

import numpy as np

from allocator.solving.portfolio import solve
from benchmarks.instances.classes import CLASSES
from benchmarks.running.job import StepsJob
from benchmarks.running.line import StepsOutcome
from benchmarks.running.memory import present_mib

TIME_LIMIT_S: Final = 10.0


def measure_steps(job: StepsJob, folder: Path) -> StepsOutcome:
    """Solve a round, throw it away, solve the next; drawing it is not timed."""
    draw = CLASSES[job.class_name].draw
    milliseconds = np.empty(job.num_calls)
    num_proved = 0
    early_mib = present_mib()
    for call in range(job.num_calls):
        (problem,) = draw(str(call), folder).problems
        started = time.perf_counter()
        result = solve(problem, time_limit_s=TIME_LIMIT_S, seed=call)
        milliseconds[call] = 1000 * (time.perf_counter() - started)
        num_proved += result.status == "optimal"
        if call == job.num_calls // 10:
            early_mib = present_mib()
    return StepsOutcome(
        num_proved=num_proved,
        median_ms=float(np.median(milliseconds)),
        p99_ms=float(np.percentile(milliseconds, 99)),
        worst_ms=float(milliseconds.max()),
        early_mib=early_mib,
        late_mib=present_mib(),
    )
