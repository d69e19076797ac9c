"""How much a ring of up to four cases can gain: tables over all of them at once, without listing any.

A case i points to a case k with `gain[i, k]` > 0 where i may go to the holder of k, who gives k away and saves that
much. A ring is a cycle of such arrows through different holders; it gains their sum. Every ring is counted once, with
its first holder as its beginning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from allocator.arrays import BoolArray, FloatArray, IntArray

LONGEST_RING: Final = 4
NONE: Final = -(1 << 40)
"""Stands for no arrow; sums of a few stay below nothing, whatever is added."""


@dataclass(frozen=True)
class RingTables:
    """All rings that begin with one holder.

    Attributes
    ----------
    starts
        Her cases.
    close
        (starts, n) for 1, 2 and 3 arrows: the most that a way of so many arrows can gain, through later holders, from
        a case back to a start. The three arrows' middle one may come back to the holder where the way began.
    best
        By the positions of the other holders in ascending order: the most that a ring through just these and her gains.
    num_rings
        How many rings there are.
    """

    starts: IntArray
    close: tuple[IntArray, ...]
    best: dict[tuple[int, ...], int]
    num_rings: int


def live_cases(gain: IntArray) -> BoolArray:
    """(n,): the cases that some endless way through arrows leads both to and from; no other is in a ring."""
    live = np.ones(len(gain), dtype=np.bool_)
    while True:
        has_next = (gain[:, live] > 0).any(axis=1)
        has_previous = (gain[live] > 0).any(axis=0)
        still = live & has_next & has_previous
        if (still == live).all():
            return live
        live = still


def ring_tables(gain: IntArray, holder: IntArray, longest: int) -> Iterator[RingTables]:
    """The tables of every holder in turn. O(n^3) altogether, and O(m^4 s^2) for m holders of s cases.

    Parameters
    ----------
    gain
        (n, n), > 0 where there is an arrow, else 0.
    holder
        (n,), ascending.
    longest
        Cases in a ring at the most, 2-4.
    """
    arrows = np.where(gain > 0, gain, NONE)
    num_arrows = (gain > 0).astype(np.float64)
    holders, first_case = np.unique(holder, return_index=True)
    blocks = np.split(np.arange(len(holder)), first_case[1:])
    for a in range(len(holders)):
        yield _Beginning(arrows, num_arrows, blocks, a, longest).tables()


class _Beginning:
    """One holder with those after her. Position b of the others is block a + 1 + b."""

    def __init__(self, arrows: IntArray, num_arrows: FloatArray, blocks: list[IntArray], a: int, longest: int) -> None:
        self._arrows, self._num_arrows, self._a, self._longest = arrows, num_arrows, a, longest
        self._starts, self._others = blocks[a], blocks[a + 1 :]
        self._later = np.concatenate([*self._others, np.zeros(0, dtype=np.int64)])
        self._offset = int(self._later[0]) if len(self._later) else 0

    def tables(self) -> RingTables:
        n, num_starts = len(self._arrows), len(self._starts)
        close = np.full((self._longest - 1, num_starts, n), NONE, dtype=np.int64)
        if not self._others:
            return RingTables(self._starts, tuple(close), {}, 0)
        back = self._arrows[np.ix_(self._later, self._starts)].T
        close[0][:, self._later] = back
        best: dict[tuple[int, ...], int] = {(b,): value for b, value in enumerate(self._best_pairs()) if value > 0}
        num_rings = self._num_pairs()
        if self._longest >= 3:
            leaving = np.stack([self._through(block) for block in self._others])
            returning = np.stack([self._back_through(block) for block in self._others])
            close[1][:, self._later] = returning.max(axis=0)
            best |= self._best_triples(leaving, back)
            num_rings += self._num_triples()
        if self._longest >= 4:
            inner = self._arrows[np.ix_(self._later, self._later)]
            for s in range(num_starts):
                close[2][s, self._later] = (inner + close[1][s, self._later]).max(axis=1)
            best |= self._best_quadruples(leaving, returning)
            num_rings += self._num_quadruples()
        return RingTables(self._starts, tuple(close), best, num_rings)

    def _columns(self, block: IntArray) -> slice:
        """Where a block stands among the later cases."""
        return slice(int(block[0]) - self._offset, int(block[-1]) - self._offset + 1)

    def _through(self, block: IntArray) -> IntArray:
        """(starts, later): the most that two arrows gain from a start through the block."""
        out = self._arrows[np.ix_(self._starts, block)]
        on = self._arrows[np.ix_(block, self._later)]
        result: IntArray = (out[:, :, np.newaxis] + on[np.newaxis]).max(axis=1)
        return result

    def _back_through(self, block: IntArray) -> IntArray:
        """(starts, later): the most that two arrows gain from a later case through the block to a start."""
        into = self._arrows[np.ix_(block, self._starts)].T
        on = self._arrows[np.ix_(self._later, block)].T
        result: IntArray = (into[:, :, np.newaxis] + on[np.newaxis]).max(axis=1)
        return result

    def _best_pairs(self) -> list[int]:
        out = self._arrows[np.ix_(self._starts, self._later)]
        both = out + self._arrows[np.ix_(self._later, self._starts)].T
        return [int(both[:, self._columns(block)].max()) for block in self._others]

    def _best_triples(self, leaving: IntArray, back: IntArray) -> dict[tuple[int, ...], int]:
        through_and_back = leaving + back
        num = len(self._others)
        value = np.full((num, num), NONE, dtype=np.int64)
        for c, block in enumerate(self._others):
            value[:, c] = through_and_back[:, :, self._columns(block)].max(axis=(1, 2))
        either_way = np.triu(np.maximum(value, value.T), k=1)
        return {(int(b), int(c)): int(either_way[b, c]) for b, c in np.argwhere(either_way > 0)}

    def _best_quadruples(self, leaving: IntArray, returning: IntArray) -> dict[tuple[int, ...], int]:
        num = len(self._others)
        value = np.full((num, num, num), NONE, dtype=np.int64)
        for c, block in enumerate(self._others):
            outward = leaving[:, :, self._columns(block)].reshape(num, -1)
            homeward = returning[:, :, self._columns(block)].reshape(num, -1)
            # A way that does not exist is nobody's best; leaving it out leaves most of the work out.
            used = (outward > 0).any(axis=0) & (homeward > 0).any(axis=0)
            if used.any():
                outward, homeward = outward[:, used], homeward[:, used]
                for b in range(num):
                    value[c, b] = (outward[b] + homeward).max(axis=1)
                value[c, np.arange(num), np.arange(num)] = NONE  # there and back through the same holder
        best = value
        for order in ((0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            best = np.maximum(best, value.transpose(order))
        first, second, third = np.ogrid[:num, :num, :num]
        chosen = np.argwhere((best > 0) & (first < second) & (second < third))
        return {(b, c, d): int(best[b, c, d]) for b, c, d in chosen.tolist()}

    def _num_pairs(self) -> int:
        out = self._num_arrows[np.ix_(self._starts, self._later)]
        return round(float((out * self._num_arrows[np.ix_(self._later, self._starts)].T).sum()))

    def _num_triples(self) -> int:
        out = self._num_arrows[np.ix_(self._starts, self._later)]
        inner = self._num_arrows[np.ix_(self._later, self._later)]
        return round(float(((out @ inner) * self._num_arrows[np.ix_(self._later, self._starts)].T).sum()))

    def _num_quadruples(self) -> int:
        """All ways of two arrows there and two back, less those through one holder both times."""
        out = self._num_arrows[np.ix_(self._starts, self._later)]
        home = self._num_arrows[np.ix_(self._later, self._starts)].T
        inner = self._num_arrows[np.ix_(self._later, self._later)]
        total = float(((out @ inner) * (home @ inner.T)).sum())
        for block in self._others:
            own = self._columns(block)
            total -= float(((out[:, own] @ inner[own]) * (home[:, own] @ inner[:, own].T)).sum())
        return round(total)
