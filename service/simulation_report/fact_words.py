"""What the numbers of a world are called, and how their values are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from models.case import CaseType, RiskFlag
from models.text import Text
from models.wording import word
from service.formats import rounded
from service.simulation_report.telling import Telling

_MOST_DECIMALS: Final = 4
_PERCENT: Final = Text(da="%", en="%")
_WEEKS: Final = Text(da="uger", en="weeks")
_DAYS: Final = Text(da="dage", en="days")
_NONE: Final = Text(da="", en="")
_WEEKDAYS: Final = Text(da="man tir ons tor fre lør søn", en="Mon Tue Wed Thu Fri Sat Sun")
_MONTHS: Final = Text(
    da="jan feb mar apr maj jun jul aug sep okt nov dec", en="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
)


@dataclass(frozen=True)
class FactWords:
    """A title, and the unit of the value or of its parts; `parts` names those of a list, `kinds` those of a mix."""

    title: Text
    unit: Text = _NONE
    parts: Text | None = None
    kinds: type[StrEnum] | None = None


def _fact(danish: str, english: str, unit: Text = _NONE, **words: Any) -> FactWords:  # noqa: ANN401 - as FactWords has them
    return FactWords(Text(da=danish, en=english), unit, **words)


FACT_WORDS: Final[Mapping[str, FactWords]] = MappingProxyType(
    {
        "cases.inflow_per_week": _fact("nye sager om ugen", "new cases a week"),
        "cases.received_by_weekday_percent": _fact(
            "sager modtaget på ugens dage", "cases received by weekday", _PERCENT, parts=_WEEKDAYS
        ),
        "cases.season_by_month": _fact("sæson, hvor 1 er et gennemsnit", "season, 1 being average", parts=_MONTHS),
        "cases.received_days": _fact(
            "dage fra første sygedag til konsulenterne, fra og til",
            "days from the first day of absence to the consultants, from and to",
            _DAYS,
        ),
        "cases.first_day_by_weekday_percent": _fact(
            "første sygedag på ugens dage", "first days of absence by weekday", _PERCENT, parts=_WEEKDAYS
        ),
        "cases.survival_weeks": _fact("uger, varigheden er kendt ved", "weeks at which durations are known", _WEEKS),
        "cases.survival_shares": _fact("andel af sagerne, der er åbne da", "share of cases still open then"),
        "cases.tail_from_week": _fact("uge, revurderingen virker fra", "week from which reassessment acts"),
        "cases.tail_percent": _fact("sager, der bliver efter revurderingen", "cases left by reassessment", _PERCENT),
        "cases.exempt_below_weeks": _fact("korte sager, som er undtaget, op til", "short cases, exempt, up to", _WEEKS),
        "cases.exempt_percent": _fact("heraf undtaget efter reformen", "of these, exempt since the reform", _PERCENT),
        "cases.unemployed_percent": _fact("ledige", "unemployed", _PERCENT),
        "cases.unlisted_employer_percent": _fact(
            "arbejdspladser, der ikke er på listen", "workplaces that are not on the list", _PERCENT
        ),
        "cases.case_types_percent": _fact("sagstyper", "types of case", _PERCENT, kinds=CaseType),
        "cases.risk_flags_percent": _fact("sager med risiko", "cases with risks", _PERCENT, kinds=RiskFlag),
        "cases.fast_track_percent": _fact("hastesager", "fast track", _PERCENT),
        "cases.flex_job_percent": _fact("fleksjob", "flex jobs", _PERCENT),
        "cases.clarification_percent": _fact("afklaringssager", "clarification cases", _PERCENT),
        "cases.elsewhere_percent": _fact(
            "første samtaler, der skal holdes et andet sted", "first talks to be held elsewhere", _PERCENT
        ),
        "cases.returning_percent": _fact("borgere, der har været her før", "citizens who come again", _PERCENT),
        "cases.return_gap_weeks": _fact("tid, til en borger kommer igen", "time until a citizen comes again", _WEEKS),
        "cases.lost_job_percent": _fact("borgere, der mister jobbet", "citizens who lose the job", _PERCENT),
        "staff.holiday_blocks": _fact(
            "ferier: uger, de kan begynde i (og hvor mange uger de varer)",
            "holidays: weeks in which they may begin (and how many weeks they last)",
        ),
        "staff.sick_days_per_year": _fact(
            "konsulentens sygedage om året", "a consultant's days of sickness a year", _DAYS
        ),
        "staff.sick_spell_days": _fact("længden af et kort fravær", "length of a short absence", _DAYS),
        "staff.long_absence_percent": _fact(
            "konsulenter, der i et år er længe væk", "consultants who are away for long in a year", _PERCENT
        ),
        "staff.long_absence_weeks": _fact("længden af et langt fravær", "length of a long absence", _WEEKS),
        "staff.departure_percent": _fact(
            "konsulenter, der i et år siger op", "consultants who leave in a year", _PERCENT
        ),
        "staff.handover_weeks": _fact("tid til at overdrage sager", "time to hand cases over", _WEEKS),
        "staff.vacancy_weeks": _fact("tid, en stilling står tom", "time for which a post is vacant", _WEEKS),
        "staff.visit_slots_per_week": _fact("ledige besøgstider om ugen", "free visit slots a week"),
        "talks.held_at_workplace_percent": _fact(
            "første samtaler holdt på arbejdspladsen i dag", "first talks held at the workplace today", _PERCENT
        ),
        "talks.base_percent": _fact(
            "chance for det, før kalender, sagsstamme og kørsel",
            "chance of that before calendar, caseload and travel",
            _PERCENT,
        ),
        "talks.slot_percent": _fact(
            "chance for, at en ledig tid passer alle", "chance that a free slot suits everybody", _PERCENT
        ),
        "talks.load_effect": _fact(
            "hvad en stor sagsstamme tager af chancen", "what a large caseload takes of the chance"
        ),
        "talks.travel_effect": _fact(
            "hvad en times kørsel tager af chancen", "what an hour's drive takes of the chance"
        ),
    }
)
"""Every number of a world by its dotted path."""


def fact_title(path: str, telling: Telling) -> str:
    """What the number is called, as in the middle of a sentence.

    Raises
    ------
    KeyError
        It has no words yet; write them above.
    """
    return telling.text(FACT_WORDS[path].title)


def fact_value(path: str, value: Any, telling: Telling) -> str:  # noqa: ANN401 - whatever a fact may hold
    """The value with its unit.

    Raises
    ------
    KeyError
        The number has no words yet.
    """
    words = FACT_WORDS[path]
    unit = telling.text(words.unit)
    behind = "" if not unit else telling.say("\N{NO-BREAK SPACE}%", "%") if unit == "%" else f"\N{NO-BREAK SPACE}{unit}"
    if isinstance(value, Mapping):
        assert words.kinds is not None  # noqa: S101 - only mixes of kinds are mappings, as the words above say
        named = ((telling.text(word(words.kinds(kind))), share) for kind, share in value.items())
        return _listed(f"{name} {_plain(share, telling)}{behind}" for name, share in named)
    if isinstance(value, (tuple, list)):
        if words.parts is not None:
            parts = zip(telling.text(words.parts).split(), value, strict=False)
            return _listed(f"{name} {_plain(each, telling)}{behind}" for name, each in parts)
        return _listed(_plain(each, telling) for each in value) + behind
    return _plain(value, telling) + behind


def _plain(value: Any, telling: Telling) -> str:  # noqa: ANN401
    """With as few decimals as it needs; a block of holidays as the weeks in which it may begin, and its length."""
    if isinstance(value, (tuple, list)):
        first, last, weeks = (_plain(each, telling) for each in value)
        return f"{first}\N{EN DASH}{last} ({weeks})"
    needed = next(
        num
        for num in range(_MOST_DECIMALS + 1)
        if num == _MOST_DECIMALS or round(value, num) == round(value, _MOST_DECIMALS)
    )
    return rounded(value, needed, telling.language)


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts) or "–"
