"""A case needs a consultant who may have its kind."""

import numpy as np

from allocator.arrays import BoolArray
from allocator.facts import Facts, needed_competences
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text


def forbids(facts: Facts) -> BoolArray:
    """Whoever lacks a competence that the case needs."""
    needed = [needed_competences(case) for case in facts.cases]
    return np.array(
        [[not own <= each.competences for each in facts.consultants] for own in needed], dtype=np.bool_
    ).reshape(facts.shape)


RULE = PairwiseRule(
    id=RuleId.COMPETENCE,
    sentence=Text(
        da="En sag gives kun til den, der har kompetencerne til den.",
        en="A case goes only to whoever has the competences it needs.",
    ),
    unit="allowed or forbidden",
    forbids=forbids,
)
