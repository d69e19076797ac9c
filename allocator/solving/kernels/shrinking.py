"""A smaller core: pairs dropped, cases decided, and whatever follows from that at once."""

from typing import NamedTuple

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.solving.kernels.compiling import bare, kernel
from allocator.solving.kernels.core import Core

UNDECIDED = -1
"""Stands for a case that still has a choice of pairs."""


class Seen(NamedTuple):
    """What the pairs left to one case count in the limits.

    Attributes
    ----------
    num_pairs, least
        (K,), (K,): how many of the pairs count anything in a limit, and the least that any pair counts there.
    rows
        (K + 1,): the limits in which any pair counts something, and at the end how many these are.
    """

    num_pairs: IntArray
    least: IntArray
    rows: IntArray


@bare
def _see_case(core: Core, keep: BoolArray, i: int, seen: Seen) -> None:
    num_kept, end = 0, len(seen.num_pairs)
    for position in range(core.case_start[i], core.case_start[i + 1]):
        p = core.case_pair[position]
        if not keep[p]:
            continue
        num_kept += 1
        for e in range(core.limit_start[p], core.limit_start[p + 1]):
            k, count = core.limit_row[e], core.limit_count[e]
            if seen.num_pairs[k] == 0:
                seen.rows[seen.rows[end]] = k
                seen.rows[end] += 1
                seen.least[k] = count
            seen.num_pairs[k] += 1
            seen.least[k] = min(seen.least[k], count)
    for position in range(seen.rows[end]):
        k = seen.rows[position]
        if seen.num_pairs[k] < num_kept:
            seen.least[k] = min(seen.least[k], 0)


@bare
def _forget(seen: Seen) -> None:
    end = len(seen.num_pairs)
    for position in range(seen.rows[end]):
        seen.num_pairs[seen.rows[position]] = 0
    seen.rows[end] = 0


@bare
def _drop_what_is_too_dear(core: Core, keep: BoolArray, i: int, seen: Seen, spare: IntArray) -> bool:
    """Drop the pairs of a case that count too much in some limit, whatever the others do; whether there were any."""
    is_anything_dropped = False
    for position in range(core.case_start[i], core.case_start[i + 1]):
        p = core.case_pair[position]
        if not keep[p]:
            continue
        for e in range(core.limit_start[p], core.limit_start[p + 1]):
            k = core.limit_row[e]
            if core.limit_count[e] - seen.least[k] > spare[k]:
                keep[p] = False
        for r in range(seen.rows[len(spare)]):
            k = seen.rows[r]
            if -seen.least[k] > spare[k] and not _counts_in(core, p, k):
                keep[p] = False
        is_anything_dropped = is_anything_dropped or not keep[p]
    return is_anything_dropped


@bare
def _counts_in(core: Core, p: int, k: int) -> bool:
    for e in range(core.limit_start[p], core.limit_start[p + 1]):  # noqa: SIM110 - Numba compiles no generator in `any`
        if core.limit_row[e] == k:
            return True
    return False


@kernel
def propagate(core: Core, keep: BoolArray, decided: IntArray) -> bool:
    """Draw the conclusions from pairs dropped and cases decided, until there is nothing more; False if that can't be.

    A case with a single pair is decided; a pair without room, or too dear for a limit, is dropped.

    Parameters
    ----------
    keep
        (P,): the pairs that may still be chosen; the pair of a decided case and all its others become False.
    decided
        (n,): the pair of each decided case, or `UNDECIDED`.
    """
    n, m, num_limits = len(decided), len(core.room), len(core.limit_upper)
    taken, count = np.zeros(m, dtype=np.int64), np.zeros(m, dtype=np.int64)
    slack = core.limit_upper.copy()
    is_counted = np.zeros(n, dtype=np.bool_)
    seen = Seen(
        np.zeros(num_limits, dtype=np.int64),
        np.zeros(num_limits, dtype=np.int64),
        np.zeros(num_limits + 1, dtype=np.int64),
    )
    while True:
        is_stable = True
        for i in range(n):
            if not is_counted[i] and decided[i] == UNDECIDED:
                only, num_kept = UNDECIDED, 0
                for p in core.case_pair[core.case_start[i] : core.case_start[i + 1]]:
                    if keep[p]:
                        only = p
                        num_kept += 1
                if num_kept == 0:
                    return False
                if num_kept == 1:
                    decided[i] = only
            if not is_counted[i] and decided[i] != UNDECIDED:
                is_counted[i] = True
                is_stable = False
                p = decided[i]
                j = core.pair_consultant[p]
                taken[j] += core.pair_weight[p]
                count[j] += 1
                if taken[j] > core.room[j] or (core.num_layers[j] > 1 and count[j] > core.max_count[j]):
                    return False
                for e in range(core.limit_start[p], core.limit_start[p + 1]):
                    slack[core.limit_row[e]] -= core.limit_count[e]
                for p in core.case_pair[core.case_start[i] : core.case_start[i + 1]]:
                    keep[p] = False
        if num_limits > 0:
            spare = slack.copy()
            for i in range(n):
                _see_case(core, keep, i, seen)
                for position in range(seen.rows[num_limits]):
                    spare[seen.rows[position]] -= seen.least[seen.rows[position]]
                _forget(seen)
            if (spare < 0).any():
                return False
            for i in range(n):
                _see_case(core, keep, i, seen)
                is_stable = not _drop_what_is_too_dear(core, keep, i, seen, spare) and is_stable
                _forget(seen)
        for p in range(len(keep)):
            if keep[p]:
                j = core.pair_consultant[p]
                is_full = core.num_layers[j] > 1 and count[j] >= core.max_count[j]
                if is_full or core.pair_weight[p] > core.room[j] - taken[j]:
                    keep[p] = False
                    is_stable = False
        if is_stable:
            return True


@kernel
def shrink(core: Core, keep: BoolArray, decided: IntArray) -> tuple[bool, int, Core, IntArray, IntArray]:
    """What is left after `propagate`: whether it can be satisfied, its constant minutes, core, pairs and cases.

    The last two are the pairs (P',) and cases (n',) of the old core that those of the new one were.
    """
    n, m = len(decided), len(core.room)
    is_possible, constant = True, 0
    taken, count = np.zeros(m, dtype=np.int64), np.zeros(m, dtype=np.int64)
    is_paid = np.zeros(len(core.block_fee), dtype=np.bool_)
    limit_upper = core.limit_upper.copy()
    block_of = np.zeros(len(keep), dtype=np.int64)
    for block in range(len(core.block_fee)):
        block_of[core.block_start[block] : core.block_start[block + 1]] = block
    new_case = np.full(n, -1, dtype=np.int64)
    old_cases = np.flatnonzero(decided == UNDECIDED)
    for i in range(len(old_cases)):
        new_case[old_cases[i]] = i
    for i in range(n):
        p = decided[i]
        if p == UNDECIDED:
            continue
        j = core.pair_consultant[p]
        constant += core.pair_cost[p]
        taken[j] += core.pair_weight[p]
        count[j] += 1
        if not is_paid[block_of[p]]:
            is_paid[block_of[p]] = True
            constant += core.block_fee[block_of[p]]
        for e in range(core.limit_start[p], core.limit_start[p + 1]):
            limit_upper[core.limit_row[e]] -= core.limit_count[e]

    old_pairs = np.flatnonzero(keep)
    block_start, block_fee = np.zeros(len(core.block_fee) + 1, dtype=np.int64), core.block_fee.copy()
    block_fee[is_paid] = 0
    for p in old_pairs:
        block_start[block_of[p] + 1] += 1
    block_start = np.cumsum(block_start)
    pair_start = block_start[core.first_block]
    pair_consultant = core.pair_consultant[old_pairs]
    pair_weight = core.pair_weight[old_pairs]
    pair_case = new_case[core.pair_case[old_pairs]]
    case_start, case_pair = pairs_by_case(pair_case, len(old_cases))

    room, min_load = core.room - taken, np.maximum(core.min_load - taken, 0)
    min_count, max_count = core.min_count - count, core.max_count - count
    num_layers, is_open_above = core.num_layers.copy(), core.is_open_above.copy()
    load_start, least_step = np.zeros(m + 1, dtype=np.int64), np.zeros(m, dtype=np.int64)
    twin = core.twin.copy()
    for j in range(m):
        num_pairs = pair_start[j + 1] - pair_start[j]
        room[j] = min(room[j], pair_weight[pair_start[j] : pair_start[j + 1]].sum())
        is_possible = is_possible and room[j] >= min_load[j]
        if num_layers[j] > 1:
            is_possible = is_possible and min_count[j] <= num_pairs and max_count[j] >= 0
            if is_open_above[j] == 0 and max_count[j] >= num_pairs:
                is_open_above[j] = 1
            if is_open_above[j] == 1:
                num_layers[j] = max(min_count[j], 0) + 1
            else:
                num_layers[j] = max(max_count[j], 0) + 1
        if num_layers[j] == 1:
            min_count[j] = 0
            max_count[j] = num_pairs
        if count[j] > 0:
            twin[j] = -1 - j
        load_start[j + 1] = load_start[j] + max(room[j], 0) + 1
    load_cost = np.zeros(load_start[m], dtype=np.int64)
    for j in range(m):
        at = core.load_start[j] + taken[j]
        constant += core.load_cost[at]
        for load in range(load_start[j + 1] - load_start[j]):
            load_cost[load_start[j] + load] = core.load_cost[at + load] - core.load_cost[at]
        if room[j] > 0:
            least_step[j] = load_cost[load_start[j] + 1]
    limit_start = np.zeros(len(old_pairs) + 1, dtype=np.int64)
    for p in range(len(old_pairs)):
        limit_start[p + 1] = limit_start[p] + core.limit_start[old_pairs[p] + 1] - core.limit_start[old_pairs[p]]
    limit_row = np.empty(limit_start[-1], dtype=np.int64)
    limit_count = np.empty(limit_start[-1], dtype=np.int64)
    for p in range(len(old_pairs)):
        here = slice(core.limit_start[old_pairs[p]], core.limit_start[old_pairs[p] + 1])
        limit_row[limit_start[p] : limit_start[p + 1]] = core.limit_row[here]
        limit_count[limit_start[p] : limit_start[p + 1]] = core.limit_count[here]
    smaller = Core(
        pair_case,
        pair_consultant,
        core.pair_cost[old_pairs],
        pair_weight,
        pair_start,
        block_start,
        block_fee,
        core.first_block,
        case_start,
        case_pair,
        room,
        min_load,
        load_cost,
        load_start,
        least_step,
        min_count,
        max_count,
        num_layers,
        is_open_above,
        limit_start,
        limit_row,
        limit_count,
        limit_upper,
        twin,
    )
    return is_possible, constant, smaller, old_pairs, old_cases


@kernel
def pairs_by_case(pair_case: IntArray, num_cases: int) -> tuple[IntArray, IntArray]:
    """(n + 1,) and (P,): where the pairs of each case begin, and the pairs, in their order."""
    case_start = np.zeros(num_cases + 1, dtype=np.int64)
    for i in pair_case:
        case_start[i + 1] += 1
    case_start = np.cumsum(case_start)
    free = case_start.copy()
    case_pair = np.empty(len(pair_case), dtype=np.int64)
    for p in range(len(pair_case)):
        case_pair[free[pair_case[p]]] = p
        free[pair_case[p]] += 1
    return case_start, case_pair
