"""Better plans by taking the cases of a few consultants apart and distributing these anew, exactly.

Where a proof takes long, moves and exchanges are too small a step: loads fit tightly, or a fee has to be paid by
several cases at once. A neighbourhood is the problem of two or more consultants who could have each other's cases,
while everybody else's plan stands still. It is small, and the best known plan gives it a tight cutoff, so the tree ends
at once.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.solving.bounding import offer
from allocator.solving.kernels.shrinking import UNDECIDED
from allocator.solving.node import Node
from allocator.solving.search import Search

Explore = Callable[[Node, float], bool]
"""Search a node for plans better than the best, up to so much work; whether that was enough."""

_FEWEST: Final = 2
_FIRST_CASES: Final = 40
"""Cases in a neighbourhood to begin with, about."""

_MOST: Final = 12
_WORK_EACH: Final = 0.05
"""Deterministic seconds that one neighbourhood may take."""

_SHARE: Final = 0.25
"""Work on better plans, against the work on the proof."""

_SHARE_WHERE_FAR: Final = 1.0
_FAR: Final = 0.001
"""Gap from which the plan is the weaker side."""

_FIRST_AFTER: Final = 0.3
"""Deterministic seconds of the tree that come first: most problems are proved before."""

_SECONDS_PER_PAIR: Final = 1e-7


class NeighbourhoodSearch:
    """Neighbourhoods around the best known plan, growing where smaller ones have nothing better.

    Parameters
    ----------
    root
        The whole problem.
    guide
        What is left of it for better plans; its duals tell who could have whose cases at little cost.
    explore
        How a neighbourhood is searched.
    """

    def __init__(self, search: Search, root: Node, guide: Node, explore: Explore) -> None:
        self._search, self._whole, self._guide, self._explore = search, root, guide, explore
        self._random = np.random.default_rng(search.seed)
        self._size = min(max(_FEWEST, _FIRST_CASES * len(root.compact.core.room) // len(root.case_dual)), _MOST)
        self._seeds: list[int] = []
        self._started = search.deterministic_time
        self._spent = 0.0

    @cached_property
    def _root(self) -> Node:
        """The whole problem with the guide's duals; not worked out where the proof comes first."""
        return _with_duals_of(self._whole, self._guide)

    @cached_property
    def _reduced(self) -> IntArray:
        """(P,): reduced costs at these duals."""
        return self._root.reduced

    def take_share(self) -> None:
        """Search neighbourhoods if they have had less than their share of the work since this began."""
        others = self._search.deterministic_time - self._started - self._spent
        wanted = others * (_SHARE_WHERE_FAR if self._is_far else _SHARE)
        if others > _FIRST_AFTER and self._spent < wanted:
            before = self._search.deterministic_time
            self.run(wanted - self._spent)
            self._spent += self._search.deterministic_time - before

    @property
    def _is_far(self) -> bool:
        objective, bound = self._search.incumbent.objective, self._search.incumbent.bound
        return objective is None or bound is None or objective - bound > _FAR * abs(objective)

    def run(self, most_work: float) -> bool:
        """Search neighbourhoods for so many deterministic seconds; False where there is no plan to begin with."""
        until = self._search.deterministic_time + most_work
        while self._search.deterministic_time < until and not self._search.incumbent.is_settled:
            pairs = self._pairs_of_plan()
            if pairs is None:
                return False
            if not self._seeds:
                holders = np.unique(self._root.compact.core.pair_consultant[pairs])
                self._seeds = self._random.permutation(holders).tolist()
            self._search_around(pairs, self._seeds.pop())
        return True

    def _search_around(self, pairs: IntArray, seed: int) -> None:
        before = self._search.incumbent.objective
        part = self._part(pairs, self._neighbours(pairs, seed))
        is_complete = True
        if part is not None and part.is_decided:
            offer(self._search, part.compact.constant_minutes, part.plan)
        elif part is not None:
            is_complete = self._explore(part, _WORK_EACH)
        self._search.deterministic_time += _SECONDS_PER_PAIR * len(self._reduced)
        if not is_complete and self._size > _FEWEST:
            self._size -= 1
        elif self._search.incumbent.objective == before and not self._seeds and self._size < _MOST:
            self._size += 1

    def _neighbours(self, pairs: IntArray, seed: int) -> IntArray:
        """The seed and the consultants who could have its cases, or give it theirs, at least cost; with some chance."""
        core = self._root.compact.core
        excess = self._reduced - self._reduced[pairs][core.pair_case]
        holder = core.pair_consultant[pairs]
        could_have = np.flatnonzero(holder[core.pair_case] == seed)
        gives = np.arange(core.pair_start[seed], core.pair_start[seed + 1])
        cost = np.full(len(core.room), np.inf)
        np.minimum.at(cost, core.pair_consultant[could_have], excess[could_have])
        np.minimum.at(cost, holder[core.pair_case[gives]], excess[gives])
        cost[seed] = np.inf
        known = np.flatnonzero(np.isfinite(cost))
        cost = cost[known] - cost[known].min(initial=0)
        order = np.argsort((cost + self._root.compact.scale) * self._random.exponential(size=len(known)), kind="stable")
        return np.append(known[order[: self._size - 1]], seed)

    def _part(self, pairs: IntArray, chosen: IntArray) -> Node | None:
        """The problem of the chosen consultants' cases among themselves; None where nothing is left to choose."""
        core = self._root.compact.core
        is_chosen = np.zeros(len(core.room), dtype=np.bool_)
        is_chosen[chosen] = True
        is_open = is_chosen[core.pair_consultant[pairs]]
        keep = is_chosen[core.pair_consultant] & is_open[core.pair_case]
        return self._root.without(keep, np.where(is_open, UNDECIDED, pairs))

    def _pairs_of_plan(self) -> IntArray | None:
        """(n,): the pairs of the best known plan; None where there is none, or none of these pairs."""
        plan, compact = self._search.incumbent.plan, self._root.compact
        if plan is None:
            return None
        chosen = np.flatnonzero(compact.consultant == plan[compact.case])
        pairs = np.full(len(self._root.case_dual), UNDECIDED)
        pairs[compact.core.pair_case[chosen]] = chosen
        return None if (pairs == UNDECIDED).any() else pairs


def _with_duals_of(root: Node, guide: Node) -> Node:
    """The root with the duals of what is left of it."""
    problem_case = root.compact.case[root.compact.core.case_pair[root.compact.core.case_start[:-1]]]
    dual = np.full(len(root.plan), np.iinfo(np.int64).min)
    core = guide.compact.core
    dual[guide.compact.case[core.case_pair[core.case_start[:-1]]]] = guide.case_dual
    duals = dual[problem_case]
    is_left = duals > np.iinfo(np.int64).min
    return replace(root, case_dual=np.where(is_left, duals, root.case_dual), limit_dual=guide.limit_dual.copy())
