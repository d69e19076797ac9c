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
    """The neighbours of a feasible plan that move case i, which may be left out in it. Takes O(n + m) for each row."""
    return neighbours_of_each(problem, assignment, np.array([i]))[0]


def neighbours_of_each(problem: AssignmentProblem, assignment: IntArray, cases: IntArray) -> list[Neighbours]:
    """The neighbours that move one of the cases (k,), each by itself. Takes O(k m + n) for each row, without a loop."""
    given = np.flatnonzero(assignment >= 0)
    takers = assignment[given]
    loads = problem.base_load.copy()
    np.add.at(loads, takers, problem.weight[given, takers])
    has_taker = np.flatnonzero(assignment[cases] >= 0)
    moved, own = cases[has_taker], assignment[cases[has_taker]]

    loads_without = np.tile(loads, (len(cases), 1))
    loads_without[has_taker, own] -= problem.weight[moved, own]
    counts = np.tile(np.bincount(takers, minlength=problem.num_consultants), (len(cases), 1))
    counts[has_taker, own] -= 1
    weight = problem.weight[cases]
    with_case = loads_without + weight
    room = problem.base_load + problem.room
    is_feasible = problem.allowed[cases] & ((with_case <= room) | (weight == 0)) & (counts < problem.max_cases)
    is_feasible &= _keep_min_cases(problem, counts)
    for limit in problem.limits:
        counted = np.where(assignment < 0, limit.left_out, 0)
        counted[given] = limit.pair[given, takers]
        rest = counted.sum() - counted[cases]
        is_feasible &= rest[:, None] + limit.pair[cases] <= limit.upper

    load = np.zeros_like(with_case)
    if problem.load_cost is not None:
        everyone, highest = np.arange(problem.num_consultants), problem.load_cost.shape[1] - 1
        load = problem.load_cost[everyone, np.minimum(with_case, highest)] - problem.load_cost[everyone, loads_without]
    group = _group_fees(problem, assignment, cases)
    pair = problem.cost[cases] - np.where(assignment[cases] < 0, problem.left_out_cost[cases], 0)[:, None]
    pair[has_taker] -= problem.cost[moved, own][:, None]
    load[has_taker] -= load[has_taker, own][:, None]
    group[has_taker] -= group[has_taker, own][:, None]
    return [Neighbours(*each) for each in zip(pair, load, group, is_feasible, strict=True)]


def _group_fees(problem: AssignmentProblem, assignment: IntArray, cases: IntArray) -> IntArray:
    """(k, m): what each case pays for a new face where no other of its group is."""
    fees = np.zeros((len(cases), problem.num_consultants), dtype=np.int64)
    in_group = np.flatnonzero((assignment >= 0) & (problem.group >= 0))
    met = np.zeros(problem.group_fee.shape, dtype=np.int64)
    np.add.at(met, (problem.group[in_group], assignment[in_group]), 1)
    rows = np.flatnonzero(problem.group[cases] >= 0)
    groups, own = problem.group[cases[rows]], assignment[cases[rows]]
    others = met[groups]
    others[own >= 0, own[own >= 0]] -= 1
    fees[rows] = np.where(others > 0, 0, problem.group_fee[groups])
    return fees


def _keep_min_cases(problem: AssignmentProblem, counts: IntArray) -> BoolArray:
    """(k, m): whether everybody has as many cases as she must once one more goes there."""
    short = problem.min_cases - counts
    is_short = short > 0
    others_short = is_short.sum(axis=1)[:, None] - is_short
    result: BoolArray = (others_short == 0) & (short <= 1)
    return result
