"""Proving by bundles: Lagrangian bounds, settling pairs, and a search tree that ends in partitions of listed bundles.

The tree is searched for plans up to a cutoff. Where the best known plan is far above the bound, the cutoff is a guess a
little above the bound instead: a search that finds nothing raises the bound to the guess, one that finds a plan has found
the best. So little depends on a good plan beforehand.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.solving.compact import compact
from allocator.solving.kernels.ascent import ascend
from allocator.solving.kernels.bundle_bounds import prices_of_pairs, settle_pairs
from allocator.solving.kernels.bundles import list_bundles
from allocator.solving.kernels.core import HOPELESS, NEVER, Core
from allocator.solving.kernels.local_search import NOBODY, improve
from allocator.solving.kernels.partition import choose_bundles
from allocator.solving.kernels.repair import duals_of_plan, keep_one_each
from allocator.solving.node import Node, root_of
from allocator.solving.search import Search

_PASSES: Final = 25
_MOST_STATES: Final = 200_000_000
_MOST_BUNDLES: Final = 20_000
_MOST_STEPS: Final = 4_000_000
_MOST_WORK: Final = 4_000_000
_FIRST_STEP: Final = 1.0


def search_bundles(search: Search) -> None:
    """Find the best plan and prove it, unless the dynamic programs over loads would be too large."""
    BundleSearch(search).run()


class _Stopped(Exception):  # noqa: N818 - not an error: the way out of the tree
    pass


class _Ascent:
    def __init__(self, node: Node, step: float = 1.0) -> None:
        self.progress = np.array([step, 0.0])
        self.average = np.zeros(len(node.compact.case))
        self.latest = np.zeros(len(node.compact.case), dtype=np.int64)

    def begin_again(self, node: Node) -> "_Ascent":
        return _Ascent(node, max(self.progress[0], 0.3))


def _penalty(core: Core) -> int:
    """Minutes for a unit too much, about as dear as the dearest way to avoid it."""
    steepest = np.diff(core.load_cost).max(initial=0)
    spread = core.pair_cost.max() - core.pair_cost.min()
    return 1 + int(max(steepest, 0)) + int(spread // max(1.0, float(core.pair_weight.mean())))


class BundleSearch:
    """One search, and what it counts."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._incumbent = search.incumbent
        self.num_nodes = 0
        self.passes = 0

    def run(self) -> None:
        """Search until proved or stopped."""
        search = self._search
        with search.timed("compact"):
            compacted = compact(search.problem, search.pairs)
            root = None if compacted is None else root_of(compacted, search.problem.num_cases)
        if root is None:
            self._incumbent.prove_infeasible()
            return
        if root.compact.num_states > _MOST_STATES:
            return
        try:
            self._search_from(root)
        except _Stopped:
            pass
        search.sizes["nodes"] = self.num_nodes
        search.sizes["passes"] = self.passes

    def _search_from(self, root: Node) -> None:
        with self._search.timed("root"):
            if root.is_decided:
                self._incumbent.offer_if_feasible(root.plan)
                self._conclude(None)
                return
            self._first_plan(root)
            reduced = self._bound_root(root)
        if reduced is None:
            self._conclude(None)
            return
        most = root.compact.constant_minutes + root.compact.most_minutes
        root = reduced
        self._search.sizes["root_pairs"] = len(root.compact.case)
        self._search.sizes["root_gap"] = (self._incumbent.objective or 0) - root.bound_minutes
        self._incumbent.raise_bound(root.bound_minutes)
        with self._search.timed("tree"):
            guess = 1
            while not self._incumbent.is_settled:
                cutoff = self._cutoff(None)
                bound = self._incumbent.bound or 0
                if cutoff is None or cutoff - bound > guess:
                    cutoff = bound + guess - 1
                if cutoff >= most:
                    self._explore(root, most)
                    self._conclude(None)
                    return
                self._explore(root, cutoff)
                self._conclude(cutoff)
                guess *= 4

    def _conclude(self, cutoff: int | None) -> None:
        """Take the proof that there is no plan of at most `cutoff` minutes but what is known."""
        objective = self._incumbent.objective
        if cutoff is not None and (objective is None or objective > cutoff):
            self._incumbent.raise_bound(cutoff + 1)
        elif objective is None:
            self._incumbent.prove_infeasible()
        else:
            self._incumbent.raise_bound(objective)

    def _cutoff(self, guess: int | None) -> int | None:
        objective = self._incumbent.objective
        if objective is None:
            return guess
        return objective - 1 if guess is None else min(guess, objective - 1)

    def _first_plan(self, root: Node) -> None:
        core = root.compact.core
        pairs = self._improve(root, np.full(len(root.case_dual), NOBODY), num_rounds=0)
        if self._incumbent.plan is None:
            pairs = self._improve(root, pairs, num_rounds=100)
        starts = duals_of_plan(core, root.compact.scale, pairs)
        bounds = []
        for start in starts:
            root.case_dual, root.bound = start, -NEVER
            self._ascend(root, _Ascent(root), 0.0, 0)
            bounds.append(root.bound)
        best = int(np.argmax(bounds))
        root.case_dual, root.bound = starts[best], -NEVER

    def _improve(self, node: Node, start: IntArray, num_rounds: int) -> IntArray:
        core = node.compact.core
        minutes, pairs, _ = improve(core, start, self._search.seed % 2**31, _penalty(core), num_rounds, 4)
        if minutes < NEVER:
            total = minutes + node.compact.constant_minutes
            if self._incumbent.objective is None or total < self._incumbent.objective:
                self._incumbent.offer(node.whole_plan(pairs))
        return pairs

    def _explore(self, root: Node, guess: int) -> None:
        stack: list[Iterator[Node]] = [iter([root])]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                continue
            self.num_nodes += 1
            open_part = self._bound_node(node, guess)
            if open_part is not None:
                cutoff = self._cutoff(guess)
                assert cutoff is not None
                if not self._finish(open_part, cutoff):
                    stack.append(self._branches(open_part, guess))

    def _ascend(self, node: Node, ascent: "_Ascent", target: float, num_passes: int) -> None:
        if self._search.stopping.reason() is not None:
            raise _Stopped
        compacted = node.compact
        node.bound = ascend(
            compacted.core, compacted.scale, node.case_dual, node.limit_dual, compacted.largest_case_dual,
            compacted.largest_limit_dual, target, num_passes, ascent.average, ascent.latest, ascent.progress, node.bound,
        )  # fmt: skip
        self.passes += num_passes

    def _settle(self, node: Node, cutoff: int) -> Node | None:
        """What is left of a node when only plans up to `cutoff` matter; None for nothing."""
        if node.slack(cutoff) < 0:
            return None
        keep, decided = np.ones(len(node.compact.case), dtype=np.bool_), node.undecided()
        if not settle_pairs(node.compact.core, node.compact.scale, node.reduced, node.slack(cutoff), keep, decided):
            return node
        smaller = node.without(keep, decided)
        if smaller is not None and smaller.is_decided:
            objective = self._incumbent.objective
            if objective is None or smaller.compact.constant_minutes < objective:
                self._incumbent.offer_if_feasible(smaller.plan)
            return None
        return smaller

    def _target(self, node: Node, cutoff: int | None) -> float:
        if cutoff is not None:
            return float((cutoff + 1 - node.compact.constant_minutes) * node.compact.scale)
        return node.bound + 0.02 * abs(node.bound) + 10 * node.compact.scale if node.bound > -NEVER else 0.0

    def _bound_root(self, node: Node) -> Node | None:
        """Raise the bound of the whole problem as far as it goes, with plans made on the way; None where nothing is left."""
        ascent = _Ascent(node)
        settled_at = None
        slacks = []
        for _ in range(60):
            self._ascend(node, ascent, self._target(node, self._cutoff(None)), _PASSES)
            if node.bound >= HOPELESS:
                return None
            self._improve(node, keep_one_each(node.compact.core, ascent.latest, node.reduced), num_rounds=3 if self._incumbent.plan is not None else 40)
            self._raise_root(node)
            cutoff = self._cutoff(None)
            if cutoff is None:
                if ascent.progress[0] < 0.02:
                    break
                continue
            slack = node.slack(cutoff)
            if slack < 0:
                return None
            slacks.append(slack)
            if settled_at is None or slack < 0.6 * settled_at:
                settled_at = slack
                smaller = self._settle(node, cutoff)
                if smaller is None:
                    return None
                if smaller is not node:
                    node, ascent = smaller, ascent.begin_again(smaller)
            if len(slacks) > 4 and slacks[-1] > 0.97 * slacks[-5]:
                break
        cutoff = self._cutoff(None)
        if cutoff is not None and node.bound > -NEVER:
            smaller = self._settle(node, cutoff)
            if smaller is None: return None
            node = smaller
        if node.bound == -NEVER:
            ascent = _Ascent(node)
            self._ascend(node, ascent, self._target(node, cutoff), 5)
            if node.bound >= HOPELESS or (cutoff is not None and node.slack(cutoff) < 0):
                return None
        return node

    def _bound_node(self, node: Node, guess: int) -> Node | None:
        """Raise a node's bound and settle its pairs; None where nothing is left in it."""
        ascent = _Ascent(node)
        while True:
            cutoff = self._cutoff(guess)
            before = node.bound
            self._ascend(node, ascent, self._target(node, cutoff), 15)
            if node.bound >= HOPELESS:
                return None
            smaller = self._settle(node, cutoff)
            if smaller is None:
                return None
            if smaller is node:
                return node
            shrunk = len(smaller.compact.case) < 0.8 * len(node.compact.case)
            ascent = ascent.begin_again(smaller)
            node = smaller
            if not shrunk:
                self._ascend(node, ascent, self._target(node, cutoff), 3)
                if node.bound >= HOPELESS or node.slack(cutoff) < 0:
                    return None
                return node

    def _raise_root(self, node: Node) -> None:
        self._incumbent.raise_bound(min(node.bound_minutes, self._incumbent.objective or node.bound_minutes))

    def _finish(self, node: Node, cutoff: int) -> bool:
        """Search the node to its end by its bundles, if they are few enough."""
        core, scale = node.compact.core, node.compact.scale
        is_complete, bundles = list_bundles(core, scale, node.reduced, node.slack(cutoff), _MOST_BUNDLES, _MOST_STEPS)
        if not is_complete:
            return False
        is_done, minutes, found, num_nodes, _ = choose_bundles(
            core, bundles, scale, node.case_dual, node.limit_dual, node.compact.largest_case_dual,
            node.compact.largest_limit_dual, cutoff - node.compact.constant_minutes, _MOST_WORK,
        )  # fmt: skip
        if minutes < NEVER:
            pairs = [bundles.pair[bundles.start[c] : bundles.start[c + 1]] for c in found]
            self._incumbent.offer(node.whole_plan(np.concatenate(pairs)))
        return bool(is_done)

    def _branches(self, node: Node, guess: int) -> Iterator[Node]:
        """The node with each choice for one of its cases, the most promising first."""
        core = node.compact.core
        with_pair, _, best = prices_of_pairs(core, node.compact.scale, node.reduced)
        excess = with_pair - best[core.pair_consultant]
        chosen, best_score = -1, -1.0
        for i in range(len(node.case_dual)):
            least = np.sort(excess[core.case_pair[core.case_start[i] : core.case_start[i + 1]]])[:2]
            score = float(max(least[0], 1)) * float(max(least[1], 1))
            if score > best_score:
                chosen, best_score = i, score
        pairs = core.case_pair[core.case_start[chosen] : core.case_start[chosen + 1]]
        seen = set()
        for p in pairs[np.argsort(excess[pairs], kind="stable")]:
            cutoff = self._cutoff(guess)
            twin = int(core.twin[core.pair_consultant[p]])
            if cutoff is None or excess[p] > node.slack(cutoff) or twin in seen:
                continue
            seen.add(twin)
            child = node.with_pair(p)
            if child is None:
                continue
            if child.is_decided:
                if child.compact.constant_minutes <= cutoff:
                    self._incumbent.offer_if_feasible(child.plan)
                continue
            yield child
