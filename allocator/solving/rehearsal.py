"""Every kernel run once, so that it is compiled, or loaded where that was done before, and no solve has to wait.

The first solve of a process does it, which can take a minute where nothing was compiled before; its time limit counts
from then on. `python -m allocator.solving.warm_up` does it once for all processes.
"""

import time
from functools import cache

import numpy as np

from allocator.problem import AssignmentProblem, Limit
from allocator.solving.compact import compact
from allocator.solving.kernels.ascent import ascend, new_ascent
from allocator.solving.kernels.bundle_bounds import nearest_pairs, prices_of_pairs, settle_pairs
from allocator.solving.kernels.bundles import list_bundles
from allocator.solving.kernels.core import NEVER
from allocator.solving.kernels.local_search import NOBODY, begin, improve
from allocator.solving.kernels.partition import choose_bundles, new_choice
from allocator.solving.kernels.repair import duals_of_plan, keep_one_each
from allocator.solving.node import root_of
from allocator.solving.obstacles import usable_pairs


@cache
def warm_up() -> float:
    """Run every kernel once; seconds that took, the first time in this process."""
    started_s = time.monotonic()
    problem = AssignmentProblem(
        cost=[[1, 5], [4, 2], [3, 3]],
        weight=[1, 2, 3],
        load_cost=np.tile(np.arange(7) ** 2, (2, 1)),
        limits=[Limit([[1, 2], [1, 2], [1, 2]], upper=5)],
        optional=[True, False, False],
    )
    compacted = compact(problem, usable_pairs(problem), np.random.default_rng(0))
    node = None if compacted is None else root_of(compacted, problem.num_cases)
    if node is None:
        raise AssertionError("the problem to warm up with has plans")
    core, scale = node.compact.core, node.compact.scale
    state = begin(core, np.full(len(node.case_dual), NOBODY), 0, 10)
    _, _, pairs = improve(core, state, True, True, 1, 2, 100)
    node.case_dual, _ = duals_of_plan(core, scale, pairs)
    ascent = new_ascent(core, 1.0)
    largest, largest_limit = node.compact.largest_case_dual, node.compact.largest_limit_dual
    node.bound, _ = ascend(
        core, scale, node.case_dual, node.limit_dual, largest, largest_limit, 0.0, 2, 1000, ascent, -NEVER
    )
    keep_one_each(core, ascent.latest, node.reduced)
    (with_pair, without_pair), best = np.empty((2, len(node.reduced)), dtype=np.int64), np.empty_like(core.room)
    prices_of_pairs(core, scale, node.reduced, 0, 1000, with_pair, without_pair, best)
    nearest_pairs(core, with_pair, best, 1, ascent.latest)
    keep, decided = np.ones(len(with_pair), dtype=np.bool_), node.undecided()
    settle_pairs(core, with_pair, without_pair, best, 100, keep, decided)
    _, bundles = list_bundles(core, scale, node.reduced, 100 * scale, 10, 100)
    choice = new_choice(core, bundles, node.case_dual, node.limit_dual, 100)
    choose_bundles(core, bundles, choice, scale, largest, largest_limit, 100)
    return time.monotonic() - started_s
