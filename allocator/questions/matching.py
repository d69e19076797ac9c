"""Places for cases where consultants differ only in how many they may have: exact, without a solver."""

import numpy as np

from allocator.arrays import BoolArray, IntArray


def match(allowed: BoolArray, most: IntArray, start: IntArray | None = None) -> IntArray:
    """(n,): a consultant for as many cases as can have one, -1 for the others, by augmenting paths.

    Parameters
    ----------
    allowed
        (n, m): who may have which.
    most
        (m,): how many each may have.
    start
        (n,): a plan within these bounds to begin with.
    """
    plan = np.full(len(allowed), -1, dtype=np.int64) if start is None else start.copy()
    options = [np.flatnonzero(row).tolist() for row in allowed]
    held: list[set[int]] = [set(np.flatnonzero(plan == j).tolist()) for j in range(len(most))]
    for i in np.flatnonzero(plan < 0).tolist():
        came_from = _search(i, options, held, most)
        j = next((j for j in came_from if len(held[j]) < most[j]), -1)
        while j >= 0:
            case, before = came_from[j], int(plan[came_from[j]])
            if before >= 0:
                held[before].remove(case)
            held[j].add(case)
            plan[case] = j
            j = before
    return plan


def crowd_of(i: int, allowed: BoolArray, plan: IntArray) -> tuple[list[int], list[int]]:
    """The cases that contend with a case that found no place, and the consultants they contend for."""
    options = [np.flatnonzero(row).tolist() for row in allowed]
    held = [set(np.flatnonzero(plan == j).tolist()) for j in range(allowed.shape[1])]
    consultants = list(_search(i, options, held, None))
    return sorted({i, *(case for j in consultants for case in held[j])}), sorted(consultants)


def _search(i: int, options: list[list[int]], held: list[set[int]], most: IntArray | None) -> dict[int, int]:
    """Breadth first from case i: by which case each consultant was come to, until one has room (`most` None: all)."""
    came_from: dict[int, int] = {}
    queue = [i]
    for case in queue:
        for j in options[case]:
            if j in came_from:
                continue
            came_from[j] = case
            if most is not None and len(held[j]) < most[j]:
                return came_from
            queue.extend(held[j])
    return came_from
