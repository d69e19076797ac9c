"""Caseloads around their targets: little for the first case above, much for the eighth, and room draws cases."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.rules.counted import counted, written
from models.caseload import QUARTERS_PER_CASE, Measure
from models.policy_parts import CaseloadPart
from models.rule_id import RuleId
from models.text import Text

ID = RuleId.CASELOAD
SENTENCE = Text(da="Sagsstammerne holdes omkring måltallet.", en="Caseloads are kept around their targets.")
UNIT = "minutes a consultant"


def load_cost(facts: Facts, highest_load: int) -> IntArray:
    """(m, highest_load + 1): minutes of every total load; 0 at the target and nowhere less.

    The d-th case above the target costs d steps, the d-th below d steps of the other kind. By weight the same curve
    runs in quarters: a unit's marginal cost is that of the curve s (d + 1/2) at its middle, rounded half up, so
    marginal costs never fall.
    """
    return curve(facts.policy.caseload, facts.target, highest_load)


def curve(part: CaseloadPart, target: IntArray, highest_load: int) -> IntArray:
    """(m, highest_load + 1): the same for targets (m,) that are given, in units of the part's measure."""
    units = 1 if part.measure is Measure.COUNT else QUARTERS_PER_CASE
    loads = np.arange(max(highest_load, int(target.max())), dtype=np.int64)
    distance = loads[None, :] - target[:, None]
    above = _rounded(part.step_above_minutes * (2 * distance + 1 + units), 2 * units * units)
    below = -_rounded(part.step_below_minutes * (-2 * distance - 1 + units), 2 * units * units)
    from_zero = np.zeros((len(distance), len(loads) + 1), dtype=np.int64)
    np.cumsum(np.where(distance >= 0, above, below), axis=1, out=from_zero[:, 1:])
    at_target = np.take_along_axis(from_zero, target[:, None], axis=1)
    result: IntArray = (from_zero - at_target)[:, : highest_load + 1]
    return result


def _rounded(numerator: IntArray, denominator: int) -> IntArray:
    result: IntArray = (2 * numerator + denominator) // (2 * denominator)
    return result


def reason(facts: Facts, j: int, load: int) -> Text:
    """What she has against what she should have."""
    units = facts.units_per_case
    if units == 1:
        has = counted(load, da=("sag", "sager"), en=("case", "cases"))
    else:
        has = counted(load / units, da=("sag efter vægt", "sager efter vægt"), en=("case by weight", "cases by weight"))
    should = written(facts.target[j] / units)
    return Text(
        da=f"{has.da} mod et måltal på {should.da}.",
        en=f"{has.en} against a target of {should.en}.",
    )
