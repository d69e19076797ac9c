"""The choice of one bundle for each consultant, against every plan of the problem tried."""

import numpy as np
import pytest

from allocator.evaluation import evaluate
from allocator.solving.compact import Compact
from allocator.solving.kernels.bundles import Bundles, list_bundles
from allocator.solving.kernels.core import NEVER
from allocator.solving.kernels.partition import MINUTES, NUM_NODES, WORK, Choice, choose_bundles, new_choice
from allocator.solving.kernels.pricing import reduced_costs
from allocator.solving.node import Node, root_of
from tests.allocator.enumeration import least_minutes
from tests.allocator.problems import member_of_family
from tests.allocator.solving.kernels.cores import compacts, random_duals

of_the_family = pytest.mark.parametrize(("seed", "compacted"), compacts())


def open_node(seed: int, compacted: Compact) -> Node | None:
    node = root_of(compacted, member_of_family(seed).num_cases)
    return None if node is None or node.is_decided else node


def begun(node: Node, seed: int, cutoff: int) -> tuple[Bundles, Choice]:
    """All bundles there are, and a search for the best choice from some duals."""
    core, scale = node.compact.core, node.compact.scale
    duals = random_duals(node.compact, seed)
    is_complete, bundles = list_bundles(core, scale, reduced_costs(core, scale, *duals), 2**50, 100_000, 10**7)
    assert is_complete
    return bundles, new_choice(core, bundles, *duals, cutoff)


def go_on(node: Node, bundles: Bundles, choice: Choice, most_work: int) -> bool:
    compacted = node.compact
    largest, largest_limit = compacted.largest_case_dual, compacted.largest_limit_dual
    return choose_bundles(compacted.core, bundles, choice, compacted.scale, largest, largest_limit, most_work)


@of_the_family
def test_the_choice_is_the_best_of_all_plans(seed: int, compacted: Compact) -> None:
    problem, node = member_of_family(seed), open_node(seed, compacted)
    if node is None:
        return
    least = least_minutes(problem)
    bundles, choice = begun(node, seed, node.compact.most_minutes)
    assert go_on(node, bundles, choice, 10**9)
    if least is None:
        assert choice.progress[MINUTES] == NEVER
        return
    assert choice.progress[MINUTES] + node.compact.constant_minutes == least
    pairs = np.concatenate([bundles.pair[bundles.start[c] : bundles.start[c + 1]] for c in choice.found])
    assert evaluate(problem, node.whole_plan(pairs)) == least


@of_the_family
def test_a_cutoff_below_the_best_plan_leaves_none(seed: int, compacted: Compact) -> None:
    least, node = least_minutes(member_of_family(seed)), open_node(seed, compacted)
    if node is None or least is None:
        return
    bundles, choice = begun(node, seed, least - 1 - node.compact.constant_minutes)
    assert go_on(node, bundles, choice, 10**9)
    assert choice.progress[MINUTES] == NEVER


@of_the_family
def test_a_search_left_off_at_every_node_ends_like_one_in_a_single_go(seed: int, compacted: Compact) -> None:
    node = open_node(seed, compacted)
    if node is None:
        return
    bundles, whole = begun(node, seed, node.compact.most_minutes)
    assert go_on(node, bundles, whole, 10**9)
    _, in_parts = begun(node, seed, node.compact.most_minutes)
    while not go_on(node, bundles, in_parts, int(in_parts.progress[WORK])):
        pass
    for where in (MINUTES, NUM_NODES, WORK):
        assert in_parts.progress[where] == whole.progress[where]
    np.testing.assert_equal(in_parts.found, whole.found)
