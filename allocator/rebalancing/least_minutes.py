"""A proved least for every choice: what the best plan costs that gives a case to a consultant, from one LP.

The LP's prices are only a suggestion. They are rounded to whole parts of a minute, and what they prove is worked out
again in integers: with any prices on the rows, the relaxed problem falls apart into single cases, loads and group fees,
each of which is settled by looking. So a bound holds whatever a solver in doubles has answered.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.problem import AssignmentProblem, Limit
from allocator.rebalancing.change_prices import Prices, suggest_prices

FORBIDDEN: Final = np.int64(2**61)
"""Stands for a choice that must not be; larger than any sum of prices."""

_FRACTION: Final = 1024
"""Prices are kept in so many parts of a minute, or whole where all together are beyond `_MOST_IN_FRACTIONS`."""

_MOST_IN_FRACTIONS: Final = 2**45
_MOST_CHARGED: Final = 2**58
"""All that one kind of price charges stays below this, so that nothing leaves 64 bits."""


@dataclass(frozen=True, eq=False)
class LeastMinutes:
    """Proved bounds.

    Attributes
    ----------
    total
        On the minutes of every plan.
    pair
        (n, m): on those of all plans that give case i to consultant j; `FORBIDDEN` or more where that must not be.
    left_out
        (n,): on those of all plans that leave case i out; `FORBIDDEN` or more where that must not be.
    """

    total: int
    pair: IntArray
    left_out: IntArray


def least_minutes(problem: AssignmentProblem, pairs: BoolArray, plan: IntArray, time_limit_s: float) -> LeastMinutes:
    """What the best plans cost at the least, given any one of their choices, in one LP and O(n m (1 + limits)).

    `min_cases` are left aside, so that with them the bounds may be too low.

    Parameters
    ----------
    pairs
        (n, m): those that a plan may use.
    plan
        (n,): a feasible plan of such pairs. The nearer to the best, the less work for the LP.
    time_limit_s
        For the LP. Where it has not answered by then, little is proved.
    """
    fraction = _FRACTION if _sum_of_prices(problem) < _MOST_IN_FRACTIONS else 1
    suggested = suggest_prices(problem, pairs, plan, time_limit_s)
    prices = _Whole.of(problem, suggested, fraction)
    pair = problem.cost * fraction + problem.weight * prices.load + prices.count + prices.group
    left_out = problem.left_out_cost * fraction
    for row, price in zip(problem.limits, prices.limit.tolist(), strict=True):
        pair = pair + row.pair * price
        left_out = left_out + row.left_out * price
    pair = np.where(pairs, pair, FORBIDDEN)
    left_out = np.where(problem.optional, left_out, FORBIDDEN)
    cheapest = np.minimum(pair.min(axis=1, initial=FORBIDDEN), left_out)
    total = int(cheapest.sum())
    total += _least_of_loads(problem, prices.load, fraction) + _least_of_fees(problem, prices.group, fraction)
    total -= int((problem.max_cases * prices.count).sum())
    total -= sum(row.upper * price for row, price in zip(problem.limits, prices.limit.tolist(), strict=True))
    return LeastMinutes(
        total=-(-total // fraction),
        pair=np.where(pairs, -((cheapest[:, None] - total - pair) // fraction), FORBIDDEN),
        left_out=np.where(problem.optional, -((cheapest - total - left_out) // fraction), FORBIDDEN),
    )


@dataclass(frozen=True, eq=False)
class _Whole:
    """Prices in whole parts of a minute, of the shapes of `Prices`; what is not a load has none below 0."""

    load: IntArray
    count: IntArray
    group: IntArray
    limit: IntArray

    @classmethod
    def of(cls, problem: AssignmentProblem, suggested: Prices, fraction: int) -> "_Whole":
        n, m = problem.cost.shape
        largest_load = int(problem.room.max(initial=0)) + int(problem.weight.sum())
        largest_count = n + int(np.abs(problem.max_cases).max(initial=0))
        largest_row = max((_largest_sum(row) for row in problem.limits), default=0)
        return cls(
            load=_rounded(suggested.load * fraction, m * largest_load),
            count=np.maximum(0, _rounded(suggested.count * fraction, m * largest_count)),
            group=np.where(problem.group[:, None] < 0, 0, np.maximum(0, _rounded(suggested.group * fraction, n * m))),
            limit=np.maximum(0, _rounded(suggested.limit * fraction, len(problem.limits) * largest_row)),
        )


def _rounded(prices: FloatArray, most_charged_for: int) -> IntArray:
    """Whole prices, so that `most_charged_for` units at any of them stay below `_MOST_CHARGED`."""
    most = _MOST_CHARGED // max(1, most_charged_for)
    return np.clip(np.round(prices), -most, most).astype(np.int64)


def _largest_sum(row: Limit) -> int:
    return int(np.abs(row.pair).sum() + np.abs(row.left_out).sum()) + abs(row.upper)


def _sum_of_prices(problem: AssignmentProblem) -> int:
    prices = [problem.cost, problem.left_out_cost, problem.group_fee]
    prices += [] if problem.load_cost is None else [problem.load_cost]
    return sum(int(np.abs(each).sum()) for each in prices)


def _least_of_loads(problem: AssignmentProblem, price: IntArray, fraction: int) -> int:
    """Least of load costs less what the prices give back, over the loads that each consultant can come to."""
    total = 0
    for j in range(problem.num_consultants):
        extra = np.arange(int(problem.room[j]) + 1)
        base = int(problem.base_load[j])
        costs = 0 if problem.load_cost is None else problem.load_cost[j, base : base + len(extra)] * fraction
        total += int((costs - extra * price[j]).min())
    return total


def _least_of_fees(problem: AssignmentProblem, price: IntArray, fraction: int) -> int:
    """Least of the fees: each is paid, or not, against what the prices of its cases give back."""
    given_back = np.zeros((problem.num_groups, problem.num_consultants), dtype=np.int64)
    in_group = np.flatnonzero(problem.group >= 0)
    np.add.at(given_back, problem.group[in_group], price[in_group])
    return int(np.minimum(0, problem.group_fee * fraction - given_back).sum())
