"""Days on which cases come in and people fall ill."""

import datetime
from collections.abc import Sequence

import numpy as np

from data.demonstration.facts import NationalFacts
from data.demonstration.shares import normalised

_SATURDAY = 5


def weekdays_between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Mondays to Fridays, both ends included."""
    days = [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < _SATURDAY]


def weekday_on_or_before(day: datetime.date) -> datetime.date:
    """The day itself, or the Friday before a weekend."""
    return day - datetime.timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def season_factor(days: Sequence[datetime.date], national: NationalFacts) -> float:
    """The mean index of the days' months."""
    return sum(national.season_by_month.value[day.month - 1] for day in days) / len(days)


def draw_first_days(
    rng: np.random.Generator, received: Sequence[datetime.date], national: NationalFacts
) -> list[datetime.date]:
    """First days of absence of cases received on those days: three to seven weeks before, rather on a Monday."""
    earliest, latest = national.received_days.value
    lags = np.arange(earliest, latest + 1)
    by_weekday = np.array(national.first_day_by_weekday_percent.value)
    first_days = []
    for day in received:
        lag = int(rng.choice(lags, p=normalised(by_weekday[(day.weekday() - lags) % 7])))
        first_days.append(day - datetime.timedelta(days=lag))
    return first_days
