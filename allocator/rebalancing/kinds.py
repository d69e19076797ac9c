"""Moves that could only make room, counted by kind: from whom, to whom, how heavy, and what each level counts."""

from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.formulation import Formulation, HardParts


@dataclass(frozen=True)
class Kinds:
    """Kinds of voluntary move of the cases that need not move.

    Attributes
    ----------
    giver, taker
        (t,): consultants.
    load
        (t,): in units of the policy's measure.
    row
        (t, r): what one counts in each of the problem's rows more than where it is.
    level
        (t, l): what one counts in each strict level.
    members
        For each kind the cases that could move so, by row of the problem.
    """

    giver: IntArray
    taker: IntArray
    load: IntArray
    row: IntArray
    level: IntArray
    members: tuple[IntArray, ...]

    @property
    def num(self) -> int:
        """t."""
        return len(self.giver)


def kinds_of(formulation: Formulation, parts: HardParts, singles: BoolArray) -> Kinds:
    """The kinds of all moves of cases that are not looked at one by one.

    Where all cases are as heavy and there are no rows, a plan has no use for more moves between the same two than there
    are cases looked at one by one: each needs one place at most to be made at any one consultant. Then those that count
    more in the levels are left aside once there are so many.

    Parameters
    ----------
    singles
        (n,): the cases that are looked at one by one.
    """
    holder = formulation.facts.holder
    movable = parts["allowed"] & ~singles[:, None]
    movable[np.arange(len(holder)), holder] = False
    i, j = np.nonzero(movable)
    rows = [limit.pair[i, j] - limit.pair[i, holder[i]] for limit in parts["limits"]]
    levels = [level.pair[i, j] for level in formulation.levels]
    columns = [holder[i], j, parts["weight"][i], *rows, *levels]
    table = np.column_stack(columns).astype(np.int64) if len(i) else np.zeros((0, len(columns)), dtype=np.int64)
    found, inverse, counts = np.unique(table, axis=0, return_inverse=True, return_counts=True)
    is_flow = not rows and len(np.unique(parts["weight"])) == 1
    keep = _needed(found[:, :2], counts, int(singles.sum())) if is_flow else np.ones(len(counts), dtype=np.bool_)
    order = np.argsort(inverse.ravel(), kind="stable")
    members = np.split(i[order], np.cumsum(counts)[:-1]) if len(counts) else []
    found = found[keep]
    return Kinds(
        giver=found[:, 0],
        taker=found[:, 1],
        load=found[:, 2],
        row=found[:, 3 : 3 + len(rows)],
        level=found[:, 3 + len(rows) :],
        members=tuple(members[index] for index in np.flatnonzero(keep).tolist()),
    )


def _needed(between: IntArray, counts: IntArray, num_singles: int) -> BoolArray:
    """(t,): kinds in order, until those between the same two are as many as could ever be used."""
    keep = np.ones(len(counts), dtype=np.bool_)
    so_far = 0
    for index in range(len(counts)):
        if index == 0 or (between[index] != between[index - 1]).any():
            so_far = 0
        keep[index] = so_far < num_singles
        so_far += int(counts[index])
    return keep
