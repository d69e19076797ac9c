"""Cores to test kernels with, and their twins in plain Python: every bundle written out."""

import itertools
from collections.abc import Iterator

import numpy as np

from allocator.solving.compact import Compact, compact
from allocator.solving.kernels.core import Core
from allocator.solving.obstacles import usable_pairs
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family


def compacts() -> list[tuple[int, Compact]]:
    """Seeds and compact forms of the members of the family that have one."""
    drawn = ((seed, member_of_family(seed)) for seed in range(NUM_IN_FAMILY))
    formed = ((seed, compact(p, usable_pairs(p), np.random.default_rng(seed))) for seed, p in drawn)
    return [(seed, each) for seed, each in formed if each is not None and len(each.case) > 0]


def bundles_of(core: Core, j: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every bundle that consultant j may take, and its minutes."""
    pairs = range(core.pair_start[j], core.pair_start[j + 1])
    blocks = range(core.first_block[j], core.first_block[j + 1])
    block_of = {p: b for b in blocks for p in range(core.block_start[b], core.block_start[b + 1])}
    for size in range(len(pairs) + 1):
        for bundle in itertools.combinations(pairs, size):
            load = sum(int(core.pair_weight[p]) for p in bundle)
            if not core.min_load[j] <= load <= core.room[j]:
                continue
            if core.num_layers[j] > 1 and not core.min_count[j] <= size <= core.max_count[j]:
                continue
            minutes = sum(int(core.pair_cost[p]) for p in bundle) + int(core.load_cost[core.load_start[j] + load])
            yield bundle, minutes + sum(int(core.block_fee[b]) for b in {block_of[p] for p in bundle})


def random_duals(compacted: Compact, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Duals of cases and limits, of about the size that costs have."""
    random = np.random.default_rng(seed)
    num_cases, num_limits = len(compacted.core.case_start) - 1, len(compacted.core.limit_upper)
    return (
        random.integers(-10, 25, num_cases) * compacted.scale + random.integers(0, compacted.scale, num_cases),
        random.integers(0, 3, num_limits) * compacted.scale,
    )
