"""Working days in Denmark: Monday to Friday without the public holidays.

Days are counted, never listed: somebody who writes 2126 for 2026 asks for a century.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

import holidays
import numpy as np

ONE_DAY = datetime.timedelta(days=1)


def num_working_days(first_day: datetime.date, last_day: datetime.date) -> int:
    """Working days from `first_day` to `last_day`, both included; 0 where they are in the wrong order."""
    if last_day < first_day:
        return 0
    whole_years = sum(len(_of_year(year)) for year in range(first_day.year, last_day.year))
    before_first = bisect_left(_of_year(first_day.year), first_day)
    return whole_years + bisect_right(_of_year(last_day.year), last_day) - before_first


def num_absent_working_days(
    absences: Iterable[tuple[datetime.date, datetime.date]], first_day: datetime.date, last_day: datetime.date
) -> int:
    """How many working days from `first_day` to `last_day` lie within one of the absences (all ends included).

    Days in several absences count once.
    """
    num_days = 0
    not_counted_from = first_day
    for first, last in sorted(absences):
        start, end = max(first, not_counted_from), min(last, last_day)
        if start <= end:
            num_days += num_working_days(start, end)
            not_counted_from = end + ONE_DAY
    return num_days


def iso_week(day: datetime.date) -> str:
    """The week the day lies in, ISO 8601, as 2026-W02; such texts stand in the order of their weeks."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


@lru_cache(maxsize=1_000)
def _of_year(year: int) -> tuple[datetime.date, ...]:
    """The working days of a year, in order."""
    public_holidays = holidays.country_holidays("DK", years=year)
    days = np.arange(np.datetime64(f"{year}-01-01"), np.datetime64(f"{year + 1}-01-01"))
    return tuple(day for day in days[np.is_busday(days)].tolist() if day not in public_holidays)
