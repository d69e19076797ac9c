"""The weeks to come: what each consultant can be expected to have, and all that is assumed to say so."""

import datetime
from bisect import bisect_right
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.errors import Implausible
from models.text import Text
from models.word import Day, Identifier, Word

MOST_WEEKS_AHEAD = 52
"""Nobody plans a caseload further ahead than a year."""


class SurvivalCurve(Word):
    """The share of all cases still open at so many weeks after the first day of absence, straight between the knots.

    It is a whole population's: nothing about the person, and nothing but weeks, goes into it. `weeks` rise, `shares`
    fall from 1 to 0. The first knot is the mean week in which cases are received. `source` says where it is from and
    what was done to it; `dated` when it was last looked after.
    """

    weeks: Annotated[tuple[float, ...], Field(min_length=3)]
    shares: tuple[float, ...]
    dated: Day
    source: Text

    @model_validator(mode="after")
    def _falls_from_all_to_none(self) -> Self:
        is_rising = all(one < other for one, other in zip(self.weeks, self.weeks[1:], strict=False))
        is_falling = all(one > other for one, other in zip(self.shares, self.shares[1:], strict=False))
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

        A case that has outlasted the last knot but one is taken as if it were there: of the few that last so long the
        curve says no more.
        """
        known = min(week, self.weeks[-2])
        return self.share_open(known + weeks_later) / self.share_open(known)


class ExpectedWeek(Word):
    """A consultant's week, seven days from `first_day`: what she can be expected to have on that day.

    `weight` in normal cases. `present_percent` of the week's working days. `target` in the policy's measure, cases or
    normal cases, as it stands that week for a consultant who is new or lately back.
    """

    first_day: datetime.date
    count: float
    weight: float
    present_percent: int
    target: float


class ConsultantAhead(Word):
    """One consultant's weeks, and their means. `mean_target` counts a week by how much of it she is there."""

    consultant_id: Identifier
    weeks: tuple[ExpectedWeek, ...]
    mean_count: float
    mean_weight: float
    mean_target: float


class WeeksAhead(Word):
    """The expectation for one pool. An expectation is of many such teams, never a forecast of any one case.

    `waiting_per_week` is the part of the inflow for which nobody has room, on the average. `assumptions` say all that
    the figures rest on.
    """

    municipality: str
    date: datetime.date
    teams: tuple[Identifier, ...]
    inflow_per_week: float
    waiting_per_week: float
    curve: SurvivalCurve
    consultants: tuple[ConsultantAhead, ...]
    assumptions: tuple[Text, ...]
