"""A case that cannot wait should not go where there is already too much."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.counted import counted
from allocator.rules.rule import PairwiseRule
from models.rule_id import RuleId
from models.text import Text


def is_urgent(facts: Facts, i: int) -> bool:
    """Fast track, or a deadline that is near or past."""
    return facts.cases[i].fast_track or facts.is_near_deadline(i)


def minutes(facts: Facts) -> IntArray:
    """For urgent cases: the price of every case that the consultant already has above her target, rounded half up."""
    price = facts.policy.urgency.minutes_per_case_above_target
    units = facts.units_per_case
    by_pair = (2 * price * np.maximum(0, _above(facts)) + units) // (2 * units)
    urgent = np.array([is_urgent(facts, i) for i in range(facts.shape[0])], dtype=np.bool_)
    result: IntArray = np.where(urgent[:, None], by_pair, 0)
    return result


def _above(facts: Facts) -> IntArray:
    """(n, m): how far above target the consultant is today, the case itself not counted, in units of the measure."""
    result: IntArray = np.broadcast_to(facts.load_today - facts.target, facts.shape).copy()
    held = np.flatnonzero(facts.holder >= 0)
    result[held, facts.holder[held]] -= facts.case_load[held]
    return result


def reason(facts: Facts, i: int, j: int) -> Text:
    """Why it is urgent, and how far above target she is."""
    above = _above(facts)[i, j] / facts.units_per_case
    cases = counted(above, da=("sag", "sager"), en=("case", "cases"))
    cause = _cause(facts, i)
    return Text(
        da=f"{cause.da}, og konsulenten ligger {cases.da} over sit måltal.",
        en=f"{cause.en}, and the consultant is {cases.en} above her target.",
    )


def _cause(facts: Facts, i: int) -> Text:
    if facts.cases[i].fast_track:
        return Text(da="Fast track", en="Fast track")
    left = facts.days_to_deadline(i)
    if left is not None and left < 0:
        return Text(da="Fristen er overskredet", en="The deadline has passed")
    return Text(da="Fristen er nær", en="The deadline is near")


RULE = PairwiseRule(
    id=RuleId.URGENCY,
    sentence=Text(
        da="En hastesag gives ikke til den, der allerede har for mange.",
        en="An urgent case does not go to whoever already has too many.",
    ),
    unit="minutes a case above target",
    minutes=minutes,
    reason=reason,
)
