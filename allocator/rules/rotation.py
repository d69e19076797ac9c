"""Types of case that nobody is eager for go round."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.problem import Limit
from allocator.rules.counted import counted
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text
from models.wording import word


def minutes(facts: Facts) -> IntArray:
    """In an unwanted type: the price of every case of the type that the consultant has received lately.

    Nothing for whoever has the case and keeps it, as she does not receive it.
    """
    price = facts.policy.rotation.minutes_per_recent_case
    result = np.zeros(facts.shape, dtype=np.int64)
    for i, case in enumerate(facts.cases):
        if case.case_type in facts.unwanted_types:
            result[i] = [price * each.received_lately.get(case.case_type, 0) for each in facts.consultants]
    held = np.flatnonzero(facts.holder >= 0)
    result[held, facts.holder[held]] = 0
    return result


def limits(facts: Facts) -> tuple[Limit, ...]:
    """At most so many cases of an unwanted type for one consultant in a round; rows that could not bind are spared.

    A rebalance is no round of new cases: what somebody leaves behind has to go somewhere, whatever its type.
    """
    most = facts.policy.rotation.max_unwanted_per_round
    rows: list[Limit] = []
    if facts.is_rebalance:
        return ()
    for case_type in sorted(facts.unwanted_types):
        of_type = np.array([case.case_type is case_type for case in facts.cases], dtype=np.bool_)
        if most is None or of_type.sum() <= most:
            continue
        for j in range(facts.shape[1]):
            pair = np.zeros(facts.shape, dtype=np.int64)
            pair[of_type, j] = 1
            rows.append(Limit(pair, upper=most))
    return tuple(rows)


def reason(facts: Facts, i: int, j: int) -> Text:
    """How many she has received."""
    case_type = facts.cases[i].case_type
    recent = facts.consultants[j].received_lately[case_type]
    cases = counted(recent, da=("sag", "sager"), en=("case", "cases"))
    kind = word(case_type)
    return Text(
        da=f"Har for nylig fået {cases.da} om {kind.da}, som går på omgang.",
        en=f"Has lately received {cases.en} of {kind.en}, which go round.",
    )


RULE = PairwiseRule(
    id=RuleId.ROTATION,
    sentence=Text(
        da="Sagstyper, som teamet helst undgår, går på omgang.",
        en="Types of case that the team would rather not have go round.",
    ),
    unit="minutes a case received lately",
    minutes=minutes,
    reason=reason,
)
