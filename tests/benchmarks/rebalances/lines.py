"""Lines to test with, valid by default."""

from typing import Any

from benchmarks.rebalances.job import RebalanceJob
from benchmarks.rebalances.line import PointFigure, RebalanceLine, RebalanceOutcome
from tests.benchmarks.lines import CIRCUMSTANCES


def job(**fields: Any) -> RebalanceJob:
    known = {"wish": "frontier", "municipality": "herning", "counted": "practice", "seed": 0, "solver": "ours"}
    return RebalanceJob(**{**known, "limit_s": 60.0, "max_moves": 2, **fields})


def point(max_moves: int | None, seconds: float, **fields: Any) -> PointFigure:
    known = {"max_moves": max_moves, "value": 100, "bound": 100, "is_proved": True, "seconds": seconds}
    return PointFigure(**{**known, **fields})


def line(*points: PointFigure, asked: RebalanceJob | None = None, **fields: Any) -> RebalanceLine:
    """By default three points, proved after 1, 2 and 3 seconds."""
    known = {
        "num_cases": 1170,
        "num_consultants": 30,
        "num_forced": 0,
        "first_use_s": 1.0,
        "seconds": 3.5,
        "cpu_seconds": 3.4,
        "peak_mib": 300.0,
        "ends_early": False,
    }
    shown = points or (point(0, 1.0), point(1, 2.0), point(2, 3.0))
    return RebalanceLine(
        job=asked or job(),
        outcome=RebalanceOutcome(**{**known, "points": shown, **fields}),
        circumstances=CIRCUMSTANCES,
    )
