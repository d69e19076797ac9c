"""Lines to test with, valid by default: a test names only what it is about."""

from typing import Any

from benchmarks.running.job import LatencyJob, SolveJob, StepsJob
from benchmarks.running.line import (
    Circumstances,
    LatencyLine,
    LatencyOutcome,
    Outcome,
    SolveLine,
    StepsLine,
    StepsOutcome,
)

CIRCUMSTANCES = Circumstances(
    at="2026-01-05T08:00:00+00:00",
    commit="abc",
    code="c0de",
    versions={"ortools": "9.15"},
    machine={"processor": "a loom", "cores": "2"},
    load_average=0.1,
)


def solve_line(
    instance: str = "0",
    solver: str = "ours",
    seconds: float = 1.0,
    *,
    class_name: str = "hedensted",
    series: str = "main",
    limit_s: float = 60.0,
    **outcome: Any,
) -> SolveLine:
    """A proof of 100 minutes in a second."""
    job = SolveJob(series=series, class_name=class_name, instance=instance, solver=solver, limit_s=limit_s, workers=1)
    fields = {
        "status": "optimal",
        "value": 100,
        "bound": 100,
        "gap": 0.0,
        "cpu_seconds": seconds,
        "first_use_s": 0.25,
        "peak_mib": 200.0,
        "drawn_mib": 100.0,
        "stopped_by": "optimal",
        "seconds_by_phase": {},
        "best_known": None,
    }
    return SolveLine(job=job, outcome=Outcome(seconds=seconds, **{**fields, **outcome}), circumstances=CIRCUMSTANCES)


def survivor(instance: str = "0", solver: str = "ours", limit_s: float = 60.0, **fields: Any) -> SolveLine:
    """Stopped at the limit with a plan of 100 and a bound of 90."""
    cut = {"status": "feasible", "bound": 90, "gap": 0.1, "stopped_by": "time limit"}
    return solve_line(instance, solver, limit_s, limit_s=limit_s, **{**cut, **fields})


def steps_line(num_calls: int = 10_000, **outcome: Any) -> StepsLine:
    fields = {"num_proved": num_calls, "median_ms": 4.0, "p99_ms": 9.0, "worst_ms": 20.0, "early_mib": 150.0}
    return StepsLine(
        job=StepsJob(class_name="hedensted", num_calls=num_calls),
        outcome=StepsOutcome(**{**fields, "late_mib": 150.5, **outcome}),
        circumstances=CIRCUMSTANCES,
    )


def latency_line(what: str = "should_stop", p99_s: float | None = 0.05, num_calls: int = 100) -> LatencyLine:
    return LatencyLine(
        job=LatencyJob(class_name="gap-d", what=what, num_calls=num_calls, longest_s=2.0),
        outcome=LatencyOutcome(num_stopped=0 if p99_s is None else 90, median_s=p99_s, p99_s=p99_s, worst_s=p99_s),
        circumstances=CIRCUMSTANCES,
    )
