"""The people and cases of the SimPy peer, as plain objects made from a drawn history."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allocator.simulation.calendar import DAYS_PER_WEEK, NEVER
from allocator.simulation.history import History
from models.caseload import Measure, scaled_half_up
from models.consultant import Consultant
from models.policy_parts import CaseloadPart

NO_LIMIT = 10**6


@dataclass(eq=False)
class Person:
    """A consultant in a post. `diary` has the free visit slots by week, `seen` as they were in the morning."""

    number: int
    post: int
    first_day: int
    notice_day: int
    last_day: int
    consultant: Consultant
    caseload: CaseloadPart
    start_day: int | None
    away: list[bool]
    diary: list[int]
    seen: list[int] = field(default_factory=list)
    cases: set[int] = field(default_factory=set)
    target: int = 1
    limit: int = 0

    @property
    def load(self) -> int:
        """Open cases."""
        return len(self.cases)

    @property
    def is_settled(self) -> bool:
        """Whether she had the post long before the first day."""
        return self.first_day == -NEVER

    def is_in_post(self, day: int) -> bool:
        return self.first_day <= day <= self.last_day

    def takes_cases(self, day: int) -> bool:
        return self.first_day <= day < self.notice_day

    def is_leaving(self, day: int) -> bool:
        return self.notice_day <= day <= self.last_day

    def is_away(self, day: int) -> bool:
        return self.away[day]

    def days_until_back(self, day: int) -> int:
        rest = self.away[day:]
        return rest.index(False) if False in rest else len(rest)

    def measure(self, day: int) -> None:
        """Target and limit of the week, by working time and, for a newcomer, by how long she has been here."""
        part, whole = 1, 1
        ramp_days = DAYS_PER_WEEK * self.caseload.ramp_weeks
        if self.start_day is not None and ramp_days:
            days, start = min(max(0, day - self.start_day), ramp_days), self.caseload.ramp_start_percent
            part, whole = start * ramp_days + (100 - start) * days, 100 * ramp_days
        hours = self.consultant.working_time_percent

        def scaled(own: int | None, general: int) -> int:
            if own is not None:
                return scaled_half_up(own, part, whole)
            return scaled_half_up(general, part * hours, 100 * whole)

        self.target = scaled(self.consultant.target_count, self.caseload.target)
        is_limited = self.consultant.limit_count is not None or self.caseload.limit_count is not None
        self.limit = scaled(self.consultant.limit_count, self.caseload.limit_count or 0) if is_limited else NO_LIMIT

    def weeks_until(self, deadline: int, day: int) -> range:
        """From this week to the deadline's, as far as the diary reaches."""
        return range(day // DAYS_PER_WEEK, min(deadline // DAYS_PER_WEEK + 1, len(self.diary)))

    def open_diary(self) -> None:
        """Let the booker see it as it is now."""
        self.seen = self.diary.copy()

    def seen_slots(self, day: int, deadline: int) -> int:
        """Free ones from this week to the deadline's, as the booker saw them."""
        return sum(self.seen[week] for week in self.weeks_until(deadline, day))

    def book_visit(self, day: int, deadline: int) -> int:
        """Take the first free slot before the deadline; how many there were, 0 where there is no deadline ahead."""
        if deadline == NEVER or deadline < day:
            return 0
        weeks = self.weeks_until(deadline, day)
        free = sum(self.diary[week] for week in weeks)
        if free:
            self.diary[next(week for week in weeks if self.diary[week])] -= 1
        return free


@dataclass(eq=False)
class CaseFile:
    """A case: what was drawn of it, and who has it. `minutes`, `able` by person; `able` with and without the job."""

    number: int
    received: int
    closes: int
    loses_job: int
    deadline: int
    employer: int
    predecessor: int
    earlier_post: int
    has_job: bool
    minutes: list[int]
    able: tuple[list[bool], list[bool]]
    owner: Person | None = None
    last_owner: Person | None = None

    def may_go_to(self, person: Person) -> bool:
        return self.able[self.has_job][person.number]

    def minutes_from(self, person: Person) -> int:
        return self.minutes[person.number] if self.has_job else 0


def people_of(history: History) -> list[Person]:
    """Everybody who has a post at any time.

    Raises
    ------
    ValueError
        If the world's policy counts weight.
    """
    caseload, staff = history.world.practice.caseload, history.staff
    if caseload.measure is not Measure.COUNT:
        raise ValueError(f"this booker counts cases, and {history.world.practice.name} counts weight")
    return [
        Person(
            number=number,
            post=each.post,
            first_day=each.first_day,
            notice_day=each.notice_day,
            last_day=each.last_day,
            consultant=each.consultant,
            caseload=caseload,
            start_day=None
            if each.consultant.start_date is None
            else history.calendar.day_of(each.consultant.start_date),
            away=staff.is_away[number].tolist(),
            diary=history.slots[each.post].tolist(),
        )
        for number, each in enumerate(staff.tenures)
    ]


def case_files(history: History, people: list[Person]) -> list[CaseFile]:
    """Every case, those that are open on day 0 with whoever has them."""
    cases, traits = history.cases, history.traits
    goes_out = cases.is_employed & ~cases.elsewhere & (cases.workplace >= 0)
    minutes = traits.one_way_minutes[np.where(goes_out, cases.workplace, -1)]
    employer = np.where(cases.is_employed, cases.employer, -1)
    with_job = traits.can_have[cases.kind] & ~traits.in_conflict[employer]
    without_job = traits.can_have[cases.kind_after_loss] & ~traits.in_conflict[-1]
    drawn: tuple[NDArray[Any], ...] = (
        cases.received,
        cases.closes,
        cases.lost_job,
        history.deadlines,
        cases.employer,
        cases.predecessor,
        cases.earlier_post,
        cases.is_employed & (cases.lost_job >= 0),
        minutes,
    )
    ables = zip(without_job.tolist(), with_job.tolist(), strict=True)
    rows = zip(*(column.tolist() for column in drawn), ables, strict=True)
    files = [CaseFile(number, *row) for number, row in enumerate(rows)]
    for case, owner in zip(files, history.first_owner.tolist(), strict=False):
        if owner >= 0:
            case.owner = case.last_owner = people[owner]
            people[owner].cases.add(case.number)
    return files
