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
def duals_of_plan(core: Core, scale: int, plan: IntArray) -> tuple[IntArray, IntArray]:
    """(n,) twice: scaled minutes to begin an ascent with, from what each case costs in a plan.

    With the load cost as what would be saved without the case, and as if every unit of it cost what the last does now.
    """
    n, m = len(plan), len(core.room)
    load, num_in_block = np.zeros(m, dtype=np.int64), np.zeros(len(core.block_fee), dtype=np.int64)
    block = np.empty(len(core.pair_case), dtype=np.int64)
    for b in range(len(core.block_fee)):
        block[core.block_start[b] : core.block_start[b + 1]] = b
    for i in range(n):
        load[core.pair_consultant[plan[i]]] += core.pair_weight[plan[i]]
        num_in_block[block[plan[i]]] += 1
    saved, at_margin = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64)
    for i in range(n):
        p = plan[i]
        j = core.pair_consultant[p]
        now = min(load[j], core.room[j])
        minutes = core.pair_cost[p]
        if num_in_block[block[p]] == 1:
            minutes += core.block_fee[block[p]]
        here = core.load_start[j] + now
        saving = core.load_cost[here] - core.load_cost[core.load_start[j] + max(0, now - core.pair_weight[p])]
        step = core.load_cost[here + 1] - core.load_cost[here] if now < core.room[j] else 0
        if now > 0 and step == 0:
            step = core.load_cost[here] - core.load_cost[here - 1]
        saved[i] = (minutes + saving) * scale
        at_margin[i] = (minutes + step * core.pair_weight[p]) * scale
    return saved, at_margin
