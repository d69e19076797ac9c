"""A proved least for every pair at once: what the best plan would cost with case i at consultant j, from one LP.

The LP's prices are only a suggestion. They are rounded to whole fractions of a minute, and what they prove is worked
out again in integers: with any prices on the rows, the relaxed problem falls apart into single cases, units of load and
group fees, each of which is settled by looking. So a bound holds whatever a solver in doubles has answered.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog  # type: ignore[import-untyped]
from scipy.sparse import csr_array, vstack  # type: ignore[import-untyped]

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem

FRACTION = 1024
"""Prices are kept in so many parts of a minute, or whole where all together are beyond `MOST_IN_FRACTIONS`."""

MOST_IN_FRACTIONS = 2**45
"""Sums of prices below this are exact in 64 bits in parts of a minute, with what their duals add."""

FORBIDDEN = np.int64(2**61)
"""Stands for a pair that must not be; larger than any sum of prices."""


@dataclass(frozen=True)
class _Prices:
    """Prices on the rows, in parts of a minute: what a unit of load, a case and a unit of each limit cost."""

    load: IntArray
    count: IntArray
    group: IntArray
    limit: IntArray


def least_with_pairs(problem: AssignmentProblem) -> IntArray:
    """(n, m): proved bounds on the minutes of all plans that give case i to consultant j.

    For a forbidden pair, a number larger than any sum of minutes. Takes one LP and O(n m (1 + number of limits)).
    """
    fraction = FRACTION if _sum_of_prices(problem) < MOST_IN_FRACTIONS else 1
    prices = _suggested_prices(problem, fraction)
    load, count, limit = prices.load, prices.count, prices.limit
    pair = problem.cost * fraction + problem.weight * load + count
    pair += sum((row.pair * price for row, price in zip(problem.limits, limit, strict=True)), np.zeros_like(pair))
    in_group = np.flatnonzero(problem.group >= 0)
    pair[in_group] += prices.group[in_group]
    pair = np.where(problem.allowed, pair, FORBIDDEN)
    left_out = problem.left_out_cost * fraction
    left_out += sum((row.left_out * p for row, p in zip(problem.limits, limit, strict=True)), np.zeros_like(left_out))
    cheapest = np.minimum(pair.min(axis=1), np.where(problem.optional, left_out, FORBIDDEN))
    rest = _least_of_loads(problem, load, fraction) + _least_of_groups(problem, prices.group, fraction)
    rest -= int((problem.max_cases * count).sum())
    rest -= sum(row.upper * int(price) for row, price in zip(problem.limits, limit, strict=True))
    total = rest + int(cheapest.sum()) - cheapest[:, None] + pair
    return np.where(problem.allowed, -(-total // fraction), FORBIDDEN)


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


def _least_of_groups(problem: AssignmentProblem, price: IntArray, fraction: int) -> int:
    """Least of the fees: each is paid, or not, against what the prices of its cases give back."""
    given_back = np.zeros((problem.num_groups, problem.num_consultants), dtype=np.int64)
    in_group = np.flatnonzero(problem.group >= 0)
    np.add.at(given_back, problem.group[in_group], price[in_group])
    return int(np.minimum(0, problem.group_fee * fraction - given_back).sum())


def _suggested_prices(problem: AssignmentProblem, fraction: int) -> _Prices:
    """From the LP's duals; zero prices, which prove less, where it has none.

    Its columns are pairs, waiting cases, units of load and fees, in this order.
    """
    n, m, num_limits = problem.num_cases, problem.num_consultants, len(problem.limits)
    case, consultant = np.nonzero(problem.allowed)
    waiting = np.flatnonzero(problem.optional)
    owner, marginal, units = _units_of_load(problem)
    linked = np.flatnonzero(problem.group[case] >= 0)
    num_columns = len(case) + len(waiting) + len(owner) + problem.group_fee.size
    pairs, waits = np.arange(len(case)), len(case) + np.arange(len(waiting))
    fees = num_columns - problem.group_fee.size + problem.group[case[linked]] * m + consultant[linked]

    def rows(num_rows: int, *entries: tuple[IntArray, IntArray, NDArray[Any]]) -> csr_array:
        row, column, value = (np.concatenate(each) for each in zip(*entries, strict=True))
        return csr_array((value.astype(float), (row, column)), shape=(num_rows, num_columns))

    nth = np.arange(len(linked))
    loads = rows(
        m,
        (consultant, pairs, problem.weight[case, consultant]),
        (owner, len(case) + len(waiting) + np.arange(len(owner)), -np.ones(len(owner))),
    )
    counts = rows(m, (consultant, pairs, np.ones(len(case))))
    limits = [
        rows(
            1,
            (np.zeros_like(pairs), pairs, row.pair[case, consultant]),
            (np.zeros_like(waits), waits, row.left_out[waiting]),
        )
        for row in problem.limits
    ]
    links = rows(len(linked), (nth, pairs[linked], np.ones(len(linked))), (nth, fees, -np.ones(len(linked))))
    result = linprog(
        np.concatenate(
            [problem.cost[case, consultant], problem.left_out_cost[waiting], marginal, problem.group_fee.ravel()]
        ).astype(float),
        A_ub=vstack([loads, counts, *limits, links]),
        b_ub=np.concatenate(
            [np.zeros(m), problem.max_cases, [row.upper for row in problem.limits], np.zeros(len(linked))]
        ),
        A_eq=rows(n, (case, pairs, np.ones(len(case))), (waiting, waits, np.ones(len(waiting)))),
        b_eq=np.ones(n),
        bounds=np.stack(
            [
                np.zeros(num_columns),
                np.concatenate([np.ones(len(case) + len(waiting)), units, np.ones(problem.group_fee.size)]),
            ],
            axis=1,
        ),
        method="highs-ds",
    )
    price = np.zeros(2 * m + num_limits + len(linked), dtype=np.int64)
    if result.status == 0:
        price = np.maximum(0, np.round(-result.ineqlin.marginals * fraction)).astype(np.int64)
    group = np.zeros((n, m), dtype=np.int64)
    group[case[linked], consultant[linked]] = price[2 * m + num_limits :]
    return _Prices(load=price[:m], count=price[m : 2 * m], group=group, limit=price[2 * m : 2 * m + num_limits])


def _units_of_load(problem: AssignmentProblem) -> tuple[IntArray, IntArray, IntArray]:
    """Whose, at how many minutes each, and how many: the units of load that a consultant can take, in order."""
    owner, marginal, units = [], [], []
    for j in range(problem.num_consultants):
        base, room = int(problem.base_load[j]), int(problem.room[j])
        minutes = np.zeros(room) if problem.load_cost is None else np.diff(problem.load_cost[j, base : base + room + 1])
        each, count = np.unique(minutes, return_counts=True)
        owner.append(np.full(len(each), j))
        marginal.append(each)
        units.append(count)
    return tuple(np.concatenate(each).astype(np.int64) for each in (owner, marginal, units))  # type: ignore[return-value]
