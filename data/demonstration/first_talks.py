"""First follow-up talks: held, agreed, decided to be elsewhere or later, or not yet thought of."""

import datetime

import numpy as np

from data.demonstration.calendar_days import weekdays_between
from data.demonstration.facts import MunicipalityFacts, NationalFacts
from data.demonstration.shares import drawn
from models.case import Case, Employment, FirstTalk, TalkForm, TalkReason
from models.law import legal_days


def draw_decided_talk(
    rng: np.random.Generator, national: NationalFacts, decided_on: datetime.date, decided_by: str
) -> FirstTalk:
    """A talk that is not to be held at the workplace in time, with the reason."""
    return FirstTalk(
        form=drawn(rng, national.decided_forms.value),
        reason=drawn(rng, national.not_at_workplace_reasons.value),
        decided_by=decided_by,
        decided_on=decided_on,
    )


def draw_open_talk(
    rng: np.random.Generator,
    case: Case,
    facts: MunicipalityFacts,
    national: NationalFacts,
    date: datetime.date,
    decided_by: str,
) -> FirstTalk | None:
    """The first talk of an open case: mostly held once eight weeks are over, before that agreed or not yet."""
    days = legal_days("first_talk_days", case.received)
    assert days is not None  # noqa: S101 - the law has said so throughout
    deadline = case.first_day_of_absence + datetime.timedelta(days=days)
    chance = rng.random()
    if deadline < date:
        days_overdue = (date - deadline).days
        if chance * 100 < national.talk_overdue_percent.value and days_overdue <= national.talk_overdue_days.value:
            return None
        held_days = weekdays_between(case.received, deadline)
        at_workplace = (
            case.employment is Employment.EMPLOYED and rng.random() * 100 < facts.held_at_workplace_percent.value
        )
        return FirstTalk(
            **_form(rng, case, national, at_workplace=at_workplace),
            decided_by=decided_by,
            decided_on=case.received,
            held_on=held_days[rng.integers(len(held_days))],
            held_at_workplace=at_workplace,
        )
    days_left = weekdays_between(date, deadline)
    if chance * 100 >= facts.talk_agreed_percent.value or not days_left:
        return None
    at_workplace = (
        case.employment is Employment.EMPLOYED and rng.random() * 100 < national.agreed_at_workplace_percent.value
    )
    return FirstTalk(
        **_form(rng, case, national, at_workplace=at_workplace),
        decided_by=decided_by,
        decided_on=case.received,
        agreed_for=days_left[rng.integers(len(days_left))],
    )


def _form(
    rng: np.random.Generator, case: Case, national: NationalFacts, *, at_workplace: bool
) -> dict[str, TalkForm | TalkReason]:
    """Form and reason; an unemployed person's is elsewhere because the job is gone."""
    if at_workplace:
        return {"form": TalkForm.WORKPLACE}
    if case.employment is Employment.UNEMPLOYED:
        return {"form": TalkForm.ELSEWHERE, "reason": TalkReason.DISMISSED}
    return {"form": TalkForm.ELSEWHERE, "reason": drawn(rng, national.not_at_workplace_reasons.value)}
