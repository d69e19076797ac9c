"""How long cases last: the share still open by weeks of absence, and what the reform of 2026 leaves of it."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Annotated, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from models.errors import Implausible
from models.text import Text
from models.word import Word

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


class SurvivalCurve(Word):
    """The share of cases still open at so many weeks after the first day of absence, straight between the knots.

    `weeks` rise, `shares` never do, from 1 to 0; the first knot is the mean week in which cases are received.
    """

    weeks: Annotated[tuple[float, ...], Field(min_length=2)]
    shares: tuple[float, ...]

    @model_validator(mode="after")
    def _falls_from_all_to_none(self) -> Self:
        is_rising = all(one < other for one, other in zip(self.weeks, self.weeks[1:], strict=False))
        is_falling = all(one >= other for one, other in zip(self.shares, self.shares[1:], strict=False))
        if len(self.weeks) != len(self.shares) or not is_rising or not is_falling or self.weeks[0] < 0:
            raise Implausible(
                Text(
                    da="kurvens uger skal stige og dens andele falde, lige mange af hver; ret dem",
                    en="the curve's weeks must rise and its shares fall, as many of each; correct them",
                )
            )
        if (self.shares[0], self.shares[-1]) != (1.0, 0.0):
            raise Implausible(
                Text(
                    da="kurven skal begynde ved 1 (alle) og ende ved 0 (ingen); ret den",
                    en="the curve must begin at 1 (all) and end at 0 (none); correct it",
                )
            )
        return self

    def share_open(self, week: float) -> float:
        """The share still open; all before the first knot, none after the last."""
        if week <= self.weeks[0]:
            return 1.0
        if week >= self.weeks[-1]:
            return 0.0
        after = bisect_right(self.weeks, week)
        part = (week - self.weeks[after - 1]) / (self.weeks[after] - self.weeks[after - 1])
        return self.shares[after - 1] + part * (self.shares[after] - self.shares[after - 1])

    def share_left(self, week: float, weeks_later: float) -> float:
        """The share of those open at a week that are so many weeks later.

        A case that has outlasted the last knot at which any are open is taken as if it were there: of the few that last
        so long the curve says no more.
        """
        known = min(week, self.weeks[sum(share > 0 for share in self.shares) - 1])
        return self.share_open(known + weeks_later) / self.share_open(known)

    def thinned(self, from_week: float, percent: float) -> "SurvivalCurve":
        """The same curve with `percent` of it left after `from_week`, which must be a knot."""
        shares = tuple(
            share * percent / 100 if week > from_week else share
            for week, share in zip(self.weeks, self.shares, strict=True)
        )
        return SurvivalCurve(weeks=self.weeks, shares=shares)

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
