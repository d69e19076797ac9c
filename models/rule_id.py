"""The names of the rules, as policies, proposals and reasons use them."""

from enum import StrEnum


class RuleId(StrEnum):
    """One name a rule. What each does stands in its module under `allocator/rules/`."""

    CONTACT = "contact"
    TRAVEL = "travel"
    CALENDAR = "calendar"
    INDUSTRY = "industry"
    PREFERENCE = "preference"
    WISH = "wish"
    RETURNING = "returning"
    URGENCY = "urgency"
    ROTATION = "rotation"
    MOVE = "move"
    ABSENCE = "absence"
    DEPARTURE = "departure"
    TEAM = "team"
    COMPETENCE = "competence"
    CONFLICT = "conflict"
    EXCLUSION = "exclusion"
    PIN = "pin"
    LIMITS = "limits"
    CASELOAD = "caseload"
    COHESION = "cohesion"
    LEFT_OUT = "left_out"


PRICED_PAIRWISE_RULES = (
    RuleId.CONTACT,
    RuleId.TRAVEL,
    RuleId.CALENDAR,
    RuleId.INDUSTRY,
    RuleId.PREFERENCE,
    RuleId.WISH,
    RuleId.RETURNING,
    RuleId.URGENCY,
    RuleId.ROTATION,
    RuleId.ABSENCE,
)
"""The rules that price a case with a consultant; the only ones a policy may put into strict levels."""
