"""A first plan: one case after the other, each to where it costs least now."""

from collections.abc import Iterator

import numpy as np

from allocator.arrays import LARGEST_SUM, BoolArray, IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem
from allocator.solving.obstacles import smallest_coefficients
from allocator.solving.search import Search
from allocator.solving.stopping import Stopping


def insert_greedily_if_needed(search: Search) -> None:
    """As `insert_greedily`, where no plan is known."""
    if search.incumbent.plan is None:
        insert_greedily(search)


def insert_greedily(search: Search) -> None:
    """Offer a greedy plan for each of two orders: greatest regret first, and heaviest first; in O(n m) each.

    Runs to its end also when the time limit is nil, so that there is something to show; only the caller stops it.
    """
    random = np.random.default_rng(search.seed)
    for order in _orders(search.problem, search.pairs, random):
        plan = _insert_in_order(search.problem, search.pairs, order, random, search.stopping)
        if plan is not None:
            search.incumbent.offer_if_feasible(plan)


def _orders(problem: AssignmentProblem, pairs: BoolArray, random: np.random.Generator) -> Iterator[IntArray]:
    """Orders of the cases, ties broken at random."""
    shuffled = random.permutation(problem.num_cases)
    regret = _regret(problem, pairs)[shuffled]
    weight = problem.weight.max(axis=1, initial=0)[shuffled]
    yield shuffled[np.lexsort((-weight, -regret))]
    yield shuffled[np.lexsort((-regret, -weight))]


def _regret(problem: AssignmentProblem, pairs: BoolArray) -> IntArray:
    """(n,): minutes between the best and the second best choice of each case, with nothing assigned yet."""
    start = _GrowingPlan(problem, pairs)
    regret = np.zeros(problem.num_cases, dtype=np.int64)
    for i in range(problem.num_cases):
        best_two = np.partition(np.append(start.extra_minutes(i), LARGEST_SUM), 1)[:2]
        regret[i] = best_two[1] - best_two[0]
    return regret


def _insert_in_order(
    problem: AssignmentProblem, pairs: BoolArray, order: IntArray, random: np.random.Generator, stopping: Stopping
) -> IntArray | None:
    """A plan, or None when some case finds no place or the caller stops."""
    growing = _GrowingPlan(problem, pairs)
    for i in order:
        extra_minutes = growing.extra_minutes(i)
        cheapest = np.flatnonzero(extra_minutes == extra_minutes.min())
        choice = cheapest[random.integers(len(cheapest))]
        if extra_minutes[choice] == LARGEST_SUM or stopping.reason() == "cancelled":
            return None
        growing.place(i, choice)
    return growing.plan


class _GrowingPlan:
    """A plan with some cases still to be placed, and what it leaves room for.

    Choices are consultants, then leaving out as choice m.
    """

    def __init__(self, problem: AssignmentProblem, pairs: BoolArray) -> None:
        self.plan = np.full(problem.num_cases, LEFT_OUT)
        self._problem = problem
        self._pairs = pairs
        self._load = problem.base_load.copy()
        self._load_end = problem.base_load + problem.room
        self._num_taken = np.zeros(problem.num_consultants, dtype=np.int64)
        self._num_unplaced = problem.num_cases
        self._has_paid = np.zeros(problem.group_fee.shape, dtype=np.bool_)
        self._limit_least = [smallest_coefficients(limit, problem, pairs) for limit in problem.limits]
        # What is left of each limit if every case that is not placed counts its least.
        self._limit_left = [
            min(limit.upper, LARGEST_SUM) - int(least.sum())
            for limit, least in zip(problem.limits, self._limit_least, strict=True)
        ]

    def extra_minutes(self, i: int) -> IntArray:
        """(m + 1,): what each choice for case i adds; 2**53 where it can't be chosen."""
        problem = self._problem
        load_after = self._load + problem.weight[i]
        minutes = problem.cost[i].copy()
        if problem.load_cost is not None:
            consultants = np.arange(problem.num_consultants)
            within = np.minimum(load_after, self._load_end)
            minutes += problem.load_cost[consultants, within] - problem.load_cost[consultants, self._load]
        group = problem.group[i]
        if group >= 0:
            minutes += np.where(self._has_paid[group], 0, problem.group_fee[group])

        can_take = self._pairs[i] & ((problem.weight[i] == 0) | (load_after <= self._load_end))
        can_take &= self._num_taken < problem.max_cases
        num_owed = np.maximum(problem.min_cases - self._num_taken, 0)
        all_are_owed = num_owed.sum() >= self._num_unplaced
        if all_are_owed:
            can_take &= num_owed > 0
        can_be_left_out = problem.optional[i] and not all_are_owed
        for limit, least, left in zip(problem.limits, self._limit_least, self._limit_left, strict=True):
            can_take &= limit.pair[i] <= left + least[i]
            can_be_left_out = can_be_left_out and limit.left_out[i] <= left + least[i]
        return np.append(
            np.where(can_take, minutes, LARGEST_SUM), problem.left_out_cost[i] if can_be_left_out else LARGEST_SUM
        )

    def place(self, i: int, choice: int) -> None:
        """Make a choice for case i."""
        problem = self._problem
        self._num_unplaced -= 1
        is_left_out = choice == problem.num_consultants
        for k, limit in enumerate(problem.limits):
            counted = limit.left_out[i] if is_left_out else limit.pair[i, choice]
            self._limit_left[k] -= int(counted - self._limit_least[k][i])
        if is_left_out:
            return
        self.plan[i] = choice
        self._load[choice] += problem.weight[i, choice]
        self._num_taken[choice] += 1
        if problem.group[i] >= 0:
            self._has_paid[problem.group[i], choice] = True
