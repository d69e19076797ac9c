"""No case is left behind: leaving out as little as possible comes before everything else."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.counted import counted
from models.rule_id import RuleId
from models.text import Text

ID = RuleId.LEFT_OUT
SENTENCE = Text(
    da="Så få sager som muligt må vente, og de, der har ventet længst, først.",
    en="As few cases as possible have to wait, and those that have waited longest come first.",
)
UNIT = "points, and minutes a case"


def points(facts: Facts) -> IntArray:
    """(n,): what leaving each case out counts, by waiting, fast track and deadline."""
    part = facts.policy.left_out
    result = []
    for i, case in enumerate(facts.cases):
        weeks = min(part.most_waiting_weeks, max(0, (facts.date - case.waits_since).days // 7))
        result.append(
            part.case_points
            + part.waiting_week_points * weeks
            + part.fast_track_points * case.fast_track
            + part.near_deadline_points * facts.is_near_deadline(i)
        )
    return np.array(result, dtype=np.int64)


def minutes(facts: Facts) -> IntArray:
    """(n,): the price of waiting for the next round."""
    return np.full(facts.shape[0], facts.policy.left_out.case_minutes, dtype=np.int64)


def reason(facts: Facts, i: int) -> Text:
    """How long the citizen has waited."""
    num_days = max(0, (facts.date - facts.cases[i].waits_since).days)
    days = counted(num_days, da=("dag", "dage"), en=("day", "days"))
    return Text(
        da=f"Må vente til næste runde; har ventet {days.da}.", en=f"Must wait for the next round; has waited {days.en}."
    )
