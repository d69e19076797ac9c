"""The figures that a judgement is made of, from those that a replication counts by week."""

from dataclasses import dataclass

from allocator.simulation.statistics.measures import Measure
from models.judgement import Better, Grouping, JudgedFigure
from models.text import Text

OBJECTIVE = "objective_minutes"
TALKS = "talks_in_time_percent"
DISTRIBUTED = (OBJECTIVE, "in_band_percent", "travel_minutes_per_case", TALKS)
"""Whose distribution over the replications is shown."""


@dataclass(frozen=True)
class Watched:
    """A figure, how it is made, and where it is shown.

    Attributes
    ----------
    part
        The weekly figure that is counted.
    whole
        Another one that it is divided by, sum by sum; None for the figure of a week itself.
    times
        100 for a percentage.
    measures
        What is taken of the weeks; the mean alone where there is something to divide by. Empty: by group only.
    groupings
        By what fairness looks at it.
    in_series
        Whether it is followed week by week.
    """

    key: str
    title: Text
    unit: Text
    better: Better
    part: str
    whole: str | None = None
    times: float = 1.0
    measures: tuple[Measure, ...] = (Measure.MEAN,)
    groupings: tuple[Grouping, ...] = ()
    in_series: bool = False

    @property
    def as_judged(self) -> JudgedFigure:
        """Without how it is made."""
        return JudgedFigure(key=self.key, title=self.title, unit=self.unit, better=self.better)


_MINUTES = Text(da="minutter", en="minutes")
_CASES = Text(da="sager", en="cases")
_PERCENT = Text(da="%", en="%")
_DAYS = Text(da="dage", en="days")
_PEOPLE = Text(da="konsulenter", en="consultants")
_MEAN_AND_BAD = (Measure.MEAN, Measure.BAD_WEEK)
_BOTH = (Grouping.POST, Grouping.CASE_TYPE)

WATCHED = (
    Watched(
        OBJECTIVE,
        Text(da="pris i minutter om ugen", en="cost in minutes a week"),
        _MINUTES,
        Better.LOWER,
        part="objective_minutes",
        measures=(Measure.MEAN, Measure.MEDIAN, Measure.BAD_WEEK),
        in_series=True,
    ),
    Watched(
        "above_limit",
        Text(da="konsulenter over deres loft", en="consultants above their limit"),
        _PEOPLE,
        Better.LOWER,
        part="above_limit",
        measures=_MEAN_AND_BAD,
        in_series=True,
    ),
    Watched(
        "in_band_percent",
        Text(da="konsulenters uger med 40-50 sager på fuld tid", en="consultants' weeks with 40-50 cases at full time"),
        _PERCENT,
        Better.HIGHER,
        part="in_band",
        whole="present",
        times=100,
        groupings=(Grouping.POST,),
    ),
    Watched(
        "travel_minutes_per_case",
        Text(da="minutters kørsel pr. sag med arbejdsplads", en="minutes of travel per case with a workplace"),
        _MINUTES,
        Better.LOWER,
        part="travel_minutes",
        whole="visited",
        groupings=_BOTH,
    ),
    Watched(
        "contact_kept_percent",
        Text(da="kontakter holdt: sagen til kontaktpersonen", en="contacts kept: the case went to the contact"),
        _PERCENT,
        Better.HIGHER,
        part="contact_kept",
        whole="contact_cases",
        times=100,
    ),
    Watched(
        "waited_over_week_percent",
        Text(da="sager, der ventede over en uge", en="cases that waited more than a week"),
        _PERCENT,
        Better.LOWER,
        part="waited_over_week",
        whole="arrivals",
        times=100,
        groupings=(Grouping.CASE_TYPE,),
    ),
    Watched(
        "changes_per_hundred",
        Text(da="konsulentskift pr. 100 nye sager", en="changes of consultant per 100 new cases"),
        Text(da="skift", en="changes"),
        Better.LOWER,
        part="handed_over",
        whole="given",
        times=100,
        groupings=(Grouping.CASE_TYPE,),
    ),
    Watched(
        TALKS,
        Text(
            da="første samtaler holdt på arbejdspladsen i tide",
            en="first talks held at the workplace in time",
        ),
        _PERCENT,
        Better.HIGHER,
        part="talks_held",
        whole="talks_due",
        times=100,
        groupings=_BOTH,
    ),
    Watched(
        "load_spread",
        Text(da="største minus mindste sagsstamme på fuld tid", en="largest less smallest caseload at full time"),
        _CASES,
        Better.LOWER,
        part="load_spread",
        measures=_MEAN_AND_BAD,
        in_series=True,
    ),
    Watched(
        "load_percent",
        Text(da="sagsstamme i procent af måltallet", en="caseload in per cent of target"),
        _PERCENT,
        Better.NEITHER,
        part="load_percent",
        whole="present",
        groupings=(Grouping.POST,),
    ),
    Watched(
        "waiting",
        Text(da="sager uden konsulent efter mødet", en="cases without a consultant after the meeting"),
        _CASES,
        Better.LOWER,
        part="waiting",
        measures=_MEAN_AND_BAD,
        in_series=True,
    ),
    Watched(
        "wait_days_per_case",
        Text(da="dage fra modtagelse til konsulent", en="days from receipt to consultant"),
        _DAYS,
        Better.LOWER,
        part="wait_days",
        whole="given",
        groupings=(Grouping.CASE_TYPE,),
    ),
    Watched(
        "industry_percent",
        Text(da="kendskab til sagens branche, af fuldt kendskab", en="knowledge of the case's industry, of full"),
        _PERCENT,
        Better.HIGHER,
        part="industry_levels",
        whole="industry_cases",
        times=100 / 3,
    ),
    Watched(
        "liked_percent",
        Text(da="sager, konsulenten gerne ville have", en="cases of a type that the consultant likes"),
        _PERCENT,
        Better.HIGHER,
        part="liked",
        whole="given",
        times=100,
    ),
    Watched(
        "disliked_percent",
        Text(da="sager, konsulenten helst ville undgå", en="cases of a type that the consultant would rather not"),
        _PERCENT,
        Better.LOWER,
        part="disliked",
        whole="given",
        times=100,
        groupings=_BOTH,
    ),
    Watched(
        "returning_kept_percent",
        Text(da="borgere, der kom igen til samme konsulent", en="citizens who came back to the same consultant"),
        _PERCENT,
        Better.HIGHER,
        part="returning_kept",
        whole="returning",
        times=100,
    ),
    Watched(
        "above_limit_percent",
        Text(da="uger over loftet", en="weeks above the limit"),
        _PERCENT,
        Better.LOWER,
        part="above_limit",
        whole="present",
        times=100,
        measures=(),
        groupings=(Grouping.POST,),
    ),
    Watched(
        "unwanted_percent",
        Text(
            da="sager, teamet helst undgår, af konsulentens nye", en="cases the team would rather not, of her new ones"
        ),
        _PERCENT,
        Better.NEITHER,
        part="unwanted",
        whole="given",
        times=100,
        measures=(),
        groupings=(Grouping.POST,),
    ),
    Watched(
        "given_per_week",
        Text(da="nye sager om ugen", en="new cases a week"),
        _CASES,
        Better.NEITHER,
        part="given",
        measures=(),
        groupings=_BOTH,
    ),
)
"""In the order in which they are shown. The first is what the verdict is about."""
