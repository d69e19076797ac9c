"""A case needs a consultant who may have its kind."""

import numpy as np

from allocator.arrays import BoolArray
from allocator.facts import Facts, needed_competences
from allocator.rules.rule import PairwiseRule
from models.consultant import Competence
from models.rule_id import RuleId
from models.text import Text


def forbids(facts: Facts) -> BoolArray:
    """Whoever lacks a competence that the case needs.

    A talk at the workplace takes no case from whoever has it: how it is held, and with whom, can still be decided.
    """
    result = np.zeros(facts.shape, dtype=np.bool_)
    lacking: dict[frozenset[Competence], list[bool]] = {}
    for i, case in enumerate(facts.cases):
        needed = needed_competences(case)
        if needed not in lacking:
            lacking[needed] = [not needed <= each.competences for each in facts.consultants]
        result[i] = lacking[needed]
        if facts.holder[i] >= 0:
            has = facts.consultants[facts.holder[i]].competences
            result[i, facts.holder[i]] = not needed - {Competence.GOES_OUT} <= has
    return result


RULE = PairwiseRule(
    id=RuleId.COMPETENCE,
    sentence=Text(
        da="En sag gives kun til den, der har kompetencerne til den.",
        en="A case goes only to whoever has the competences it needs.",
    ),
    unit="allowed or forbidden",
    forbids=forbids,
)
