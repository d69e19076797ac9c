"""A meeting that was recorded, decided again in another way."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from allocator.arrays import IntArray
from allocator.evaluation import InfeasiblePlan, evaluate
from allocator.facts import Facts
from allocator.formulation import formulate
from allocator.recorded_facts import facts_of
from allocator.rules import calendar, industry, preference, urgency
from allocator.simulation.distributor import Distributor
from allocator.simulation.round import WAITS, Round
from models.case import Employment, TalkForm
from models.consultant import Consultant
from models.policy import Policy
from models.record import Record
from models.rule_id import RuleId
from models.streams import Streams

_NO_LIMIT = 10**6
_LONGEST_ABSENCE_DAYS = 366


@dataclass(frozen=True)
class RecordedChoice:
    """What another way of distributing makes of a recorded round.

    Attributes
    ----------
    consultant_of
        By case, as the record numbers both; None for a case that waits.
    minutes
        By the recorded policy; None where the choice breaks a hard rule of it.
    recorded_consultant_of
        As it was proposed.
    recorded_minutes
        Of that, in the same way.
    """

    consultant_of: Mapping[str, str | None]
    minutes: int | None
    recorded_consultant_of: Mapping[str, str | None]
    recorded_minutes: int | None

    @property
    def is_same(self) -> bool:
        """Whether every case goes where it was proposed to go."""
        return self.consultant_of == self.recorded_consultant_of


def choose_again(record: Record, distributor: Distributor) -> RecordedChoice:
    """Let a distributor decide a recorded round. What a record does not keep, such as birthdays, is drawn."""
    facts = facts_of(record.round, record.policy)
    chosen = distributor.distribute(round_of(facts, seed=record.seed)).consultant
    recorded = np.full(facts.shape[0], WAITS, dtype=np.int64)
    for each in record.proposal.assignments:
        recorded[facts.case_index[each.case_id]] = facts.consultant_index[each.consultant_id]
    return RecordedChoice(
        consultant_of=_named(facts, chosen),
        minutes=_minutes(facts, chosen),
        recorded_consultant_of=_named(facts, recorded),
        recorded_minutes=_minutes(facts, recorded),
    )


def round_of(facts: Facts, *, seed: int) -> Round:
    """The round that a distributor sees, from the facts of a meeting. Cases and consultants keep their order."""
    n, m = facts.shape
    formulation = formulate(facts)
    streams = Streams(seed, "recorded round")
    can_have = formulation.allowed(without=(RuleId.ABSENCE,))
    back = np.array([_back_in_days(each, facts.date) for each in facts.consultants], dtype=np.int64)
    goes_out = [case.employment is Employment.EMPLOYED and case.talk_form is TalkForm.WORKPLACE for case in facts.cases]
    relations = [facts.relation_of(case) for case in facts.cases]
    way = np.where(can_have, facts.one_way_minutes, np.iinfo(np.int64).max)
    limits = facts.limit(facts.policy.caseload.measure)
    return Round(
        day=0,
        can_have=can_have,
        is_away=back > 0,
        back_in_days=back,
        contact=_places(facts, [None if each is None else each.consultant_id for each in relations]),
        deputy=_places(facts, [None if each is None else each.deputy_id for each in relations]),
        one_way_minutes=facts.one_way_minutes,
        knowledge=industry.levels(facts),
        liking=preference.steps(facts),
        has_workplace=np.array(goes_out, dtype=np.bool_),
        previous=_places(facts, [case.previous_consultant_id for case in facts.cases]),
        is_urgent=np.array([urgency.is_urgent(facts, i) for i in range(n)], dtype=np.bool_),
        waited_days=np.array([(facts.date - case.waits_since).days for case in facts.cases], dtype=np.int64),
        birthday=1 + np.floor(31 * streams.named("birthday").random(n)).astype(np.int64),
        district=np.where(goes_out, way.argmin(axis=1), WAITS) if m else np.zeros(n, dtype=np.int64),
        case_load=facts.case_load,
        chance=streams.named("chance").random(n),
        noise=streams.named("noise").random((n, m)),
        load=facts.load_before,
        target=facts.target,
        limit=np.array([_NO_LIMIT if each is None else each * facts.units_per_case for each in limits]),
        num_received=np.array([each.num_received_lately for each in facts.consultants], dtype=np.float64),
        hours=np.array([each.working_time_percent for each in facts.consultants], dtype=np.int64),
        team=_numbers([each.team_id for each in facts.consultants]),
        destined_per_week=np.zeros(m),
        free_slots=lambda i: np.array([slots or 0 for slots in calendar.free_slots(facts, i)], dtype=np.int64),
        facts=lambda policy: (_under(facts, policy), np.arange(n), np.arange(m)),
    )


def _under(facts: Facts, policy: Policy) -> Facts:
    return replace(facts, policy=policy)


def _places(facts: Facts, ids: list[str | None]) -> IntArray:
    return np.array([facts.consultant_index.get(each or "", WAITS) for each in ids], dtype=np.int64)


def _numbers(names: list[str]) -> IntArray:
    known = sorted(set(names))
    return np.array([known.index(each) for each in names], dtype=np.int64)


def _back_in_days(consultant: Consultant, today: datetime.date) -> int:
    """Days until she is at work, 0 if she is."""
    for days in range(_LONGEST_ABSENCE_DAYS):
        day = today + datetime.timedelta(days=days)
        has_started = consultant.start_date is None or consultant.start_date <= day
        if has_started and not consultant.is_absent(day):
            return days
    return _LONGEST_ABSENCE_DAYS


def _named(facts: Facts, assignment: IntArray) -> dict[str, str | None]:
    return {
        case.id: None if j == WAITS else facts.consultants[j].id
        for case, j in zip(facts.cases, assignment.tolist(), strict=True)
    }


def _minutes(facts: Facts, assignment: IntArray) -> int | None:
    try:
        return evaluate(formulate(facts).unheld_problem, assignment)
    except InfeasiblePlan:
        return None
