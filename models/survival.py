"""How long cases last: the share still open by weeks of absence, and what the reform of 2026 leaves of it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

_DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class Durations:
    """How long cases stay with a consultant, in whole days from receipt, and how often each length comes in.

    `share_by_days[d]` is the share of all cases of the population that come in and last `d` days; the shares sum to
    `inflow_factor`, which is 1 unless a law keeps some of the cases out.
    """

    share_by_days: FloatArray

    @property
    def inflow_factor(self) -> float:
        """Cases that come in, relative to those that would if nobody were exempt."""
        return float(self.share_by_days.sum())

    @property
    def mean_weeks(self) -> float:
        """Mean time from receipt to closing, in weeks."""
        return float(self._days @ self.share_by_days) / self.inflow_factor / _DAYS_PER_WEEK

    def draw(self, rng: np.random.Generator, size: int) -> npt.NDArray[np.int64]:
        """Days from receipt to closing of `size` cases that come in."""
        return rng.choice(len(self.share_by_days), size=size, p=self.share_by_days / self.inflow_factor)

    def draw_open(self, rng: np.random.Generator, size: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Days since receipt and days from receipt to closing of `size` cases found open on a given day.

        In a steady state a case is met with a probability proportional to its length, at any point of it alike.
        """
        by_length = self._days * self.share_by_days
        lengths = rng.choice(len(by_length), size=size, p=by_length / by_length.sum())
        return np.floor(rng.random(size) * lengths).astype(np.int64), lengths

    @property
    def _days(self) -> FloatArray:
        return np.arange(len(self.share_by_days), dtype=np.float64)


@dataclass(frozen=True)
class SurvivalCurve:
    """The share still open at so many weeks after the first day of absence, straight lines between the knots.

    `weeks` rise, `shares` fall from 1 to 0; the first knot is the mean week in which cases are received.
    """

    weeks: tuple[float, ...]
    shares: tuple[float, ...]

    def thinned(self, from_week: float, percent: float) -> "SurvivalCurve":
        """The same curve with `percent` of it left after `from_week`, which must be a knot."""
        shares = tuple(
            share * percent / 100 if week > from_week else share
            for week, share in zip(self.weeks, self.shares, strict=True)
        )
        return SurvivalCurve(self.weeks, shares)

    def durations(self, *, exempt_below_weeks: float = 0, exempt_percent: float = 0) -> Durations:
        """Lengths of the cases that come in when so many percent of the shorter ones are exempt from follow-up.

        `exempt_below_weeks` counts from the first day of absence, as the law does.
        """
        days = np.arange((self.weeks[-1] - self.weeks[0]) * _DAYS_PER_WEEK + 1)
        edges = self.weeks[0] + (days - 0.5) / _DAYS_PER_WEEK
        survival = np.interp([*edges, edges[-1] + 1 / _DAYS_PER_WEEK], self.weeks, self.shares)
        share_by_days = -np.diff(survival)
        is_short = self.weeks[0] + days / _DAYS_PER_WEEK < exempt_below_weeks
        return Durations(np.where(is_short, share_by_days * (1 - exempt_percent / 100), share_by_days))
