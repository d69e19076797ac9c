"""A demonstration: one municipality's teams, consultants, employers and cases as of one day, made from its facts."""

import datetime
from collections.abc import Iterable, Sequence

from data.demonstration.caseloads import open_counts
from data.demonstration.contacts import make_relations
from data.demonstration.desks import make_consultants
from data.demonstration.employers import make_employers
from data.demonstration.facts import MunicipalityFacts, PoolFacts, municipality_facts, national_facts
from data.demonstration.new_cases import make_new_cases, num_new_cases
from data.demonstration.open_cases import make_open_cases
from data.demonstration.regime import Regime, regime_on
from data.demonstration.staff import Member, make_staff
from data.demonstration.statements import make_conflicts, make_wishes
from data.towns import find_town
from models.case import Case
from models.consultant import Competence
from models.policy import Policy
from models.presets import PRESET_NAMES, preset
from models.snapshot import Snapshot
from models.streams import Streams
from models.team import Team

DEFAULT_DATE = datetime.date(2026, 1, 5)
"""A Monday under the rules before the reform of 2026."""


def demonstrate(key: str, *, seed: int, date: datetime.date | None = None) -> Snapshot:
    """A demonstration municipality on the morning of a round. The same arguments give the same snapshot.

    The first team is the main one. Nothing in it is about a real person or company.

    Parameters
    ----------
    key
        One of `MUNICIPALITIES`.
    seed
        At least 0.
    date
        The day of the round; None is 5 January 2026, under the older rules. From 1 July 2026 the reform applies: people
        with a job who are expected back within 26 weeks mostly do not come in, their new cases fall to a third, and
        everybody with a job has the doctor's date.

    Raises
    ------
    KeyError
        There is no such municipality.
    ValueError
        The seed is negative.
    """
    facts, national = municipality_facts(key), national_facts()
    day = DEFAULT_DATE if date is None else date
    streams = Streams(seed, key)
    regime = regime_on(day, national)
    policy = practice_of(key)
    staff = make_staff(facts, national, streams, day)
    main_staff = staff[0]
    employers = make_employers(facts, national, streams)
    relations = make_relations(facts, employers, main_staff, day, streams)
    open_cases: list[Case] = []
    new_cases: list[list[Case]] = []
    for pool, members in zip(facts.pools, staff, strict=True):
        own = streams.within(pool.id)
        num_new = num_new_cases(facts, national, pool, regime, day)
        counts = open_counts(pool, members, _stock_factors(pool, members, regime), policy, day, num_new, own)
        open_cases += make_open_cases(
            facts, national, pool, members, counts, employers, relations, regime, day, own.within("open")
        )
        new_cases.append(make_new_cases(facts, national, pool, members, employers, regime, day, own))
    numbered = _numbered([*open_cases, *(case for cases in new_cases for case in cases)])
    open_cases = numbered[: len(open_cases)]
    new_main = numbered[len(open_cases) : len(open_cases) + len(new_cases[0])]
    conflicts = make_conflicts(facts, main_staff, new_main, open_cases, relations, streams)
    mentioned = frozenset(case.employer_id for case in numbered if case.employer_id is not None)
    known = employers.with_ids(mentioned | {relation.employer_id for relation in relations})
    return Snapshot(
        municipality=facts.name,
        date=day,
        teams=tuple(_teams(facts)),
        consultants=tuple(
            consultant
            for pool, members in zip(facts.pools, staff, strict=True)
            for consultant in make_consultants(
                facts, pool, members, open_cases, conflicts, policy, day, streams.within(pool.id)
            )
        ),
        employers=known,
        contact_relations=tuple(sorted(relations, key=lambda relation: relation.employer_id)),
        cases=tuple(sorted(numbered, key=lambda case: (case.received, case.id))),
        wishes=make_wishes(facts, main_staff, new_main, streams),
    )


def practice_of(key: str) -> Policy:
    """The preset that the municipality distributes under; those whose practice is not documented use Hedensted's."""
    return preset(key if key in PRESET_NAMES else "hedensted")


def _teams(facts: MunicipalityFacts) -> Iterable[Team]:
    for pool in facts.pools:
        for team in pool.teams:
            yield Team(
                id=team.id,
                name=team.name,
                pool=pool.id if len(pool.teams) > 1 else None,
                office=find_town(team.office),
            )


def _stock_factors(pool: PoolFacts, members: Sequence[Member], regime: Regime) -> list[float]:
    """What the law leaves of each consultant's cases."""
    share = pool.unemployed_percent.value / 100
    mixed = share + (1 - share) * regime.stock_factor
    factors = []
    for member in members:
        if not member.may_have(Competence.UNEMPLOYED):
            factors.append(regime.stock_factor)
        else:
            factors.append(mixed if member.may_have(Competence.EMPLOYED) else 1.0)
    return factors


def _numbered(cases: Sequence[Case]) -> list[Case]:
    """The cases in the same order, numbered by the day they were received: year and a running number of four digits."""
    order = sorted(range(len(cases)), key=lambda index: cases[index].received)
    numbers = {index: number for number, index in enumerate(order, start=1)}
    return [
        case.model_copy(update={"id": f"{case.received.year}-{numbers[index]:04d}"}) for index, case in enumerate(cases)
    ]
