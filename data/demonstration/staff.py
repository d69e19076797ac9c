"""Fictitious consultants: where they live, what they may have, know and like, and when they are there."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from data.demonstration.facts import MunicipalityFacts, NationalFacts, PoolFacts, TeamFacts
from data.demonstration.places import draw_position, draw_towns
from data.demonstration.shares import drawn, members, num_of
from models.case import CaseType
from models.caseload import Measure
from models.consultant import Absence, Competence
from models.position import Position
from models.streams import Streams

_FIRST, _SECOND, _LAST = "ABCDEFGHIJKLMNOPRSTVW", "AEIMNORTU", "BDFGHJKLMNPRSTV"


@dataclass
class Member:
    """A consultant before it is known which cases she has."""

    id: str
    initials: str
    team_id: str
    home: Position
    competences: frozenset[Competence]
    working_time_percent: int = 100
    start_date: datetime.date | None = None
    absences: tuple[Absence, ...] = ()
    own_limit: Measure | None = None
    industries: dict[str, int] = field(default_factory=dict)
    preferences: dict[CaseType, int] = field(default_factory=dict)

    def may_have(self, *needed: Competence) -> bool:
        """Whether she has these competences."""
        return self.competences.issuperset(needed)

    @property
    def is_settled(self) -> bool:
        """Whether she is no newcomer and has no absence, so that others can be referred to her."""
        return self.start_date is None and not self.absences


def make_staff(
    facts: MunicipalityFacts, national: NationalFacts, streams: Streams, date: datetime.date
) -> tuple[tuple[Member, ...], ...]:
    """The consultants of every pool. What is stated as a share of the consultants is found in the first pool."""
    initials = iter(_initials(streams.named("staff/initials")))
    pools = []
    number = 0
    for index, pool in enumerate(facts.pools):
        own = streams.within(pool.id)
        homes = _homes(facts, pool, own)
        staff = []
        for (team, competences), home in zip(_posts(pool, own), homes, strict=True):
            number += 1
            staff.append(Member(f"K{number:03d}", next(initials), team.id, home, competences))
        _teach(staff, facts, national, own)
        if index == 0:
            _differ(staff, facts, national, own, date)
        pools.append(tuple(staff))
    return tuple(pools)


def _initials(rng: np.random.Generator) -> list[str]:
    triples = ["".join(letters) for letters in product(_FIRST, _SECOND, _LAST)]
    return [triples[index] for index in rng.permutation(len(triples))]


def _posts(pool: PoolFacts, streams: Streams) -> list[tuple[TeamFacts, frozenset[Competence]]]:
    posts: list[tuple[TeamFacts, frozenset[Competence]]] = []
    for team in pool.teams:
        number = team.consultants.value
        base = team.takes.value
        order = streams.named(f"staff/posts/{team.id}").permutation(number).tolist()
        flex = set(order[: team.num_flex_jobs.value])
        stay_in = set(order[::-1][: team.num_stay_in.value])
        for place in range(number):
            extra = {Competence.FLEX_JOB} if place in flex else set()
            if Competence.EMPLOYED in base and place not in stay_in:
                extra.add(Competence.GOES_OUT)
            posts.append((team, base | extra))
    return posts


def _homes(facts: MunicipalityFacts, pool: PoolFacts, streams: Streams) -> list[Position]:
    number = pool.num_consultants
    towns = draw_towns(streams.named("staff/town"), facts, number)
    countryside = streams.named("staff/countryside").random(number) * 100 < facts.countryside_percent.value
    rng = streams.named("staff/home")
    return [
        draw_position(rng, facts, town, countryside=outside)
        for town, outside in zip(towns, countryside.tolist(), strict=True)
    ]


def _teach(staff: Sequence[Member], facts: MunicipalityFacts, national: NationalFacts, streams: Streams) -> None:
    """Two to four industries each, rather those in which many work."""
    rng = streams.named("staff/industries")
    employed = facts.employed_by_industry_group.value
    trades: dict[str, float] = {}
    for trade in national.trades:
        section = trade.section
        trades[section] = trades.get(section, 0.0) + trade.weight * employed[trade.group - 1]
    sections = sorted(trades)
    weights = [trades[section] for section in sections]
    for member in staff:
        known = members(rng, sections, int(rng.integers(2, 5)), weights)
        member.industries = {section: int(rng.integers(1, 4)) for section in sorted(known)}


def _differ(
    staff: Sequence[Member],
    facts: MunicipalityFacts,
    national: NationalFacts,
    streams: Streams,
    date: datetime.date,
) -> None:
    """Newcomers, absent and part-time people follow each other in a random row, so that few are two of these.

    Own limits are given from the row's other end. Those with flex jobs are few and needed, so they are none of these.
    """
    order = streams.named("staff/order").permutation(len(staff)).tolist()
    row = [staff[index] for index in order if not staff[index].may_have(Competence.FLEX_JOB)]
    taken = 0

    def next_members(percent: float) -> list[Member]:
        nonlocal taken
        first, taken = taken, taken + num_of(percent, len(staff))
        return [row[place % len(row)] for place in range(first, taken)]

    rng = streams.named("staff/newcomers")
    earliest, latest = national.newcomer_weeks.value
    for member in next_members(facts.newcomer_percent.value):
        weeks = int(rng.integers(earliest, latest + 1))
        member.start_date = (date - datetime.timedelta(weeks=weeks)).replace(day=1)
    rng = streams.named("staff/absences")
    for turn, member in enumerate(next_members(facts.absent_percent.value)):
        member.absences = (_absence(rng, date, begins_later=turn % 2 == 1),)
    rng = streams.named("staff/part-time")
    for member in next_members(facts.part_time_percent.value):
        member.working_time_percent = drawn(rng, national.working_time_percents.value)
    for turn, member in enumerate(row[::-1][: num_of(facts.own_limit_percent.value, len(staff))]):
        member.own_limit = Measure.WEIGHT if turn % 2 else Measure.COUNT
    rng = streams.named("staff/preferences")
    for member in members(rng, staff, num_of(facts.preference_percent.value, len(staff))):
        member.preferences = _preferences(rng, national)


def _absence(rng: np.random.Generator, date: datetime.date, *, begins_later: bool) -> Absence:
    """Away now for up to two weeks more, or from one to five weeks ahead for one or two weeks."""
    if begins_later:
        first = date + datetime.timedelta(weeks=int(rng.integers(1, 5)), days=-date.weekday())
        return Absence(first_day=first, last_day=first + datetime.timedelta(weeks=int(rng.integers(1, 3)), days=-3))
    return Absence(
        first_day=date - datetime.timedelta(days=int(rng.integers(0, 11))),
        last_day=date + datetime.timedelta(days=int(rng.integers(3, 15))),
    )


def _preferences(rng: np.random.Generator, national: NationalFacts) -> dict[CaseType, int]:
    liked = drawn(rng, national.liked_types.value)
    disliked = drawn(rng, {kind: weight for kind, weight in national.disliked_types.value.items() if kind is not liked})
    return {liked: int(rng.integers(1, 3)), disliked: -int(rng.integers(1, 3))}
