"""The peer: a year of Vejle's meeting booker as an analyst would write it with SimPy.

Cases come, lose their job and close; a booker books every morning; whoever leaves hands over; once a week the caseloads
are counted. It has the same drawn arrivals, absences, durations and tables as ours and shares none of the code that
runs, decides or counts there. It writes records; `simpy_figures` makes the figures of them.
"""

import math
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Final

import simpy

from allocator.simulation.history import History
from benchmarks.simulation.simpy_people import CaseFile, Person, case_files, people_of

HOURS_PER_DAY: Final = 24
DAYS_PER_WEEK: Final = 7
CLOSING, LOSING, HANDING_OVER, RECEIVING, BOOKING, COUNTING = range(6, 12)
"""The hours at which things happen."""
NEAR_MINUTES: Final = 5
"""Ways that differ by no more than this from the shortest are equally near."""


@dataclass(frozen=True)
class Booking:
    """A case given to a person, and what it was like then; `slots` are those before the deadline, hers included."""

    case: CaseFile
    person: Person
    day: int
    is_first: bool
    has_job: bool
    contact: Person | None
    deputy: Person | None
    previous: Person | None
    slots: int
    load: int
    target: int
    is_new_face: bool


@dataclass(frozen=True)
class Count:
    """A person in post after the booking of a week's first working day."""

    week: int
    person: Person
    load: int
    target: int
    limit: int


@dataclass
class Records:
    """What was written down in a year: bookings, counts, cases waiting by week, and types unwanted by week."""

    bookings: list[Booking] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    waiting: dict[int, int] = field(default_factory=dict)
    unwanted: set[tuple[int, int]] = field(default_factory=set)


def simulate_year(history: History) -> Records:
    """Run the history's weeks.

    Raises
    ------
    ValueError
        If the world's policy counts weight: this booker counts cases.
    """
    year = _Year(history)
    year.env.run(until=HOURS_PER_DAY * history.calendar.num_days)
    return year.records


Process = Generator[simpy.Event, None, None]


class _Year:
    def __init__(self, history: History) -> None:
        self.env = simpy.Environment()
        self.history = history
        self.records = Records()
        self.people = people_of(history)
        self.cases = case_files(history, self.people)
        self.waiting = [case for case in self.cases[: history.cases.num_open] if case.owner is None]
        self.of_employer: dict[int, set[int]] = {}
        self.env.process(self.inbox())
        self.env.process(self.booker())
        self.env.process(self.weekly())

    def at(self, day: int, hour: int) -> simpy.Event:
        """That hour of that day."""
        return self.env.timeout(HOURS_PER_DAY * day + hour - self.env.now)

    def inbox(self) -> Process:
        """Cases come in; those that are open already are there from the start."""
        for case in self.cases:
            if case.received >= 0:
                yield self.at(case.received, RECEIVING)
                self.waiting.append(case)
            if case.has_job and case.employer >= 0:
                self.of_employer.setdefault(case.employer, set()).add(case.number)
            self.env.process(self.life(case))

    def life(self, case: CaseFile) -> Process:
        """Perhaps the job is lost; in the end the case closes."""
        if case.has_job and case.loses_job < case.closes:
            yield self.at(case.loses_job, LOSING)
            self.lose_job(case)
        yield self.at(case.closes, CLOSING)
        self.forget_at_employer(case)
        if case.owner is None:
            self.waiting.remove(case)
        else:
            self.take_from_owner(case)

    def lose_job(self, case: CaseFile) -> None:
        """The consultant goes on with it if she may, else somebody else must be found."""
        self.forget_at_employer(case)
        case.has_job = False
        if case.owner is not None and not case.may_go_to(case.owner):
            self.take_from_owner(case)
            self.waiting.append(case)

    def booker(self) -> Process:
        """Every working day she gives what waits, by the diaries as they were in the morning."""
        for day in self.history.calendar.working_days:
            yield self.at(day, BOOKING)
            if day in self.history.calendar.round_days:
                for person in self.people:
                    person.measure(day)
            if self.waiting:
                for person in self.people:
                    person.open_diary()
                for case in list(self.waiting):
                    chosen = self.choose(case, day)
                    if chosen is not None:
                        self.book(case, chosen, day)

    def choose(self, case: CaseFile, day: int) -> Person | None:
        """The contact person, or the nearest with time, or most time in the calendar; nobody only if none may."""
        able = [each for each in self.people if each.takes_cases(day) and case.may_go_to(each)]
        there = [each for each in able if not each.is_away(day)]
        who = [each for each in there if each.load < each.limit] or there or _back_first(able, day)
        if not who:
            return None
        for known in self.known_to_employer(case, day):
            if known in who:
                return known
        slots = {each.number: each.seen_slots(day, case.deadline) for each in who}
        among = [each for each in who if slots[each.number] > 0] or who
        shortest = min(case.minutes_from(each) for each in among)
        near = [each for each in among if case.minutes_from(each) <= shortest + NEAR_MINUTES]
        return min(near, key=lambda each: (-slots[each.number], each.load / each.target))

    def book(self, case: CaseFile, person: Person, day: int) -> None:
        """Let the case be hers, and write it down."""
        contact, deputy = self.known_to_employer(case, day)
        is_first = case.received >= 0 and case.last_owner is None
        self.records.bookings.append(
            Booking(
                case=case,
                person=person,
                day=day,
                is_first=is_first,
                has_job=case.has_job,
                contact=contact,
                deputy=deputy,
                previous=self.previous_of(case, day),
                slots=0 if case.received < 0 else person.book_visit(day, case.deadline),
                load=person.load + 1,
                target=person.target,
                is_new_face=person is not contact and self.is_new_face(case, person),
            )
        )
        self.waiting.remove(case)
        case.owner = case.last_owner = person
        person.cases.add(case.number)

    def is_new_face(self, case: CaseFile, person: Person) -> bool:
        """Whether the employer has other cases, and none of them is hers."""
        if not case.has_job or case.employer < 0:
            return False
        others = self.of_employer[case.employer] - {case.number}
        return bool(others) and not others & person.cases

    def known_to_employer(self, case: CaseFile, day: int) -> tuple[Person | None, Person | None]:
        """Contact and deputy, as far as their posts are filled."""
        if not case.has_job or case.employer < 0:
            return None, None
        employer = self.history.world.employers[case.employer]
        return self.in_post(employer.contact_post, day), self.in_post(employer.deputy_post, day)

    def in_post(self, post: int | None, day: int) -> Person | None:
        """Who has a post on that day."""
        return next((each for each in self.people if each.post == post and each.is_in_post(day)), None)

    def previous_of(self, case: CaseFile, day: int) -> Person | None:
        """Who had the citizen's earlier case, while she still is here."""
        previous = None
        if case.predecessor >= 0:
            previous = self.cases[case.predecessor].last_owner
        elif case.predecessor == -2:
            settled = (each for each in self.people if each.post == case.earlier_post and each.is_settled)
            previous = next(settled, None)
        return previous if previous is not None and previous.is_in_post(day) else None

    def weekly(self) -> Process:
        """On the week's first working day those who leave hand over an even part, and in the end all is counted."""
        for day in sorted(self.history.calendar.round_days):
            yield self.at(day, HANDING_OVER)
            for person in self.people:
                if person.is_leaving(day):
                    weeks_left = (person.last_day + 1 - day) // DAYS_PER_WEEK
                    part = math.ceil(len(person.cases) / max(1, weeks_left))
                    for number in sorted(person.cases)[:part]:
                        self.take_from_owner(self.cases[number])
                        self.waiting.append(self.cases[number])
            yield self.at(day, COUNTING)
            self.count(day)

    def count(self, day: int) -> None:
        """Caseloads, who waits, and which types the consultants together would rather not have."""
        week = day // DAYS_PER_WEEK
        for person in self.people:
            if person.is_in_post(day):
                self.records.counts.append(Count(week, person, person.load, person.target, person.limit))
        self.records.waiting[week] = len(self.waiting)
        present = [each.number for each in self.people if each.takes_cases(day)]
        for case_type, liking in enumerate(self.history.traits.liking[:, present].sum(axis=1).tolist()):
            if liking < 0:
                self.records.unwanted.add((week, case_type))

    def take_from_owner(self, case: CaseFile) -> None:
        """Let the case be nobody's."""
        assert case.owner is not None  # noqa: S101 - only asked of cases that somebody has
        case.owner.cases.remove(case.number)
        case.owner = None

    def forget_at_employer(self, case: CaseFile) -> None:
        """The employer has one case less."""
        if case.has_job and case.employer >= 0:
            self.of_employer[case.employer].remove(case.number)


def _back_first(able: list[Person], day: int) -> list[Person]:
    """Whoever is back first where nobody is there."""
    back = {each.number: each.days_until_back(day) for each in able}
    return [each for each in able if back[each.number] == min(back.values())]
