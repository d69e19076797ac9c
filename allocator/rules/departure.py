"""Who leaves is given no more cases, and keeps none."""

import numpy as np

from allocator.arrays import BoolArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text


def forbids(facts: Facts) -> BoolArray:
    """Everybody whose last day is known: a case that she had today would soon change hands again."""
    leaves = np.array([each.end_date is not None for each in facts.consultants], dtype=np.bool_)
    return np.broadcast_to(leaves, facts.shape).copy()


RULE = PairwiseRule(
    id=RuleId.DEPARTURE,
    sentence=Text(
        da="Den, der fratræder, får ingen sager og afleverer dem, der er.",
        en="Whoever leaves is given no cases and hands over those she has.",
    ),
    unit="allowed or forbidden",
    forbids=forbids,
)
