"""The days of a simulation: numbered from its first Monday, with the Danish public holidays."""

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.working_days import num_working_days

DAYS_PER_WEEK = 7
WORKING_WEEKDAYS = 5
NEVER = 10**6
"""Stands for a day that does not come."""


@dataclass(frozen=True)
class Calendar:
    """Day 0 is the first day, a Monday; days before it are negative."""

    start: datetime.date
    weeks: int

    @property
    def num_days(self) -> int:
        """Days of the simulation, weekends included."""
        return self.weeks * DAYS_PER_WEEK

    def date_of(self, day: int) -> datetime.date:
        """The date of a numbered day."""
        return self.start + datetime.timedelta(days=day)

    def day_of(self, date: datetime.date) -> int:
        """The number of a date."""
        return (date - self.start).days

    @cached_property
    def is_working_day(self) -> BoolArray:
        """(num_days,): Monday to Friday and no public holiday."""
        return np.array([num_working_days(day, day) > 0 for day in map(self.date_of, range(self.num_days))])

    @cached_property
    def working_days(self) -> tuple[int, ...]:
        """The working days in order."""
        return tuple(np.flatnonzero(self.is_working_day).tolist())

    @cached_property
    def round_days(self) -> frozenset[int]:
        """The day of each week's meeting: its first working day."""
        by_week = self.is_working_day.reshape(self.weeks, DAYS_PER_WEEK)
        first = by_week.argmax(axis=1)
        days = np.arange(self.weeks) * DAYS_PER_WEEK + first
        return frozenset(days[by_week.any(axis=1)].tolist())

    @cached_property
    def next_working_day(self) -> IntArray:
        """(num_days,): the day itself or the first working day after it; `NEVER` where there is none any more."""
        days = np.where(self.is_working_day, np.arange(self.num_days), NEVER)
        return np.minimum.accumulate(days[::-1])[::-1]
