"""What it costs to send one case elsewhere while every other stays: exact differences without a new evaluation."""

from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.problem import AssignmentProblem


@dataclass(frozen=True)
class Neighbours:
    """Case i with every consultant in turn, the others fixed.

    Attributes
    ----------
    pair, load, group
        int64 (m,): minutes more than in the plan, of the pair, of the caseloads and of the group fees.
    is_feasible
        bool (m,): whether the plan with the case there keeps every hard rule. The consultant she has is feasible.
    """

    pair: IntArray
    load: IntArray
    group: IntArray
    is_feasible: BoolArray

    @property
    def total(self) -> IntArray:
        """(m,): minutes more than in the plan."""
        return self.pair + self.load + self.group


def neighbours_of(problem: AssignmentProblem, assignment: IntArray, i: int) -> Neighbours:
    """The neighbours of a feasible plan that move case i, which may be left out in it.

    Takes O(n m) for the limits and O(n + m) for the rest.
    """
    everyone = np.arange(problem.num_consultants)
    others = assignment.copy()
    others[i] = -1
    given = np.flatnonzero(others >= 0)
    loads = problem.base_load.copy()
    np.add.at(loads, others[given], problem.weight[given, others[given]])
    counts = np.bincount(others[given], minlength=problem.num_consultants)

    with_case = loads + problem.weight[i]
    room = problem.base_load + problem.room
    is_feasible = problem.allowed[i] & ((with_case <= room) | (problem.weight[i] == 0)) & (counts < problem.max_cases)
    is_feasible &= np.array([_keeps_min_cases(problem, counts, j) for j in everyone.tolist()], dtype=np.bool_)
    for limit in problem.limits:
        rest = int(limit.pair[given, others[given]].sum())
        rest += int(limit.left_out[others < 0].sum()) - int(limit.left_out[i])
        is_feasible &= rest + limit.pair[i] <= limit.upper

    load = np.zeros(problem.num_consultants, dtype=np.int64)
    if problem.load_cost is not None:
        highest = problem.load_cost.shape[1] - 1
        load = problem.load_cost[everyone, np.minimum(with_case, highest)] - problem.load_cost[everyone, loads]
    g = int(problem.group[i])
    group = np.zeros(problem.num_consultants, dtype=np.int64)
    if g >= 0:
        already = np.bincount(others[given][problem.group[given] == g], minlength=problem.num_consultants) > 0
        group = np.where(already, 0, problem.group_fee[g])

    j = int(assignment[i])
    if j >= 0:
        return Neighbours(problem.cost[i] - problem.cost[i, j], load - load[j], group - group[j], is_feasible)
    return Neighbours(problem.cost[i] - problem.left_out_cost[i], load, group, is_feasible)


def _keeps_min_cases(problem: AssignmentProblem, counts: IntArray, j: int) -> bool:
    short = problem.min_cases - counts
    short[j] -= 1
    return bool((short <= 0).all())
