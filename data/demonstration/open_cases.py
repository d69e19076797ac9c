"""The cases that consultants have already, as old as cases met on a given day are."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from data.demonstration.calendar_days import draw_first_days, weekday_on_or_before
from data.demonstration.case_marks import draw_categories, draw_marks, expected_back
from data.demonstration.employers import Employers
from data.demonstration.facts import MunicipalityFacts, NationalFacts, PoolFacts
from data.demonstration.first_talks import draw_open_talk
from data.demonstration.places import draw_position, draw_towns
from data.demonstration.regime import Regime
from data.demonstration.shares import normalised
from data.demonstration.staff import Member
from data.travel import geodesic_km
from models.case import Case, CaseNeed, Employment
from models.consultant import Competence
from models.employer import ContactMode, ContactRelation
from models.streams import Streams

# Consultants have rather cases near home: at this distance half as likely as next door.
_HALF_AS_LIKELY_KM = 15.0
_CONTACT_ODDS, _DEPUTY_ODDS, _STRANGER_ODDS = 10.0, 2.0, 0.3
# "Mostly flex jobs", of a consultant who has them.
_FLEX_JOB_SHARE = 0.6


def make_open_cases(
    facts: MunicipalityFacts,
    national: NationalFacts,
    pool: PoolFacts,
    staff: Sequence[Member],
    counts: npt.NDArray[np.int64],
    employers: Employers,
    relations: Sequence[ContactRelation],
    regime: Regime,
    date: datetime.date,
    streams: Streams,
) -> list[Case]:
    """So many open cases for each consultant of a pool, without their numbers yet."""
    owners = [member for member, count in zip(staff, counts.tolist(), strict=True) for _ in range(count)]
    employment = _employment(owners, pool, regime, streams)
    odds = _employer_odds(staff, employers, relations)
    marks = draw_marks(facts, len(owners), streams)
    ages, lengths = _ages(employment, regime, streams.named("age"))
    received = [weekday_on_or_before(date - datetime.timedelta(days=max(1, age))) for age in ages]
    first_days = draw_first_days(streams.named("first-day"), received, national)
    categories = draw_categories(national, received, streams.named("category"))
    workplaces = _workplaces(facts, employers, owners, employment, odds, streams)
    needs = _needs(owners, employment, pool, streams.named("needs"))
    talks = streams.named("first-talk")
    cases = []
    for index, owner in enumerate(owners):
        expectation = expected_back(
            employment[index], first_days[index], lengths[index], national.survival_weeks.value[0], date
        )
        case = Case(
            id="-",
            received=received[index],
            first_day_of_absence=first_days[index],
            case_type=marks[index].case_type,
            risk_flags=marks[index].risk_flags,
            employment=employment[index],
            category=categories[index],
            expected_back=expectation if regime.is_reformed else None,
            needs=needs[index],
            consultant_id=owner.id,
            **workplaces[index],
        )
        talk = draw_open_talk(talks, case, facts, national, date, decided_by=staff[0].initials)
        cases.append(case.model_copy(update={"first_talk": talk}))
    return cases


def _employment(owners: Sequence[Member], pool: PoolFacts, regime: Regime, streams: Streams) -> list[Employment]:
    share = regime.unemployed_share_of_open(pool)
    chances = streams.named("employment").random(len(owners)).tolist()
    return [
        Employment.UNEMPLOYED
        if not owner.may_have(Competence.EMPLOYED) or (owner.may_have(Competence.UNEMPLOYED) and chance < share)
        else Employment.EMPLOYED
        for owner, chance in zip(owners, chances, strict=True)
    ]


def _ages(employment: Sequence[Employment], regime: Regime, rng: np.random.Generator) -> tuple[list[int], list[int]]:
    """Days since receipt, and from receipt to closing."""
    ages, lengths = np.zeros((2, len(employment)), dtype=np.int64)
    is_employed = np.array([each is Employment.EMPLOYED for each in employment], dtype=np.bool_)
    for value in (True, False):
        chosen = is_employed == value
        ages[chosen], lengths[chosen] = regime.durations(is_employed=value).draw_open(rng, int(chosen.sum()))
    return ages.tolist(), lengths.tolist()


def _employer_odds(
    staff: Sequence[Member], employers: Employers, relations: Sequence[ContactRelation]
) -> Mapping[str, npt.NDArray[np.float64]]:
    """By consultant: how likely each employer is behind one of her cases: large, near, and hers rather than others'."""
    distances_km = geodesic_km([member.home for member in staff], [employer.position for employer in employers.all])
    odds = employers.size_shares * 0.5 ** (distances_km / _HALF_AS_LIKELY_KM)
    column = {employer.id: index for index, employer in enumerate(employers.all)}
    for relation in relations:
        if relation.mode is ContactMode.OFF:
            continue
        known = {relation.consultant_id: _CONTACT_ODDS, relation.deputy_id: _DEPUTY_ODDS}
        odds[:, column[relation.employer_id]] *= [known.get(member.id, _STRANGER_ODDS) for member in staff]
    return {member.id: normalised(row) for member, row in zip(staff, odds, strict=True)}


def _workplaces(
    facts: MunicipalityFacts,
    employers: Employers,
    owners: Sequence[Member],
    employment: Sequence[Employment],
    odds: Mapping[str, npt.NDArray[np.float64]],
    streams: Streams,
) -> list[dict[str, Any]]:
    is_unlisted = streams.named("unlisted").random(len(owners)) * 100 < facts.unlisted_employer_percent.value
    elsewhere = _unlisted_workplaces(facts, streams)
    rng = streams.named("employer")
    workplaces: list[dict[str, Any]] = []
    for owner, work, unlisted in zip(owners, employment, is_unlisted.tolist(), strict=True):
        if work is Employment.UNEMPLOYED:
            workplaces.append({})
        elif unlisted:
            workplaces.append(next(elsewhere))
        else:
            employer = employers.all[rng.choice(len(employers.all), p=odds[owner.id])]
            workplaces.append({"employer_id": employer.id, "workplace": employer.position})
    return workplaces


def _unlisted_workplaces(facts: MunicipalityFacts, streams: Streams) -> Iterator[dict[str, Any]]:
    rng = streams.named("unlisted-place")
    while True:
        yield {"workplace": draw_position(rng, facts, draw_towns(rng, facts, 1)[0])}


def _needs(
    owners: Sequence[Member], employment: Sequence[Employment], pool: PoolFacts, rng: np.random.Generator
) -> list[frozenset[CaseNeed]]:
    needs: list[frozenset[CaseNeed]] = []
    for owner, work, chance in zip(owners, employment, rng.random(len(owners)).tolist(), strict=True):
        if owner.may_have(Competence.CLARIFICATION) and (
            work is Employment.EMPLOYED or chance * 100 < pool.clarification_percent.value
        ):
            needs.append(frozenset({CaseNeed.CLARIFICATION}))
        elif work is Employment.EMPLOYED and owner.may_have(Competence.FLEX_JOB) and chance < _FLEX_JOB_SHARE:
            needs.append(frozenset({CaseNeed.FLEX_JOB}))
        else:
            needs.append(frozenset())
    return needs
