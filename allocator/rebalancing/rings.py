"""Rings of open cases in order of what they gain, the best first and as many as are asked for."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from allocator.arrays import IntArray
from allocator.rebalancing.ring_tables import NONE, RingTables

Ring: TypeAlias = tuple[int, ...]
"""Cases: each goes to the holder of the next, and the last to the holder of the first."""

_Found: TypeAlias = tuple[int, Ring, bool]
"""What it can gain at the most, below nothing; the cases so far; whether it is still open."""


def rings_in_order(gain: IntArray, holder: IntArray, tables: Sequence[RingTables]) -> Iterator[tuple[Ring, int]]:
    """Every ring with what it gains, the largest first; of equal ones the first by its cases' indices.

    Beginnings of rings wait in order of the most that the tables say they can still come to, so a ring that is first
    in line is proved to be the best of those not yet given.
    """
    search = _Search(gain, holder, tables)
    waiting: list[_Found] = []
    for table in tables:
        for row, i in enumerate(table.starts.tolist()):
            search.extend(waiting, (i,), 0, table, row)
    places = {i: (table, row) for table in tables for row, i in enumerate(table.starts.tolist())}
    while waiting:
        below_nothing, cases, is_open = heappop(waiting)
        if not is_open:
            yield cases, -below_nothing
            continue
        so_far = int(sum(gain[one, other] for one, other in pairwise(cases)))
        last, first = cases[-1], cases[0]
        if gain[last, first] > 0:
            heappush(waiting, (-so_far - int(gain[last, first]), cases, False))
        search.extend(waiting, cases, so_far, *places[first])


class _Search:
    """Lengthens ways by one case, as far as the tables let them come home with a gain."""

    def __init__(self, gain: IntArray, holder: IntArray, tables: Sequence[RingTables]) -> None:
        self._gain, self._holder = gain, holder
        self._longest = len(tables[0].close) + 1 if tables else 0

    def extend(self, waiting: list[_Found], cases: Ring, so_far: int, table: RingTables, row: int) -> None:
        """Put every way that has one case more in line."""
        most_arrows = self._longest - len(cases)
        if most_arrows < 1:
            return
        home = np.max([table.close[arrows][row] for arrows in range(most_arrows)], axis=0)
        step = np.where(self._gain[cases[-1]] > 0, self._gain[cases[-1]], NONE)
        most = so_far + step + home
        most[np.isin(self._holder, self._holder[list(cases)])] = NONE
        for case in np.flatnonzero(most > 0).tolist():
            heappush(waiting, (-int(most[case]), (*cases, case), True))
