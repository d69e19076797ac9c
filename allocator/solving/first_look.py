"""The phases that only look: obstacles, a bound from each part alone, and the caller's own plan."""

import numpy as np

from allocator.arrays import LARGEST_SUM, BoolArray
from allocator.problem import AssignmentProblem
from allocator.solving.obstacles import find_obstacle
from allocator.solving.search import Search


def look_for_obstacles(search: Search) -> None:
    """Prove a problem infeasible where one case, consultant or limit suffices; else give the separable bound."""
    search.obstacle = find_obstacle(search.problem, search.pairs)
    if search.obstacle is None:
        search.incumbent.raise_bound(separable_bound(search.problem, search.pairs))
    else:
        search.incumbent.prove_infeasible()


def judge_hint(search: Search) -> None:
    """Take the caller's plan as the first, if it is feasible."""
    if search.hint is not None:
        search.incumbent.offer_if_feasible(search.hint)


def separable_bound(problem: AssignmentProblem, pairs: BoolArray) -> int:
    """The least minutes if every case and every consultant could choose alone, without fees; in O(n m + m L).

    Every case must have a consultant in `pairs` or be optional.
    """
    cheapest = np.where(pairs, problem.cost, LARGEST_SUM).min(axis=1, initial=LARGEST_SUM)
    cheapest = np.where(problem.optional, np.minimum(cheapest, problem.left_out_cost), cheapest)
    bound = int(cheapest.sum())
    if problem.load_cost is not None:
        most = problem.base_load + np.minimum(problem.room, (problem.weight * pairs).sum(axis=0))
        for row, start, end in zip(problem.load_cost, problem.base_load, most, strict=True):
            bound += int(row[start : end + 1].min())
    return bound
