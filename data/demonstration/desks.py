"""Consultants as a snapshot knows them: with calendar, what they have received lately and limits of their own."""

import datetime
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from data.demonstration.calendar_days import weekdays_between
from data.demonstration.caseloads import own_limit_count
from data.demonstration.facts import MunicipalityFacts, PoolFacts
from data.demonstration.shares import drawn
from data.demonstration.staff import Member
from models.case import Case
from models.caseload import QUARTERS_PER_CASE, Measure
from models.consultant import Competence, ConflictOfInterest, Consultant
from models.policy import Policy
from models.streams import Streams

_NUM_WEEKS_AHEAD = 8
_LATELY_WEEKS = 4
# Room that a limit by weight leaves above today's open cases, in normal cases.
_ROOM_BY_WEIGHT = 4


def make_consultants(
    facts: MunicipalityFacts,
    pool: PoolFacts,
    staff: Sequence[Member],
    open_cases: Sequence[Case],
    conflicts: Mapping[str, tuple[ConflictOfInterest, ...]],
    policy: Policy,
    date: datetime.date,
    streams: Streams,
) -> list[Consultant]:
    """The consultants of one pool. `received_lately` is of the last four weeks, the calendar of the next eight."""
    slots, numbers, types = streams.named("slots"), streams.named("lately"), streams.named("lately/type")
    mean_lately = _LATELY_WEEKS * pool.inflow_per_week.value / len(staff)
    consultants = []
    for member in staff:
        mean_slots = facts.visit_slots_per_week.value * member.working_time_percent / 100
        drawn_slots = slots.poisson(mean_slots, _NUM_WEEKS_AHEAD).tolist()
        num_lately = int(numbers.poisson(mean_lately * member.working_time_percent / 100))
        lately = Counter(drawn(types, facts.case_types_percent.value) for _ in range(num_lately))
        goes_out = member.may_have(Competence.GOES_OUT)
        consultants.append(
            Consultant(
                id=member.id,
                team_id=member.team_id,
                initials=member.initials,
                home=member.home,
                working_time_percent=member.working_time_percent,
                limit_count=own_limit_count(member, policy),
                limit_weight=_own_limit_weight(member, open_cases, policy),
                industries=member.industries,
                preferences=member.preferences,
                competences=member.competences,
                absences=member.absences,
                start_date=member.start_date,
                conflicts=conflicts.get(member.id, ()),
                free_visit_slots=_calendar(member, drawn_slots, date) if goes_out else None,
                received_lately=dict(sorted(lately.items())),
            )
        )
    return consultants


def _own_limit_weight(member: Member, open_cases: Sequence[Case], policy: Policy) -> int | None:
    if member.own_limit is not Measure.WEIGHT:
        return None
    quarters = sum(policy.weight_quarters(case) for case in open_cases if case.consultant_id == member.id)
    return math.ceil(quarters / QUARTERS_PER_CASE) + _ROOM_BY_WEIGHT


def _calendar(member: Member, drawn_slots: Sequence[int], date: datetime.date) -> dict[str, int]:
    """Free visit slots by ISO week, fewer where she is away for some of the days, halves rounded up."""
    monday = date - datetime.timedelta(days=date.weekday())
    calendar = {}
    for week, slots in enumerate(drawn_slots):
        first = monday + datetime.timedelta(weeks=week)
        days = weekdays_between(first, first + datetime.timedelta(days=6))
        present = sum(
            not any(absence.first_day <= day <= absence.last_day for absence in member.absences) for day in days
        )
        iso = first.isocalendar()
        calendar[f"{iso.year}-W{iso.week:02d}"] = math.floor(slots * present / len(days) + 0.5)
    return calendar
