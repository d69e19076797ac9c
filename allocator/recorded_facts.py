"""The facts of a round as they can be built again from its record."""

import datetime

import numpy as np

from allocator.facts import Facts
from models.case import Case, CaseType, FirstTalk, TalkForm, TalkReason
from models.employer import ContactMode, ContactRelation, Employer
from models.industry import Industry, IndustryScheme
from models.override import Override, OverrideReason
from models.policy import Policy
from models.position import Position
from models.record import RecordedCase, RecordedEmployer, RecordedOpenCase, RecordedRound

# What no rule reads is not recorded; where the words ask for something all the same, these stand for it.
_NOBODY = "-"
_SOMEWHERE = Position(latitude=0, longitude=0)
_SOME_REASON = TalkReason.MEDICAL_INFORMATION_MISSING


def facts_of(recorded: RecordedRound, policy: Policy) -> Facts:
    """The facts that rules read, in the recorded order."""
    today = recorded.date
    cases = tuple(_case(case, today) for case in recorded.cases)
    contacts = [number for each in recorded.employers for number in (each.contact_id, each.deputy_id)]
    known = {*(each.id for each in recorded.consultants), *(number for number in contacts if number is not None)}
    return Facts(
        policy=policy,
        date=today,
        teams=recorded.teams,
        cases=cases,
        other_team=tuple(
            (_waiting(each.id, today).model_copy(update={"employer_id": each.employer_id}), each.team_id)
            for each in recorded.other_team
        ),
        consultants=recorded.consultants,
        initials={number: number for number in sorted(known)},
        employers={each.id: _employer(each) for each in recorded.employers},
        relations={each.id: relation for each in recorded.employers if (relation := _relation(each)) is not None},
        open_cases=tuple(_open_case(each, number, today) for number, each in enumerate(recorded.open_cases, 1)),
        wishes={(wish.consultant_id, wish.case_id): wish.step for wish in recorded.wishes},
        overrides=tuple(
            Override(
                kind=each.kind,
                case_id=each.case_id,
                consultant_id=each.consultant_id,
                reason=OverrideReason.OTHER,
                decided_by=_NOBODY,
            )
            for each in recorded.overrides
        ),
        one_way_minutes=np.array(recorded.one_way_minutes, dtype=np.int64).reshape(
            len(cases), len(recorded.consultants)
        ),
        deadlines=tuple(case.deadline for case in recorded.cases),
    )


def _case(recorded: RecordedCase, today: datetime.date) -> Case:
    form = recorded.talk.form
    talk = FirstTalk(
        form=form,
        reason=None if form is TalkForm.WORKPLACE else _SOME_REASON,
        decided_by=_NOBODY,
        decided_on=today,
    )
    case = _waiting(recorded.id, today - datetime.timedelta(days=recorded.waited_days))
    # The fields were checked when the round was read; and a weight that a policy adds up may be above what people may
    # write on a case.
    return case.model_copy(
        update={
            "case_type": recorded.case_type,
            "employment": recorded.employment,
            "employer_id": recorded.employer_id,
            "workplace": _SOMEWHERE if recorded.has_workplace else None,
            "weight_quarters": recorded.weight_quarters,
            "deadline": recorded.deadline,
            "fast_track": recorded.fast_track,
            "previous_consultant_id": recorded.previous_consultant_id,
            "needs": recorded.needs,
            "first_talk": talk if recorded.talk.is_decided else None,
        }
    )


def _waiting(case_id: str, since: datetime.date) -> Case:
    return Case(id=case_id, received=since, first_day_of_absence=since, case_type=CaseType.OTHER)


def _open_case(recorded: RecordedOpenCase, number: int, today: datetime.date) -> Case:
    return _waiting(f"O{number}", today).model_copy(
        update={
            "consultant_id": recorded.consultant_id or _NOBODY,
            "employer_id": recorded.employer_id,
            "weight_quarters": recorded.weight_quarters,
        }
    )


def _employer(recorded: RecordedEmployer) -> Employer:
    section = recorded.section
    return Employer(
        id=recorded.id,
        name=recorded.id,
        position=_SOMEWHERE,
        industry=None if section is None else Industry(scheme=IndustryScheme.DB07, code=section),
    )


def _relation(recorded: RecordedEmployer) -> ContactRelation | None:
    if recorded.contact_id is None:
        return None
    return ContactRelation(
        employer_id=recorded.id,
        consultant_id=recorded.contact_id,
        mode=recorded.contact_mode or ContactMode.PREFERRED,
        deputy_id=recorded.deputy_id,
        rhythm_days=recorded.rhythm_days,
    )
