"""Working days in Denmark: Monday to Friday without the public holidays."""

import datetime
from functools import lru_cache

import holidays
import numpy as np

ONE_DAY = datetime.timedelta(days=1)


def num_working_days(first_day: datetime.date, last_day: datetime.date) -> int:
    """Working days from `first_day` to `last_day`, both included; 0 where they are in the wrong order."""
    return len(working_days(first_day, last_day))


def working_days(first_day: datetime.date, last_day: datetime.date) -> frozenset[datetime.date]:
    """The working days from `first_day` to `last_day`, both included."""
    if last_day < first_day:
        return frozenset()
    return frozenset(
        day
        for year in range(first_day.year, last_day.year + 1)
        for day in _of_year(year)
        if first_day <= day <= last_day
    )


@lru_cache(maxsize=32)
def _of_year(year: int) -> tuple[datetime.date, ...]:
    public_holidays = holidays.country_holidays("DK", years=year)
    days = np.arange(np.datetime64(f"{year}-01-01"), np.datetime64(f"{year + 1}-01-01"))
    return tuple(day for day in days[np.is_busday(days)].tolist() if day not in public_holidays)


def absent_working_days(
    absences: tuple[tuple[datetime.date, datetime.date], ...], days: frozenset[datetime.date]
) -> int:
    """How many of `days` lie within one of the absences (both ends included); overlapping absences count once."""
    return sum(any(first <= day <= last for first, last in absences) for day in days)


def iso_weeks(first_day: datetime.date, last_day: datetime.date) -> frozenset[str]:
    """The ISO weeks, as 2026-W02, that the days from `first_day` to `last_day` lie in."""
    num_days = (last_day - first_day).days + 1
    calendar_weeks = ((first_day + index * ONE_DAY).isocalendar() for index in range(num_days))
    return frozenset(f"{week.year}-W{week.week:02d}" for week in calendar_weeks)
