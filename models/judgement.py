"""What a simulation has shown: which way is better, by how much, how sure that is, and all that it rests on.

Everything that a report shows stands here, and nothing else; whoever shows it calculates nothing. Ways and figures are
named by their keys, which stand in the folder's tables too; their titles are given once.
"""

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.text import Text
from models.word import Word
from models.world import WorldFact

Share = Annotated[float, Field(ge=0, le=1)]


class Better(StrEnum):
    """Which way a figure had better go; neither, where it only describes."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Grouping(StrEnum):
    """By what fairness is looked at."""

    POST = "post"
    CASE_TYPE = "case_type"


class VerdictStanding(StrEnum):
    """What becomes of the verdict if an assumed number is another one: it holds, can no longer be told, turns round."""

    HOLDS = "holds"
    UNSURE = "unsure"
    TURNS = "turns"


class Estimate(Word):
    """A number and the closed interval that holds its true value with this confidence."""

    value: float
    low: float
    high: float
    confidence: Share


class JudgedWay(Word):
    """A way of distributing: its key, what it is called and what it does."""

    key: str
    title: Text
    sentence: Text


class JudgedFigure(Word):
    """A figure that is watched.

    `title` says what it is with its unit; `unit` is short, for an axis or behind a number, empty where it is a count.
    """

    key: str
    title: Text
    unit: Text
    better: Better


class SummaryLine(Word):
    """One figure under one way over the replications, in the figure's unit.

    `measure`: what was taken of each replication's weeks (`mean`, `median`, `bad_week`). Percentiles are over the
    replications: a good and a bad year among ten.
    """

    way: str
    figure: str
    measure: str
    mean: Estimate
    median: float
    percentile_10: float
    percentile_90: float


class ComparisonLine(Word):
    """What a way's figure is more than the base's in the same replications, in the figure's unit.

    `confidence` of the intervals is that of each alone, so that those of all ways for one figure hold together with the
    judgement's confidence. `median` is None where there are too few replications for an interval; `worth_of_pairing`,
    how many times as many replications independent events would take, is None where nothing varies.
    """

    way: str
    figure: str
    measure: str
    mean: Estimate
    median: Estimate | None
    higher_share: Share
    equal_share: Share
    worth_of_pairing: float | None


class BestWay(Word):
    """Which way has the lowest objective.

    `best` is None where several may be; `contenders` are all that may. With `confidence` the best is among them, and is
    `best` where there is only one that is better than all others by more than `indifference_minutes` a week.
    """

    best: str | None
    contenders: tuple[str, ...]
    confidence: Share
    indifference_minutes: float


class TimeSeries(Word):
    """A figure by week, warm-up included: the mean over the replications, and a low and a high one among ten."""

    way: str
    figure: str
    mean: tuple[float, ...]
    percentile_10: tuple[float, ...]
    percentile_90: tuple[float, ...]


class YearlyValues(Word):
    """A figure of each replication in its order, as the mean week or as a ratio, for its distribution."""

    way: str
    figure: str
    values: tuple[float, ...]


class FairnessLine(Word):
    """What one post, or one type of case, has under one way: the mean over the replications, and two of ten.

    `group` is the consultant's number in the world, or the case type's code.
    """

    way: str
    grouping: Grouping
    group: str
    title: Text
    figure: str
    mean: float
    percentile_10: float
    percentile_90: float


class FirstTalks(Word):
    """First talks held at the workplace before the deadline, in per cent of those due, against the national goal."""

    way: str
    percent: Estimate
    goal_percent: float
    share_of_years_at_goal: Share


class PercentOfBest(Word):
    """How near a way comes to what somebody who had known all arrivals could have reached at the very best.

    The proved bound on the objective in per cent of the way's own objective, so at most 100.
    """

    way: str
    percent: Estimate
    num_replications: int


class SensitivityLine(Word):
    """What the difference between the two ways in question becomes if one assumed number is another one.

    In minutes of the objective a week: the first way of the judgement's `sensitivity_of` less the second.
    `break_even`: the value at which the two are alike; None where there is none between `low` and `high`.
    """

    path: str
    assumed: float
    low: float
    high: float
    why: Text
    at_low: Estimate
    at_high: Estimate
    standing_at_low: VerdictStanding
    standing_at_high: VerdictStanding
    break_even: float | None


class WarmUpCut(Word):
    """Weeks left out at the beginning of each replication.

    `is_found` False: the figures had not come to rest in the first half, or the replications are too short to see it;
    then `weeks` is what was cut all the same.
    """

    weeks: int
    is_found: bool


class Judgement(Word):
    """The answer of a simulation.

    Attributes
    ----------
    municipality
        The world's key.
    weeks
        Of each replication, warm-up included.
    confidence
        Of the verdict and of all comparisons of one figure together.
    base
        Key of the way that the others are compared with; the first of `ways`.
    compared_figure
        Key of the figure that the verdict is about.
    sensitivity_of
        Keys of the two ways whose difference is tried; None where it was not asked for.
    made_with
        Versions of what the figures depend on.
    command
        What runs the simulation again.
    """

    municipality: str
    start: datetime.date
    seed: int
    weeks: int
    warm_up: WarmUpCut
    num_replications: int
    confidence: Share
    base: str
    compared_figure: str
    verdict: Text
    caveats: tuple[Text, ...]
    ways: Annotated[tuple[JudgedWay, ...], Field(min_length=1)]
    figures: tuple[JudgedFigure, ...]
    summary: tuple[SummaryLine, ...]
    comparisons: tuple[ComparisonLine, ...]
    selection: BestWay | None
    series: tuple[TimeSeries, ...]
    yearly: tuple[YearlyValues, ...]
    fairness: tuple[FairnessLine, ...]
    first_talks: tuple[FirstTalks, ...]
    percent_of_best: tuple[PercentOfBest, ...]
    sensitivity_of: tuple[str, str] | None
    sensitivity: tuple[SensitivityLine, ...]
    facts: tuple[WorldFact, ...]
    made_with: dict[str, str]
    command: str

    def way(self, key: str) -> JudgedWay:
        """The way of that key.

        Raises
        ------
        KeyError
            There is none.
        """
        return {way.key: way for way in self.ways}[key]

    def figure(self, key: str) -> JudgedFigure:
        """The figure of that key.

        Raises
        ------
        KeyError
            There is none.
        """
        return {figure.key: figure for figure in self.figures}[key]
