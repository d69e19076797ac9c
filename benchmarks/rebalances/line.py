"""One line of results: what was rebalanced, how good and how fast, and under which circumstances."""

from benchmarks.rebalances.job import RebalanceJob
from benchmarks.running.line import Circumstances
from models.word import Word


class PointFigure(Word):
    """One point.

    Attributes
    ----------
    max_moves
        None for any number.
    value, bound
        Minutes with the price put on moves besides, the strict levels where they are; None where there is none.
    is_proved
        Whether it is the best in every strict level and in minutes.
    seconds
        Wall clock from the snapshot until the point stood.
    """

    max_moves: int | None
    value: int | None
    bound: int | None
    is_proved: bool
    seconds: float

    @property
    def gap_percent(self) -> float | None:
        """Distance from value to bound in percent of the value; None unless there are both."""
        if self.value is None or self.bound is None:
            return None
        return 100 * (self.value - self.bound) / max(1, abs(self.value))


class RebalanceOutcome(Word):
    """What came out of a job.

    Attributes
    ----------
    num_cases, num_consultants, num_forced
        How many open cases there are, with how many consultants, and how many of the cases must move.
    first_use_s
        The solver's first rebalance in the process, of a small team, with what is loaded or compiled once.
    seconds, cpu_seconds
        Wall clock from the snapshot to the last answer, and processor time of all threads in it.
    peak_mib
        The largest memory of the process.
    points
        Of a frontier those that there are, in order; else one. Where a frontier stops paying, that is in `ends_early`.
    ends_early
        Whether it is proved that more moves than in the last point better nothing.
    """

    num_cases: int
    num_consultants: int
    num_forced: int
    first_use_s: float
    seconds: float
    cpu_seconds: float
    peak_mib: float
    points: tuple[PointFigure, ...]
    ends_early: bool


class RebalanceLine(Word):
    """A job, its outcome and its circumstances."""

    job: RebalanceJob
    outcome: RebalanceOutcome
    circumstances: Circumstances

    @property
    def is_complete(self) -> bool:
        """Whether every point that was wished for is there and proved."""
        points = self.outcome.points
        is_whole = self.outcome.ends_early or self.job.wish != "frontier" or len(points) == self.job.max_moves + 1
        return bool(points) and is_whole and all(point.is_proved for point in points)

    @property
    def num_proved(self) -> int:
        """How many points from the first on are proved, without one between that is not."""
        return next((k for k, point in enumerate(self.outcome.points) if not point.is_proved), len(self.outcome.points))
