"""What a consultant says of one waiting case before the round."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text


def minutes(facts: Facts) -> IntArray:
    """Less where she asks for the case, more where she asks away from it."""
    result = np.zeros(facts.shape, dtype=np.int64)
    for (consultant_id, case_id), step in facts.wishes.items():
        if consultant_id in facts.consultant_index and case_id in facts.case_index:
            result[facts.case_index[case_id], facts.consultant_index[consultant_id]] = (
                -step * facts.policy.preference.wish_step_minutes
            )
    return result


def reason(facts: Facts, i: int, j: int) -> Text:
    """What she asked."""
    step = facts.wishes[facts.consultants[j].id, facts.cases[i].id]
    if step > 0:
        return Text(da=f"Har bedt om sagen (+{step}).", en=f"Has asked for the case (+{step}).")
    return Text(da=f"Har bedt sig fri for sagen ({step}).", en=f"Has asked not to have the case ({step}).")


RULE = PairwiseRule(
    id=RuleId.WISH,
    sentence=Text(
        da="Konsulenternes ønsker om bestemte sager tæller.", en="What the consultants ask of single cases counts."
    ),
    unit="minutes a step",
    minutes=minutes,
    reason=reason,
)
