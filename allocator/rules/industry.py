"""Knowledge of the employer's industry."""

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.industry import SECTIONS
from models.rule_id import RuleId
from models.text import Text

FULL_KNOWLEDGE = 3


def levels(facts: Facts) -> IntArray:
    """(n, m): what each consultant knows of the case's industry, 0-3; full where the case has none."""
    result = np.full(facts.shape, FULL_KNOWLEDGE, dtype=np.int64)
    for i, case in enumerate(facts.cases):
        section = facts.section_of(case)
        if section is not None:
            result[i] = [consultant.industries.get(section, 0) for consultant in facts.consultants]
    return result


def minutes(facts: Facts) -> IntArray:
    """The price of the levels that are missing."""
    return (FULL_KNOWLEDGE - levels(facts)) * facts.policy.industry.missing_level_minutes


def forbids(facts: Facts) -> BoolArray:
    """In a mandatory industry: whoever knows less than the policy asks for."""
    part = facts.policy.industry
    mandatory = np.array([facts.section_of(case) in part.mandatory_sections for case in facts.cases], dtype=np.bool_)
    result: BoolArray = mandatory[:, None] & (levels(facts) < part.mandatory_level)
    return result


def reason(facts: Facts, i: int, j: int) -> Text:
    """What she knows of which industry."""
    section = facts.section_of(facts.cases[i])
    assert section is not None  # noqa: S101 - only a pair with minutes is asked for its reason
    level = facts.consultants[j].industries.get(section, 0)
    return Text(
        da=f"Kender branchen {SECTIONS[section].da} på niveau {level} af {FULL_KNOWLEDGE}.",
        en=f"Knows the industry {SECTIONS[section].en} at level {level} of {FULL_KNOWLEDGE}.",
    )


RULE = PairwiseRule(
    id=RuleId.INDUSTRY,
    sentence=Text(
        da="En sag gives til en konsulent, der kender branchen.",
        en="A case goes to a consultant who knows the industry.",
    ),
    unit="minutes a missing level",
    minutes=minutes,
    forbids=forbids,
    reason=reason,
)
