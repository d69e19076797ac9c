"""What people have decided: this consultant (pin), or not this one (exclusion)."""

import numpy as np

from allocator.arrays import BoolArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.override import Override, OverrideKind
from models.rule_id import RuleId
from models.text import Text


def forbids_by_pin(facts: Facts) -> BoolArray:
    """Everybody but the one that the case is pinned to; everybody, where she is not of the round."""
    result = np.zeros(facts.shape, dtype=np.bool_)
    for override in _of_kind(facts, OverrideKind.PIN):
        result[facts.case_index[override.case_id]] = [each.id != override.consultant_id for each in facts.consultants]
    return result


def forbids_by_exclusion(facts: Facts) -> BoolArray:
    """The one that the case must not go to."""
    result = np.zeros(facts.shape, dtype=np.bool_)
    for override in _of_kind(facts, OverrideKind.EXCLUSION):
        if override.consultant_id in facts.consultant_index:
            result[facts.case_index[override.case_id], facts.consultant_index[override.consultant_id]] = True
    return result


def _of_kind(facts: Facts, kind: OverrideKind) -> list[Override]:
    return [each for each in facts.overrides if each.kind is kind and each.case_id in facts.case_index]


PIN = PairwiseRule(
    id=RuleId.PIN,
    sentence=Text(da="Et menneske har valgt konsulenten.", en="A person has chosen the consultant."),
    unit="allowed or forbidden",
    forbids=forbids_by_pin,
)

EXCLUSION = PairwiseRule(
    id=RuleId.EXCLUSION,
    sentence=Text(da="Et menneske har valgt konsulenten fra.", en="A person has ruled the consultant out."),
    unit="allowed or forbidden",
    forbids=forbids_by_exclusion,
)
