"""Who is away before the next deadline."""

import datetime
from collections import defaultdict

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.rules.counted import counted
from allocator.rules.rule import PairwiseRule
from allocator.working_days import num_absent_working_days, num_working_days
from models.consultant import Consultant
from models.rule_id import RuleId
from models.text import Text


def minutes(facts: Facts) -> IntArray:
    """The price of every working day away before the next deadline."""
    absent, _ = _days(facts)
    return absent * facts.policy.absence.absent_day_minutes


def forbids(facts: Facts) -> BoolArray:
    """Whoever is away and has fewer working days left before the next deadline than the policy asks for.

    Whoever has the case keeps it, if she is not away for longer than the policy lets her.
    """
    absent, present = _days(facts)
    result: BoolArray = (absent > 0) & (present < facts.policy.absence.min_working_days)
    held = np.flatnonzero(facts.holder >= 0)
    holder = facts.holder[held]
    result[held, holder] &= absent[held, holder] > facts.policy.absence.keeps_working_days
    return result


def reason(facts: Facts, i: int, j: int) -> Text:
    """How long she is away."""
    absent = num_absent_working_days(_away(facts.consultants[j]), *_window(facts, i))
    days = counted(absent, da=("arbejdsdag", "arbejdsdage"), en=("working day", "working days"))
    return Text(da=f"Er væk {days.da} før næste frist.", en=f"Is away {days.en} before the next deadline.")


def _days(facts: Facts) -> tuple[IntArray, IntArray]:
    """(n, m) twice: working days away and present, from the round to the case's next deadline."""
    absent = np.zeros(facts.shape, dtype=np.int64)
    present = np.zeros(facts.shape, dtype=np.int64)
    rows_of: dict[tuple[datetime.date, datetime.date], list[int]] = defaultdict(list)
    for i in range(facts.shape[0]):
        rows_of[_window(facts, i)].append(i)
    away_at_times = [(j, away) for j, each in enumerate(facts.consultants) if (away := _away(each))]
    for window, rows in rows_of.items():
        own = np.zeros(facts.shape[1], dtype=np.int64)
        for j, away in away_at_times:
            own[j] = num_absent_working_days(away, *window)
        absent[rows] = own
        present[rows] = num_working_days(*window) - own
    return absent, present


def _window(facts: Facts, i: int) -> tuple[datetime.date, datetime.date]:
    """From the round to the deadline; where no working day is left before it, or there is none, the policy's window."""
    deadline = facts.deadlines[i]
    if deadline is not None and num_working_days(facts.date, deadline) > 0:
        return facts.date, deadline
    return facts.date, facts.date + datetime.timedelta(days=facts.policy.absence.window_days)


def _away(consultant: Consultant) -> tuple[tuple[datetime.date, datetime.date], ...]:
    """Her absences, and the time before she starts."""
    away = tuple((absence.first_day, absence.last_day) for absence in consultant.absences)
    if consultant.start_date is None:
        return away
    return (*away, (datetime.date.min, consultant.start_date - datetime.timedelta(days=1)))


RULE = PairwiseRule(
    id=RuleId.ABSENCE,
    sentence=Text(
        da="En sag gives ikke til den, der er væk frem til fristen.",
        en="A case does not go to whoever is away until the deadline.",
    ),
    unit="minutes a working day",
    minutes=minutes,
    forbids=forbids,
    reason=reason,
)
