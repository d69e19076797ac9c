"""Bounds, plans and smaller cores, against every plan of the problem tried."""

import numpy as np
import pytest

from allocator.evaluation import evaluate
from allocator.solving.bounding import Bounding
from allocator.solving.compact import Compact
from allocator.solving.kernels.core import NEVER
from allocator.solving.kernels.local_search import NOBODY, begin, improve, penalised_minutes
from allocator.solving.node import root_of
from tests.allocator.enumeration import least_minutes
from tests.allocator.problems import member_of_family
from tests.allocator.solving.kernels.cores import compacts, random_duals
from tests.allocator.solving.searches import new_search

of_the_family = pytest.mark.parametrize(("seed", "compacted"), compacts())


@of_the_family
def test_no_duals_give_a_bound_above_the_best_plan(seed: int, compacted: Compact) -> None:
    problem = member_of_family(seed)
    least = least_minutes(problem)
    node = root_of(compacted, problem.num_cases)
    if node is None or least is None or node.is_decided:
        return
    node.case_dual, node.limit_dual = random_duals(node.compact, seed)
    for num_passes in (0, 5, 40):
        Bounding(new_search(problem), node).ascend((least + 5.0) * compacted.scale, num_passes)
        assert node.bound_minutes <= least


@of_the_family
def test_a_search_counts_what_the_judge_counts(seed: int, compacted: Compact) -> None:
    problem = member_of_family(seed)
    node = root_of(compacted, problem.num_cases)
    if node is None or node.is_decided:
        return
    core = node.compact.core
    state = begin(core, np.full(len(node.case_dual), NOBODY), seed, 7)
    is_descended, minutes, pairs = improve(core, state, True, seed % 2 == 0, 20, 3, 100_000)
    assert is_descended
    if minutes < NEVER:
        assert evaluate(problem, node.whole_plan(pairs)) == minutes + node.compact.constant_minutes
    penalised, broken = penalised_minutes(core, state)
    assert penalised >= minutes or broken > 0
    load = np.bincount(core.pair_consultant[state.plan], core.pair_weight[state.plan], len(core.room))
    np.testing.assert_equal(state.load, load)


@of_the_family
def test_deciding_a_case_either_way_loses_no_plan(seed: int, compacted: Compact) -> None:
    problem = member_of_family(seed)
    least = least_minutes(problem)
    node = root_of(compacted, problem.num_cases)
    if node is None or node.is_decided:
        assert least is None if node is None else least == node.compact.constant_minutes
        return
    core = node.compact.core
    children = [node.with_pair(int(p), np.array([], dtype=np.int64)) for p in core.case_pair[: core.case_start[1]]]
    decided = [child for child in children if child is not None and child.is_decided]
    for child in decided:
        assert evaluate(problem, child.plan) == child.compact.constant_minutes
    if least is None:
        assert not decided
