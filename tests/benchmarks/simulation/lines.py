"""Lines to test with, valid by default."""

from typing import Any

from benchmarks.simulation.job import MemoryJob, StudyJob, YearsJob
from benchmarks.simulation.line import (
    MemoryLine,
    MemoryOutcome,
    Spent,
    StudyLine,
    StudyOutcome,
    YearsLine,
    YearsOutcome,
)
from tests.benchmarks.lines import CIRCUMSTANCES


def years_job(**fields: Any) -> YearsJob:
    known = {"municipality": "hedensted", "ways": ("booker", "optimiser", "simpy"), "first": 0}
    return YearsJob(**{**known, "num_replications": 2, "weeks": 52, **fields})


def study_job(**fields: Any) -> StudyJob:
    known = {"municipality": "hedensted", "ways": ("least-loaded", "meeting"), "num_pieces": 2, "piece_replications": 1}
    return StudyJob(**{**known, "weeks": 4, "two_first": False, **fields})


def memory_job(**fields: Any) -> MemoryJob:
    return MemoryJob(**{"municipality": "hedensted", "way": "booker", "few": 20, "many": 200, "weeks": 52, **fields})


def spent(*seconds: float) -> tuple[Spent, ...]:
    """On a machine that does something else half of the time."""
    return tuple(Spent(seconds=each, cpu_seconds=each / 2) for each in seconds)


def years_line(asked: YearsJob | None = None, **fields: Any) -> YearsLine:
    """Two replications, a practice of 40 and 60 ms and an optimiser of 0.5 and 0.7 s besides 10 ms of drawing."""
    known = {
        "first_use_s": 3.0,
        "drawing": spent(0.01, 0.01),
        "ways": {"booker": spent(0.04, 0.06), "optimiser": spent(0.5, 0.7), "simpy": spent(0.02, 0.06)},
        "rounds_not_proved": {"booker": 0, "optimiser": 1, "simpy": 0},
        "num_peer_same": 2,
        "simpy": "4.1",
    }
    return YearsLine(job=asked or years_job(), outcome=YearsOutcome(**{**known, **fields}), circumstances=CIRCUMSTANCES)


def study_line(one_s: float = 100.0, two_s: float = 50.0, asked: StudyJob | None = None, **fields: Any) -> StudyLine:
    """Two hundred years, twice as fast on two processes."""
    (one,), (two,) = spent(one_s), spent(two_s)
    known = {"one": one, "two": two, "num_years": 200, "same_bytes": True, "num_cores": 2}
    return StudyLine(job=asked or study_job(), outcome=StudyOutcome(**{**known, **fields}), circumstances=CIRCUMSTANCES)


def memory_line(few_mib: float = 200.0, many_mib: float = 201.0) -> MemoryLine:
    outcome = MemoryOutcome(few_mib=few_mib, many_mib=many_mib)
    return MemoryLine(job=memory_job(), outcome=outcome, circumstances=CIRCUMSTANCES)
