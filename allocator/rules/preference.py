"""What types of case a consultant likes to have."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text
from models.wording import word


def steps(facts: Facts) -> IntArray:
    """(n, m): each consultant's preference for the case's type, -2..2."""
    return np.array(
        [[each.preferences.get(case.case_type, 0) for each in facts.consultants] for case in facts.cases],
        dtype=np.int64,
    ).reshape(facts.shape)


def minutes(facts: Facts) -> IntArray:
    """Less for a type she likes, more for one she does not."""
    return -steps(facts) * facts.policy.preference.step_minutes


def reason(facts: Facts, i: int, j: int) -> Text:
    """What she says of the type."""
    case_type = facts.cases[i].case_type
    step = facts.consultants[j].preferences[case_type]
    kind = word(case_type)
    if step > 0:
        return Text(da=f"Vil gerne have sager om {kind.da} (+{step}).", en=f"Likes cases of {kind.en} (+{step}).")
    return Text(da=f"Vil helst undgå sager om {kind.da} ({step}).", en=f"Would rather not have {kind.en} ({step}).")


RULE = PairwiseRule(
    id=RuleId.PREFERENCE,
    sentence=Text(
        da="Konsulenternes ønsker om sagstyper tæller.", en="What types of case the consultants prefer counts."
    ),
    unit="minutes a step",
    minutes=minutes,
    reason=reason,
)
