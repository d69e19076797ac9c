"""A case that cannot wait should not go where there is already too much."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
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
    above = np.maximum(0, facts.load_before - facts.target)
    by_consultant = (2 * price * above + units) // (2 * units)
    urgent = np.array([is_urgent(facts, i) for i in range(facts.shape[0])], dtype=np.bool_)
    result: IntArray = np.where(urgent[:, None], by_consultant[None, :], 0)
    return result


def reason(facts: Facts, i: int, j: int) -> Text:
    """Why it is urgent, and how far above target she is."""
    above = (facts.load_before[j] - facts.target[j]) / facts.units_per_case
    cause = (
        Text(da="Fast track", en="Fast track")
        if facts.cases[i].fast_track
        else Text(da="Fristen er nær", en="The deadline is near")
    )
    return Text(
        da=f"{cause.da}, og konsulenten ligger {_number(above, ',')} over sit måltal.",
        en=f"{cause.en}, and the consultant is {_number(above, '.')} above her target.",
    )


def _number(value: float, decimal_sign: str) -> str:
    return f"{value:g}".replace(".", decimal_sign)


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
