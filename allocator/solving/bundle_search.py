"""Proving by bundles: Lagrangian bounds, settled pairs, and a search tree that ends in partitions of listed bundles.

The tree is searched for plans up to a cutoff. Where the best known plan is far above the bound, the cutoff is a guess
a little above the bound instead: a search that finds nothing raises the bound to the guess, one that finds a plan has
found the best. So little depends on a good plan beforehand.
"""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.solving.bounding import Bounding, OutOfTimeError, check_time, offer, price_pairs
from allocator.solving.compact import compact
from allocator.solving.kernels.bundles import list_bundles
from allocator.solving.kernels.core import NEVER
from allocator.solving.kernels.partition import MINUTES, WORK, choose_bundles, new_choice
from allocator.solving.neighbourhood_search import NeighbourhoodSearch
from allocator.solving.node import Node, root_of
from allocator.solving.rehearsal import warm_up
from allocator.solving.root_bound import bound_root
from allocator.solving.search import Search

_MOST_STATES: Final = 200_000_000
_LARGEST_TABLE: Final = 25_000_000
_MOST_STATES_TO_LIST: Final = 30_000_000
_MOST_BUNDLES: Final = 20_000
_MOST_STEPS: Final = 4_000_000
_MOST_WORK: Final = 4_000_000
_WORK_PER_SLICE: Final = 500_000
_PASSES: Final = 15
_LARGE_BLOCK: Final = 4
_FEE_SHARE: Final = 0.1
_FIRST_GUESS: Final = 1
_GUESS_GROWTH: Final = 4
_SECONDS_PER_BUNDLE: Final = 1.5e-8


def search_bundles(search: Search) -> None:
    """Find the best plan and prove it, unless the dynamic programs over loads would be too large."""
    with search.timed("kernels"):
        warm_up()
    search.stopping.set_back(search.seconds["kernels"])
    with search.timed("compact"):
        compacted = compact(search.problem, search.pairs, np.random.default_rng(search.seed))
        if search.stopping.reason() == "cancelled":
            return
        root = None if compacted is None else root_of(compacted, search.problem.num_cases)
    if root is None:
        search.incumbent.prove_infeasible()
        return
    if root.compact.num_states > _MOST_STATES or root.compact.table_size > _LARGEST_TABLE:
        return
    try:
        with search.timed("root"):
            rest = bound_root(search, root)
        if rest is None:
            _conclude(search, None)
        else:
            search.sizes["root_pairs"] = len(rest.compact.case)
            with search.timed("tree"):
                _search_up_to_guesses(search, root, rest)
    except OutOfTimeError:
        search.is_deterministic_limit_reached = search.is_spent


def _search_up_to_guesses(search: Search, whole: Node, root: Node) -> None:
    plans = NeighbourhoodSearch(search, whole, root, lambda node, work: explore(search, node, work))
    most = root.compact.constant_minutes + root.compact.most_minutes
    guess = _FIRST_GUESS
    while not search.incumbent.is_settled:
        cutoff = search.incumbent.cutoff
        bound = root.bound_minutes if search.incumbent.bound is None else search.incumbent.bound
        guessed = min(bound + guess - 1, most)
        if cutoff is None or guessed < cutoff:
            cutoff = guessed
        _Tree(search, cutoff, plans).explore(root)
        _conclude(search, None if cutoff == most else cutoff)
        guess *= _GUESS_GROWTH


def explore(search: Search, node: Node, most_work: float) -> bool:
    """Search a node for plans better than the best, for so many deterministic seconds; whether that was enough."""
    return _Tree(search, math.inf).explore(node, most_work)


def _conclude(search: Search, cutoff: int | None) -> None:
    """Take the proof that no plan of at most `cutoff` minutes is better than the best known; None for no cutoff."""
    objective = search.incumbent.objective
    if cutoff is not None and (objective is None or objective > cutoff):
        search.incumbent.raise_bound(cutoff + 1)
    elif objective is None:
        search.incumbent.prove_infeasible()
    else:
        search.incumbent.raise_bound(objective)


class _Tree:
    """Depth first through what is left below a cutoff, which falls with every better plan."""

    def __init__(self, search: Search, guess: float, plans: NeighbourhoodSearch | None = None) -> None:
        self._search, self._guess, self._plans = search, guess, plans

    @property
    def _cutoff(self) -> int:
        known = self._search.incumbent.cutoff
        return int(self._guess if known is None else min(self._guess, known))

    def explore(self, root: Node, most_work: float = math.inf) -> bool:
        """Search a node to its end, or for so many deterministic seconds; whether the end was reached."""
        started = self._search.deterministic_time
        stack: list[Iterator[Node]] = [iter([root])]
        while stack:
            if self._search.deterministic_time > started + most_work:
                return False
            if self._plans is not None:
                self._plans.take_share()
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                continue
            self._search.sizes["nodes"] = self._search.sizes.get("nodes", 0) + 1
            bounding = self._bound(node)
            if bounding is not None and not self._finish(bounding.node):
                block = self._block_in_doubt(bounding)
                rest = bounding.node
                stack.append(self._branches(rest) if block is None else self._fee_branches(rest, block))
        return True

    def _bound(self, node: Node) -> Bounding | None:
        """Raise a node's bound and settle its pairs; None where nothing is left in it."""
        bounding = Bounding(self._search, node)
        num_passes = _PASSES
        while True:
            cutoff = self._cutoff
            if not bounding.rise(cutoff, num_passes):
                return None
            if bounding.node.slack(cutoff) < 0:
                return None
            before = bounding.node
            if num_passes < _PASSES:
                return bounding
            if not bounding.settle(cutoff):
                return None
            if bounding.node is before:
                return bounding
            if len(bounding.node.compact.case) > 0.8 * len(before.compact.case):
                num_passes = 3

    def _finish(self, node: Node) -> bool:
        """Search the node to its end by its bundles, if they are few enough."""
        compacted, cutoff = node.compact, self._cutoff
        if compacted.num_states > _MOST_STATES_TO_LIST:
            return False
        is_complete, bundles = list_bundles(
            compacted.core, compacted.scale, node.reduced, node.slack(cutoff), _MOST_BUNDLES, _MOST_STEPS
        )
        self._search.deterministic_time += _SECONDS_PER_BUNDLE * len(bundles.pair)
        if not is_complete:
            return False
        choice = new_choice(
            compacted.core, bundles, node.case_dual, node.limit_dual, cutoff - compacted.constant_minutes
        )
        is_done, work = False, 0
        while not is_done and work < _MOST_WORK:
            check_time(self._search)
            is_done = choose_bundles(
                compacted.core,
                bundles,
                choice,
                compacted.scale,
                compacted.largest_case_dual,
                compacted.largest_limit_dual,
                work + _WORK_PER_SLICE,
            )
            work = int(choice.progress[WORK])
        self._search.deterministic_time += _SECONDS_PER_BUNDLE * work
        minutes = int(choice.progress[MINUTES])
        if minutes < NEVER:
            pairs = [bundles.pair[bundles.start[c] : bundles.start[c + 1]] for c in choice.found]
            offer(self._search, minutes + compacted.constant_minutes, node.whole_plan(np.concatenate(pairs)))
        return bool(is_done)

    def _block_in_doubt(self, bounding: Bounding) -> int | None:
        """The block whose fee is dearest and least decided, where it weighs more than single cases do; else None."""
        core = bounding.node.compact.core
        shares = bounding.shares_of_blocks()
        doubt = core.block_fee * np.minimum(shares, 1 - shares) * (np.diff(core.block_start) >= _LARGE_BLOCK)
        block = int(np.argmax(doubt))
        weighs = doubt[block] * bounding.node.compact.scale > _FEE_SHARE * bounding.node.slack(self._cutoff)
        return block if weighs else None

    def _fee_branches(self, node: Node, block: int) -> Iterator[Node]:
        """The node with a block in use, then without it."""
        for is_paid in (True, False):
            child = node.with_fee(block, is_paid=is_paid)
            if child is None:
                continue
            if child.is_decided:
                offer(self._search, child.compact.constant_minutes, child.plan)
            else:
                yield child

    def _branches(self, node: Node) -> Iterator[Node]:
        """The node with each choice for one of its cases, the most promising first.

        The case is one whose two best choices both cost much: then the bound rises on every branch. Once a consultant
        has been tried for it, cases that are alike need not go there: the two could be exchanged.
        """
        core = node.compact.core
        with_pair, _, best = price_pairs(self._search, node)
        excess = with_pair - best[core.pair_consultant]
        in_order = core.case_pair[np.lexsort((excess[core.case_pair], core.pair_case[core.case_pair]))]
        first, second = excess[in_order[core.case_start[:-1]]], excess[in_order[core.case_start[:-1] + 1]]
        chosen = int(np.argmax(np.maximum(first, 1).astype(float) * np.maximum(second, 1)))
        alike, tried = self._pairs_of_twins(node, chosen), list[int]()
        seen = set()
        for p in in_order[core.case_start[chosen] : core.case_start[chosen + 1]]:
            twin = int(core.twin[core.pair_consultant[p]])
            if excess[p] > node.slack(self._cutoff) or twin in seen:
                continue
            seen.add(twin)
            child = node.with_pair(p, alike[np.isin(node.compact.consultant[alike], tried)])
            tried.append(int(node.compact.consultant[p]))
            if child is None:
                continue
            if child.is_decided:
                offer(self._search, child.compact.constant_minutes, child.plan)
            else:
                yield child

    def _pairs_of_twins(self, node: Node, chosen: int) -> IntArray:
        """The pairs of all other open cases that are like the chosen one in everything."""
        core = node.compact.core
        twin = self._search.case_twins[node.compact.case[core.case_pair[core.case_start[:-1]]]]
        others = np.flatnonzero(twin == twin[chosen])
        return np.flatnonzero(np.isin(core.pair_case, others[others != chosen]))
