"""The whole problem first: plans and bounds in turn, until they meet or hardly come nearer."""

from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.solving.bounding import Bounding, check_time, offer
from allocator.solving.kernels.bundle_bounds import nearest_pairs
from allocator.solving.kernels.core import NEVER, Core
from allocator.solving.kernels.local_search import NOBODY, begin, improve
from allocator.solving.kernels.repair import duals_of_plan, keep_one_each
from allocator.solving.node import Node
from allocator.solving.search import Search

_PASSES: Final = 25
_MOST_SLICES: Final = 80
_SMALLEST_STEP: Final = 0.02
_PATIENCE: Final = 4
_LEAST_GAIN: Final = 0.03
"""Share of the gap that the last `_PATIENCE` slices have to close for the next ones to be worth their while."""

_LEAST_RISE: Final = 0.0003
"""Or the share by which the bound has to rise: the gap may be large because of a poor plan."""

_NEAREST: Final = 6
"""Pairs a case that the local search looks at where there are many more."""

_FEW_EXCHANGES: Final = 300_000
_MOVES_PER_SLICE: Final = 300_000
_SECONDS_PER_MOVE: Final = 2e-8
_DISTURBED: Final = 4


def bound_root(search: Search, root: Node) -> Node | None:
    """What is left of the problem when bound and plans have met as far as they go; None for nothing."""
    if root.is_decided:
        offer(search, root.compact.constant_minutes, root.plan)
        return None
    root.check()
    _make_first_plan(search, root)
    bounding = Bounding(search, root)
    slacks: list[int] = []
    settled_at: int | None = None
    bounds: list[int] = []
    for _ in range(_MOST_SLICES):
        cutoff = search.incumbent.cutoff
        if not bounding.rise(cutoff, _PASSES):
            return None
        node = bounding.node
        _tell_bound(search, node)
        if cutoff is not None and node.slack(cutoff) < 0:
            return None
        is_worth_settling = cutoff is None or settled_at is None or node.slack(cutoff) < 0.6 * settled_at
        plan_start = keep_one_each(node.compact.core, bounding.latest, node.reduced)
        latest = bounding.latest
        if is_worth_settling:
            if cutoff is not None:
                settled_at = node.slack(cutoff)
            if not bounding.settle(cutoff):
                return None
        _improve_nearby(search, node, bounding, latest, plan_start)
        cutoff = search.incumbent.cutoff
        if cutoff is None:
            if bounding.step < _SMALLEST_STEP:
                break
            continue
        slacks.append(node.slack(cutoff))
        bounds.append(node.bound_minutes)
        if len(slacks) > _PATIENCE:
            hardly_closes = slacks[-1] > (1 - _LEAST_GAIN) * slacks[-1 - _PATIENCE]
            if hardly_closes and bounds[-1] - bounds[-1 - _PATIENCE] <= _LEAST_RISE * abs(bounds[-1]):
                break
    return _leave(search, bounding)


def _leave(search: Search, bounding: Bounding) -> Node | None:
    """Settle a last time, with a bound that belongs to the duals."""
    for _ in range(2):
        cutoff = search.incumbent.cutoff
        if bounding.node.bound == -NEVER and not bounding.rise(cutoff, 5):
            return None
        if not bounding.settle(cutoff):
            return None
    if bounding.node.bound == -NEVER and not bounding.rise(search.incumbent.cutoff, 5):
        return None
    _tell_bound(search, bounding.node)
    return bounding.node


def _tell_bound(search: Search, node: Node) -> None:
    """A node is what is left for better plans than the best known: its bound may be above that."""
    objective = search.incumbent.objective
    search.incumbent.raise_bound(node.bound_minutes if objective is None else min(node.bound_minutes, objective))


def _make_first_plan(search: Search, root: Node) -> None:
    """A plan by insertion and moves, also where there is no time at all; and duals from what it pays."""
    core = root.compact.core
    is_small = len(core.pair_case) * len(root.case_dual) < _FEW_EXCHANGES * len(core.room)
    start = np.full(len(root.case_dual), NOBODY)
    pairs = _improve(search, root, start, with_exchanges=is_small, num_rounds=0, with_chains=is_small)
    if search.incumbent.plan is None:
        pairs = _improve(search, root, pairs, with_exchanges=is_small, num_rounds=100, with_chains=is_small)
    check_time(search)
    tries = []
    for dual in duals_of_plan(core, root.compact.scale, pairs):
        root.case_dual, root.bound = dual, -NEVER
        Bounding(search, root).ascend(0.0, 0)
        tries.append((root.bound, dual))
    best = max(range(len(tries)), key=lambda each: tries[each][0])
    root.bound, root.case_dual = -NEVER, tries[best][1]


def _improve_nearby(search: Search, node: Node, bounding: Bounding, latest: IntArray, start: IntArray) -> None:
    """Look for better plans near the best bundles, among the nearest pairs where there are many."""
    num_rounds = 3 if search.incumbent.plan is not None else 40
    core = node.compact.core
    if len(core.pair_case) <= 2 * _NEAREST * len(node.case_dual) or len(bounding.with_pair) != len(core.pair_case):
        _improve(search, node, start, with_exchanges=True, num_rounds=num_rounds)
        return
    keep = nearest_pairs(core, bounding.with_pair, bounding.best, _NEAREST, latest)
    nearby = node.without(keep, node.undecided())
    if nearby is not None and not nearby.is_decided:
        place = np.full(len(node.compact.case), NOBODY)
        place[np.flatnonzero(keep)] = np.arange(int(keep.sum()))
        start = np.append(place, NOBODY)[start]
        if len(start) == len(nearby.case_dual):
            _improve(search, nearby, start, with_exchanges=True, num_rounds=num_rounds)


def _improve(
    search: Search, node: Node, start: IntArray, *, with_exchanges: bool, num_rounds: int, with_chains: bool = False
) -> IntArray:
    """The pairs of the best plan found from a start; a feasible one is offered."""
    core = node.compact.core
    state = begin(core, start, search.seed % 2**31, _penalty(core))
    while True:
        work = int(state.work[0])
        is_complete, minutes, pairs = improve(
            core, state, with_exchanges, with_chains, num_rounds, _DISTURBED, _MOVES_PER_SLICE
        )
        search.deterministic_time += _SECONDS_PER_MOVE * (int(state.work[0]) - work)
        if minutes < NEVER:
            offer(search, minutes + node.compact.constant_minutes, node.whole_plan(pairs))
        if is_complete or search.stopping.reason() == "cancelled":
            return np.asarray(pairs)
        if search.incumbent.plan is not None and search.stopping.reason() is not None:
            return np.asarray(pairs)


def _penalty(core: Core) -> int:
    """Minutes for a unit too much, about as dear as the dearest way to avoid it."""
    steepest = np.diff(core.load_cost).max(initial=0)
    spread = core.pair_cost.max() - core.pair_cost.min()
    return 1 + int(max(steepest, 0)) + int(spread // max(1.0, float(core.pair_weight.mean())))
