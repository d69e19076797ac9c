"""A judgement that is valid as it stands; tests change one thing."""

import datetime

from models.fact import Status
from models.judgement import (
    BestWay,
    Better,
    ComparisonLine,
    Estimate,
    FairnessLine,
    FirstTalks,
    Grouping,
    JudgedFigure,
    JudgedWay,
    Judgement,
    PercentOfBest,
    SensitivityLine,
    SummaryLine,
    TimeSeries,
    VerdictStanding,
    WarmUpCut,
    YearlyValues,
)
from models.text import Text
from models.world import WorldFact

MEETING, OPTIMISER = "meeting", "optimiser-hedensted"
OBJECTIVE, SPREAD = "objective_minutes", "load_spread"


def estimate(value, reach=2.0, confidence=0.95):
    return Estimate(value=value, low=value - reach, high=value + reach, confidence=confidence)


def _same(word):
    return Text(da=word, en=word)


def _summary(way, figure, value):
    return SummaryLine(
        way=way,
        figure=figure,
        measure="mean",
        mean=estimate(value),
        median=value - 1,
        percentile_10=value - 10,
        percentile_90=value + 10,
    )


def _series(way, figure, value):
    means = tuple(value + week % 5 for week in range(12))
    return TimeSeries(
        way=way,
        figure=figure,
        mean=means,
        percentile_10=tuple(each - 4 for each in means),
        percentile_90=tuple(each + 4 for each in means),
    )


def _fairness(way, grouping, group, title, figure, value):
    return FairnessLine(
        way=way,
        grouping=grouping,
        group=group,
        title=title,
        figure=figure,
        mean=value,
        percentile_10=value - 3,
        percentile_90=value + 3,
    )


def make_judgement(**changes):
    values = {MEETING: {OBJECTIVE: 1000.0, SPREAD: 20.0}, OPTIMISER: {OBJECTIVE: 800.0, SPREAD: 10.0}}
    pairs = [(way, figure, value) for way, figures in values.items() for figure, value in figures.items()]
    fields = {
        "municipality": "hedensted",
        "start": datetime.date(2026, 1, 5),
        "seed": 1,
        "weeks": 12,
        "warm_up": WarmUpCut(weeks=2, is_found=False),
        "num_replications": 4,
        "confidence": 0.95,
        "base": MEETING,
        "compared_figure": OBJECTIVE,
        "verdict": Text(da="Optimeringen er bedst.", en="The optimiser is best."),
        "caveats": (Text(da="Mange tal er antaget.", en="Many numbers are assumed."),),
        "ways": (
            JudgedWay(
                key=MEETING,
                title=Text(da="Mødet", en="The meeting"),
                sentence=Text(da="Teamet vejer alt på mødet.", en="The team weighs everything at the meeting."),
            ),
            JudgedWay(
                key=OPTIMISER,
                title=Text(da="Optimering, hedensted", en="Optimiser, hedensted"),
                sentence=Text(da="Forslaget følges.", en="The proposal is followed."),
            ),
        ),
        "figures": (
            JudgedFigure(
                key=OBJECTIVE,
                title=Text(da="mål i minutter om ugen", en="objective in minutes a week"),
                unit=Text(da="minutter", en="minutes"),
                better=Better.LOWER,
            ),
            JudgedFigure(
                key=SPREAD,
                title=Text(da="største minus mindste sagsstamme", en="largest less smallest caseload"),
                unit=Text(da="sager", en="cases"),
                better=Better.LOWER,
            ),
        ),
        "summary": tuple(_summary(*each) for each in pairs),
        "comparisons": (
            ComparisonLine(
                way=OPTIMISER,
                figure=OBJECTIVE,
                measure="mean",
                mean=estimate(-200.0),
                median=None,
                higher_share=0.0,
                equal_share=0.0,
                worth_of_pairing=5.0,
            ),
        ),
        "selection": BestWay(best=OPTIMISER, contenders=(OPTIMISER,), confidence=0.95, indifference_minutes=0.0),
        "series": tuple(_series(*each) for each in pairs),
        "yearly": tuple(
            YearlyValues(way=way, figure=figure, values=(value, value + 4, value - 4, value + 1))
            for way, figure, value in pairs
        ),
        "fairness": (
            *(
                _fairness(way, Grouping.POST, f"K00{post}", _same(f"K00{post}"), SPREAD, 100.0 + post)
                for way in values
                for post in (1, 2)
            ),
            *(
                _fairness(way, Grouping.CASE_TYPE, "stress", Text(da="stress", en="stress"), SPREAD, 12.0)
                for way in values
            ),
        ),
        "first_talks": tuple(
            FirstTalks(way=way, percent=estimate(50.0), goal_percent=70.0, share_of_years_at_goal=0.0) for way in values
        ),
        "percent_of_best": tuple(PercentOfBest(way=way, percent=estimate(80.0), num_replications=4) for way in values),
        "sensitivity_of": (OPTIMISER, MEETING),
        "sensitivity": (
            SensitivityLine(
                path="cases.inflow_per_week",
                assumed=10.0,
                low=9.0,
                high=11.0,
                why=Text(da="en tiendedel til hver side", en="a tenth to either side"),
                at_low=estimate(-100.0),
                at_high=estimate(-1.0),
                standing_at_low=VerdictStanding.HOLDS,
                standing_at_high=VerdictStanding.UNSURE,
                break_even=None,
            ),
        ),
        "facts": (
            WorldFact(path="cases.inflow_per_week", value=10.0, status=Status.ASSUMED, source="test"),
            WorldFact(path="talks.base_percent", value=80.0, status=Status.DERIVED, source="test"),
        ),
        "made_with": {"python": "3.11.2", "sagsfordeler": "0.1.0"},
        "command": "sagsfordeler simulate --again . --out ../again",
    }
    return Judgement(**{**fields, **changes})
