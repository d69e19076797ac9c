"""How many cases come in, when, and how many are open in the long run: inflow times duration, so no year drifts."""

import numpy as np

from allocator.arrays import IntArray
from allocator.simulation.calendar import DAYS_PER_WEEK, NEVER, WORKING_WEEKDAYS, Calendar
from models.streams import Streams
from models.survival import Durations
from models.world import CaseFacts, World


def durations_of(facts: CaseFacts) -> tuple[Durations, Durations]:
    """How long cases of employed and of unemployed people last under the law of the world."""
    curve = facts.survival
    employed = curve.durations(
        exempt_below_weeks=facts.exempt_below_weeks.value, exempt_percent=facts.exempt_percent.value
    )
    return employed, curve.durations()


def inflow_per_week(facts: CaseFacts) -> float:
    """New cases a week in the mean, under the law of the world."""
    employed, _ = durations_of(facts)
    unemployed = facts.unemployed_percent.value / 100
    return facts.inflow_per_week.value * (unemployed + (1 - unemployed) * employed.inflow_factor)


def mean_weeks(facts: CaseFacts) -> float:
    """How long a new case lasts in the mean, in weeks, under the law of the world."""
    return mean_open_cases(facts) / inflow_per_week(facts)


def mean_open_cases(facts: CaseFacts) -> float:
    """Open cases in the long run: inflow times duration."""
    unemployed = facts.unemployed_percent.value / 100
    employed_lengths, other_lengths = durations_of(facts)
    weeks = (
        unemployed * other_lengths.mean_weeks
        + (1 - unemployed) * employed_lengths.inflow_factor * employed_lengths.mean_weeks
    )
    return facts.inflow_per_week.value * weeks


def draw_arrival_days(world: World, calendar: Calendar, streams: Streams) -> IntArray:
    """(n,): the working day on which each arrival is received, in order.

    Poisson by weekday and season. What comes on a public holiday is received on the next working day.
    """
    facts = world.cases
    by_weekday = np.array(facts.received_by_weekday_percent.value)
    by_weekday = by_weekday / by_weekday.sum()
    weekly = inflow_per_week(facts)
    season = np.array(facts.season_by_month.value)
    days = np.arange(calendar.num_days)
    weekdays = days[days % DAYS_PER_WEEK < WORKING_WEEKDAYS]
    months = np.array([calendar.date_of(day).month for day in weekdays.tolist()])
    means = weekly * by_weekday[weekdays % DAYS_PER_WEEK] * (season / season.mean())[months - 1]
    numbers = streams.named("number").poisson(means)
    received = np.repeat(calendar.next_working_day[weekdays], numbers)
    return received[received < NEVER].astype(np.int64)
