"""What else the assumed numbers of a world might be: the ranges through which a verdict is tried."""

from collections.abc import Sequence
from dataclasses import dataclass

from allocator.simulation.statistics.sensitivity import ParameterRange
from allocator.simulation.study.study import Study
from models.fact import Status
from models.text import Text
from models.world import World


@dataclass(frozen=True)
class AssumedRange:
    """A number of the world, and between how many times its assumed value it is tried."""

    path: str
    low_times: float
    high_times: float
    why: Text


ASSUMED_RANGES = (
    AssumedRange(
        "cases.inflow_per_week",
        0.9,
        1.1,
        Text(
            da="en tiendedel til hver side: sagsstammen flytter sig lige så meget",
            en="a tenth to either side: the caseload moves as much",
        ),
    ),
    AssumedRange(
        "cases.tail_percent",
        0.5,
        1.5,
        Text(
            da="hvor meget revurderingen efter 22 uger tynder ud i de lange sager",
            en="how much the reassessment at 22 weeks thins the long cases",
        ),
    ),
    AssumedRange(
        "cases.exempt_percent",
        0.7,
        1.1,
        Text(
            da="hvor mange af de korte sager reformen i 2026 holder ude",
            en="how many of the short cases the reform of 2026 keeps away",
        ),
    ),
    AssumedRange(
        "cases.unlisted_employer_percent",
        0.5,
        2,
        Text(da="ingen har talt de små arbejdspladser", en="no count of small workplaces"),
    ),
    AssumedRange(
        "cases.fast_track_percent",
        0.5,
        2,
        Text(
            da="fra det halve til det dobbelte; intet tal for kommunen",
            en="from half to twice; no figure by municipality",
        ),
    ),
    AssumedRange(
        "cases.flex_job_percent",
        0.5,
        2,
        Text(da="fra det halve til det dobbelte; intet tal fundet", en="from half to twice; no figure found"),
    ),
    AssumedRange(
        "cases.elsewhere_percent",
        0.5,
        2,
        Text(da="fra det halve til det dobbelte; intet tal fundet", en="from half to twice; no figure found"),
    ),
    AssumedRange(
        "cases.returning_percent",
        0,
        2,
        Text(da="fra ingen til det dobbelte; intet tal fundet", en="from nobody to twice; no figure found"),
    ),
    AssumedRange(
        "cases.return_gap_weeks",
        0.5,
        2,
        Text(da="fra et kvart år til et helt", en="from a quarter of a year to a whole one"),
    ),
    AssumedRange(
        "cases.lost_job_percent",
        0,
        2,
        Text(da="fra ingen til det dobbelte; intet tal fundet", en="from nobody to twice; no figure found"),
    ),
    AssumedRange(
        "staff.sick_spell_days",
        0.5,
        2,
        Text(da="de samme dage i flere eller færre forløb", en="the same days in more or in fewer spells"),
    ),
    AssumedRange(
        "staff.long_absence_percent",
        0,
        2,
        Text(da="fra ingen til det dobbelte; intet tal fundet", en="from nobody to twice; no figure found"),
    ),
    AssumedRange(
        "staff.departure_percent",
        0,
        2,
        Text(
            da="fra et team, der bliver, til et, der mister en fjerdedel om året",
            en="from a team that stays to one that loses a quarter in a year",
        ),
    ),
    AssumedRange(
        "staff.visit_slots_per_week",
        0.5,
        2,
        Text(
            da="hvor fulde kalendere er, er det, teams er mest forskellige i",
            en="how full calendars are differs most between teams",
        ),
    ),
    AssumedRange(
        "talks.slot_percent",
        0.5,
        2,
        Text(da="om en ledig time passer begge, er et gæt", en="whether a free hour suits both is a guess"),
    ),
    AssumedRange("talks.load_effect", 0, 2, Text(da="fra ingen til det dobbelte", en="from none to twice")),
    AssumedRange("talks.travel_effect", 0, 2, Text(da="fra ingen til det dobbelte", en="from none to twice")),
)
"""Numbers that are one value each, mostly assumed. One that is derived is here where much hangs on it."""

_MOST_PERCENT = 100.0


def ranges_for(world: World, assumed: Sequence[AssumedRange] = ASSUMED_RANGES) -> tuple[ParameterRange, ...]:
    """The ranges in the world's own values; no percentage above 100.

    A number that a source has published for this municipality is not tried, nor one that is 0 here.

    Raises
    ------
    KeyError
        The world has no such number.
    """
    facts = {fact.path: fact for fact in world.facts()}
    return tuple(
        ParameterRange(each.path, each.low_times * value, _at_most(each.path, each.high_times * value), each.why)
        for each in assumed
        if facts[each.path].status is not Status.PUBLISHED and (value := float(facts[each.path].value)) > 0
    )


def assumed_values(world: World, ranges: Sequence[ParameterRange]) -> dict[str, float]:
    """By path, what the world itself says."""
    facts = {fact.path: fact.value for fact in world.facts()}
    return {each.path: float(facts[each.path]) for each in ranges}


def studies_at_ends(study: Study, range_: ParameterRange) -> tuple[Study, Study]:
    """The same study with the number at the low and at the high end, and nothing else changed.

    The seed is the same as well, so that whatever does not hang on the number happens again as it did.
    """
    low, high = (
        study.model_copy(update={"world": study.world.with_fact(range_.path, value)})
        for value in (range_.low, range_.high)
    )
    return low, high


def _at_most(path: str, value: float) -> float:
    return min(value, _MOST_PERCENT) if path.endswith("_percent") else value
