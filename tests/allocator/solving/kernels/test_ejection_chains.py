"""Better plans that need several cases to move at once."""

import numpy as np
import pytest

from allocator.arrays import IntArray
from allocator.evaluation import evaluate
from allocator.problem import AssignmentProblem
from allocator.solving.compact import compact
from allocator.solving.kernels.local_search import LONGEST_CHAIN, begin, improve
from allocator.solving.node import Node, root_of


def ring(num: int) -> AssignmentProblem:
    """So many consultants with room for one case each; every case is cheapest one place further on."""
    cost = np.full((num, num), 100)
    np.fill_diagonal(cost, 10)
    cost[np.arange(num), (np.arange(num) + 1) % num] = 1
    return AssignmentProblem(cost=cost, weight=np.full(num, 2), max_load=np.full(num, 3))


def improved(problem: AssignmentProblem, start: IntArray, *, with_chains: bool) -> IntArray:
    """The plan of one descent from a start."""
    compacted = compact(problem, np.ones(problem.cost.shape, dtype=np.bool_), np.random.default_rng(0))
    assert compacted is not None
    node = root_of(compacted, problem.num_cases)
    assert isinstance(node, Node)
    core = node.compact.core
    wanted = start[node.compact.case] == node.compact.consultant
    pairs = np.empty(len(start), dtype=np.int64)
    pairs[core.pair_case[wanted]] = np.flatnonzero(wanted)
    state = begin(core, pairs, 0, 1_000)
    _, _, found = improve(core, state, True, with_chains, 0, 2, 100_000)
    return node.whole_plan(found)


@pytest.mark.parametrize("num", [3, 4, LONGEST_CHAIN])
def test_a_chain_moves_cases_round_in_a_ring(num: int) -> None:
    problem, start = ring(num), np.arange(num)
    assert evaluate(problem, improved(problem, start, with_chains=False)) == 10 * num
    assert evaluate(problem, improved(problem, start, with_chains=True)) == num


def test_a_ring_longer_than_a_chain_stays() -> None:
    num = LONGEST_CHAIN + 1
    start = np.arange(num)
    np.testing.assert_equal(improved(ring(num), start, with_chains=True), start)
