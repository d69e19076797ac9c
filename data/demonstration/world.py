"""The world of a simulation, from the same facts as the demonstration."""

import datetime
from collections.abc import Mapping, Sequence

from data.demonstration.contacts import make_relations
from data.demonstration.employers import Employers, make_employers
from data.demonstration.facts import MunicipalityFacts, NationalFacts, PoolFacts, municipality_facts, national_facts
from data.demonstration.municipality import DEFAULT_DATE, practice_of
from data.demonstration.places import draw_position, draw_towns
from data.demonstration.staff import Member, make_staff
from data.travel import GeodesicTravel
from models.consultant import Consultant
from models.employer import ContactMode, ContactRelation
from models.fact import Fact, Status
from models.law import legal_days
from models.policy import Policy
from models.position import Position
from models.streams import Streams
from models.travel import TravelTimes
from models.world import CaseFacts, StaffFacts, TalkFacts, World, WorldEmployer

REFORM_DATE = datetime.date(2026, 7, 6)
"""A Monday under the reform of 2026, for the ready scenario."""

_NUM_UNLISTED_PLACES = 40
_NEWCOMERS_PER_POST = 3


def simulated_world(
    key: str,
    *,
    seed: int = 1,
    start: datetime.date = DEFAULT_DATE,
    practice: Policy | None = None,
    travel: TravelTimes | None = None,
) -> World:
    """A demonstration municipality's main pool as the world of a simulation. The same arguments give the same world.

    Parameters
    ----------
    key
        One of `MUNICIPALITIES`.
    seed
        At least 0. Settles who the consultants and employers are, and where; not what happens to them.
    start
        A Monday. From 1 July 2026 the reform applies; `REFORM_DATE` is such a day.
    practice
        What the team is measured by; None is the municipality's own.
    travel
        None is the estimate from the straight line.

    Raises
    ------
    KeyError
        There is no such municipality.
    ValueError
        The seed is negative, or the start is no Monday.
    """
    facts, national = municipality_facts(key), national_facts()
    streams = Streams(seed, key)
    members = make_staff(facts, national, streams, start)[0]
    employers = make_employers(facts, national, streams)
    relations = make_relations(facts, employers, [_settled(member) for member in members], start, streams)
    candidates = _candidates(facts, national, len(members), streams, start)
    places = _unlisted_places(facts, streams)
    minutes = (travel or GeodesicTravel()).minutes(
        [member.home for member in (*members, *candidates)],
        [*(employer.position for employer in employers.all), *places],
    )
    return World(
        municipality=key,
        start=start,
        practice=practice or practice_of(key),
        posts=tuple(_consultant(member, f"K{number:03d}") for number, member in enumerate(members, 1)),
        newcomers=tuple(_consultant(member, f"N{number:03d}") for number, member in enumerate(candidates, 1)),
        employers=_employers(employers, relations, members),
        num_unlisted_places=len(places),
        one_way_minutes=tuple(tuple(row) for row in minutes.tolist()),
        cases=case_facts(facts, national, facts.main_pool, start, {each for m in members for each in m.competences}),
        staff=staff_facts(facts, national),
        talks=talk_facts(facts, national),
    )


def case_facts(
    facts: MunicipalityFacts, national: NationalFacts, pool: PoolFacts, start: datetime.date, competences: set[str]
) -> CaseFacts:
    """Which cases come in, with what the law of the first day lets in.

    What nobody of the team has the competence for does not come to it.
    """
    weeks = legal_days("exempt_below_weeks", start)
    return CaseFacts(
        inflow_per_week=pool.inflow_per_week,
        received_by_weekday_percent=national.received_by_weekday_percent,
        season_by_month=national.season_by_month,
        received_days=national.received_days,
        first_day_by_weekday_percent=national.first_day_by_weekday_percent,
        survival_weeks=national.survival_weeks,
        survival_shares=national.survival_shares,
        tail_from_week=national.tail_from_week,
        tail_percent=national.tail_percent,
        exempt_below_weeks=Fact(value=weeks or 0, status=Status.DERIVED, source="models/law.py, on the first day"),
        exempt_percent=national.reform_exempt_percent,
        unemployed_percent=_unemployed_of_new(pool, national),
        unlisted_employer_percent=facts.unlisted_employer_percent,
        case_types_percent=facts.case_types_percent,
        risk_flags_percent=facts.risk_flags_percent,
        fast_track_percent=facts.fast_track_percent,
        flex_job_percent=_where_able(facts.flex_job_percent, able="flex_job" in competences),
        clarification_percent=_where_able(pool.clarification_percent, able="clarification" in competences),
        elsewhere_percent=facts.talk_decided_percent,
        returning_percent=facts.returning_percent,
        return_gap_weeks=national.return_gap_weeks,
        lost_job_percent=national.lost_job_percent,
    )


def staff_facts(facts: MunicipalityFacts, national: NationalFacts) -> StaffFacts:
    """When consultants are away, leave and are replaced."""
    return StaffFacts(
        holiday_blocks=national.holiday_blocks,
        sick_days_per_year=national.sick_days_per_year,
        sick_spell_days=national.sick_spell_days,
        long_absence_percent=national.long_absence_percent,
        long_absence_weeks=national.long_absence_weeks,
        departure_percent=national.departure_percent,
        handover_weeks=national.handover_weeks,
        vacancy_weeks=national.vacancy_weeks,
        visit_slots_per_week=facts.visit_slots_per_week,
    )


def talk_facts(facts: MunicipalityFacts, national: NationalFacts) -> TalkFacts:
    """Whether first talks are held at the workplace in time."""
    return TalkFacts(
        held_at_workplace_percent=facts.held_at_workplace_percent,
        base_percent=facts.talk_base_percent,
        slot_percent=national.talk_slot_percent,
        load_effect=national.talk_load_effect,
        travel_effect=national.talk_travel_effect,
    )


def _unemployed_of_new(pool: PoolFacts, national: NationalFacts) -> Fact[float]:
    """Of the new cases, so that those who lose their job on the way make up the stated share of the open ones."""
    stated = pool.unemployed_percent
    if stated.value in (0, 100):
        return stated
    lost = national.lost_job_percent.value / 200  # for half of the time, in the mean
    share = max(0.0, (stated.value / 100 - lost) / (1 - lost))
    return Fact(
        value=round(100 * share, 2),
        status=Status.DERIVED,
        source=f"{stated.value:g} % of the open cases ({stated.source}), less those who lose their job on the way",
    )


def _where_able(fact: Fact[float], *, able: bool) -> Fact[float]:
    return fact if able else Fact(value=0, status=Status.DERIVED, source="Nobody of the team has such cases")


def _settled(member: Member) -> Member:
    return Member(member.id, member.initials, member.team_id, member.home, member.competences)


def _candidates(
    facts: MunicipalityFacts, national: NationalFacts, num_posts: int, streams: Streams, date: datetime.date
) -> list[Member]:
    """People who might come: as the main pool's, with homes, trades and preferences of their own."""
    batches = [
        make_staff(facts, national, streams.within(f"newcomers/{batch}"), date)[0]
        for batch in range(_NEWCOMERS_PER_POST)
    ]
    return [member for batch in batches for member in batch[:num_posts]]


def _consultant(member: Member, number: str) -> Consultant:
    """Without home, newcomer's ramp and absences: those happen in the simulation."""
    return Consultant(
        id=number,
        team_id=member.team_id,
        initials=number,
        working_time_percent=member.working_time_percent,
        industries=member.industries,
        preferences=member.preferences,
        competences=member.competences,
    )


def _unlisted_places(facts: MunicipalityFacts, streams: Streams) -> list[Position]:
    rng = streams.named("world/unlisted-place")
    return [draw_position(rng, facts, town) for town in draw_towns(rng, facts, _NUM_UNLISTED_PLACES)]


def _employers(
    employers: Employers, relations: Sequence[ContactRelation], members: Sequence[Member]
) -> tuple[WorldEmployer, ...]:
    post_of = {member.id: post for post, member in enumerate(members)}
    known: Mapping[str, ContactRelation] = {
        each.employer_id: each for each in relations if each.mode is not ContactMode.OFF
    }
    described = []
    for number, (employer, share) in enumerate(zip(employers.all, employers.size_shares.tolist(), strict=True), 1):
        relation = known.get(employer.id)
        described.append(
            WorldEmployer(
                id=f"{number:08d}",
                size_share=share,
                section=None if employer.industry is None else employer.industry.section,
                contact_post=None if relation is None else post_of[relation.consultant_id],
                contact_mode=None if relation is None else relation.mode,
                deputy_post=None if relation is None else post_of.get(relation.deputy_id or ""),
                rhythm_days=None if relation is None else relation.rhythm_days,
            )
        )
    return tuple(described)
