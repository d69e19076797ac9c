"""The price of using a pair and of not using it: what the best bundle with it, and without it, costs.

A forward and a backward dynamic program meet at each pair. Source of the idea: Posta, Ferland and Michelon (2012), An
exact method with variable fixing for solving the generalized assignment problem.
"""

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.solving.kernels.compiling import bare, kernel
from allocator.solving.kernels.core import HOPELESS, NEVER, Core


@bare
def cost_to_go(core: Core, scale: int, reduced: IntArray, j: int, unpaid: IntArray, paid: IntArray) -> int:
    """Fill the tables of the least scaled minutes to the end for consultant j, and return those from the start.

    Row k of both is for the pairs from the k-th on, column `layer * (room + 1) + load`; `paid` holds if the block that
    the k-th pair continues is paid for. Where it begins one, `paid` is the same as `unpaid`.
    """
    start, num_pairs = core.pair_start[j], core.pair_start[j + 1] - core.pair_start[j]
    width, layers, open_above = core.room[j] + 1, core.num_layers[j], core.is_open_above[j]
    size = width * layers
    for state in range(size):
        unpaid[num_pairs, state] = NEVER
    for layer in range(max(0, core.min_count[j]) if layers > 1 else 0, layers):
        for load in range(core.min_load[j], width):
            unpaid[num_pairs, layer * width + load] = core.load_cost[core.load_start[j] + load] * scale
    for state in range(size):
        paid[num_pairs, state] = unpaid[num_pairs, state]
    for block in range(core.first_block[j + 1] - 1, core.first_block[j] - 1, -1):
        fee = core.block_fee[block] * scale
        first, last = core.block_start[block] - start, core.block_start[block + 1] - start
        for k in range(last - 1, first - 1, -1):
            weight, minutes = core.pair_weight[start + k], reduced[start + k]
            for state in range(size):
                unpaid[k, state] = unpaid[k + 1, state]
                paid[k, state] = paid[k + 1, state]
            for layer in range(layers):
                to = min(layer + 1, layers - 1)
                if layers > 1 and to == layer and open_above == 0:
                    continue
                for load in range(width - weight):
                    state = layer * width + load
                    taken = minutes + paid[k + 1, to * width + load + weight]
                    unpaid[k, state] = min(unpaid[k, state], taken + fee)
                    paid[k, state] = min(paid[k, state], taken)
        if last > first:
            for state in range(size):
                paid[first, state] = unpaid[first, state]
    return unpaid[0, 0]


@bare
def _meet(
    core: Core,
    scale: int,
    reduced: IntArray,
    j: int,
    unpaid: IntArray,
    paid: IntArray,
    from_unpaid: IntArray,
    from_paid: IntArray,
    with_pair: IntArray,
    without_pair: IntArray,
) -> None:
    """Go forward through a consultant's pairs, and put what it takes to get there to what it costs to go on."""
    start, width, layers = core.pair_start[j], core.room[j] + 1, core.num_layers[j]
    for state in range(width * layers):
        from_unpaid[state] = NEVER
    from_unpaid[0] = 0
    for block in range(core.first_block[j], core.first_block[j + 1]):
        fee = core.block_fee[block] * scale
        for state in range(width * layers):
            from_paid[state] = NEVER
        for p in range(core.block_start[block], core.block_start[block + 1]):
            k, weight, minutes = p - start + 1, core.pair_weight[p], reduced[p]
            taken, passed = NEVER, NEVER
            for state in range(width * layers):
                passed = min(passed, from_unpaid[state] + unpaid[k, state])
                passed = min(passed, from_paid[state] + paid[k, state])
            # Downwards in layer and load, so that no state is read after it was changed.
            for layer in range(layers - 1, -1, -1):
                to = min(layer + 1, layers - 1)
                if layers > 1 and to == layer and core.is_open_above[j] == 0:
                    continue
                for load in range(width - weight - 1, -1, -1):
                    state, then = layer * width + load, to * width + load + weight
                    come = min(from_unpaid[state] + fee, from_paid[state]) + minutes
                    taken = min(taken, come + paid[k, then])
                    from_paid[then] = min(from_paid[then], come)
            with_pair[p], without_pair[p] = taken, passed
        for state in range(width * layers):
            from_unpaid[state] = min(from_unpaid[state], from_paid[state])


@kernel
def prices_of_pairs(
    core: Core,
    scale: int,
    reduced: IntArray,
    first: int,
    most_states: int,
    with_pair: IntArray,
    without_pair: IntArray,
    best: IntArray,
) -> int:
    """Fill in scaled minutes of the best bundle with each pair, without it (P,), and of each consultant's best (m,).

    `NEVER` or a little less where there is no such bundle. Begins with the consultant `first`, leaves off after about
    `most_states` states of dynamic programs, and says with whom to go on; m at the end.
    """
    m, num_rows, size = len(core.room), 1, 1
    last, num_states = first, 0
    while last < m and num_states <= most_states:
        num_pairs, num_here = (
            core.pair_start[last + 1] - core.pair_start[last],
            (core.room[last] + 1) * core.num_layers[last],
        )
        num_rows, size = max(num_rows, num_pairs + 1), max(size, num_here)
        num_states += (num_pairs + 1) * num_here
        last += 1
    unpaid, paid = np.empty((num_rows, size), dtype=np.int64), np.empty((num_rows, size), dtype=np.int64)
    from_unpaid, from_paid = np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64)
    for j in range(first, last):
        best[j] = cost_to_go(core, scale, reduced, j, unpaid, paid)
        _meet(core, scale, reduced, j, unpaid, paid, from_unpaid, from_paid, with_pair, without_pair)
    return last


@kernel
def settle_pairs(
    core: Core,
    with_pair: IntArray,
    without_pair: IntArray,
    best: IntArray,
    slack: int,
    keep: BoolArray,
    decided: IntArray,
) -> bool:
    """Mark the pairs that no plan within `slack` scaled minutes of the bound uses, and those that all of them use.

    Parameters
    ----------
    with_pair, without_pair, best
        From `prices_of_pairs`, at the duals of the bound.
    keep
        (P,): pairs that are hopeless become False.
    decided
        (n,): -1, or the pair that every such plan uses.

    Returns
    -------
    bool
        Whether anything was settled.
    """
    is_anything_settled = False
    for p in range(len(with_pair)):
        j = core.pair_consultant[p]
        if with_pair[p] >= HOPELESS or with_pair[p] - best[j] > slack:
            keep[p] = False
            is_anything_settled = True
        elif without_pair[p] >= HOPELESS or without_pair[p] - best[j] > slack:
            decided[core.pair_case[p]] = p
            is_anything_settled = True
    return is_anything_settled


@kernel
def nearest_pairs(core: Core, with_pair: IntArray, best: IntArray, most: int, also: IntArray) -> BoolArray:
    """(P,): for each case the `most` pairs that add least to the bound, and those marked in `also` (P,)."""
    keep = also == 1
    for i in range(len(core.case_start) - 1):
        pairs = core.case_pair[core.case_start[i] : core.case_start[i + 1]]
        excess = np.empty(len(pairs), dtype=np.int64)
        for position in range(len(pairs)):
            excess[position] = with_pair[pairs[position]] - best[core.pair_consultant[pairs[position]]]
        for position in np.argsort(excess, kind="mergesort")[:most]:
            keep[pairs[position]] = True
    return keep
