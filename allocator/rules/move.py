"""What it costs a citizen and an employer that an open case changes hands, and which cases do not."""

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.rules import keeping
from allocator.rules.rule import PairwiseRule
from models.case import Case
from models.move import CaseStage
from models.rule_id import RuleId
from models.text import Text
from models.wording import word


def stage(facts: Facts, case: Case) -> CaseStage:
    """How far the case has come: near its end by the doctor's date, else by its first talk, else by its age."""
    left = _days_to_end(facts, case)
    if left is not None and left <= facts.policy.move.near_end_days:
        return CaseStage.NEAR_END
    if case.first_talk is not None and case.first_talk.held_on is not None:
        return CaseStage.AFTER_FIRST_TALK
    if (facts.date - case.received).days <= facts.policy.move.new_days:
        return CaseStage.NEW
    return CaseStage.BEFORE_FIRST_TALK


def stays(facts: Facts, case: Case) -> bool:
    """Whether the case does not move while its holder may keep it: about to end, or sensitive by the policy."""
    part = facts.policy.move
    left = _days_to_end(facts, case)
    return (left is not None and left <= part.stays_days) or not part.sensitive_flags.isdisjoint(case.risk_flags)


def minutes(facts: Facts) -> IntArray:
    """The price of a change by the case's stage, and more where employer or citizen know the holder well.

    Nothing for whoever has the case, nor for whom it is covered for; nothing where nobody has it yet.
    """
    result = np.zeros(facts.shape, dtype=np.int64)
    rightful = keeping.rightful(facts)
    for i in np.flatnonzero(facts.holder >= 0).tolist():
        result[i] = price(facts, i)
        result[i, facts.holder[i]] = 0
        if rightful[i] >= 0:
            result[i, rightful[i]] = 0
    return result


def price(facts: Facts, i: int) -> int:
    """What moving case i from its holder costs."""
    part, case = facts.policy.move, facts.cases[i]
    by_stage = {
        CaseStage.NEW: part.new_minutes,
        CaseStage.BEFORE_FIRST_TALK: part.before_first_talk_minutes,
        CaseStage.AFTER_FIRST_TALK: part.after_first_talk_minutes,
        CaseStage.NEAR_END: part.near_end_minutes,
    }
    return (
        by_stage[stage(facts, case)]
        + part.from_contact_minutes * is_contact(facts, case)
        + part.returning_minutes * is_previous(case)
    )


def forbids(facts: Facts) -> BoolArray:
    """Everybody but the holder, and whom it is covered for, where the case stays and the holder may keep it."""
    result = np.zeros(facts.shape, dtype=np.bool_)
    rightful = keeping.rightful(facts)
    for i in np.flatnonzero(keeping.may_keep(facts)).tolist():
        if stays(facts, facts.cases[i]):
            result[i] = True
            result[i, facts.holder[i]] = False
            if rightful[i] >= 0:
                result[i, rightful[i]] = False
    return result


def reason(facts: Facts, i: int, _: int) -> Text:
    """How far the case has come, and who knows the holder."""
    case = facts.cases[i]
    holder = facts.initials[case.consultant_id or ""]
    come = word(stage(facts, case))
    da, en = f"Flyttes fra {holder}; sagen er {come.da}", f"Moves from {holder}; the case is {come.en}"
    if is_contact(facts, case):
        da, en = f"{da}, virksomheden kender {holder}", f"{en}, the employer knows {holder}"
    if is_previous(case):
        da, en = f"{da}, borgeren har haft {holder} før", f"{en}, the citizen has had {holder} before"
    return Text(da=f"{da}.", en=f"{en}.")


def is_contact(facts: Facts, case: Case) -> bool:
    """Whether whoever has the case is the employer's fixed contact person."""
    relation = facts.relation_of(case)
    return relation is not None and relation.consultant_id == case.consultant_id


def is_previous(case: Case) -> bool:
    """Whether the citizen had the consultant in an earlier case, too."""
    return case.previous_consultant_id is not None and case.previous_consultant_id == case.consultant_id


def _days_to_end(facts: Facts, case: Case) -> int | None:
    """Days to the doctor's date; None where there is none, or it is past and says nothing any more."""
    if case.expected_back is None or case.expected_back < facts.date:
        return None
    return (case.expected_back - facts.date).days


RULE = PairwiseRule(
    id=RuleId.MOVE,
    sentence=Text(
        da="En borger beholder sin konsulent, når et skift ikke giver mere, end det forstyrrer.",
        en="A citizen keeps the consultant unless a change earns more than it disturbs.",
    ),
    unit="minutes a moved case",
    minutes=minutes,
    forbids=forbids,
    reason=reason,
)
