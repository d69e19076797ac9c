"""The cases that have come in since the last round and wait for a consultant."""

import datetime
import math
from collections.abc import Sequence
from typing import Any

from data.demonstration.calendar_days import draw_first_days, season_factor, weekday_on_or_before, weekdays_between
from data.demonstration.case_marks import draw_categories, draw_marks, expected_back
from data.demonstration.employers import Employers
from data.demonstration.facts import MunicipalityFacts, NationalFacts, PoolFacts
from data.demonstration.first_talks import draw_decided_talk
from data.demonstration.places import draw_position, draw_towns
from data.demonstration.regime import Regime
from data.demonstration.shares import members, num_of
from data.demonstration.staff import Member
from models.case import Case, CaseNeed, Employment
from models.consultant import Competence
from models.streams import Streams

_DAYS_PER_WEEK = 7


def round_days(facts: MunicipalityFacts, date: datetime.date) -> list[datetime.date]:
    """The weekdays on which the cases of a round on `date` came in, the date itself not among them."""
    window = -(-_DAYS_PER_WEEK // facts.rounds_per_week.value)
    return weekdays_between(date - datetime.timedelta(days=window), date - datetime.timedelta(days=1))


def num_new_cases(
    facts: MunicipalityFacts, national: NationalFacts, pool: PoolFacts, regime: Regime, date: datetime.date
) -> int:
    """New cases of a round: the inflow of its days, by season and by what the law lets in, halves rounded up."""
    per_round = pool.inflow_per_week.value / facts.rounds_per_week.value
    season = season_factor(round_days(facts, date), national)
    return math.floor(per_round * season * regime.inflow_factor(pool) + 0.5)


def make_new_cases(
    facts: MunicipalityFacts,
    national: NationalFacts,
    pool: PoolFacts,
    staff: Sequence[Member],
    employers: Employers,
    regime: Regime,
    date: datetime.date,
    streams: Streams,
) -> list[Case]:
    """One pool's new cases, without their numbers yet.

    In a pool that is not the main one every other case names its team; the others can only be told from what they need.
    """
    number = num_new_cases(facts, national, pool, regime, date)
    own = streams.within("new")
    employment = _employment(pool, regime, number, own)
    received = _received(facts, date, number, own)
    first_days = draw_first_days(own.named("first-day"), received, national)
    categories = draw_categories(national, received, own.named("category"))
    marks = draw_marks(facts, number, own)
    lengths = own.named("length")
    is_main = pool is facts.main_pool
    details = _details(facts, national, pool, staff, employers, employment, date, received, own)
    cases = []
    for index in range(number):
        durations = regime.durations(is_employed=employment[index] is Employment.EMPLOYED)
        days = int(durations.draw(lengths, 1)[0])
        back = expected_back(employment[index], first_days[index], days, national.survival_weeks.value[0], date)
        cases.append(
            Case(
                id="-",
                received=received[index],
                first_day_of_absence=first_days[index],
                case_type=marks[index].case_type,
                risk_flags=marks[index].risk_flags,
                team_id=None if is_main or index % 2 else pool.teams[0].id,
                employment=employment[index],
                category=categories[index],
                expected_back=back if regime.is_reformed else None,
                **details[index],
            )
        )
    return cases


def _employment(pool: PoolFacts, regime: Regime, number: int, streams: Streams) -> list[Employment]:
    num_unemployed = num_of(100 * regime.unemployed_share_of_new(pool), number)
    unemployed = set(members(streams.named("employment"), range(number), num_unemployed))
    return [Employment.UNEMPLOYED if index in unemployed else Employment.EMPLOYED for index in range(number)]


def _received(facts: MunicipalityFacts, date: datetime.date, number: int, streams: Streams) -> list[datetime.date]:
    """Days of the round, or of the round before for those that have waited since."""
    rng = streams.named("received")
    days = round_days(facts, date)
    received = [days[rng.integers(len(days))] for _ in range(number)]
    for index in _waiting(facts, number, streams):
        received[index] = weekday_on_or_before(days[0] - datetime.timedelta(days=int(rng.integers(1, _DAYS_PER_WEEK))))
    return received


def _waiting(facts: MunicipalityFacts, number: int, streams: Streams) -> list[int]:
    return members(streams.named("waiting"), range(number), num_of(facts.waiting_percent.value, number))


def _details(
    facts: MunicipalityFacts,
    national: NationalFacts,
    pool: PoolFacts,
    staff: Sequence[Member],
    employers: Employers,
    employment: Sequence[Employment],
    date: datetime.date,
    received: Sequence[datetime.date],
    streams: Streams,
) -> list[dict[str, Any]]:
    """Everything that only some of the cases have."""
    number = len(employment)
    details: list[dict[str, Any]] = [{} for _ in range(number)]
    employed = [index for index in range(number) if employment[index] is Employment.EMPLOYED]
    _add_workplaces(details, employed, facts, employers, streams)
    for index in _waiting(facts, number, streams):
        details[index]["waiting_since"] = received[index]
    if any(member.may_have(Competence.CLARIFICATION) for member in staff):
        _add_clarification(details, employed, pool, streams)
    num_flex = num_of(facts.flex_job_percent.value, number)
    if any(member.may_have(Competence.FLEX_JOB) for member in staff):
        for index in members(streams.named("flex-job"), employed, num_flex):
            details[index]["needs"] = frozenset({CaseNeed.FLEX_JOB})
    rng = streams.named("fast-track")
    for index in members(rng, employed, num_of(facts.fast_track_percent.value, number)):
        asked = received[index] - datetime.timedelta(days=int(rng.integers(0, 4)))
        details[index] |= {"fast_track": True, "fast_track_requested": asked}
    rng = streams.named("returning")
    for index in members(rng, range(number), num_of(facts.returning_percent.value, number)):
        known = [member for member in staff if member.is_settled and member.may_have(Competence(employment[index]))]
        details[index]["previous_consultant_id"] = known[rng.integers(len(known))].id
    rng = streams.named("decided-talk")
    for index in members(rng, employed, num_of(facts.talk_decided_percent.value, number)):
        details[index]["first_talk"] = draw_decided_talk(rng, national, date, staff[0].initials)
    return details


def _add_workplaces(
    details: list[dict[str, Any]],
    employed: Sequence[int],
    facts: MunicipalityFacts,
    employers: Employers,
    streams: Streams,
) -> None:
    num_unlisted = num_of(facts.unlisted_employer_percent.value, len(employed))
    unlisted = set(members(streams.named("unlisted"), employed, num_unlisted))
    rng, places = streams.named("employer"), streams.named("unlisted-place")
    for index in employed:
        employer = employers.all[rng.choice(len(employers.all), p=employers.size_shares)]
        if index in unlisted:
            town = draw_towns(places, facts, 1)[0]
            details[index]["workplace"] = draw_position(places, facts, town)
        else:
            details[index] |= {"employer_id": employer.id, "workplace": employer.position}


def _add_clarification(
    details: list[dict[str, Any]], employed: Sequence[int], pool: PoolFacts, streams: Streams
) -> None:
    """All employed people of a clarification team need it, and the stated share of the others."""
    others = [index for index in range(len(details)) if index not in set(employed)]
    chosen = members(streams.named("clarification"), others, num_of(pool.clarification_percent.value, len(others)))
    for index in (*employed, *chosen):
        details[index]["needs"] = frozenset({CaseNeed.CLARIFICATION})
