"""What new and open cases have in common: type, risks, category and the date expected back."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.demonstration.facts import MunicipalityFacts, NationalFacts
from data.demonstration.shares import dealt, members, num_of
from models.case import CaseType, Employment, RiskFlag
from models.law import categories_on
from models.streams import Streams

_MENTAL = frozenset({CaseType.STRESS_ANXIETY, CaseType.DEPRESSION})
# Of people flagged as mentally ill most are in a mental type of case; some are found behind another (figures of 2012).
_MENTAL_FLAG_ODDS = 8.0


@dataclass(frozen=True)
class Marks:
    """Of one case."""

    case_type: CaseType
    risk_flags: frozenset[RiskFlag]


def draw_marks(facts: MunicipalityFacts, number: int, streams: Streams) -> list[Marks]:
    """Types and risk flags of so many cases, in the stated proportions."""
    types = dealt(streams.named("type"), facts.case_types_percent.value, number)
    flags: list[set[RiskFlag]] = [set() for _ in range(number)]
    for flag, percent in facts.risk_flags_percent.value.items():
        odds = [
            _MENTAL_FLAG_ODDS if flag is RiskFlag.MENTAL_ILLNESS and case_type in _MENTAL else 1.0
            for case_type in types
        ]
        for index in members(streams.named(f"risk/{flag}"), range(number), num_of(percent, number), odds):
            flags[index].add(flag)
    return [Marks(case_type, frozenset(own)) for case_type, own in zip(types, flags, strict=True)]


def draw_categories(
    national: NationalFacts, received: Sequence[datetime.date], rng: np.random.Generator
) -> list[str | None]:
    """The legal category, of those there are on the day of receipt: mostly 2, expected back after eight weeks."""
    is_first = rng.random(len(received)) * 100 < national.category_1_percent.value
    wanted = ["1" if first else "2" for first in is_first.tolist()]
    return [
        category if category in categories_on(day) else None for category, day in zip(wanted, received, strict=True)
    ]


def expected_back(
    employment: Employment,
    first_day: datetime.date,
    days_from_receipt: int,
    mean_receipt_week: float,
    date: datetime.date,
) -> datetime.date | None:
    """The doctor's date for employed people, at least a week ahead; None for the unemployed, who are not asked."""
    if employment is Employment.UNEMPLOYED:
        return None
    back = first_day + datetime.timedelta(days=round(7 * mean_receipt_week) + days_from_receipt)
    return max(back, date + datetime.timedelta(days=7))
