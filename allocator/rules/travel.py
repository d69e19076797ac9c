"""The way from the consultant's home to the workplace and back, as often as visits are expected."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.counted import counted
from allocator.rules.rule import PairwiseRule
from models.case import TalkForm
from models.rule_id import RuleId
from models.text import Text


def minutes(facts: Facts) -> IntArray:
    """There and back, times the visits, times the policy's percentage, rounded half up once.

    Nothing where the talk is not held at the workplace, and nothing for the contact person whose visiting rhythm brings
    her there anyway.
    """
    part = facts.policy.travel
    percent_minutes = facts.one_way_minutes * (2 * part.expected_visits * part.counted_percent)
    result: IntArray = (percent_minutes + 50) // 100
    for i, case in enumerate(facts.cases):
        relation = facts.relation_of(case)
        if case.talk_form is not TalkForm.WORKPLACE:
            result[i] = 0
        elif relation is not None and relation.rhythm_days is not None:
            comes_anyway = [consultant.id == relation.consultant_id for consultant in facts.consultants]
            result[i] = np.where(comes_anyway, 0, result[i])
    return result


def reason(facts: Facts, i: int, j: int) -> Text:
    """The way, how often, and how much of it counts where that is not all."""
    one_way, part = int(facts.one_way_minutes[i, j]), facts.policy.travel
    visits = counted(part.expected_visits, da=("besøg", "besøg"), en=("visit", "visits"))
    percent = part.counted_percent
    counts = Text(da="", en="") if percent == 100 else Text(da=f"; tæller {percent} %", en=f"; counts {percent} %")
    return Text(
        da=f"Kører {one_way} min. hver vej, {visits.da}{counts.da}.",
        en=f"Drives {one_way} min. each way, {visits.en}{counts.en}.",
    )


RULE = PairwiseRule(
    id=RuleId.TRAVEL,
    sentence=Text(
        da="Den, der bor nær arbejdspladsen, bruger mindre tid på vejen.",
        en="Whoever lives near the workplace spends less time on the road.",
    ),
    minutes=minutes,
    reason=reason,
)
