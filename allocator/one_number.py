"""Strict levels and minutes in one number, in which a unit of a level outweighs all that can follow it.

So one solve without a row for each level finds and proves what takes a solve a level otherwise.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from allocator.arrays import LARGEST_SUM, IntArray
from allocator.evaluation import find_violations
from allocator.formulation import Formulation, StrictLevel
from allocator.problem import AssignmentProblem, Limit
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import solve
from allocator.solving.result import Result

SHARE_TOGETHER = 0.1
LEAST_TOGETHER_S = 0.2


@dataclass(frozen=True)
class OneNumber:
    """A round whose levels and minutes are added up to one number.

    Attributes
    ----------
    problem
        The round; its prices are the number, and its least is the best plan by levels and minutes in order.
    units
        What each level is counted in: a number that divides all it can come to.
    weights
        What a unit of each level weighs.
    least, most
        Between which that lies which follows each level, weighed, whatever the plan; closed.
    """

    problem: AssignmentProblem
    units: tuple[int, ...]
    weights: tuple[int, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]

    def proved(self, values: tuple[int, ...], bound: int) -> tuple[int, int | None]:
        """How many of a plan's values are proved best by a bound on the number, and the bound on the first that isn't.

        `values` are those of every level and last the minutes; the second answer is None once all are proved.
        """
        for k, (unit, weight, most) in enumerate(zip(self.units, self.weights, self.most, strict=True)):
            fewest = -((most - bound) // weight)  # what follows makes up for no more than `most`
            if values[k] // unit > fewest:
                return k, fewest * unit
            bound -= weight * (values[k] // unit)
        return (len(values), None) if bound >= values[-1] else (len(values) - 1, bound)

    def values(self, number: int) -> tuple[int, ...]:
        """What a plan that comes to this number counts in every level, and its minutes."""
        values = []
        for unit, weight, least in zip(self.units, self.weights, self.least, strict=True):
            count = (number - least) // weight
            values.append(count * unit)
            number -= weight * count
        return (*values, number)


def in_one_number(formulation: Formulation) -> OneNumber | None:
    """None where the numbers would be too large to be added up exactly."""
    minutes = formulation.problem((), optional=True)
    allowed = minutes.allowed
    num_places = _num_places(minutes)
    cost = np.where(allowed, minutes.cost, 0)
    least, most = _range(minutes, cost, minutes.left_out_cost, num_places)
    rest_least, rest_most = _range_of_loads(minutes)
    least, most = least + rest_least, most + rest_most + int(minutes.group_fee.sum())
    units: list[int] = []
    weights: list[int] = []
    least_after: list[int] = []
    most_after: list[int] = []
    for level in reversed(formulation.levels):
        unit = _unit(level)
        pair, left_out = np.where(allowed, level.pair, 0) // unit, level.left_out // unit
        low, high = _range(minutes, pair, left_out, num_places)
        weight = most - least + 1
        units.append(unit)
        weights.append(weight)
        least_after.append(least)
        most_after.append(most)
        least, most = least + weight * low, most + weight * high
    largest = sum(
        weight * (_sum(np.where(allowed, level.pair, 0)) + _sum(level.left_out)) // unit
        for weight, unit, level in zip(weights, units, reversed(formulation.levels), strict=True)
    )
    prices = [cost, minutes.left_out_cost, minutes.group_fee]
    prices += [] if minutes.load_cost is None else [minutes.load_cost]
    if largest + sum(map(_sum, prices)) >= LARGEST_SUM:
        return None
    left_out_cost = minutes.left_out_cost
    for weight, unit, level in zip(weights, units, reversed(formulation.levels), strict=True):
        cost = cost + weight * (np.where(allowed, level.pair, 0) // unit)
        left_out_cost = left_out_cost + weight * (level.left_out // unit)
    return OneNumber(
        priced(minutes, cost, left_out_cost),
        tuple(reversed(units)),
        tuple(reversed(weights)),
        tuple(reversed(least_after)),
        tuple(reversed(most_after)),
    )


def time_together_s(remaining_s: float) -> float:
    """How much of the time to give to all levels in one number.

    It is proved in milliseconds or hardly at all: where part of a level's unit is missing in the bound, that is a large
    number of minutes, while a level by itself is rounded up to the next unit.
    """
    return min(remaining_s / 2, max(LEAST_TOGETHER_S, remaining_s * SHARE_TOGETHER))


def work_together(deterministic_limit: float | None) -> float | None:
    """How much of the work to give to all levels in one number: as of the time."""
    return None if deterministic_limit is None else deterministic_limit * SHARE_TOGETHER


def solve_together(
    problem: AssignmentProblem,
    *,
    time_limit_s: float,
    seed: int,
    hint: IntArray | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    deterministic_limit: float | None = None,
) -> Result:
    """As `solve`, but first without rows where that is a matter of a millisecond.

    Where all cases weigh the same and no fee is paid, rows of limits alone make a problem hard, and they seldom bind:
    the best plan without them, if it keeps them, is the best.
    """
    deadline_s = time.monotonic() + time_limit_s
    if problem.limits and (problem.weight == problem.weight[:1, :1]).all() and not problem.group_fee.any():
        looser = priced(problem, problem.cost, problem.left_out_cost, limits=())
        result = solve(
            looser,
            time_limit_s=time_limit_s,
            seed=seed,
            should_stop=should_stop,
            deterministic_limit=deterministic_limit,
        )
        keeps = result.assignment is not None and not find_violations(problem, result.assignment)
        if result.status == "infeasible" or (result.status == "optimal" and keeps):
            if on_progress is not None and result.statistics.incumbents:
                on_progress(result.statistics.incumbents[-1])
            return result
    return solve(
        problem,
        time_limit_s=max(0.0, deadline_s - time.monotonic()),
        seed=seed,
        hint=hint,
        on_progress=on_progress,
        should_stop=should_stop,
        deterministic_limit=deterministic_limit,
    )


def priced(
    problem: AssignmentProblem,
    cost: IntArray,
    left_out_cost: IntArray,
    *,
    scale: int = 1,
    limits: tuple[Limit, ...] | None = None,
) -> AssignmentProblem:
    """The problem with other prices of cases, those of loads and groups times `scale`, and perhaps other limits."""
    return AssignmentProblem(
        cost=cost,
        allowed=problem.allowed,
        weight=problem.weight,
        base_load=problem.base_load,
        max_load=problem.max_load,
        load_cost=None if problem.load_cost is None else problem.load_cost * scale,
        min_cases=problem.min_cases,
        max_cases=problem.max_cases,
        group=problem.group,
        group_fee=problem.group_fee * scale,
        optional=problem.optional,
        left_out_cost=left_out_cost,
        limits=problem.limits if limits is None else limits,
    )


def _unit(level: StrictLevel) -> int:
    return int(np.gcd.reduce(np.concatenate([level.pair.ravel(), level.left_out]), initial=0)) or 1


def _num_places(problem: AssignmentProblem) -> int:
    """How many cases can be given at the most, by room and number; a few more where cases do not weigh the same."""
    lightest = np.where(problem.allowed, problem.weight, np.iinfo(np.int64).max).min(
        axis=0, initial=np.iinfo(np.int64).max
    )
    most = np.clip(problem.max_cases, 0, problem.num_cases)
    has_weight = lightest > 0
    most[has_weight] = np.minimum(most[has_weight], problem.room[has_weight] // lightest[has_weight])
    return int(most.sum())


def _range(problem: AssignmentProblem, pair: IntArray, left_out: IntArray, num_places: int) -> tuple[int, int]:
    """The least and the most that pairs and waiting can come to: every case by itself, but in so many places only."""
    far, allowed = np.iinfo(np.int64).max, problem.allowed
    least = np.where(allowed, pair, far).min(axis=1, initial=far)
    most = np.where(allowed, pair, -far).max(axis=1, initial=-far)
    can_be_given = allowed.any(axis=1)
    must = can_be_given & ~problem.optional
    may = can_be_given & problem.optional
    num_free = max(0, num_places - int(must.sum()))
    gained = np.sort(np.minimum(0, least[may] - left_out[may]))[:num_free]
    lost = np.sort(np.maximum(0, most[may] - left_out[may]))[::-1][:num_free]
    waiting = int(left_out[~must].sum())
    return int(least[must].sum() + gained.sum()) + waiting, int(most[must].sum() + lost.sum()) + waiting


def _range_of_loads(problem: AssignmentProblem) -> tuple[int, int]:
    least = most = 0
    if problem.load_cost is not None:
        for costs, base, room in zip(problem.load_cost, problem.base_load, problem.room, strict=True):
            reachable = costs[base : base + room + 1]
            least, most = least + int(reachable.min()), most + int(reachable.max())
    return least, most


def _sum(array: IntArray) -> int:
    return int(np.abs(array).sum())
