"""What a reader of a demonstration should know, in sentences made from its facts."""

import datetime

from data.demonstration.facts import PoolFacts, municipality_facts, national_facts
from data.demonstration.municipality import DEFAULT_DATE
from data.demonstration.regime import regime_on
from models.text import Text

_WORTH_SAYING_PERCENT = 1


def demonstration_notes(key: str, date: datetime.date | None = None) -> tuple[Text, ...]:
    """What is invented, what was adjusted so that figures agree, and which rules apply on the day.

    Raises
    ------
    KeyError
        There is no such municipality.
    """
    facts, national = municipality_facts(key), national_facts()
    regime = regime_on(DEFAULT_DATE if date is None else date, national)
    notes = [
        Text(
            da=f"Konsulenter, virksomheder og sager er opdigtede; byer, brancher og størrelser er {facts.name}s.",
            en=f"Consultants, employers and cases are invented; towns, industries and sizes are those of {facts.name}.",
        ),
        _inflow_note(facts.main_pool, national.survival.durations().mean_weeks),
    ]
    if (rounds := facts.rounds_per_week.value) > 1:
        notes.append(
            Text(
                da=f"Sagerne fordeles, når de kommer; de nye her er fra 1/{rounds} uge.",
                en=f"Cases are distributed as they arrive; the new ones here came in 1/{rounds} of a week.",
            )
        )
    if regime.is_reformed:
        left = f"{100 * regime.employed.inflow_factor:.0f} %"
        notes.append(
            Text(
                da="Reglerne fra 1. juli 2026: de fleste med et job, der ventes raske inden 26 uger, er undtaget. "
                f"Målt på, hvor længe sager varer, er {left} af de nye sager med et job tilbage.",
                en="The rules from 1 July 2026: most people with a job, expected back within 26 weeks, are exempt. "
                f"By how long cases last, {left} of the new cases with a job are left.",
            )
        )
    return tuple(notes)


def _inflow_note(pool: PoolFacts, mean_weeks: float) -> Text:
    used, published = pool.inflow_per_week.value, pool.published_inflow_per_week
    weeks_da, weeks_en = _number(mean_weeks)
    used_da, used_en = _number(used)
    caseload, number = f"{pool.caseload.value:g}", pool.num_consultants
    da = f"{used_da} nye sager om ugen à {weeks_da} uger er {caseload} åbne sager til hver af {number} konsulenter."
    en = f"{used_en} new cases a week of {weeks_en} weeks are {caseload} open cases for each of {number} consultants."
    if published is not None and abs(used / published.value - 1) * 100 >= _WORTH_SAYING_PERCENT:
        published_da, published_en = _number(published.value)
        da += f" Offentlige tal giver {published_da} nye om ugen; det er justeret, så sagsstammerne holder."
        en += f" Public figures give {published_en} new ones a week; adjusted, so that caseloads stay as they are."
    return Text(da=da, en=en)


def _number(value: float) -> tuple[str, str]:
    """With one decimal, as Danes and as the English write it."""
    english = f"{value:.1f}"
    return english.replace(".", ","), english
