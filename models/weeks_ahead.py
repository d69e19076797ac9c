"""The weeks to come: what each consultant can be expected to have, and all that is assumed to say so."""

import datetime

from models.survival import SurvivalCurve
from models.text import Text
from models.word import Day, Identifier, Word

MOST_WEEKS_AHEAD = 52
"""Nobody plans a caseload further ahead than a year."""


class PopulationCurve(SurvivalCurve):
    """The curve of a whole population: nothing about the person, and nothing but weeks, goes into it.

    `source` says where it is from and what was done to it; `dated` when it was last looked after.
    """

    dated: Day
    source: Text


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
    curve: PopulationCurve
    consultants: tuple[ConsultantAhead, ...]
    assumptions: tuple[Text, ...]
