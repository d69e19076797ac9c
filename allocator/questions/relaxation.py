"""A proved least for every pair at once: what the best plan would cost with case i at consultant j, from one LP.

The LP's prices are only a suggestion. They are rounded to whole fractions of a minute, and what they prove is worked
out again in integers: with any prices on the rows, the relaxed problem falls apart into single cases, units of load and
group fees, each of which is settled by looking. So a bound holds whatever a solver in doubles has answered.
"""

from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem

FRACTION = 1024
"""Prices are kept in so many parts of a minute."""

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
    prices = _suggested_prices(problem)
    load, count, limit = prices.load, prices.count, prices.limit
    pair = problem.cost * FRACTION + problem.weight * load + count
    pair += sum((row.pair * price for row, price in zip(problem.limits, limit, strict=True)), np.zeros_like(pair))
    in_group = np.flatnonzero(problem.group >= 0)
    pair[in_group] += prices.group[in_group]
    pair = np.where(problem.allowed, pair, FORBIDDEN)
    left_out = problem.left_out_cost * FRACTION
    left_out += sum((row.left_out * p for row, p in zip(problem.limits, limit, strict=True)), np.zeros_like(left_out))
    cheapest = np.minimum(pair.min(axis=1), np.where(problem.optional, left_out, FORBIDDEN))
    rest = _least_of_loads(problem, load) + _least_of_groups(problem, prices.group)
    rest -= int((problem.max_cases * count).sum())
    rest -= sum(row.upper * int(price) for row, price in zip(problem.limits, limit, strict=True))
    total = rest + int(cheapest.sum()) - cheapest[:, None] + pair
    return np.where(problem.allowed, -(-total // FRACTION), FORBIDDEN)


def _least_of_loads(problem: AssignmentProblem, price: IntArray) -> int:
    """Least of load costs less what the prices give back, over the loads that each consultant can come to."""
    total = 0
    for j in range(problem.num_consultants):
        extra = np.arange(int(problem.room[j]) + 1)
        base = int(problem.base_load[j])
        costs = 0 if problem.load_cost is None else problem.load_cost[j, base : base + len(extra)] * FRACTION
        total += int((costs - extra * price[j]).min())
    return total


def _least_of_groups(problem: AssignmentProblem, price: IntArray) -> int:
    """Least of the fees: each is paid, or not, against what the prices of its cases give back."""
    given_back = np.zeros((problem.num_groups, problem.num_consultants), dtype=np.int64)
    in_group = np.flatnonzero(problem.group >= 0)
    np.add.at(given_back, problem.group[in_group], price[in_group])
    return int(np.minimum(0, problem.group_fee * FRACTION - given_back).sum())


def _suggested_prices(problem: AssignmentProblem) -> _Prices:
    """From the LP's duals; zero prices, which prove less, where it has none."""
    model = mathopt.Model()
    n, m = problem.num_cases, problem.num_consultants
    one_each = [model.add_linear_constraint(lb=1.0, ub=1.0) for _ in range(n)]
    loads = [model.add_linear_constraint(ub=0.0) for _ in range(m)]
    counts = [model.add_linear_constraint(ub=float(most)) for most in problem.max_cases]
    limits = [model.add_linear_constraint(ub=float(row.upper)) for row in problem.limits]
    links: dict[tuple[int, int], mathopt.LinearConstraint] = {}
    for g, j in np.ndindex(problem.group_fee.shape):
        fee = model.add_variable(lb=0.0, ub=1.0)
        model.objective.set_linear_coefficient(fee, float(problem.group_fee[g, j]))
        for i in np.flatnonzero(problem.group == g).tolist():
            links[i, j] = model.add_linear_constraint(ub=0.0)
            links[i, j].set_coefficient(fee, -1.0)
    for i, j in np.argwhere(problem.allowed).tolist():
        taken = model.add_variable(lb=0.0, ub=1.0)
        model.objective.set_linear_coefficient(taken, float(problem.cost[i, j]))
        one_each[i].set_coefficient(taken, 1.0)
        loads[j].set_coefficient(taken, float(problem.weight[i, j]))
        counts[j].set_coefficient(taken, 1.0)
        if (i, j) in links:
            links[i, j].set_coefficient(taken, 1.0)
        for row, limit in zip(limits, problem.limits, strict=True):
            if limit.pair[i, j]:
                row.set_coefficient(taken, float(limit.pair[i, j]))
    for i in np.flatnonzero(problem.optional).tolist():
        waits = model.add_variable(lb=0.0, ub=1.0)
        model.objective.set_linear_coefficient(waits, float(problem.left_out_cost[i]))
        one_each[i].set_coefficient(waits, 1.0)
        for row, limit in zip(limits, problem.limits, strict=True):
            row.set_coefficient(waits, float(limit.left_out[i]))
    for j in range(m):
        base, room = int(problem.base_load[j]), int(problem.room[j])
        marginal = (
            np.zeros(room) if problem.load_cost is None else np.diff(problem.load_cost[j, base : base + room + 1])
        )
        for minutes in marginal.tolist():
            unit = model.add_variable(lb=0.0, ub=1.0)
            model.objective.set_linear_coefficient(unit, float(minutes))
            loads[j].set_coefficient(unit, -1.0)

    result = mathopt.solve(model, mathopt.SolverType.GLOP)
    duals = result.dual_values() if result.has_dual_feasible_solution() else {}

    def price(row: mathopt.LinearConstraint) -> int:
        return int(max(0, round(-duals.get(row, 0.0) * FRACTION)))

    group = np.zeros((n, m), dtype=np.int64)
    for (i, j), row in links.items():
        group[i, j] = price(row)
    return _Prices(
        load=np.array([price(row) for row in loads], dtype=np.int64),
        count=np.array([price(row) for row in counts], dtype=np.int64),
        group=group,
        limit=np.array([price(row) for row in limits], dtype=np.int64),
    )
