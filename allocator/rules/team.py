"""A case is had by the team it belongs to."""

import numpy as np

from allocator.arrays import BoolArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text


def forbids(facts: Facts) -> BoolArray:
    """Consultants of teams that the case does not belong to; nowhere, where a round looks at one pool only."""
    return np.zeros(facts.shape, dtype=np.bool_) if facts.of_other_team is None else facts.of_other_team


RULE = PairwiseRule(
    id=RuleId.TEAM,
    sentence=Text(
        da="En sag er hos det team, den hører til.",
        en="A case is with the team it belongs to.",
    ),
    unit="allowed or forbidden",
    forbids=forbids,
)
