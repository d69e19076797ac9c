"""What the rules read: the round's cases and consultants in a fixed order, and what follows from them directly."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from allocator.arrays import BoolArray, IntArray
from models.case import Case, CaseType, TalkForm
from models.caseload import QUARTERS_PER_CASE, Measure, scaled_half_up
from models.consultant import Competence, Consultant
from models.deadlines import has_agreed_talk
from models.employer import ContactMode, ContactRelation, Employer
from models.errors import Finding, UnusableInput
from models.law import first_talk_deadline
from models.override import Override
from models.policy import Policy
from models.position import Position
from models.snapshot import Snapshot
from models.text import Text
from models.travel import TravelTimes


@dataclass(frozen=True)
class Facts:
    """The round as the rules see it.

    Cases (n) and consultants (m) stand in an order that depends on the seed and on ids, never on the order of rows.
    All arrays are int64 in that order.

    Attributes
    ----------
    initials
        Of every consultant of the snapshot by id, for sentences.
    relations
        By employer; those that are off are not among them.
    one_way_minutes
        (n, m): from the consultant's home to the case's workplace; 0 where the case has none, where the talk is held
        elsewhere or later, and where the policy takes no account of travel.
    deadlines
        (n,): last day of the first talk, None where none is due.
    fewer_open_cases
        For questions that ask what would be if: so many normal open cases less than she has, by consultant.
    of_other_team
        bool (n, m): where the consultant is of no team that the case belongs to; None where that is nowhere so.

    In a weekly round the cases are new; in a rebalance they are open, and each has its holder among the consultants.
    """

    policy: Policy
    date: datetime.date
    teams: tuple[str, ...]
    cases: tuple[Case, ...]
    other_team: tuple[tuple[Case, str], ...]
    consultants: tuple[Consultant, ...]
    initials: Mapping[str, str]
    employers: Mapping[str, Employer]
    relations: Mapping[str, ContactRelation]
    open_cases: tuple[Case, ...]
    wishes: Mapping[tuple[str, str], int]
    overrides: tuple[Override, ...]
    one_way_minutes: IntArray
    deadlines: tuple[datetime.date | None, ...]
    fewer_open_cases: Mapping[str, int] = field(default_factory=dict)
    of_other_team: BoolArray | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """(n, m): cases and consultants."""
        return len(self.cases), len(self.consultants)

    @cached_property
    def consultant_index(self) -> dict[str, int]:
        """Where each consultant of the round stands."""
        return {consultant.id: index for index, consultant in enumerate(self.consultants)}

    @cached_property
    def case_index(self) -> dict[str, int]:
        """Where each case of the round stands."""
        return {case.id: index for index, case in enumerate(self.cases)}

    @cached_property
    def holder(self) -> IntArray:
        """(n,): who has each case now, -1 where nobody does, as in a weekly round."""
        return np.array(
            [self.consultant_index.get(case.consultant_id or "", -1) for case in self.cases], dtype=np.int64
        )

    @cached_property
    def is_rebalance(self) -> bool:
        """Whether the cases are open ones that may change hands."""
        return bool((self.holder >= 0).any())

    def sum_by_holder(self, values: IntArray) -> IntArray:
        """(m,): the sum of a value (n,) of the round's cases over those each consultant has now."""
        result = np.zeros(self.shape[1], dtype=np.int64)
        is_held = self.holder >= 0
        np.add.at(result, self.holder[is_held], values[is_held])
        return result

    @cached_property
    def open_by_consultant(self) -> dict[str, tuple[Case, ...]]:
        """The open cases of every consultant of the round."""
        cases: dict[str, list[Case]] = {consultant.id: [] for consultant in self.consultants}
        for case in self.open_cases:
            if case.consultant_id in cases:
                cases[case.consultant_id].append(case)
        return {consultant_id: tuple(own) for consultant_id, own in cases.items()}

    @cached_property
    def count_before(self) -> IntArray:
        """(m,): open cases that are not among the round's."""
        return np.array(
            [
                len(self.open_by_consultant[each.id]) - self.fewer_open_cases.get(each.id, 0)
                for each in self.consultants
            ],
            dtype=np.int64,
        )

    @cached_property
    def quarters_before(self) -> IntArray:
        """(m,): weight of the open cases that are not among the round's, in quarters."""
        return np.array(
            [
                sum(self.policy.weight_quarters(case) for case in self.open_by_consultant[each.id])
                - QUARTERS_PER_CASE * self.fewer_open_cases.get(each.id, 0)
                for each in self.consultants
            ],
            dtype=np.int64,
        )

    @cached_property
    def count_today(self) -> IntArray:
        """(m,): open cases, also those of the round."""
        return self.count_before + self.sum_by_holder(np.ones(self.shape[0], dtype=np.int64))

    @cached_property
    def quarters_today(self) -> IntArray:
        """(m,): weight of the open cases in quarters, also those of the round."""
        return self.quarters_before + self.sum_by_holder(self.case_quarters)

    @cached_property
    def case_quarters(self) -> IntArray:
        """(n,): weight of the round's cases, in quarters."""
        return np.array([self.policy.weight_quarters(case) for case in self.cases], dtype=np.int64)

    @property
    def units_per_case(self) -> int:
        """How many units of load a normal case is in the policy's measure: 1 by count, 4 quarters by weight."""
        return 1 if self.policy.caseload.measure is Measure.COUNT else QUARTERS_PER_CASE

    @property
    def load_before(self) -> IntArray:
        """(m,): load of the open cases that are not among the round's, in units of the policy's measure."""
        return self.count_before if self.units_per_case == 1 else self.quarters_before

    @property
    def load_today(self) -> IntArray:
        """(m,): load of the open cases, also those of the round, in units of the policy's measure."""
        return self.count_today if self.units_per_case == 1 else self.quarters_today

    @property
    def case_load(self) -> IntArray:
        """(n,): load of the round's cases in units of the policy's measure."""
        return np.ones_like(self.case_quarters) if self.units_per_case == 1 else self.case_quarters

    @cached_property
    def target(self) -> IntArray:
        """(m,): target in units of the policy's measure."""
        return self.target_in(self.policy.caseload.measure) * self.units_per_case

    def target_in(self, measure: Measure) -> IntArray:
        """(m,): target in cases or normal cases; the policy's one figure where a consultant has none in the measure."""
        by_count = measure is Measure.COUNT
        targets = [
            self._scaled(each, each.target_count if by_count else each.target_weight, self.policy.caseload.target)
            for each in self.consultants
        ]
        return np.array(targets, dtype=np.int64)

    def limit(self, measure: Measure) -> tuple[int | None, ...]:
        """(m,): each consultant's limit in cases or normal cases; None where there is none."""
        by_count = measure is Measure.COUNT
        general = self.policy.caseload.limit_count if by_count else self.policy.caseload.limit_weight
        limits = []
        for each in self.consultants:
            own = each.limit_count if by_count else each.limit_weight
            limits.append(None if own is None and general is None else self._scaled(each, own, general or 0))
        return tuple(limits)

    def relation_of(self, case: Case) -> ContactRelation | None:
        """The contact relation that counts for a case; None where there is none or it is off."""
        return None if case.employer_id is None else self.relations.get(case.employer_id)

    def section_of(self, case: Case) -> str | None:
        """The section of DB07 that the case's employer belongs to."""
        employer = None if case.employer_id is None else self.employers[case.employer_id]
        return None if employer is None or employer.industry is None else employer.industry.section

    def days_to_deadline(self, case: int) -> int | None:
        """Days from the round to the case's deadline, below 0 when it is past."""
        deadline = self.deadlines[case]
        return None if deadline is None else (deadline - self.date).days

    def is_near_deadline(self, case: int) -> bool:
        """Whether the deadline is as near as the policy says, or past."""
        left = self.days_to_deadline(case)
        return left is not None and left <= self.policy.urgency.near_deadline_days

    @cached_property
    def unwanted_types(self) -> frozenset[CaseType]:
        """Types of case that the consultants together would rather not have: their preferences sum below nothing."""
        sums: dict[CaseType, int] = defaultdict(int)
        for consultant in self.consultants:
            for case_type, step in consultant.preferences.items():
                sums[case_type] += step
        return frozenset(case_type for case_type, total in sums.items() if total < 0)

    @cached_property
    def cases_by_employer(self) -> dict[str, int]:
        """New and open cases of every employer that has any, whichever team they belong to."""
        counts: dict[str, int] = defaultdict(int)
        for case in (*self.cases, *(case for case, _ in self.other_team), *self.open_cases):
            if case.employer_id is not None:
                counts[case.employer_id] += 1
        return dict(counts)

    def _scaled(self, consultant: Consultant, own: int | None, general: int) -> int:
        """Her own figure, or the policy's by her working time; a newcomer's ramp lowers both. Rounded half up once."""
        part, whole = self._ramp(consultant)
        if own is None:
            return scaled_half_up(general, part * consultant.working_time_percent, whole * 100)
        return scaled_half_up(own, part, whole)

    def _ramp(self, consultant: Consultant) -> tuple[int, int]:
        """How much of target and limit counts today, as a part of a whole; all of it once a newcomer's ramp is over."""
        ramp_days = self._ramp_days(consultant)
        if consultant.start_date is None or ramp_days == 0:
            return 1, 1
        days = min(max(0, (self.date - consultant.start_date).days), ramp_days)
        at_start = self.policy.caseload.ramp_start_percent
        return at_start * ramp_days + (100 - at_start) * days, 100 * ramp_days

    def is_on_ramp(self, consultant: Consultant) -> bool:
        """Whether she is new, or has lately returned to a ramp of her own."""
        if consultant.start_date is None:
            return False
        return (self.date - consultant.start_date).days < self._ramp_days(consultant)

    def _ramp_days(self, consultant: Consultant) -> int:
        own = consultant.ramp_weeks
        return 7 * (self.policy.caseload.ramp_weeks if own is None else own)


def gather(
    snapshot: Snapshot, policy: Policy, travel: TravelTimes, *, team_id: str | None = None, seed: int = 0
) -> Facts:
    """The facts of one round.

    Parameters
    ----------
    team_id
        The round of this team and of those that share its pool; None is the first team of the snapshot.
    seed
        Settles the order of cases, and of consultants who have received equally many lately.

    Raises
    ------
    UnusableInput
        There is no such team, it has no consultant, or a home is missing that the policy counts from.
    """
    pool = pool_of(snapshot, team_id)
    teams = tuple(sorted(team.id for team in snapshot.teams if team.round_pool == pool))
    consultants = in_order([each for each in snapshot.consultants if each.team_id in teams], pool, seed)
    own, other_team = _by_team(snapshot, teams, consultants)
    return facts_of(
        snapshot, policy, travel, teams=teams, consultants=consultants, cases=shuffled(own, seed), other_team=other_team
    )


def in_order(members: Sequence[Consultant], pool: str, seed: int) -> list[Consultant]:
    """The consultants of a round by cases received lately, then by seed.

    Raises
    ------
    UnusableInput
        There are none.
    """
    if not members:
        raise UnusableInput([_no_consultants(pool)])
    return sorted(members, key=lambda each: consultant_order(each, seed))


def shuffled(cases: Sequence[Case], seed: int) -> list[Case]:
    """The cases in an order that depends on seed and ids."""
    return sorted(cases, key=lambda case: case_order(case, seed))


def facts_of(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    teams: tuple[str, ...],
    consultants: Sequence[Consultant],
    cases: Sequence[Case],
    other_team: Sequence[tuple[Case, str]] = (),
) -> Facts:
    """The facts about these consultants and cases; open cases that are not among them are what the consultants have.

    A deadline that has been seen to, with a talk agreed or held, is none any more for a case that is open.

    Raises
    ------
    UnusableInput
        A home is missing that the policy counts from.
    """
    own = {case.id for case in cases}
    employers = {employer.id: employer for employer in snapshot.employers}
    return Facts(
        policy=policy,
        date=snapshot.date,
        teams=teams,
        cases=tuple(cases),
        other_team=tuple(sorted(other_team, key=lambda each: each[0].id)),
        consultants=tuple(consultants),
        initials={each.id: each.initials for each in snapshot.consultants},
        employers=employers,
        relations={
            relation.employer_id: relation
            for relation in snapshot.contact_relations
            if relation.mode is not ContactMode.OFF
        },
        open_cases=tuple(case for case in snapshot.open_cases if case.id not in own),
        wishes={(wish.consultant_id, wish.case_id): wish.step for wish in snapshot.wishes},
        overrides=snapshot.overrides,
        one_way_minutes=_one_way_minutes(cases, consultants, employers, snapshot, policy, travel),
        deadlines=tuple(
            None if not case.is_new and has_agreed_talk(case) else first_talk_deadline(case, snapshot.date)
            for case in cases
        ),
    )


def consultant_order(consultant: Consultant, seed: int) -> tuple[int, bytes]:
    """What consultants of a round are sorted by: fewest received lately, then by chance."""
    return consultant.num_received_lately, _shuffle(seed, consultant.id)


def case_order(case: Case, seed: int) -> bytes:
    """What cases of a round are sorted by: chance."""
    return _shuffle(seed, case.id)


def needed_competences(case: Case) -> frozenset[Competence]:
    """What a consultant must be able to do to have the case."""
    needed = {Competence(case.employment.value), *(Competence(need.value) for need in case.needs)}
    if case.talk_form is TalkForm.WORKPLACE:
        needed.add(Competence.GOES_OUT)
    return frozenset(needed)


def pool_of(snapshot: Snapshot, team_id: str | None) -> str:
    """The pool whose round a team's cases are in; of the first team where None is asked for.

    Raises
    ------
    UnusableInput
        There is no such team.
    """
    for team in snapshot.teams:
        if team_id is None or team.id == team_id:
            return team.round_pool
    known = ", ".join(team.id for team in snapshot.teams)
    raise UnusableInput(
        [
            Finding(
                code="team_unknown",
                what=Text(da=f"Der er intet team {team_id or ''}.", en=f"There is no team {team_id or ''}."),
                remedy=Text(da=f"Vælg et af: {known}.", en=f"Choose one of: {known}."),
            )
        ]
    )


def _no_consultants(pool: str) -> Finding:
    return Finding(
        code="team_empty",
        what=Text(da=f"Team {pool} har ingen konsulenter.", en=f"Team {pool} has no consultants."),
        remedy=Text(da="Skriv teamets konsulenter i arket.", en="Add the team's consultants to the sheet."),
    )


def _by_team(
    snapshot: Snapshot, teams: tuple[str, ...], consultants: Sequence[Consultant]
) -> tuple[list[Case], list[tuple[Case, str]]]:
    """The round's own new cases, and those that are another team's.

    A case that names no team is the team's of the contact person who must always have it; else another's where nobody
    of the round, but somebody of that team, has the competences; of several such teams the first by id.
    """
    own: list[Case] = []
    other: list[tuple[Case, str]] = []
    strangers = [each for each in snapshot.consultants if each.team_id not in teams]
    team_of = {each.id: each.team_id for each in snapshot.consultants}
    team_of_contact = {
        relation.employer_id: team_of[relation.consultant_id]
        for relation in snapshot.contact_relations
        if relation.mode is ContactMode.ALWAYS
    }
    for case in snapshot.new_cases:
        needed = needed_competences(case)
        named = case.team_id or team_of_contact.get(case.employer_id or "")
        if named is not None:
            home: str | None = None if named in teams else named
        elif any(needed <= each.competences for each in consultants):
            home = None
        else:
            home = min((each.team_id for each in strangers if needed <= each.competences), default=None)
        if home is None:
            own.append(case)
        else:
            other.append((case, home))
    return own, other


def _one_way_minutes(
    cases: Sequence[Case],
    consultants: Sequence[Consultant],
    employers: Mapping[str, Employer],
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
) -> IntArray:
    minutes = np.zeros((len(cases), len(consultants)), dtype=np.int64)
    if policy.travel.counted_percent == 0 or policy.travel.expected_visits == 0:
        return minutes
    workplaces = {
        index: place
        for index, case in enumerate(cases)
        if case.talk_form is TalkForm.WORKPLACE and (place := workplace_of(case, employers)) is not None
    }
    if workplaces:
        homes = _homes(consultants, snapshot)
        minutes[list(workplaces)] = travel.minutes(homes, list(workplaces.values())).T
    return minutes


def workplace_of(case: Case, employers: Mapping[str, Employer]) -> Position | None:
    """Where the case is to be visited: its own workplace, else the employer's; None where neither is known."""
    if case.workplace is not None or case.employer_id is None:
        return case.workplace
    return employers[case.employer_id].position


def _homes(consultants: Sequence[Consultant], snapshot: Snapshot) -> list[Position]:
    offices = {team.id: team.office for team in snapshot.teams}
    homes = {each.id: each.home or offices[each.team_id] for each in consultants}
    findings = [
        Finding(
            code="home_missing",
            what=Text(
                da=f"Konsulent {each} har ingen bopæl, og teamet har intet kontor.",
                en=f"Consultant {each} has no home position, and the team has no office.",
            ),
            remedy=Text(
                da="Skriv en af delene, eller sæt rejsetidens vægt til 0 i politikken.",
                en="Give one of the two, or let travel count 0 % in the policy.",
            ),
        )
        for each, home in homes.items()
        if home is None
    ]
    if findings:
        raise UnusableInput(findings)
    return [home for home in homes.values() if home is not None]


def _shuffle(seed: int, key: str) -> bytes:
    return hashlib.blake2b(f"{seed}:{key}".encode(), digest_size=8).digest()
