"""Policies and facts to test one rule with: what a municipality that says nothing gets, but for one part."""

import datetime
from typing import Any

from allocator.facts import Facts, gather
from models.case import FirstTalk, TalkForm, TalkReason
from models.policy import Policy
from models.text import Text
from tests.factories import MONDAY, StraightLineTravel, make_snapshot

SILENT: dict[str, dict[str, int]] = {
    "contact": {"broken_minutes": 0, "deputy_minutes": 0},
    "travel": {"counted_percent": 0},
    "calendar": {"no_slot_minutes": 0},
    "industry": {"missing_level_minutes": 0},
    "preference": {"step_minutes": 0, "wish_step_minutes": 0},
    "returning": {"not_previous_minutes": 0},
    "urgency": {"minutes_per_case_above_target": 0},
    "cohesion": {"new_face_minutes": 0},
    "rotation": {"minutes_per_recent_case": 0},
    "absence": {"absent_day_minutes": 0},
}
"""Parts that price nothing, so that what is left is the caseload and what a test adds."""


def make_policy(**parts: Any) -> Policy:
    return Policy(
        **{
            "name": "prøve",
            "valid_from": datetime.date(2026, 1, 1),
            "description": Text(da="En prøve.", en="A test."),
            **parts,
        }
    )


def make_silent_policy(**parts: Any) -> Policy:
    """A policy in which only the caseload, and what is given here, has a price."""
    return make_policy(**{**SILENT, **parts})


def make_facts(policy: Policy | None = None, seed: int = 0, **fields: Any) -> Facts:
    return gather(make_snapshot(**fields), policy or make_policy(), StraightLineTravel(), seed=seed)


def make_talk(form: TalkForm, reason: TalkReason | None = None) -> FirstTalk:
    return FirstTalk(form=form, reason=reason, decided_by="team", decided_on=MONDAY)
