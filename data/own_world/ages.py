"""How long cases last, from how old the open ones are."""

import datetime
from collections.abc import Sequence

import numpy as np

from models.case import Case
from models.fact import Fact, Status
from models.world import CaseFacts

_LEAST_CASES = 30
_MOST_STRETCH = 3.0


def stretched(facts: CaseFacts, open_cases: Sequence[Case], date: datetime.date) -> CaseFacts:
    """The curve stretched or shrunk in time until open cases are as old in the mean as those of the workbook.

    In a steady state the age of an open case has the mean E[D^2] / 2 E[D] of its length D. With fewer than 30 open
    cases the curve stays as it is; it is stretched three times at the most.
    """
    if len(open_cases) < _LEAST_CASES:
        return facts
    ages_weeks = np.array([(date - case.received).days for case in open_cases]) / 7
    expected_weeks = _mean_age_weeks(facts)
    factor = float(np.clip(ages_weeks.mean() / expected_weeks, 1 / _MOST_STRETCH, _MOST_STRETCH))
    first = facts.survival_weeks.value[0]
    weeks = tuple(round(first + factor * (week - first), 2) for week in facts.survival_weeks.value)
    tail = round(first + factor * (facts.tail_from_week.value - first), 2)
    source = (
        f"{facts.survival_weeks.source}; stretched {factor:.2f} times, because {len(open_cases)} open cases of the "
        f"team's workbook are {ages_weeks.mean():.1f} weeks old and not {expected_weeks:.1f}"
    )
    return facts.model_copy(
        update={
            "survival_weeks": Fact(value=weeks, status=Status.DERIVED, source=source),
            "tail_from_week": Fact(value=tail, status=Status.DERIVED, source="Stretched with survival_weeks"),
        }
    )


def mean_weeks(facts: CaseFacts) -> float:
    """Mean time of an unexempted case with the team."""
    return facts.survival.durations().mean_weeks


def _mean_age_weeks(facts: CaseFacts) -> float:
    shares = facts.survival.durations().share_by_days
    days = np.arange(len(shares))
    return float((days**2 @ shares) / (2 * days @ shares) / 7)
