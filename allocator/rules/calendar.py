"""Room in the calendar before the deadline."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.counted import counted
from allocator.rules.rule import PairwiseRule
from allocator.working_days import iso_week
from models.rule_id import RuleId
from models.text import Text


def minutes(facts: Facts) -> IntArray:
    """Full price without a free slot in the weeks from the round to the deadline, less for each slot, never below 0.

    A calendar that is not known costs nothing; nor does a case that has no deadline or is past it.
    """
    part = facts.policy.calendar
    result = np.zeros(facts.shape, dtype=np.int64)
    if part.no_slot_minutes == 0:
        return result
    for i in range(facts.shape[0]):
        for j, slots in enumerate(free_slots(facts, i)):
            if slots is not None:
                result[i, j] = max(0, part.no_slot_minutes - part.minutes_less_per_slot * slots)
    return result


def free_slots(facts: Facts, i: int) -> list[int | None]:
    """Each consultant's free visit slots before the deadline of case i; None where it does not matter or is unknown."""
    deadline = facts.deadlines[i]
    if deadline is None or deadline < facts.date:
        return [None] * facts.shape[1]
    first_week, last_week = iso_week(facts.date), iso_week(deadline)
    return [
        None
        if consultant.free_visit_slots is None
        else sum(slots for week, slots in consultant.free_visit_slots.items() if first_week <= week <= last_week)
        for consultant in facts.consultants
    ]


def reason(facts: Facts, i: int, j: int) -> Text:
    """How many slots there are."""
    slots = free_slots(facts, i)[j]
    if not slots:
        return Text(da="Har ingen ledige besøgstider før fristen.", en="Has no free visit slots before the deadline.")
    free = counted(slots, da=("ledig besøgstid", "ledige besøgstider"), en=("free visit slot", "free visit slots"))
    return Text(da=f"Har kun {free.da} før fristen.", en=f"Has only {free.en} before the deadline.")


RULE = PairwiseRule(
    id=RuleId.CALENDAR,
    sentence=Text(
        da="Den, der har besøgstid før fristen, kan nå samtalen.",
        en="Whoever has a visit slot before the deadline can hold the talk in time.",
    ),
    minutes=minutes,
    reason=reason,
)
