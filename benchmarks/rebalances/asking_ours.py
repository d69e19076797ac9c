"""Ours, through the front door: from a snapshot to the answer that a person reads."""

import time

from allocator import rebalance, rebalance_at_price
from allocator.rebalancing.frontier import FrontierProgress
from benchmarks.questions.rounds import TRAVEL
from benchmarks.rebalances.job import RebalanceJob
from benchmarks.rebalances.line import PointFigure
from models.occasion import Occasion
from models.policy import Policy
from models.proposal import ProposalStatus
from models.rebalance import RebalancePoint
from models.snapshot import Snapshot


def ask_ours(
    job: RebalanceJob, snapshot: Snapshot, policy: Policy, occasions: tuple[Occasion, ...], started_s: float
) -> tuple[tuple[PointFigure, ...], bool]:
    """The points that were wished for, and whether more moves are proved to better nothing.

    Parameters
    ----------
    started_s
        On the clock of `time.perf_counter`.
    """
    if job.wish == "price":
        at_price = rebalance_at_price(
            snapshot, policy, TRAVEL, price_minutes=job.price_minutes, occasions=occasions, time_limit_s=job.limit_s
        )
        return (_figure(at_price.best, job.price_minutes, time.perf_counter() - started_s),), False
    stood_s: dict[int, float] = {}

    def note(known: FrontierProgress) -> None:
        for k in range(len(known.points)):
            stood_s.setdefault(k, time.perf_counter() - started_s)

    answer = rebalance(
        snapshot,
        policy,
        TRAVEL,
        occasions=occasions,
        max_moves=job.max_moves,
        time_limit_s=job.limit_s,
        on_progress=note,
    )
    seconds = time.perf_counter() - started_s
    points = tuple(_figure(point, 0, stood_s.get(k, seconds)) for k, point in enumerate(answer.frontier))
    return points, answer.stops_paying_at is not None


def _figure(point: RebalancePoint, price_minutes: int, seconds: float) -> PointFigure:
    price = price_minutes * len(point.moves)
    return PointFigure(
        max_moves=point.max_moves,
        value=point.objective_minutes + price,
        bound=None if point.bound_minutes is None else point.bound_minutes + price,
        is_proved=point.status is ProposalStatus.OPTIMAL,
        seconds=seconds,
    )
