"""Rings that can all be made at once: those through different holders that gain most together.

The prices of an LP on the holders say which rings matter. Rounded to whole parts of a minute they prove, in integers,
what no set of rings can beat, and which rings no better set can hold; CP-SAT chooses among the few that are left.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

import numpy as np
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]
from ortools.sat.python import cp_model

from allocator.arrays import IntArray
from allocator.solving.stopping import Stopping

Holders: TypeAlias = tuple[int, ...]
"""Of a ring, in ascending order."""

_FRACTION: Final = 1024
_FIRST_SLACK_MINUTES: Final = 2
_SLACK_GROWTH: Final = 3


@dataclass(frozen=True)
class Packing:
    """The chosen sets of holders, no holder in two; `most` is the proved most that any choice gains."""

    chosen: tuple[Holders, ...]
    gain: int
    most: int


def pack_rings(best: Mapping[Holders, int], num_holders: int, stopping: Stopping) -> Packing:
    """Disjoint sets of holders with the largest gain together, proved unless it is time to stop.

    Parameters
    ----------
    best
        What the best ring through exactly these holders gains, > 0.
    """
    sets = sorted(_worthwhile(best))
    if not sets:
        return Packing((), 0, 0)
    gain = np.array([best[each] for each in sets], dtype=np.int64)
    prices = _prices(sets, gain, num_holders)
    slack = _priced(sets, prices) - gain * _FRACTION
    most = int(prices.sum()) // _FRACTION
    packing = _greedily(sets, gain, slack, most)
    allowed_minutes = _FIRST_SLACK_MINUTES
    while packing.gain < packing.most:
        needed_minutes = packing.most - packing.gain
        allowed_minutes = min(allowed_minutes, needed_minutes)
        kept = np.flatnonzero(slack <= allowed_minutes * _FRACTION + _FRACTION - 1).tolist()
        found, is_proved = _choose([sets[k] for k in kept], gain[kept], num_holders, stopping)
        if found.gain > packing.gain:
            packing = Packing(found.chosen, found.gain, most)
        if not is_proved:
            return packing
        if allowed_minutes >= most - packing.gain:
            return Packing(packing.chosen, packing.gain, packing.gain)
        allowed_minutes *= _SLACK_GROWTH
    return packing


def _worthwhile(best: Mapping[Holders, int]) -> list[Holders]:
    """The sets that gain more than the rings within them do."""
    chosen = []
    for holders, gain in best.items():
        smaller = [best.get(part, 0) for size in (2, 3) if size < len(holders) for part in combinations(holders, size)]
        if len(holders) == 4:
            first, *others = holders
            for partner in others:
                rest = tuple(each for each in others if each != partner)
                smaller.append(best.get((first, partner), 0) + best.get(rest, 0))
        if gain > max(smaller, default=0):
            chosen.append(holders)
    return chosen


def _priced(sets: list[Holders], prices: IntArray) -> IntArray:
    return np.array([sum(prices[j] for j in each) for each in sets], dtype=np.int64)


def _prices(sets: list[Holders], gain: IntArray, num_holders: int) -> IntArray:
    """(num_holders,): what taking part is worth, in parts of a minute, so that no set gains more than its holders'."""
    model = mathopt.Model()
    once = [model.add_linear_constraint(ub=1.0) for _ in range(num_holders)]
    for each, minutes in zip(sets, gain.tolist(), strict=True):
        taken = model.add_variable(lb=0.0)
        model.objective.set_linear_coefficient(taken, float(minutes))
        for j in each:
            once[j].set_coefficient(taken, 1.0)
    model.objective.is_maximize = True
    result = mathopt.solve(model, mathopt.SolverType.GLOP)
    duals = result.dual_values() if result.has_dual_feasible_solution() else {}
    prices = np.array([max(0, round(duals.get(row, 0.0) * _FRACTION)) for row in once], dtype=np.int64)
    for each, minutes in zip(sets, gain.tolist(), strict=True):
        prices[each[0]] += max(0, minutes * _FRACTION - int(prices[list(each)].sum()))
    return prices


def _greedily(sets: list[Holders], gain: IntArray, slack: IntArray, most: int) -> Packing:
    taken: set[int] = set()
    chosen = []
    for k in np.lexsort((-gain, slack)).tolist():
        if taken.isdisjoint(sets[k]):
            taken.update(sets[k])
            chosen.append(k)
    return Packing(tuple(sets[k] for k in sorted(chosen)), int(gain[chosen].sum()), most)


def _choose(sets: list[Holders], gain: IntArray, num_holders: int, stopping: Stopping) -> tuple[Packing, bool]:
    """The best choice among these alone, and whether it is proved to be."""
    model = cp_model.CpModel()
    takes = [model.new_bool_var("") for _ in sets]
    for j in range(num_holders):
        model.add_at_most_one(take for take, each in zip(takes, sets, strict=True) if j in each)
    model.maximize(cp_model.LinearExpr.weighted_sum(takes, gain.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.catch_sigint_signal = False
    if math.isfinite(stopping.remaining_s):
        solver.parameters.max_time_in_seconds = stopping.remaining_s
    status = cp_model.UNKNOWN if stopping.reason() is not None else solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Packing((), 0, 0), False
    chosen = [k for k, take in enumerate(takes) if solver.boolean_value(take)]
    total = int(gain[chosen].sum())
    return Packing(tuple(sets[k] for k in chosen), total, total), status == cp_model.OPTIMAL
