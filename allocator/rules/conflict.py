"""Nobody has the case of an employer or a citizen she has an interest in."""

import numpy as np

from allocator.arrays import BoolArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text


def forbids(facts: Facts) -> BoolArray:
    """Whoever has declared a conflict of interest with the case or its employer."""
    result = np.zeros(facts.shape, dtype=np.bool_)
    for j, consultant in enumerate(facts.consultants):
        employers = {conflict.employer_id for conflict in consultant.conflicts} - {None}
        cases = {conflict.case_id for conflict in consultant.conflicts}
        result[:, j] = [case.id in cases or case.employer_id in employers for case in facts.cases]
    return result


RULE = PairwiseRule(
    id=RuleId.CONFLICT,
    sentence=Text(
        da="En inhabil konsulent får ikke sagen.", en="A consultant with a conflict of interest is not given the case."
    ),
    unit="allowed or forbidden",
    forbids=forbids,
)
