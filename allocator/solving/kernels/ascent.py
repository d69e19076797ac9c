"""Raising the Lagrangian bound: the volume algorithm on the duals of cases and limits.

Source: Barahona and Anbil (2000), The volume algorithm: producing primal solutions with a subgradient method.
"""

from typing import Final, NamedTuple

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.solving.kernels.compiling import bare, kernel
from allocator.solving.kernels.core import HOPELESS, NEVER, Core
from allocator.solving.kernels.pricing import new_table, price_bundle, reduce_costs

STEP: Final = 0
"""Where in `Ascent.progress` the step length factor stands."""

_NUM_WORSE: Final = 1
_NORM: Final = 2
_NEXT: Final = 0
_TOTAL: Final = 1

_PATIENCE: Final = 8
_SHRINK: Final = 0.66
_GROW: Final = 1.1
_LARGEST_STEP: Final = 1.9


class Ascent(NamedTuple):
    """An ascent under way, which can be left off and gone on with between any two consultants.

    Attributes
    ----------
    average
        (P,): a running average of the best bundles, an approximate solution of the linear relaxation.
    latest
        (P,): the bundles of the last better pass.
    progress
        (3,): the step length factor, passes since the last better bound, and how far the average is from a plan.
    under_way
        (2,): the next consultant of the pass under way, and its bound without her and those after her.
    trial, trial_limit, reduced, chosen
        (n,), (K,), (P,), (P,): the duals that the pass tries, reduced costs at them, and the best bundles.
    covered, used
        (n,), (K,): how often the average takes each case, and what it counts in each limit.
    table, meaning
        From `new_table`.
    """

    average: FloatArray
    latest: IntArray
    progress: FloatArray
    under_way: IntArray
    trial: IntArray
    trial_limit: IntArray
    reduced: IntArray
    chosen: IntArray
    covered: FloatArray
    used: FloatArray
    table: IntArray
    meaning: IntArray


@kernel
def new_ascent(core: Core, step: float) -> Ascent:
    """An ascent before its first pass, with a step length factor to begin with."""
    n, num_limits, num_pairs = len(core.case_start) - 1, len(core.limit_upper), len(core.pair_case)
    table, meaning = new_table(core)
    progress = np.zeros(3, dtype=np.float64)
    progress[STEP] = step
    return Ascent(
        np.zeros(num_pairs, dtype=np.float64),
        np.zeros(num_pairs, dtype=np.int64),
        progress,
        np.zeros(2, dtype=np.int64),
        np.zeros(n, dtype=np.int64),
        np.zeros(num_limits, dtype=np.int64),
        np.zeros(num_pairs, dtype=np.int64),
        np.zeros(num_pairs, dtype=np.int64),
        np.zeros(n, dtype=np.float64),
        np.zeros(num_limits, dtype=np.float64),
        table,
        meaning,
    )


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
    most_states: int,
    ascent: Ascent,
    bound: int,
) -> tuple[int, int]:
    """The best bound, in scaled minutes, after a number of passes; and how many passes were done.

    `NEVER` where some consultant can't be satisfied. Fewer passes than wished for mean that it is to be called again,
    with the same duals and ascent and the bound that it gave.

    Parameters
    ----------
    case_dual, limit_dual
        (n,), (K,): the best duals so far, scaled; replaced by better ones.
    largest_dual, largest_limit_dual
        The duals stay between minus these and these, limit duals from 0, so that no sum overflows.
    target
        Scaled minutes to aim at: a known plan or a guess.
    num_passes
        Beside the one for the bound at the given duals, where that isn't known.
    most_states
        How many states of dynamic programs to look at, about, before it leaves off.
    bound
        The bound at the given duals; minus `NEVER` where it isn't known yet.
    """
    num_done, num_states = 0, 0
    under_way = ascent.under_way
    while bound == -NEVER or num_done < num_passes:
        if under_way[_NEXT] == 0:
            if bound == -NEVER:
                ascent.trial[:] = case_dual
                ascent.trial_limit[:] = limit_dual
            elif not _aim(core, case_dual, limit_dual, largest_dual, largest_limit_dual, target, ascent, bound):
                return bound, num_passes
            reduce_costs(core, scale, ascent.trial, ascent.trial_limit, ascent.reduced)
            total = 0
            for i in range(len(case_dual)):
                total += ascent.trial[i]
            for k in range(len(limit_dual)):
                total -= ascent.trial_limit[k] * core.limit_upper[k]
            under_way[_TOTAL] = total
        for j in range(under_way[_NEXT], len(core.room)):
            if num_states > most_states:
                under_way[_NEXT] = j
                return bound, num_done
            num_states += (core.pair_start[j + 1] - core.pair_start[j] + 1) * (core.room[j] + 1) * core.num_layers[j]
            value = price_bundle(core, scale, ascent.reduced, j, ascent.table, ascent.meaning, ascent.chosen)
            if value >= HOPELESS:
                return NEVER, num_done
            under_way[_TOTAL] += value
        under_way[_NEXT] = 0
        if bound == -NEVER:
            bound = under_way[_TOTAL]
            ascent.average[:] = ascent.chosen
            ascent.latest[:] = ascent.chosen
        else:
            bound = _take(core, case_dual, limit_dual, ascent, bound)
            num_done += 1
    return bound, num_done


@bare
def _aim(
    core: Core,
    case_dual: IntArray,
    limit_dual: IntArray,
    largest_dual: int,
    largest_limit_dual: IntArray,
    target: float,
    ascent: Ascent,
    bound: int,
) -> bool:
    """Set the duals to try: from the best ones to where the average leaves cases uncovered or uses limits too much."""
    covered, used = ascent.covered, ascent.used
    _cover(core, ascent.average, covered, used)
    norm = 0.0
    for i in range(len(case_dual)):
        norm += (1.0 - covered[i]) ** 2
    for k in range(len(limit_dual)):
        if limit_dual[k] > 0 or used[k] > core.limit_upper[k]:
            norm += (used[k] - core.limit_upper[k]) ** 2
    if norm < 1e-9 or bound >= target:
        return False
    ascent.progress[_NORM] = norm
    step = ascent.progress[STEP] * (target - bound) / norm
    for i in range(len(case_dual)):
        moved = case_dual[i] + step * (1.0 - covered[i])
        ascent.trial[i] = np.int64(np.rint(min(max(moved, -largest_dual), largest_dual)))
    for k in range(len(limit_dual)):
        moved = limit_dual[k] + step * (used[k] - core.limit_upper[k])
        ascent.trial_limit[k] = np.int64(np.rint(min(max(moved, 0.0), largest_limit_dual[k])))
    return True


@bare
def _take(core: Core, case_dual: IntArray, limit_dual: IntArray, ascent: Ascent, bound: int) -> int:
    """Work a completed pass into the average, and its duals and bound into the best ones if they are better."""
    progress, average, chosen = ascent.progress, ascent.average, ascent.chosen
    along, own = 0.0, 0.0
    for i in range(len(case_dual)):
        num_takers = 0
        for position in range(core.case_start[i], core.case_start[i + 1]):
            num_takers += chosen[core.case_pair[position]]
        along += (1.0 - ascent.covered[i]) * (1.0 - num_takers)
        own += (1.0 - num_takers) ** 2
    # The share that makes the new average cover best, within limits.
    share = 0.1 if progress[_NUM_WORSE] < 3 else 0.05
    spread = progress[_NORM] - 2 * along + own
    if spread > 0:
        share = min(max((progress[_NORM] - along) / spread, share / 10), share)
    for p in range(len(average)):
        average[p] = (1 - share) * average[p] + share * chosen[p]
    if ascent.under_way[_TOTAL] <= bound:
        progress[_NUM_WORSE] += 1
        if progress[_NUM_WORSE] % _PATIENCE == 0:
            progress[STEP] *= _SHRINK
        return bound
    if along >= 0:
        progress[STEP] = min(progress[STEP] * _GROW, _LARGEST_STEP)
    progress[_NUM_WORSE] = 0
    for i in range(len(case_dual)):
        case_dual[i] = ascent.trial[i]
    for k in range(len(limit_dual)):
        limit_dual[k] = ascent.trial_limit[k]
    for p in range(len(chosen)):
        ascent.latest[p] = chosen[p]
    return ascent.under_way[_TOTAL]


@bare
def _cover(core: Core, share: FloatArray, covered: FloatArray, used: FloatArray) -> None:
    for i in range(len(covered)):
        covered[i] = 0
    for k in range(len(used)):
        used[k] = 0
    for p in range(len(share)):
        if share[p] > 0:
            covered[core.pair_case[p]] += share[p]
            for e in range(core.limit_start[p], core.limit_start[p + 1]):
                used[core.limit_row[e]] += share[p] * core.limit_count[e]
