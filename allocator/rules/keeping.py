"""Who may keep the case she has: the rules that can take it from her, and what she keeps under them."""

from collections.abc import Mapping

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.rules import absence, competence, conflict, departure, overrides, team
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId

TAKING_RULES: tuple[PairwiseRule, ...] = (
    departure.RULE,
    team.RULE,
    conflict.RULE,
    competence.RULE,
    overrides.PIN,
    overrides.EXCLUSION,
    absence.RULE,
)
"""Rules that hold for the case somebody has as for one she might get; all others only say who may get it.

In the order in which the reason of a move is named.
"""


def may_keep(facts: Facts) -> BoolArray:
    """(n,): whether the case's holder may go on having it; False where nobody has it."""
    result = facts.holder >= 0
    if not facts.is_rebalance:
        return result
    held = np.flatnonzero(result)
    for rule in TAKING_RULES:
        assert rule.forbids is not None  # noqa: S101 - every one of them forbids
        result[held] &= ~rule.forbids(facts)[held, facts.holder[held]]
    return result


def may_keep_by(forbidden: Mapping[RuleId, BoolArray], facts: Facts) -> BoolArray:
    """(n,): the same, where what each rule forbids is known already."""
    result = facts.holder >= 0
    held = np.flatnonzero(result)
    for rule in TAKING_RULES:
        result[held] &= ~forbidden[rule.id][held, facts.holder[held]]
    return result


def taken_by(forbidden: Mapping[RuleId, BoolArray], facts: Facts, i: int) -> tuple[RuleId, ...]:
    """The rules that take case i from its holder."""
    return tuple(rule.id for rule in TAKING_RULES if forbidden[rule.id][i, facts.holder[i]])


def kept(facts: Facts, values: IntArray) -> IntArray:
    """(m,): the sum of a value (n,) of the round's cases over those each consultant has and may keep."""
    return facts.sum_by_holder(np.where(may_keep(facts), values, 0))


def rightful(facts: Facts) -> IntArray:
    """(n,): to whom a case goes back that somebody covers, -1 where nobody does or she may not have it yet."""
    covered = [facts.consultant_index.get(case.covered_for_id or "", -1) for case in facts.cases]
    result = np.array(covered, dtype=np.int64)
    back = np.flatnonzero(result >= 0)
    if len(back) == 0:
        return result
    for rule in TAKING_RULES:
        assert rule.forbids is not None  # noqa: S101 - every one of them forbids
        back = back[~rule.forbids(facts)[back, result[back]]]
    absent = np.setdiff1d(np.arange(len(result)), back)
    result[absent] = -1
    return result
