"""All bundles that a plan within reach of the bound could use, by depth-first search under the cost to go."""

from typing import NamedTuple

import numpy as np

from allocator.arrays import IntArray
from allocator.solving.kernels.bundle_bounds import cost_to_go
from allocator.solving.kernels.compiling import kernel
from allocator.solving.kernels.core import HOPELESS, Core


class Bundles(NamedTuple):
    """C bundles, ordered by consultant; the empty ones as well.

    Attributes
    ----------
    consultant, minutes
        (C,): whose it is, and what it costs with fees and load.
    start, pair
        (C + 1,), (E,): its pairs.
    """

    consultant: IntArray
    minutes: IntArray
    start: IntArray
    pair: IntArray


@kernel
def list_bundles(
    core: Core, scale: int, reduced: IntArray, slack: int, most_bundles: int, most_steps: int
) -> tuple[bool, Bundles]:
    """Every bundle at most `slack` scaled minutes worse than its consultant's best; False where they are too many.

    Parameters
    ----------
    most_bundles, most_steps
        How many to list, and how many pairs to look at on the way.
    """
    m, num_rows, size = len(core.room), 1, 1
    for j in range(m):
        num_rows = max(num_rows, core.pair_start[j + 1] - core.pair_start[j] + 1)
        size = max(size, (core.room[j] + 1) * core.num_layers[j])
    unpaid, paid = np.empty((num_rows, size), dtype=np.int64), np.empty((num_rows, size), dtype=np.int64)
    taken, block = np.empty(num_rows, dtype=np.int64), np.empty(len(reduced), dtype=np.int64)
    for b in range(len(core.block_fee)):
        block[core.block_start[b] : core.block_start[b + 1]] = b
    consultant, minutes = np.empty(most_bundles, dtype=np.int64), np.empty(most_bundles, dtype=np.int64)
    start = np.zeros(most_bundles + 1, dtype=np.int64)
    pair = np.empty(1024, dtype=np.int64)
    num_bundles, num_entries, num_steps = 0, 0, 0
    is_complete = True
    for j in range(m):
        best = cost_to_go(core, scale, reduced, j, unpaid, paid)
        if best >= HOPELESS:
            continue
        first, num_pairs = core.pair_start[j], core.pair_start[j + 1] - core.pair_start[j]
        width, last_layer = core.room[j] + 1, core.num_layers[j] - 1
        is_closed = last_layer > 0 and core.is_open_above[j] == 0
        load, count, num_taken, so_far, cost = 0, 0, 0, 0, 0
        k = 0
        while True:
            num_steps += 1
            if num_steps > most_steps:
                is_complete = False
                break
            is_paid = k > 0 and k < num_pairs and num_taken > 0 and block[taken[num_taken - 1]] == block[first + k]
            if k < num_pairs:
                p = first + k
                fee = 0 if is_paid else core.block_fee[block[p]]
                to_count = count + 1
                if load + core.pair_weight[p] < width and not (is_closed and to_count > last_layer):
                    then = min(to_count, last_layer) * width + load + core.pair_weight[p]
                    if so_far + fee * scale + reduced[p] + paid[k + 1, then] <= best + slack:
                        taken[num_taken] = p
                        num_taken += 1
                        so_far += fee * scale + reduced[p]
                        cost += fee + core.pair_cost[p]
                        load += core.pair_weight[p]
                        count += 1
                        k += 1
                        continue
                is_possible = True
            else:
                if num_bundles == most_bundles:
                    is_complete = False
                    break
                if num_entries + num_taken > len(pair):
                    longer = np.empty(2 * len(pair) + num_taken, dtype=np.int64)
                    longer[:num_entries] = pair[:num_entries]
                    pair = longer
                consultant[num_bundles] = j
                minutes[num_bundles] = cost + core.load_cost[core.load_start[j] + load]
                pair[num_entries : num_entries + num_taken] = taken[:num_taken]
                num_entries += num_taken
                num_bundles += 1
                start[num_bundles] = num_entries
                is_possible = False
            # Pass the k-th pair over, or the last one taken, whichever still leads anywhere.
            while True:
                if is_possible:
                    state = min(count, last_layer) * width + load
                    to_go = paid[k + 1, state] if is_paid else unpaid[k + 1, state]
                    if so_far + to_go <= best + slack:
                        k += 1
                        break
                if num_taken == 0:
                    k = -1
                    break
                num_taken -= 1
                p = taken[num_taken]
                k = p - first
                is_paid = num_taken > 0 and block[taken[num_taken - 1]] == block[p]
                fee = 0 if is_paid else core.block_fee[block[p]]
                so_far -= fee * scale + reduced[p]
                cost -= fee + core.pair_cost[p]
                load -= core.pair_weight[p]
                count -= 1
                is_possible = True
            if k < 0:
                break
        if not is_complete:
            break
    bundles = Bundles(
        consultant[:num_bundles].copy(),
        minutes[:num_bundles].copy(),
        start[: num_bundles + 1].copy(),
        pair[:num_entries].copy(),
    )
    return is_complete, bundles
