"""The best bundle of cases for each consultant at given duals: a dynamic program over load, with fees and counts."""

from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.solving.kernels.compiling import bare, kernel
from allocator.solving.kernels.core import HOPELESS, NEVER, Core

_OPENS: Final = -1
"""Stands for a row of the table in which a block's fee has just been paid."""

_CLOSES: Final = -2
"""Minus the row before the block: a row that takes the better of paying the fee and not."""


@kernel
def reduced_costs(core: Core, scale: int, case_dual: IntArray, limit_dual: IntArray) -> IntArray:
    """(P,): scaled minutes of each pair, with what limits charge and less what its case pays."""
    reduced = np.empty(len(core.pair_case), dtype=np.int64)
    reduce_costs(core, scale, case_dual, limit_dual, reduced)
    return reduced


@bare
def reduce_costs(core: Core, scale: int, case_dual: IntArray, limit_dual: IntArray, reduced: IntArray) -> None:
    """As `reduced_costs`, into an array of the caller's."""
    for p in range(len(reduced)):
        minutes = core.pair_cost[p] * scale - case_dual[core.pair_case[p]]
        for e in range(core.limit_start[p], core.limit_start[p + 1]):
            minutes += limit_dual[core.limit_row[e]] * core.limit_count[e]
        reduced[p] = minutes


@kernel
def new_table(core: Core) -> tuple[IntArray, IntArray]:
    """Room for the largest dynamic program, and for what its rows stand for."""
    num_rows, width = 1, 1
    for j in range(len(core.room)):
        num_pairs = core.pair_start[j + 1] - core.pair_start[j]
        num_blocks = core.first_block[j + 1] - core.first_block[j]
        num_rows = max(num_rows, num_pairs + 2 * num_blocks + 1)
        width = max(width, (core.room[j] + 1) * core.num_layers[j])
    return np.empty((num_rows, width), dtype=np.int64), np.empty(num_rows, dtype=np.int64)


@bare
def price_bundle(
    core: Core, scale: int, reduced: IntArray, j: int, table: IntArray, meaning: IntArray, chosen: IntArray
) -> int:
    """Scaled minutes of the best bundle of a consultant, which is marked in `chosen` (P,); `NEVER` if there is none.

    A case is passed over where it can't pay for itself even at the least step of the load cost: by convexity and
    because fees are not negative, no bundle is the worse for leaving it out.
    """
    start, end = core.pair_start[j], core.pair_start[j + 1]
    layers, open_above = core.num_layers[j], core.is_open_above[j]
    may_pass_over = core.min_load[j] == 0 and core.min_count[j] <= 0
    step = core.least_step[j] * scale
    top = 0
    for p in range(start, end):
        chosen[p] = 0
        if not may_pass_over or reduced[p] + core.pair_weight[p] * step < 0:
            top += core.pair_weight[p]
    width = min(top, core.room[j]) + 1
    size = width * layers

    for state in range(1, size):
        table[0, state] = NEVER
    table[0, 0] = 0
    row = 0
    for block in range(core.first_block[j], core.first_block[j + 1]):
        fee = core.block_fee[block] * scale
        before = row
        for p in range(core.block_start[block], core.block_start[block + 1]):
            weight, minutes = core.pair_weight[p], reduced[p]
            if may_pass_over and minutes + weight * step >= 0:
                continue
            if weight >= width:
                continue
            if fee > 0 and row == before:
                row += 1
                meaning[row] = _OPENS
                for state in range(size):
                    table[row, state] = table[before, state] + fee
            row += 1
            meaning[row] = p
            if layers == 1:
                for load in range(weight):
                    table[row, load] = table[row - 1, load]
                for load in range(weight, width):
                    table[row, load] = min(table[row - 1, load], table[row - 1, load - weight] + minutes)
            else:
                for state in range(size):
                    table[row, state] = table[row - 1, state]
                for layer in range(layers):
                    to = layer + 1
                    if to == layers:
                        if open_above == 0:
                            break
                        to = layer
                    for load in range(weight, width):
                        state = to * width + load
                        come = table[row - 1, layer * width + load - weight] + minutes
                        table[row, state] = min(table[row, state], come)
        if row > before and fee > 0:
            row += 1
            meaning[row] = _CLOSES - before
            for state in range(size):
                table[row, state] = min(table[before, state], table[row - 1, state])

    best, best_state = NEVER, -1
    for layer in range(max(0, core.min_count[j]) if layers > 1 else 0, layers):
        for load in range(core.min_load[j], width):
            minutes = table[row, layer * width + load] + core.load_cost[core.load_start[j] + load] * scale
            if minutes < best and table[row, layer * width + load] < HOPELESS:
                best, best_state = minutes, layer * width + load
    if best_state >= 0:
        _trace(core, j, reduced, table, meaning, chosen, row, best_state, width)
    return best


@bare
def _trace(
    core: Core,
    j: int,
    reduced: IntArray,
    table: IntArray,
    meaning: IntArray,
    chosen: IntArray,
    row: int,
    state: int,
    width: int,
) -> None:
    """Mark the bundle that led to a state."""
    while row > 0:
        if meaning[row] >= 0:
            p = meaning[row]
            if table[row, state] != table[row - 1, state]:
                chosen[p] = 1
                before = state - core.pair_weight[p]
                if core.num_layers[j] > 1:
                    is_last = before // width == core.num_layers[j] - 1
                    below = before - width
                    # In the open last layer the case may have come from the layer itself.
                    comes_from_below = core.is_open_above[j] == 0 or not is_last
                    if not comes_from_below and below >= 0:
                        comes_from_below = table[row - 1, below] + reduced[p] == table[row, state]
                    if comes_from_below:
                        before = below
                state = before
            row -= 1
        elif meaning[row] == _OPENS:
            row -= 1
        else:
            row_before = _CLOSES - meaning[row]
            row = row_before if table[row, state] == table[row_before, state] else row - 1
