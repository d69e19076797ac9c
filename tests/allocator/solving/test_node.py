"""Nodes that the kernels may be let loose on."""

import dataclasses

import numpy as np
import pytest

from allocator.problem import AssignmentProblem
from allocator.solving.bounding import Bounding
from allocator.solving.bundle_search import search_bundles
from allocator.solving.compact import compact
from allocator.solving.kernels.core import NEVER
from allocator.solving.node import Node, root_of
from allocator.solving.obstacles import usable_pairs
from allocator.solving.portfolio import solve
from allocator.solving.root_bound import bound_root
from tests.allocator.problems import municipality
from tests.allocator.solving.searches import new_search

NOBODY_FOR_THE_SECOND = AssignmentProblem([[1, 2], [3, 4]], allowed=[[True, True], [False, False]], weight=[1, 2])


def test_a_case_without_a_pair_leaves_no_root() -> None:
    compacted = compact(NOBODY_FOR_THE_SECOND, usable_pairs(NOBODY_FOR_THE_SECOND), np.random.default_rng(0))
    assert compacted is not None
    assert root_of(compacted, 2) is None
    assert solve(NOBODY_FOR_THE_SECOND, phases={"bundles": search_bundles}).status == "infeasible"


def test_a_node_with_such_a_case_is_refused_before_any_kernel_reads_it() -> None:
    compacted = compact(NOBODY_FOR_THE_SECOND, usable_pairs(NOBODY_FOR_THE_SECOND), np.random.default_rng(0))
    assert compacted is not None
    node = Node(compacted, np.zeros(2, dtype=int), np.zeros(0, dtype=int), -NEVER, np.full(2, -1))
    search = new_search(NOBODY_FOR_THE_SECOND)
    with pytest.raises(ValueError, match="a case has no pair"):
        Bounding(search, node)
    with pytest.raises(ValueError, match="a case has no pair"):
        bound_root(search, node)


def test_a_case_that_loses_all_its_pairs_leaves_nothing() -> None:
    problem = municipality(14, 8)
    compacted = compact(problem, usable_pairs(problem), np.random.default_rng(0))
    root = None if compacted is None else root_of(compacted, problem.num_cases)
    assert root is not None
    keep = root.compact.core.pair_case != 0
    assert root.without(keep, root.undecided()) is None


def test_an_ascent_left_off_after_every_consultant_ends_like_one_in_a_single_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = municipality(14, 8)
    compacted = compact(problem, usable_pairs(problem), np.random.default_rng(0))
    root = None if compacted is None else root_of(compacted, problem.num_cases)
    assert root is not None
    bounds = []
    for states in (10**9, 0):
        monkeypatch.setattr("allocator.solving.bounding._STATES_PER_SLICE", states)
        node = dataclasses.replace(root, case_dual=root.case_dual.copy())
        bounding = Bounding(new_search(problem), node)
        assert bounding.ascend(1e9, 30)
        bounding.settle(None)
        bounds.append((node.bound, node.case_dual.tolist(), bounding.with_pair.tolist()))
    assert bounds[0] == bounds[1]
