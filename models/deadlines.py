"""First talks that are nearly due, or past due, and not agreed with anyone."""

import datetime
from collections.abc import Iterable

from models.case import Case
from models.law import first_talk_deadline
from models.word import Word

UNAGREED_TALK_DAYS = 14
"""How far ahead a team looks for talks without an appointment: two weekly meetings."""


class DueTalk(Word):
    """A case whose first talk is due and has no appointment. `days_left` is negative when the deadline is past."""

    case: Case
    deadline: datetime.date
    days_left: int


def has_agreed_talk(case: Case) -> bool:
    """Whether the first talk has a day, or has been held. A decision about its form alone is no appointment."""
    talk = case.first_talk
    return talk is not None and (talk.agreed_for is not None or talk.held_on is not None)


def talks_due(cases: Iterable[Case], on: datetime.date, within_days: int = UNAGREED_TALK_DAYS) -> tuple[DueTalk, ...]:
    """Cases, new or open, whose first talk is due at most `within_days` after `on`, or earlier, without an appointment.

    Ordered by deadline, then by case number. Cases that the law asks for no talk are not among them.
    """
    due = []
    for case in cases:
        deadline = None if has_agreed_talk(case) else first_talk_deadline(case, on)
        if deadline is not None and (deadline - on).days <= within_days:
            due.append(DueTalk(case=case, deadline=deadline, days_left=(deadline - on).days))
    return tuple(sorted(due, key=lambda talk: (talk.deadline, talk.case.id)))
