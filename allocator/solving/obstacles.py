"""A first look at the numbers: which pairs can ever be used, and what alone makes a problem infeasible."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from allocator.arrays import LARGEST_SUM, BoolArray, IntArray
from allocator.problem import AssignmentProblem, Limit


@dataclass(frozen=True)
class Obstacle:
    """One case, consultant or limit that no plan can satisfy, whatever the others do."""

    kind: Literal["case", "consultant", "limit"]
    index: int
    reason: str


def usable_pairs(problem: AssignmentProblem) -> BoolArray:
    """(n, m): the pairs that are allowed and for which there is room when the consultant takes nothing else."""
    has_room = (problem.weight == 0) | (problem.weight <= problem.room)
    return np.asarray(problem.allowed & has_room & (problem.max_cases >= 1))


def find_obstacle(problem: AssignmentProblem, pairs: BoolArray) -> Obstacle | None:
    """The first obstacle, or None; that there is none doesn't make a problem feasible."""
    return next(_obstacles(problem, pairs), None)


def smallest_coefficients(limit: Limit, problem: AssignmentProblem, pairs: BoolArray) -> IntArray:
    """(n,): the least that each case can count in a limit; 2**53 where nobody may take it."""
    least = np.where(pairs, limit.pair, LARGEST_SUM).min(axis=1, initial=LARGEST_SUM)
    return np.asarray(np.where(problem.optional, np.minimum(least, limit.left_out), least))


def _obstacles(problem: AssignmentProblem, pairs: BoolArray) -> Iterator[Obstacle]:
    for i in np.flatnonzero(~(pairs.any(axis=1) | problem.optional)):
        yield Obstacle("case", int(i), f"nobody may take case {i}, and it may not be left out")

    most = np.minimum(pairs.sum(axis=0), problem.max_cases)
    least = np.maximum(problem.min_cases, 0)
    for j in np.flatnonzero(most < least):
        reason = f"consultant {j} must take {least[j]} cases and can take at most {most[j]}"
        yield Obstacle("consultant", int(j), reason)
    if least.sum() > problem.num_cases:
        reason = f"consultants must take {least.sum()} cases together, and there are {problem.num_cases}"
        yield Obstacle("consultant", int(np.argmax(least)), reason)

    for k, limit in enumerate(problem.limits):
        smallest = int(smallest_coefficients(limit, problem, pairs).sum())
        if smallest > limit.upper:
            yield Obstacle("limit", k, f"limits[{k}] comes to {smallest} at least, and {limit.upper} at most will do")
