"""Who has which post when, and who is away: the same under every policy."""

import datetime
from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.calendar import DAYS_PER_WEEK, NEVER, WORKING_WEEKDAYS, Calendar
from models.consultant import Absence, Consultant
from models.streams import Streams
from models.world import StaffFacts, World

DAYS_PER_YEAR = 365.25
_DAYS_AHEAD = 120
"""Absences are drawn so far beyond the last day, because a round looks ahead."""
_DAYS_BEFORE = 364


@dataclass(frozen=True)
class Away:
    """Days on which a post's consultant is not there, both included. Planned ones are known long before."""

    first_day: int
    last_day: int
    is_planned: bool


@dataclass(frozen=True)
class Tenure:
    """One consultant's time in a post.

    Attributes
    ----------
    home
        Her row of the world's minutes.
    first_day, last_day
        Both included; -`NEVER` for one who was settled long before, `NEVER` where she stays.
    notice_day
        From then on she is given no new cases and hands over those she has.
    """

    consultant: Consultant
    post: int
    home: int
    first_day: int
    last_day: int
    notice_day: int


@dataclass(frozen=True)
class Staff:
    """Everybody who has a post at any time. Arrays have a row for each tenure (k), in order of posts.

    Attributes
    ----------
    is_away
        bool (k, days): on that day.
    away
        Of each post.
    """

    tenures: tuple[Tenure, ...]
    num_posts: int
    away: tuple[tuple[Away, ...], ...]
    is_away: BoolArray

    def in_post(self, day: int) -> BoolArray:
        """(k,): who has her post on that day."""
        return np.array([each.first_day <= day <= each.last_day for each in self.tenures])

    def in_round(self, day: int) -> BoolArray:
        """(k,): who may be given cases on that day: those in post who are not about to leave."""
        return np.array([each.first_day <= day < each.notice_day for each in self.tenures])

    def change_days(self) -> frozenset[int]:
        """The days on which somebody comes, stops getting new cases, or has left."""
        days = {max(0, each.first_day) for each in self.tenures}
        for each in self.tenures:
            if each.last_day != NEVER:
                days |= {each.notice_day, each.last_day + 1}
        return frozenset(days)

    def known_absences(self, tenure: int, day: int, calendar: Calendar) -> tuple[Absence, ...]:
        """What the team knows on that day of when she is away: planned leave, and illness that has begun."""
        return tuple(
            Absence(first_day=calendar.date_of(each.first_day), last_day=calendar.date_of(each.last_day))
            for each in self.away[self.tenures[tenure].post]
            if each.last_day >= day
            and (each.is_planned or each.first_day <= day)
            and each.first_day <= day + _DAYS_AHEAD
        )


def draw_staff(world: World, calendar: Calendar, streams: Streams) -> Staff:
    """Tenures and absences. Every post has streams of its own, so one more post leaves the others as they were."""
    tenures: list[Tenure] = []
    away: list[tuple[Away, ...]] = []
    for post in range(len(world.posts)):
        own = streams.within(f"post/{post}")
        tenures += _tenures(world, calendar, post, own.named("departures"))
        away.append(
            (
                *_holidays(world.staff, calendar, own.named("holidays")),
                *_short_spells(world.staff, calendar, own.named("short-absences")),
                *_long_absences(world.staff, calendar, own.named("long-absences")),
            )
        )
    is_away = np.zeros((len(tenures), calendar.num_days), dtype=np.bool_)
    for row, tenure in enumerate(tenures):
        for each in away[tenure.post]:
            is_away[row, max(0, each.first_day) : max(0, each.last_day + 1)] = True
    return Staff(tuple(tenures), len(world.posts), tuple(away), is_away)


def _tenures(world: World, calendar: Calendar, post: int, rng: np.random.Generator) -> list[Tenure]:
    """The post's consultants from the first day on. Departures begin a ramp earlier, so that some are newcomers."""
    facts, ramp_days = world.staff, DAYS_PER_WEEK * world.practice.caseload.ramp_weeks
    mean_days = NEVER if facts.departure_percent.value == 0 else DAYS_PER_YEAR * 100 / facts.departure_percent.value
    first_day = -NEVER
    generation, tenures = 0, []
    since = -ramp_days
    while since < calendar.num_days:
        stays = rng.exponential(mean_days)
        last_day = NEVER if mean_days == NEVER else _end_of_week(int(since + min(stays, NEVER / 2)))
        if last_day >= 0:
            tenures.append(_tenure(world, calendar, post, generation, first_day, last_day))
        first_day = last_day + 1 + DAYS_PER_WEEK * facts.vacancy_weeks.value
        since, generation = first_day, generation + 1
    return tenures


def _end_of_week(day: int) -> int:
    return day - day % DAYS_PER_WEEK + DAYS_PER_WEEK - 1


def _tenure(world: World, calendar: Calendar, post: int, generation: int, first_day: int, last_day: int) -> Tenure:
    handover_days = DAYS_PER_WEEK * world.staff.handover_weeks.value
    notice_day = NEVER if last_day >= NEVER else last_day + 1 - handover_days
    holder = world.posts[post]
    if generation == 0:
        return Tenure(holder, post, post, first_day, last_day, notice_day)
    newcomer = (post + (generation - 1) * len(world.posts)) % len(world.newcomers)
    person = world.newcomers[newcomer]
    consultant = holder.model_copy(
        update={
            "id": f"{holder.id}.{generation + 1}",
            "industries": person.industries,
            "preferences": person.preferences,
            "start_date": calendar.date_of(first_day),
            "target_count": None,
            "target_weight": None,
            "limit_count": None,
            "limit_weight": None,
            "conflicts": (),
        }
    )
    return Tenure(consultant, post, len(world.posts) + newcomer, first_day, last_day, notice_day)


def _holidays(facts: StaffFacts, calendar: Calendar, rng: np.random.Generator) -> list[Away]:
    """Every block once a year, from a Monday to a Sunday."""
    away = []
    for year in range(calendar.start.year - 1, calendar.date_of(calendar.num_days + _DAYS_AHEAD).year + 1):
        for first_week, last_week, num_weeks in facts.holiday_blocks.value:
            week = first_week + int(rng.random() * (last_week - first_week + 1))
            monday = datetime.date.fromisocalendar(year, min(week, 52), 1)
            first = calendar.day_of(monday)
            away.append(Away(first, first + num_weeks * DAYS_PER_WEEK - 1, is_planned=True))
    return away


def _short_spells(facts: StaffFacts, calendar: Calendar, rng: np.random.Generator) -> list[Away]:
    """Illness of a few days: what the year's sick days leave when the long absences are taken from them."""
    long_days = facts.long_absence_percent.value / 100 * facts.long_absence_weeks.value * WORKING_WEEKDAYS
    spells_per_year = max(0.0, facts.sick_days_per_year.value - long_days) / facts.sick_spell_days.value
    mean_days = facts.sick_spell_days.value * DAYS_PER_WEEK / WORKING_WEEKDAYS
    return _spells(spells_per_year, mean_days, calendar, rng)


def _long_absences(facts: StaffFacts, calendar: Calendar, rng: np.random.Generator) -> list[Away]:
    return _spells(
        facts.long_absence_percent.value / 100, facts.long_absence_weeks.value * DAYS_PER_WEEK, calendar, rng
    )


def _spells(per_year: float, mean_days: float, calendar: Calendar, rng: np.random.Generator) -> list[Away]:
    """A Poisson process of absences with exponential lengths, at least a day each."""
    away: list[Away] = []
    if per_year == 0:
        return away
    day = -float(_DAYS_BEFORE)
    while True:
        day += rng.exponential(DAYS_PER_YEAR / per_year)
        length = max(1, round(rng.exponential(mean_days)))
        if day >= calendar.num_days:
            return away
        if day + length > 0:
            away.append(Away(int(day), int(day) + length - 1, is_planned=False))


def tenure_of_post(staff: Staff, day: int) -> IntArray:
    """(posts + 1,): the tenure in each post on that day, -1 where it is vacant; the last entry is -1."""
    result = np.full(staff.num_posts + 1, -1, dtype=np.int64)
    for row, each in enumerate(staff.tenures):
        if each.first_day <= day <= each.last_day:
            result[each.post] = row
    return result
