"""From the records of the SimPy peer to the figures that ours gives: one pass over bookings, counts and arrivals."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from allocator.arrays import IntArray
from allocator.simulation.calendar import NEVER
from allocator.simulation.history import History
from allocator.simulation.inflow import mean_weeks
from allocator.simulation.traits import CASE_TYPES
from benchmarks.simulation.simpy_year import DAYS_PER_WEEK, Booking, Count, Records

LONG_WAIT_DAYS = 7
LOW_LOAD, HIGH_LOAD = 40, 50


@dataclass(frozen=True)
class YearFigures:
    """By name: weekly (weeks,), by post (weeks, posts), by case type (weeks, types)."""

    weekly: Mapping[str, IntArray]
    by_post: Mapping[str, IntArray]
    by_case_type: Mapping[str, IntArray]


def figures_of(history: History, records: Records) -> YearFigures:
    """All that is watched, under the names of `allocator.simulation.FIGURES`."""
    book = _Book(history)
    first = {booking.case.number: booking for booking in records.bookings if booking.is_first}
    for number in range(history.cases.num_open, history.cases.num_cases):
        _count_arrival(book, history, number, first.get(number))
    for booking in records.bookings:
        _count_booking(book, history, booking, records)
    loads: dict[int, list[float]] = {}
    for count in records.counts:
        loads.setdefault(count.week, []).append(_count_caseload(book, history, count))
    weekly = book.weekly
    weekly["caseload_minutes"] = np.rint(weekly["curve_minutes"] / mean_weeks(history.world.cases)).astype(np.int64)
    for week, in_week in loads.items():
        book.note("load_spread", week, round(max(in_week) - min(in_week)))
    for week, waiting in records.waiting.items():
        book.note("waiting", week, waiting)
        book.note("waiting_minutes", week, waiting * history.world.practice.left_out.case_minutes)
    book.note("not_proved", 0, 0)
    priced = ("contact", "travel_counted", "industry", "preference", "returning", "cohesion", "caseload", "waiting")
    weekly["objective_minutes"] = sum((weekly[f"{each}_minutes"] for each in priced), np.zeros(book.weeks, np.int64))
    return YearFigures(weekly, book.by_post, book.by_case_type)


class _Book:
    """Adds up."""

    def __init__(self, history: History) -> None:
        self.weeks = history.calendar.weeks
        self.num_posts = history.staff.num_posts
        self.weekly: dict[str, IntArray] = {}
        self.by_post: dict[str, IntArray] = {}
        self.by_case_type: dict[str, IntArray] = {}

    def note(self, name: str, week: int, amount: int) -> None:
        """Of the week."""
        if name not in self.weekly:
            self.weekly[name] = np.zeros(self.weeks, dtype=np.int64)
        self.weekly[name][week] += amount

    def note_case(self, name: str, week: int, case_type: int, amount: int, post: int | None = None) -> None:
        """Of one case; of the week and its type, and of a post unless that is None; -1 is a post that nobody has."""
        if name not in self.by_case_type:
            self.weekly[name] = np.zeros(self.weeks, dtype=np.int64)
            self.by_case_type[name] = np.zeros((self.weeks, len(CASE_TYPES)), dtype=np.int64)
            if post is not None:
                self.by_post[name] = np.zeros((self.weeks, self.num_posts), dtype=np.int64)
        if amount and 0 <= week < self.weeks:
            self.weekly[name][week] += amount
            self.by_case_type[name][week, case_type] += amount
            if post is not None and post >= 0:
                self.by_post[name][week, post] += amount

    def note_post(self, name: str, week: int, post: int, amount: int) -> None:
        """Of a post in a week."""
        if name not in self.by_post:
            self.by_post[name] = np.zeros((self.weeks, self.num_posts), dtype=np.int64)
        self.by_post[name][week, post] += amount
        self.note(name, week, amount)


def _count_arrival(book: _Book, history: History, number: int, booking: Booking | None) -> None:
    """What came in, how long it waited, and what became of its first talk."""
    cases, num_days = history.cases, history.calendar.num_days
    received, closes, kind = int(cases.received[number]), int(cases.closes[number]), int(cases.case_type[number])
    ended = min(closes if booking is None else booking.day, num_days)
    too_long = received + LONG_WAIT_DAYS + 1
    deadline, post = int(history.deadlines[number]), -1 if booking is None else booking.person.post
    still_open = closes >= deadline and cases.lost_job[number] > deadline
    is_due = bool(cases.is_employed[number] and deadline < min(NEVER, num_days) and still_open)
    is_held = is_due and booking is not None and _is_talk_held(history, booking)
    book.note_case("arrivals", received // DAYS_PER_WEEK, kind, 1)
    book.note_case("waited_over_week", too_long // DAYS_PER_WEEK, kind, ended >= too_long)
    book.note_case("never_given", closes // DAYS_PER_WEEK, kind, booking is None and closes < num_days)
    book.note_case("talks_due", deadline // DAYS_PER_WEEK, kind, is_due, post)
    book.note_case("talks_held", deadline // DAYS_PER_WEEK, kind, is_held, post)


def _is_talk_held(history: History, booking: Booking) -> bool:
    """Whether the drawn number is below what calendar, caseload and travel leave of the base chance."""
    facts, case = history.world.talks, booking.case
    if history.cases.elsewhere[case.number] or booking.day > case.deadline:
        return False
    calendar = 1 - (1 - facts.slot_percent.value / 100) ** booking.slots
    above = max(0.0, booking.load / booking.target - 1)
    hours = _minutes_to(booking) / 60
    burden = facts.load_effect.value * above + facts.travel_effect.value * hours
    return bool(history.cases.talk[case.number] < facts.base_percent.value / 100 * calendar * math.exp(-burden))


def _minutes_to(booking: Booking) -> int:
    """One way to the workplace, 0 where nobody goes out."""
    return booking.case.minutes[booking.person.number] if booking.has_job else 0


def _count_booking(book: _Book, history: History, booking: Booking, records: Records) -> None:
    """What a citizen's first consultant is to the case; a later one is only a change of consultant."""
    case, person, week = booking.case, booking.person, booking.day // DAYS_PER_WEEK
    kind, practice, traits = int(history.cases.case_type[case.number]), history.world.practice, history.traits
    employer = case.employer if booking.has_job else -1
    described = None if employer < 0 else history.world.employers[employer]
    has_contact = described is not None and described.contact_post is not None
    is_kept = has_contact and booking.contact is person
    is_deputy = has_contact and not is_kept and booking.deputy is person
    is_broken = has_contact and not is_kept and not is_deputy
    knowledge, liking = int(traits.knowledge[employer, person.number]), int(traits.liking[kind, person.number])
    one_way = _minutes_to(booking)
    comes_by_itself = described is not None and described.rhythm_days is not None and is_kept
    travel = 0 if comes_by_itself else 2 * practice.travel.expected_visits * one_way
    has_trade = described is not None and described.section is not None
    is_known, is_same = booking.previous is not None, booking.previous is person
    of_first = {
        "given": 1,
        "wait_days": booking.day - case.received,
        "visited": one_way > 0,
        "travel_minutes": travel,
        "contact_cases": has_contact,
        "contact_kept": is_kept,
        "contact_deputy": is_deputy,
        "industry_cases": has_trade,
        "industry_levels": has_trade * knowledge,
        "liked": liking > 0,
        "disliked": liking < 0,
        "preference_steps": liking,
        "unwanted": (week, kind) in records.unwanted,
        "returning": is_known,
        "returning_kept": is_same,
        "new_faces": booking.is_new_face,
        "contact_minutes": is_broken * practice.contact.broken_minutes + is_deputy * practice.contact.deputy_minutes,
        "travel_counted_minutes": (travel * practice.travel.counted_percent + 50) // 100,
        "industry_minutes": (3 - knowledge) * practice.industry.missing_level_minutes,
        "preference_minutes": -liking * practice.preference.step_minutes,
        "returning_minutes": (is_known and not is_same) * practice.returning.not_previous_minutes,
        "cohesion_minutes": booking.is_new_face * practice.cohesion.new_face_minutes,
    }
    for name, amount in of_first.items():
        book.note_case(name, week, kind, booking.is_first * amount, person.post)
    book.note_case("handed_over", week, kind, not booking.is_first, person.post)
    book.note_case("moved", week, kind, 0, person.post)


def _count_caseload(book: _Book, history: History, count: Count) -> float:
    """What stands of a person after a week's booking, and her load as it would be at full time."""
    part, post, week = history.world.practice.caseload, count.person.post, count.week
    full_time = count.load / (count.target / max(1, part.target))
    percent = (200 * count.load + count.target) // (2 * count.target)
    distance = count.load - count.target
    step = part.step_above_minutes if distance > 0 else part.step_below_minutes
    book.note_post("open_cases", week, post, count.load)
    book.note_post("present", week, post, 1)
    book.note_post("above_limit", week, post, count.load > count.limit)
    book.note_post("in_band", week, post, LOW_LOAD <= full_time <= HIGH_LOAD)
    book.note_post("load_percent", week, post, percent)
    book.note_post("load_percent_squared", week, post, percent**2)
    book.note_post("curve_minutes", week, post, step * abs(distance) * (abs(distance) + 1) // 2)
    return full_time
