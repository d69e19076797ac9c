"""A citizen who comes back meets the same consultant."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text


def minutes(facts: Facts) -> IntArray:
    """The price of another consultant; nothing where the previous one is not in the round."""
    result = np.zeros(facts.shape, dtype=np.int64)
    for i, case in enumerate(facts.cases):
        previous = facts.consultant_index.get(case.previous_consultant_id or "")
        if previous is not None:
            result[i] = facts.policy.returning.not_previous_minutes
            result[i, previous] = 0
    return result


def reason(facts: Facts, i: int, _: int) -> Text:
    """Who the previous consultant is."""
    previous = facts.initials[facts.cases[i].previous_consultant_id or ""]
    return Text(da=f"Borgeren kender {previous} fra før.", en=f"The citizen knows {previous} from before.")


RULE = PairwiseRule(
    id=RuleId.RETURNING,
    sentence=Text(
        da="En borger, der vender tilbage, får sin tidligere konsulent.",
        en="A returning citizen gets the previous consultant.",
    ),
    minutes=minutes,
    reason=reason,
)
