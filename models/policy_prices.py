"""Which numbers of a policy are the price of which rule, so that a rule can be said, or made, to cost nothing."""

from collections.abc import Mapping
from typing import Any

from models.policy import Policy
from models.rule_id import RuleId

PRICES: Mapping[RuleId, tuple[str, ...]] = {
    RuleId.CONTACT: ("contact.broken_minutes", "contact.deputy_minutes"),
    RuleId.TRAVEL: ("travel.counted_percent",),
    RuleId.CALENDAR: ("calendar.no_slot_minutes",),
    RuleId.INDUSTRY: ("industry.missing_level_minutes",),
    RuleId.PREFERENCE: ("preference.step_minutes",),
    RuleId.WISH: ("preference.wish_step_minutes",),
    RuleId.RETURNING: ("returning.not_previous_minutes",),
    RuleId.URGENCY: ("urgency.minutes_per_case_above_target",),
    RuleId.ROTATION: ("rotation.minutes_per_recent_case",),
    RuleId.MOVE: (
        "move.new_minutes",
        "move.before_first_talk_minutes",
        "move.after_first_talk_minutes",
        "move.near_end_minutes",
        "move.from_contact_minutes",
        "move.returning_minutes",
    ),
    RuleId.ABSENCE: ("absence.absent_day_minutes",),
    RuleId.CASELOAD: ("caseload.step_above_minutes", "caseload.step_below_minutes"),
    RuleId.COHESION: ("cohesion.new_face_minutes",),
}
"""The rules that compete in minutes, by the settings that make them cost nothing when all of them are 0.

Waiting is not among them: that as few cases as possible wait comes before all minutes.
"""


def has_price(policy: Policy, rule: RuleId) -> bool:
    """Whether a rule can cost anything under the policy.

    Raises
    ------
    KeyError
        The rule does not compete in minutes.
    """
    if rule is RuleId.TRAVEL and policy.travel.expected_visits == 0:
        return False
    return any(_value(policy, path) != 0 for path in PRICES[rule])


def without_price(policy: Policy, rule: RuleId) -> Policy:
    """The policy with the rule's price at nothing, and everything else, also what the rule forbids, as it was.

    It is for asking what the rule does; as a team's own policy it might not be allowed, a caseload must cost something.

    Raises
    ------
    KeyError
        The rule does not compete in minutes.
    """
    parts: dict[str, Any] = {}
    for path in PRICES[rule]:
        part, name = path.split(".")
        parts[part] = parts.get(part, getattr(policy, part)).model_copy(update={name: 0})
    return policy.model_copy(update=parts)


def _value(policy: Policy, path: str) -> int:
    part, name = path.split(".")
    return int(getattr(getattr(policy, part), name))
