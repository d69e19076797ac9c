"""The best choice of one listed bundle for each consultant that gives every case to one: depth first, with bounds.

At each node the duals are raised a little, bundles that can't be part of a better plan are dropped, and the case with
the fewest bundles left is branched on.
"""

from typing import Final

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.solving.kernels.bundles import Bundles
from allocator.solving.kernels.compiling import bare, kernel
from allocator.solving.kernels.core import HOPELESS, NEVER, Core

_MOST_PASSES: Final = 12
_NO_BUNDLE: Final = -1


@bare
def _price(
    scale: int,
    num_cases: int,
    consultant: IntArray,
    minutes: IntArray,
    start: IntArray,
    case: IntArray,
    row: IntArray,
    upper: IntArray,
    active: IntArray,
    num_active: int,
    case_dual: IntArray,
    limit_dual: IntArray,
    excess: IntArray,
    best: IntArray,
    best_bundle: IntArray,
) -> int:
    """The bound at given duals over the active bundles; their reduced costs in `excess`, each consultant's best."""
    total = 0
    for i in range(num_cases):
        total += case_dual[i]
    for k in range(len(upper)):
        total -= limit_dual[k] * upper[k]
    for j in range(len(best)):
        best[j] = NEVER
        best_bundle[j] = _NO_BUNDLE
    for position in range(num_active):
        c = active[position]
        reduced = minutes[c] * scale
        for entry in range(start[c], start[c + 1]):
            reduced -= case_dual[case[entry]]
        for k in range(len(upper)):
            reduced += limit_dual[k] * row[k, c]
        excess[c] = reduced
        if reduced < best[consultant[c]]:
            best[consultant[c]] = reduced
            best_bundle[consultant[c]] = c
    for j in range(len(best)):
        if best[j] >= HOPELESS:
            return NEVER
        total += best[j]
    return total


@bare
def _cover(
    start: IntArray, case: IntArray, row: IntArray, best_bundle: IntArray, covered: IntArray, used: IntArray
) -> None:
    for i in range(len(covered)):
        covered[i] = 0
    for k in range(len(used)):
        used[k] = 0
    for j in range(len(best_bundle)):
        c = best_bundle[j]
        for entry in range(start[c], start[c + 1]):
            covered[case[entry]] += 1
        for k in range(len(used)):
            used[k] += row[k, c]


@kernel
def choose_bundles(
    core: Core,
    bundles: Bundles,
    scale: int,
    case_dual: IntArray,
    limit_dual: IntArray,
    largest_dual: int,
    largest_limit_dual: IntArray,
    cutoff: int,
    most_work: int,
) -> tuple[bool, int, IntArray, int, int]:
    """Whether the search was completed, minutes (`NEVER`: none) and bundles (m,) of the best plan, nodes and work.

    Parameters
    ----------
    case_dual, limit_dual
        (n,), (K,): scaled minutes to begin with.
    cutoff
        Minutes that a plan may cost at most.
    most_work
        How many bundles to price altogether.
    """
    n, m, num_bundles = len(core.case_start) - 1, len(core.room), len(bundles.minutes)
    upper, num_limits = core.limit_upper, len(core.limit_upper)
    consultant, minutes, start = bundles.consultant, bundles.minutes, bundles.start
    case = core.pair_case[bundles.pair]
    row = np.zeros((num_limits, num_bundles), dtype=np.int64)
    for k in range(num_limits):
        for c in range(num_bundles):
            for entry in range(start[c], start[c + 1]):
                row[k, c] += core.limit_pair[k, bundles.pair[entry]]
    active, place = np.arange(num_bundles), np.arange(num_bundles)
    excess, best = np.zeros(num_bundles, dtype=np.int64), np.zeros(m, dtype=np.int64)
    best_bundle = np.zeros(m, dtype=np.int64)
    covered, used = np.zeros(n, dtype=np.int64), np.zeros(num_limits, dtype=np.int64)
    mean_gap = np.zeros(n, dtype=np.float64)
    duals = np.zeros((m + 2, n), dtype=np.int64)
    limit_duals = np.zeros((m + 2, num_limits), dtype=np.int64)
    trial, trial_limit = np.zeros(n, dtype=np.int64), np.zeros(num_limits, dtype=np.int64)
    duals[0], limit_duals[0] = case_dual, limit_dual
    num_active = np.zeros(m + 2, dtype=np.int64)
    num_active[0] = num_bundles
    # For each depth, the bundles to branch on as a part of one list, and how many of them are done.
    branches, branch_start = np.zeros(num_bundles * 2 + 2, dtype=np.int64), np.zeros(m + 3, dtype=np.int64)
    next_branch = np.zeros(m + 2, dtype=np.int64)
    is_touched, touched = np.zeros(m, dtype=np.bool_), np.zeros(m + 2, dtype=np.int64)
    is_done = np.zeros(n, dtype=np.bool_)
    num_choices = np.zeros(n, dtype=np.int64)
    found, found_minutes = np.full(m, _NO_BUNDLE, dtype=np.int64), NEVER
    depth, work, num_nodes = 0, 0, 0
    is_new = True

    while depth >= 0:
        if is_new:
            is_new = False
            num_nodes += 1
            branch_start[depth + 1] = branch_start[depth]
            next_branch[depth] = branch_start[depth]
            here = num_active[depth]
            if work > most_work:
                return False, found_minutes, found, num_nodes, work
            bound = _price(
                scale, n, consultant, minutes, start, case, row, upper, active, here,
                duals[depth], limit_duals[depth], excess, best, best_bundle,
            )  # fmt: skip
            work += here
            passes, step, worse = 0, 1.0, 0
            is_pruned = bound == NEVER or bound > cutoff * scale
            trial[:] = duals[depth]
            trial_limit[:] = limit_duals[depth]
            mean_gap[:] = 0
            while not is_pruned:
                _cover(start, case, row, best_bundle, covered, used)
                is_plan = True
                norm = 0.0
                for i in range(n):
                    gap = 1 - covered[i]
                    is_plan = is_plan and gap == 0
                    mean_gap[i] = gap + 0.6 * mean_gap[i]
                    norm += mean_gap[i] * mean_gap[i]
                for k in range(num_limits):
                    is_plan = is_plan and used[k] <= upper[k]
                    if used[k] > upper[k] or trial_limit[k] > 0:
                        norm += float(used[k] - upper[k]) ** 2
                if is_plan:
                    cost = 0
                    for j in range(m):
                        cost += minutes[best_bundle[j]]
                    if cost <= cutoff:
                        found[:] = best_bundle
                        found_minutes = cost
                        cutoff = cost - 1
                        is_pruned = bound > cutoff * scale
                if is_pruned or passes == _MOST_PASSES or norm < 1e-9:
                    break
                length = step * ((cutoff + 1) * scale - bound) / norm
                for i in range(n):
                    moved = duals[depth, i] + length * mean_gap[i]
                    trial[i] = np.int64(np.rint(min(max(moved, -largest_dual), largest_dual)))
                for k in range(num_limits):
                    moved = limit_duals[depth, k] + length * (used[k] - upper[k])
                    trial_limit[k] = np.int64(np.rint(min(max(moved, 0.0), largest_limit_dual[k])))
                trial_bound = _price(
                    scale, n, consultant, minutes, start, case, row, upper, active, here,
                    trial, trial_limit, excess, best, best_bundle,
                )  # fmt: skip
                work += here
                passes += 1
                if trial_bound > bound:
                    bound = trial_bound
                    duals[depth] = trial
                    limit_duals[depth] = trial_limit
                    is_pruned = bound > cutoff * scale
                else:
                    worse += 1
                    step *= 0.6
            if is_pruned:
                continue
            # Back to the best duals, and drop what can't be part of a better plan.
            bound = _price(
                scale, n, consultant, minutes, start, case, row, upper, active, here,
                duals[depth], limit_duals[depth], excess, best, best_bundle,
            )  # fmt: skip
            work += here
            num_choices[:] = 0
            position = 0
            while position < here:
                c = active[position]
                if bound + excess[c] - best[consultant[c]] > cutoff * scale:
                    here -= 1
                    _exchange(active, place, position, here)
                else:
                    for entry in range(start[c], start[c + 1]):
                        num_choices[case[entry]] += 1
                    position += 1
            num_active[depth] = here
            chosen, fewest = -1, num_bundles + 1
            for i in range(n):
                if not is_done[i] and num_choices[i] < fewest:
                    chosen, fewest = i, num_choices[i]
            if chosen == -1 or fewest == 0:
                continue
            end = branch_start[depth]
            if end + fewest > len(branches):
                longer = np.zeros(2 * len(branches) + fewest, dtype=np.int64)
                longer[:end] = branches[:end]
                branches = longer
            for position in range(here):
                c = active[position]
                j = consultant[c]
                if _has(start, case, c, chosen) and not _follows_a_twin(core, is_touched, j):
                    at = end
                    while at > branch_start[depth] and (
                        excess[branches[at - 1]] - best[consultant[branches[at - 1]]] > excess[c] - best[j]
                    ):
                        branches[at] = branches[at - 1]
                        at -= 1
                    branches[at] = c
                    end += 1
            branch_start[depth + 1] = end
            continue
        # Undo the branch below, then take the next one.
        if next_branch[depth] > branch_start[depth]:
            c = branches[next_branch[depth] - 1]
            for entry in range(start[c], start[c + 1]):
                is_done[case[entry]] = False
            if touched[depth] == 1:
                is_touched[consultant[c]] = False
        if next_branch[depth] == branch_start[depth + 1]:
            depth -= 1
            continue
        c = branches[next_branch[depth]]
        next_branch[depth] += 1
        touched[depth] = 0 if is_touched[consultant[c]] else 1
        is_touched[consultant[c]] = True
        for entry in range(start[c], start[c + 1]):
            is_done[case[entry]] = True
        here, position = num_active[depth], 0
        while position < here:
            other = active[position]
            is_out = consultant[other] == consultant[c] and other != c
            if not is_out and other != c:
                for entry in range(start[other], start[other + 1]):
                    is_out = is_out or _has(start, case, c, case[entry])
            if is_out:
                here -= 1
                _exchange(active, place, position, here)
            else:
                position += 1
        depth += 1
        num_active[depth] = here
        work += num_active[depth - 1]
        duals[depth] = duals[depth - 1]
        limit_duals[depth] = limit_duals[depth - 1]
        branch_start[depth + 1] = branch_start[depth]
        is_new = True
    return True, found_minutes, found, num_nodes, work


@bare
def _exchange(active: IntArray, place: IntArray, one: int, other: int) -> None:
    active[one], active[other] = active[other], active[one]
    place[active[one]], place[active[other]] = one, other


@bare
def _has(start: IntArray, case: IntArray, c: int, i: int) -> bool:
    for entry in range(start[c], start[c + 1]):  # noqa: SIM110 - Numba compiles no generator in `any`
        if case[entry] == i:
            return True
    return False


@bare
def _follows_a_twin(core: Core, is_touched: BoolArray, j: int) -> bool:
    """Whether a consultant without a branch so far stands behind another one who is alike: then one is enough."""
    if is_touched[j]:
        return False
    for other in range(j):  # noqa: SIM110 - as above
        if core.twin[other] == core.twin[j] and not is_touched[other]:
            return True
    return False
