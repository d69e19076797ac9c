"""Bounds and settled pairs for one node: the steps that the root and every node below it share."""

import math
from typing import Final

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.solving.kernels.ascent import STEP, ascend, new_ascent
from allocator.solving.kernels.bundle_bounds import prices_of_pairs, settle_pairs
from allocator.solving.kernels.core import HOPELESS, NEVER
from allocator.solving.node import Node
from allocator.solving.search import Search

SECONDS_PER_STATE: Final = 1e-9
"""About what a state of a dynamic program takes, for the deterministic measure of work."""

_STATES_PER_SLICE: Final = 20_000_000

_NEAR: Final = 0.01
_GROWTH: Final = 4
"""How far above the bound to aim at least, as a share of it, and how much farther once it comes near."""


class OutOfTimeError(Exception):
    """The way out of a search that has to stop."""


class Bounding:
    """A node under way: its bound is raised, its pairs are settled, and what is left takes its place.

    Parameters
    ----------
    search
        Whose time is spent.
    node
        The node; its bound and duals are changed.
    step
        The factor of the step length to begin with.
    """

    def __init__(self, search: Search, node: Node, step: float = 1.0) -> None:
        node.check()
        self.node = node
        self.with_pair: IntArray
        self.best: IntArray
        self._search = search
        self._ascent = new_ascent(node.compact.core, step)
        self._near = _NEAR

    @property
    def step(self) -> float:
        """The factor of the step length: small where the bound hardly rises any more."""
        return float(self._ascent.progress[STEP])

    @property
    def latest(self) -> IntArray:
        """(P,): the bundles that go with the best bound."""
        return self._ascent.latest

    def shares_of_blocks(self) -> FloatArray:
        """(B,): how much each block is used in an approximate solution of the linear relaxation."""
        starts = self.node.compact.core.block_start
        shares = np.zeros(len(starts) - 1)
        is_used = starts[1:] > starts[:-1]
        if is_used.any():
            shares[is_used] = np.maximum.reduceat(self._ascent.average, starts[:-1][is_used])
        return shares

    def rise(self, cutoff: int | None, num_passes: int) -> bool:
        """Raise the bound towards plans up to a cutoff; False where some consultant can't be satisfied.

        It aims just above the cutoff, or somewhat above the bound where that is far off or unknown: a poor plan would
        make the steps too long. How far, grows as long as the bound comes halfway there.
        """
        before, aimed = self.node.bound, self._aim(cutoff)
        if not self.ascend(aimed, num_passes):
            return False
        comes_near = before > -NEVER and self.node.bound - before > (aimed - before) / 2
        self._near = min(1.0, _GROWTH * self._near) if comes_near else max(_NEAR, self._near / 2)
        return True

    def _aim(self, cutoff: int | None) -> float:
        """Scaled minutes."""
        node, scale = self.node, self.node.compact.scale
        above = math.inf if cutoff is None else float(cutoff + 1 - node.compact.constant_minutes) * scale
        if node.bound == -NEVER:
            return 0.0 if cutoff is None else above
        return min(above, node.bound + self._near * abs(node.bound) + 10.0 * scale)

    def ascend(self, target: float, num_passes: int) -> bool:
        """Raise the bound; False where some consultant can't be satisfied.

        `target` in scaled minutes. Where passes are long, it looks at the clock in between.
        """
        compact, node = self.node.compact, self.node
        num_left = num_passes
        while num_left > 0 or node.bound == -NEVER:
            check_time(self._search)
            node.bound, num_done = ascend(
                compact.core,
                compact.scale,
                node.case_dual,
                node.limit_dual,
                compact.largest_case_dual,
                compact.largest_limit_dual,
                target,
                num_left,
                _STATES_PER_SLICE,
                self._ascent,
                node.bound,
            )
            if node.bound >= HOPELESS:
                return False
            num_left -= num_done
        self._search.deterministic_time += SECONDS_PER_STATE * compact.num_states * num_passes
        return True

    def settle(self, cutoff: int | None) -> bool:
        """Keep only what plans of at most `cutoff` minutes can use; False where there is none but what was offered.

        Prices all pairs, also where there is no cutoff.
        """
        node, compact = self.node, self.node.compact
        self.with_pair, without_pair, self.best = price_pairs(self._search, node)
        if cutoff is None:
            return True
        if node.slack(cutoff) < 0:
            return False
        keep, decided = np.ones(len(compact.case), dtype=np.bool_), node.undecided()
        if not settle_pairs(compact.core, self.with_pair, without_pair, self.best, node.slack(cutoff), keep, decided):
            return True
        smaller = node.without(keep, decided)
        if smaller is None:
            return False
        if smaller.is_decided:
            offer(self._search, smaller.compact.constant_minutes, smaller.plan)
            return False
        self.node = smaller
        self._ascent = new_ascent(smaller.compact.core, max(self.step, 0.3))
        return True


def price_pairs(search: Search, node: Node) -> tuple[IntArray, IntArray, IntArray]:
    """(P,), (P,), (m,): scaled minutes of the best bundle with each pair, without it, and of each consultant's best."""
    core, scale, reduced = node.compact.core, node.compact.scale, node.reduced
    with_pair, without_pair = np.empty(len(reduced), dtype=np.int64), np.empty(len(reduced), dtype=np.int64)
    best = np.empty(len(core.room), dtype=np.int64)
    j = 0
    while j < len(best):
        check_time(search)
        j = prices_of_pairs(core, scale, reduced, j, _STATES_PER_SLICE // 4, with_pair, without_pair, best)
    search.deterministic_time += 4 * SECONDS_PER_STATE * node.compact.num_states
    return with_pair, without_pair, best


def offer(search: Search, minutes: int, plan: IntArray) -> None:
    """Offer a plan that is known to be feasible, if it is better than the best."""
    if search.incumbent.objective is None or minutes < search.incumbent.objective:
        search.incumbent.offer(plan)


def check_time(search: Search) -> None:
    """Raise `OutOfTimeError` where it is time to stop."""
    if search.is_spent or search.stopping.reason() is not None:
        raise OutOfTimeError
