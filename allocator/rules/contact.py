"""The employer's fixed contact person."""

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.rules.rule import PairwiseRule
from models.employer import ContactMode
from models.policy_parts import WhenContactImpossible
from models.rule_id import RuleId
from models.text import Text


def minutes(facts: Facts) -> IntArray:
    """The price of breaking the relation, or of sending the deputy."""
    result = np.zeros(facts.shape, dtype=np.int64)
    part = facts.policy.contact
    for i, case in enumerate(facts.cases):
        relation = facts.relation_of(case)
        if relation is None:
            continue
        for j, consultant in enumerate(facts.consultants):
            if consultant.id == relation.deputy_id:
                result[i, j] = part.deputy_minutes
            elif consultant.id != relation.consultant_id:
                result[i, j] = part.broken_minutes
    return result


def forbids(facts: Facts) -> BoolArray:
    """In mode `always`, where the case rather waits than goes to others: everybody but contact and deputy."""
    if facts.policy.contact.when_impossible is WhenContactImpossible.OPEN_TO_ALL:
        return np.zeros(facts.shape, dtype=np.bool_)
    return strangers(facts)


def strangers(facts: Facts) -> BoolArray:
    """(n, m): True for a case that must go to its contact person with anybody who is neither she nor her deputy."""
    result = np.zeros(facts.shape, dtype=np.bool_)
    for i, case in enumerate(facts.cases):
        relation = facts.relation_of(case)
        if relation is not None and relation.mode is ContactMode.ALWAYS:
            known = (relation.consultant_id, relation.deputy_id)
            result[i] = [consultant.id not in known for consultant in facts.consultants]
    return result


def deputies(facts: Facts) -> BoolArray:
    """(n, m): True for a case that must go to its contact person with her deputy."""
    result = np.zeros(facts.shape, dtype=np.bool_)
    for i, case in enumerate(facts.cases):
        relation = facts.relation_of(case)
        if relation is not None and relation.mode is ContactMode.ALWAYS:
            result[i] = [consultant.id == relation.deputy_id for consultant in facts.consultants]
    return result


def reason(facts: Facts, i: int, j: int) -> Text:
    """Who the employer's contact is instead."""
    relation = facts.relation_of(facts.cases[i])
    assert relation is not None  # noqa: S101 - only a pair with minutes is asked for its reason
    contact = facts.initials[relation.consultant_id]
    if facts.consultants[j].id == relation.deputy_id:
        return Text(
            da=f"Stedfortræder for virksomhedens faste kontaktperson {contact}.",
            en=f"Deputy of the employer's fixed contact person {contact}.",
        )
    return Text(
        da=f"Virksomhedens faste kontaktperson er {contact}.", en=f"The employer's fixed contact person is {contact}."
    )


RULE = PairwiseRule(
    id=RuleId.CONTACT,
    sentence=Text(
        da="En sag gives til virksomhedens faste kontaktperson.",
        en="A case goes to the employer's fixed contact person.",
    ),
    minutes=minutes,
    forbids=forbids,
    reason=reason,
)
