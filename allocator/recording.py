"""From the facts of a round to what of them may be kept in a record: what the rules read, and no person."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from platform import python_version

from allocator.facts import Facts
from allocator.formulation import formulate
from allocator.lexicographic import Plan
from allocator.naming import name_plan
from allocator.recorded_facts import facts_of
from allocator.solving.stopping import Stopping
from models.case import Employment
from models.consultant import Absence, ConflictOfInterest, Consultant
from models.proposal import Proposal
from models.record import (
    Record,
    RecordedCase,
    RecordedEmployer,
    RecordedOpenCase,
    RecordedOtherTeamCase,
    RecordedOverride,
    RecordedRound,
    RecordedTalk,
)
from models.wish import Wish

_LIBRARIES = ("holidays", "numpy", "ortools", "pydantic", "sagsfordeler")


def versions_here() -> dict[str, str]:
    """Of Python and of everything that has a say in a proposal."""
    return {"python": python_version(), **{library: version(library) for library in _LIBRARIES}}


def record_plan(
    municipality: str, facts: Facts, plan: Plan, *, seed: int, time_limit_s: float, stopping: Stopping
) -> Record:
    """The record of a round and of the plan that was found for it, named once more from what the record keeps.

    Parameters
    ----------
    stopping
        When to verify no more of what blocks the cases left out.
    """
    recorded = recorded_round(municipality, facts)
    policy = facts.policy
    proposal = name_plan(
        municipality, formulate(facts_of(recorded, policy)), plan, seed=seed, seconds=0.0, stopping=stopping
    )
    return Record(
        versions=versions_here(),
        policy=policy,
        seed=seed,
        time_limit_s=time_limit_s,
        blockers_verified=stopping.reason() is None,
        round=recorded,
        proposal=without_reasons_of_talks(proposal),
    )


def without_reasons_of_talks(proposal: Proposal) -> Proposal:
    """The proposal as a record keeps it: why a talk is not at the workplace is the citizen's business."""
    return proposal.model_copy(
        update={
            "assignments": tuple(
                each.model_copy(update={"first_talk": each.first_talk.model_copy(update={"reason": None})})
                for each in proposal.assignments
            )
        }
    )


def recorded_round(municipality: str, facts: Facts) -> RecordedRound:
    """What the rules read, with numbers for ids."""
    numbers = _Numbers.of(facts)
    return RecordedRound(
        municipality=municipality,
        date=facts.date,
        teams=facts.teams,
        cases=tuple(_case(facts, numbers, i) for i in range(facts.shape[0])),
        other_team=tuple(
            RecordedOtherTeamCase(
                id=numbers.cases[case.id], team_id=team_id, employer_id=numbers.employer(case.employer_id)
            )
            for case, team_id in facts.other_team
        ),
        consultants=tuple(_consultant(facts, numbers, each) for each in facts.consultants),
        employers=tuple(_employer(facts, numbers, employer_id) for employer_id in numbers.employers),
        open_cases=_open_cases(facts, numbers),
        wishes=tuple(
            sorted(
                (
                    Wish(consultant_id=numbers.consultants[consultant_id], case_id=numbers.cases[case_id], step=step)
                    for (consultant_id, case_id), step in facts.wishes.items()
                    if consultant_id in facts.consultant_index and case_id in facts.case_index
                ),
                key=lambda wish: (wish.case_id, wish.consultant_id),
            )
        ),
        overrides=tuple(
            sorted(
                (
                    RecordedOverride(
                        kind=each.kind,
                        case_id=numbers.cases[each.case_id],
                        consultant_id=numbers.consultants[each.consultant_id],
                    )
                    for each in facts.overrides
                    if each.case_id in facts.case_index
                ),
                key=lambda override: (override.case_id, override.consultant_id),
            )
        ),
        one_way_minutes=tuple(tuple(row) for row in facts.one_way_minutes.tolist()),
    )


@dataclass(frozen=True)
class _Numbers:
    """The number that stands for each id; in the order of the ids, so that whatever is sorted by them stays sorted."""

    cases: Mapping[str, str]
    consultants: Mapping[str, str]
    employers: Mapping[str, str]

    @classmethod
    def of(cls, facts: Facts) -> "_Numbers":
        cases = [case.id for case in (*facts.cases, *(case for case, _ in facts.other_team))]
        employers = {case.employer_id for case in facts.cases if case.employer_id is not None}
        return cls(
            cases=_numbered(cases, "S"),
            consultants=_numbered(facts.initials, "K"),
            employers={employer_id: f"{number:08d}" for number, employer_id in enumerate(sorted(employers), 1)},
        )

    def employer(self, employer_id: str | None) -> str | None:
        """None also where no new case has the employer."""
        return None if employer_id is None else self.employers.get(employer_id)


def _numbered(ids: Iterable[str], letter: str) -> dict[str, str]:
    ordered = sorted(ids)
    width = len(str(len(ordered)))
    return {own: f"{letter}{number:0{width}d}" for number, own in enumerate(ordered, 1)}


def _case(facts: Facts, numbers: _Numbers, i: int) -> RecordedCase:
    case = facts.cases[i]
    previous = case.previous_consultant_id
    return RecordedCase(
        id=numbers.cases[case.id],
        case_type=case.case_type,
        employment=case.employment,
        employer_id=numbers.employer(case.employer_id),
        has_workplace=case.employment is Employment.EMPLOYED and (case.workplace or case.employer_id) is not None,
        weight_quarters=int(facts.case_quarters[i]),
        deadline=facts.deadlines[i],
        fast_track=case.fast_track,
        waited_days=max(0, (facts.date - case.waits_since).days),
        previous_consultant_id=numbers.consultants[previous] if previous in facts.consultant_index else None,
        needs=case.needs,
        talk=RecordedTalk(form=case.talk_form, is_decided=case.first_talk is not None),
    )


def _open_cases(facts: Facts, numbers: _Numbers) -> tuple[RecordedOpenCase, ...]:
    """Those of the round's consultants, and others' that share an employer with a new case."""
    recorded = []
    for case in facts.open_cases:
        employer = numbers.employer(case.employer_id)
        is_of_round = case.consultant_id in facts.consultant_index
        if is_of_round or employer is not None:
            recorded.append(
                RecordedOpenCase(
                    consultant_id=numbers.consultants[case.consultant_id or ""] if is_of_round else None,
                    employer_id=employer,
                    weight_quarters=facts.policy.weight_quarters(case),
                )
            )
    return tuple(sorted(recorded, key=lambda it: (it.consultant_id or "", it.employer_id or "", it.weight_quarters)))


def _employer(facts: Facts, numbers: _Numbers, employer_id: str) -> RecordedEmployer:
    industry = facts.employers[employer_id].industry
    relation = facts.relations.get(employer_id)
    deputy = None if relation is None else relation.deputy_id
    return RecordedEmployer(
        id=numbers.employers[employer_id],
        section=None if industry is None else industry.section,
        contact_id=None if relation is None else numbers.consultants[relation.consultant_id],
        contact_mode=None if relation is None else relation.mode,
        deputy_id=None if deputy is None else numbers.consultants[deputy],
        rhythm_days=None if relation is None else relation.rhythm_days,
    )


def _consultant(facts: Facts, numbers: _Numbers, consultant: Consultant) -> Consultant:
    number = numbers.consultants[consultant.id]
    return consultant.model_copy(
        update={
            "id": number,
            "initials": number,
            "team_id": facts.teams[0],
            "home": None,
            "absences": tuple(_from_now_on(consultant.absences, facts.date)),
            "conflicts": tuple(_conflicts(facts, numbers, consultant)),
        }
    )


def _from_now_on(absences: Iterable[Absence], today: datetime.date) -> Iterable[Absence]:
    for absence in absences:
        if absence.last_day >= today:
            yield Absence(first_day=max(today, absence.first_day), last_day=absence.last_day)


def _conflicts(facts: Facts, numbers: _Numbers, consultant: Consultant) -> Iterable[ConflictOfInterest]:
    for conflict in consultant.conflicts:
        employer = numbers.employer(conflict.employer_id)
        if employer is not None:
            yield ConflictOfInterest(employer_id=employer)
        elif conflict.case_id in facts.case_index:
            yield ConflictOfInterest(case_id=numbers.cases[conflict.case_id or ""])
