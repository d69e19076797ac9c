"""The price of a caseload: convex by construction, because it is added up from marginal costs that never fall."""

from typing import Final

import numpy as np

from allocator.arrays import IntArray

STEP_ABOVE_MINUTES: Final = 6
STEP_BELOW_MINUTES: Final = 3


def load_cost(target: IntArray, highest_load: int, units_per_case: int) -> IntArray:
    """(m, highest_load + 1): minutes of every total load; 0 at the target and nowhere less.

    The d-th case above the target costs d times 6 minutes, the d-th below d times 3. With several units to a case, a
    unit's marginal cost is that of the curve at its middle, rounded half up.

    Parameters
    ----------
    target
        (m,): load in units, at most `highest_load` or not.
    highest_load
        Units, >= 0.
    units_per_case
        Units of load in a normal case, >= 1: 4 where weights are in quarters.
    """
    loads = np.arange(max(highest_load, int(target.max(initial=0))), dtype=np.int64)
    distance = loads[None, :] - target[:, None]
    divisor = 2 * units_per_case * units_per_case
    above = _rounded(STEP_ABOVE_MINUTES * (2 * distance + 1 + units_per_case), divisor)
    below = -_rounded(STEP_BELOW_MINUTES * (-2 * distance - 1 + units_per_case), divisor)
    from_zero = np.zeros((len(target), len(loads) + 1), dtype=np.int64)
    np.cumsum(np.where(distance >= 0, above, below), axis=1, out=from_zero[:, 1:])
    at_target = np.take_along_axis(from_zero, target[:, None], axis=1)
    result: IntArray = (from_zero - at_target)[:, : highest_load + 1]
    return result


def _rounded(numerator: IntArray, denominator: int) -> IntArray:
    result: IntArray = (2 * numerator + denominator) // (2 * denominator)
    return result
