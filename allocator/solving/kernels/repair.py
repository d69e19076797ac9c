"""From the best bundles at some duals, which leave cases out or take them twice, to the beginning of a plan."""

import numpy as np

from allocator.arrays import IntArray
from allocator.solving.kernels.compiling import kernel
from allocator.solving.kernels.core import NEVER, Core
from allocator.solving.kernels.local_search import NOBODY


@kernel
def keep_one_each(core: Core, chosen: IntArray, reduced: IntArray) -> IntArray:
    """(n,): for each case the chosen pair of least reduced cost, `NOBODY` where none is chosen."""
    n = len(core.case_start) - 1
    plan, least = np.full(n, NOBODY, dtype=np.int64), np.full(n, NEVER, dtype=np.int64)
    for p in range(len(chosen)):
        i = core.pair_case[p]
        if chosen[p] == 1 and reduced[p] < least[i]:
            plan[i], least[i] = p, reduced[p]
    return plan


@kernel
def duals_of_plan(core: Core, scale: int, plan: IntArray) -> IntArray:
    """(n,): scaled minutes that a plan would save without each case, to begin an ascent with."""
    n, m = len(plan), len(core.room)
    load, num_in_block = np.zeros(m, dtype=np.int64), np.zeros(len(core.block_fee), dtype=np.int64)
    block = np.empty(len(core.pair_case), dtype=np.int64)
    for b in range(len(core.block_fee)):
        block[core.block_start[b] : core.block_start[b + 1]] = b
    for i in range(n):
        load[core.pair_consultant[plan[i]]] += core.pair_weight[plan[i]]
        num_in_block[block[plan[i]]] += 1
    dual = np.empty(n, dtype=np.int64)
    for i in range(n):
        p = plan[i]
        j = core.pair_consultant[p]
        now = min(load[j], core.room[j])
        minutes = core.pair_cost[p] + core.load_cost[core.load_start[j] + now]
        minutes -= core.load_cost[core.load_start[j] + max(0, now - core.pair_weight[p])]
        if num_in_block[block[p]] == 1:
            minutes += core.block_fee[block[p]]
        dual[i] = minutes * scale
    return dual
