"""Raising the Lagrangian bound: the volume algorithm on the duals of cases and limits.

Source: Barahona and Anbil (2000), The volume algorithm: producing primal solutions with a subgradient method.
"""

from typing import Final

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.solving.kernels.compiling import bare, kernel
from allocator.solving.kernels.core import HOPELESS, NEVER, Core
from allocator.solving.kernels.pricing import new_table, price_bundle, reduce_costs

STEP: Final = 0
"""Where in `progress` the step length factor stands."""

NUM_WORSE: Final = 1
"""Where in `progress` the number of passes since the last better bound stands."""

_PATIENCE: Final = 8
_SHRINK: Final = 0.66
_GROW: Final = 1.1
_LARGEST_STEP: Final = 1.9


@bare
def lagrangian_bound(
    core: Core,
    scale: int,
    case_dual: IntArray,
    limit_dual: IntArray,
    table: IntArray,
    meaning: IntArray,
    reduced: IntArray,
    chosen: IntArray,
) -> int:
    """Scaled minutes that no plan goes below, at given duals; `NEVER` where some consultant can't be satisfied.

    Fills in `reduced` (P,), the reduced costs, and `chosen` (P,), the best bundles.
    """
    reduce_costs(core, scale, case_dual, limit_dual, reduced)
    total = 0
    for i in range(len(case_dual)):
        total += case_dual[i]
    for k in range(len(limit_dual)):
        total -= limit_dual[k] * core.limit_upper[k]
    for j in range(len(core.room)):
        value = price_bundle(core, scale, reduced, j, table, meaning, chosen)
        if value >= HOPELESS:
            return NEVER
        total += value
    return total


@kernel
def ascend(
    core: Core,
    scale: int,
    case_dual: IntArray,
    limit_dual: IntArray,
    largest_dual: int,
    largest_limit_dual: IntArray,
    target: float,
    num_passes: int,
    average: FloatArray,
    latest: IntArray,
    progress: FloatArray,
    bound: int,
) -> int:
    """The best bound, in scaled minutes, after a number of passes.

    Parameters
    ----------
    case_dual, limit_dual
        (n,), (K,): the best duals so far, scaled; replaced by better ones.
    largest_dual, largest_limit_dual
        The duals stay between minus these and these, limit duals from 0, so that no sum overflows.
    target
        Scaled minutes to aim at: a known plan or a guess.
    average
        (P,): a running average of the best bundles, an approximate solution of the linear relaxation; replaced.
    latest
        (P,): the bundles of the last better pass; replaced.
    progress
        Kept from call to call, see `STEP`.
    bound
        The bound at the given duals; minus `NEVER` where it isn't known yet.
    """
    n, num_limits, num_pairs = len(case_dual), len(limit_dual), len(core.pair_case)
    table, meaning = new_table(core)
    chosen, reduced = np.zeros(num_pairs, dtype=np.int64), np.zeros(num_pairs, dtype=np.int64)
    trial, trial_limit = case_dual.copy(), limit_dual.copy()
    covered = np.zeros(n, dtype=np.float64)
    used = np.zeros(num_limits, dtype=np.float64)
    average_covered, average_used = np.zeros(n, dtype=np.float64), np.zeros(num_limits, dtype=np.float64)

    if bound == -NEVER:
        bound = lagrangian_bound(core, scale, case_dual, limit_dual, table, meaning, reduced, chosen)
        if bound == NEVER:
            return bound
        average[:] = chosen
        latest[:] = chosen
    for _ in range(num_passes):
        # What the average leaves uncovered or uses too much is the direction from the best duals.
        _cover(core, average, average_covered, average_used)
        norm = 0.0
        for i in range(n):
            norm += (1.0 - average_covered[i]) ** 2
        for k in range(num_limits):
            if limit_dual[k] > 0 or average_used[k] > core.limit_upper[k]:
                norm += (average_used[k] - core.limit_upper[k]) ** 2
        if norm < 1e-9 or bound >= target:
            break
        step = progress[STEP] * (target - bound) / norm
        for i in range(n):
            moved = case_dual[i] + step * (1.0 - average_covered[i])
            trial[i] = np.int64(np.rint(min(max(moved, -largest_dual), largest_dual)))
        for k in range(num_limits):
            moved = limit_dual[k] + step * (average_used[k] - core.limit_upper[k])
            trial_limit[k] = np.int64(np.rint(min(max(moved, 0.0), largest_limit_dual[k])))
        trial_bound = lagrangian_bound(core, scale, trial, trial_limit, table, meaning, reduced, chosen)

        share = 0.1 if progress[NUM_WORSE] < 3 else 0.05
        along, own = 0.0, 0.0
        covered[:] = 0
        used[:] = 0
        for p in range(num_pairs):
            if chosen[p] == 1:
                covered[core.pair_case[p]] += 1
                for k in range(num_limits):
                    used[k] += core.limit_pair[k, p]
        for i in range(n):
            along += (1.0 - average_covered[i]) * (1.0 - covered[i])
            own += (1.0 - covered[i]) ** 2
        # The share that makes the new average cover best, within limits.
        spread = norm - 2 * along + own
        if spread > 0:
            share = min(max((norm - along) / spread, share / 10), share)
        for p in range(num_pairs):
            average[p] = (1 - share) * average[p] + share * chosen[p]
        if trial_bound > bound:
            if along >= 0:
                progress[STEP] = min(progress[STEP] * _GROW, _LARGEST_STEP)
            bound = trial_bound
            case_dual[:] = trial
            limit_dual[:] = trial_limit
            latest[:] = chosen
            progress[NUM_WORSE] = 0
        else:
            progress[NUM_WORSE] += 1
            if progress[NUM_WORSE] % _PATIENCE == 0:
                progress[STEP] *= _SHRINK
    return bound


@bare
def _cover(core: Core, share: FloatArray, covered: FloatArray, used: FloatArray) -> None:
    for i in range(len(covered)):
        covered[i] = 0
    for k in range(len(used)):
        used[k] = 0
    for p in range(len(share)):
        if share[p] > 0:
            covered[core.pair_case[p]] += share[p]
            for k in range(len(used)):
                used[k] += share[p] * core.limit_pair[k, p]
