"""The rules of distribution, one module each: to change a rule, change its module; to add one, add it to the list."""

from allocator.rules import (
    absence,
    calendar,
    competence,
    conflict,
    contact,
    departure,
    industry,
    move,
    overrides,
    preference,
    returning,
    rotation,
    team,
    travel,
    urgency,
    wish,
)
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId

PAIRWISE_RULES: tuple[PairwiseRule, ...] = (
    contact.RULE,
    travel.RULE,
    calendar.RULE,
    industry.RULE,
    preference.RULE,
    wish.RULE,
    returning.RULE,
    urgency.RULE,
    rotation.RULE,
    move.RULE,
    absence.RULE,
    departure.RULE,
    team.RULE,
    competence.RULE,
    conflict.RULE,
    overrides.PIN,
    overrides.EXCLUSION,
)
"""All rules over pairs, in the order in which reasons and blockers are named."""

RULE_BY_ID: dict[RuleId, PairwiseRule] = {rule.id: rule for rule in PAIRWISE_RULES}
