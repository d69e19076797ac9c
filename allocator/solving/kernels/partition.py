"""The best choice of one listed bundle for each consultant that gives every case to one: depth first, with bounds.

At each node the duals are raised a little, bundles that can't be part of a better plan are dropped, and the case with
the fewest bundles left is branched on.
"""

from typing import Final, NamedTuple

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.solving.kernels.bundles import Bundles
from allocator.solving.kernels.compiling import bare, kernel
from allocator.solving.kernels.core import HOPELESS, NEVER, Core

_MOST_PASSES: Final = 12
_NO_BUNDLE: Final = -1

_DEPTH: Final = 0
_IS_NEW: Final = 1
_CUTOFF: Final = 2

MINUTES: Final = 3
"""Where in `Choice.progress` the minutes of the best plan stand, `NEVER` for none."""

NUM_NODES: Final = 4
"""Where in `Choice.progress` the number of nodes stands."""

WORK: Final = 5
"""Where in `Choice.progress` the number of bundles priced stands."""


class Choice(NamedTuple):
    """A search under way, which can be left off and gone on with at any node.

    Attributes
    ----------
    progress
        (6,): depth, whether the node there is new, the cutoff, and what is said above.
    found
        (m,): the bundles of the best plan.
    case
        (E,): the case of each of the bundles' pairs.
    row_start, row, counted
        (C + 1,), (F,), (F,): what each bundle counts in the limits.
    active, place
        (C,), (C,): the bundles, at each depth the active ones first, and where each one is.
    num_active, duals, limit_duals
        (m + 2,), (m + 2, n), (m + 2, K): by depth.
    branches, branch_start, next_branch
        (C + 1,), (m + 3,), (m + 2,): for each depth the bundles to branch on as a part of one list, and the next one.
        A bundle stands there once, because below it the case branched on is done.
    is_touched, touched, is_done
        (m,), (m + 2,), (n,): consultants with a branch, at which depth that began, and cases with a bundle.
    excess, best, best_bundle
        (C,), (m,), (m,): see `_price`.
    """

    progress: IntArray
    found: IntArray
    case: IntArray
    row_start: IntArray
    row: IntArray
    counted: IntArray
    active: IntArray
    place: IntArray
    num_active: IntArray
    duals: IntArray
    limit_duals: IntArray
    branches: IntArray
    branch_start: IntArray
    next_branch: IntArray
    is_touched: BoolArray
    touched: IntArray
    is_done: BoolArray
    excess: IntArray
    best: IntArray
    best_bundle: IntArray


@kernel
def new_choice(core: Core, bundles: Bundles, case_dual: IntArray, limit_dual: IntArray, cutoff: int) -> Choice:
    """A search for a plan of at most `cutoff` minutes, before its first node, with scaled duals to begin with."""
    n, m, num_bundles = len(core.case_start) - 1, len(core.room), len(bundles.minutes)
    num_limits = len(core.limit_upper)
    row_start = np.zeros(num_bundles + 1, dtype=np.int64)
    for c in range(num_bundles):
        row_start[c + 1] = row_start[c]
        for p in bundles.pair[bundles.start[c] : bundles.start[c + 1]]:
            row_start[c + 1] += core.limit_start[p + 1] - core.limit_start[p]
    row, count = np.empty(row_start[-1], dtype=np.int64), np.empty(row_start[-1], dtype=np.int64)
    end = 0
    for p in bundles.pair:
        for e in range(core.limit_start[p], core.limit_start[p + 1]):
            row[end], count[end] = core.limit_row[e], core.limit_count[e]
            end += 1
    progress = np.zeros(6, dtype=np.int64)
    progress[_IS_NEW], progress[_CUTOFF], progress[MINUTES] = 1, cutoff, NEVER
    num_active = np.zeros(m + 2, dtype=np.int64)
    num_active[0] = num_bundles
    duals, limit_duals = np.zeros((m + 2, n), dtype=np.int64), np.zeros((m + 2, num_limits), dtype=np.int64)
    duals[0], limit_duals[0] = case_dual, limit_dual
    return Choice(
        progress,
        np.full(m, _NO_BUNDLE, dtype=np.int64),
        core.pair_case[bundles.pair],
        row_start,
        row,
        count,
        np.arange(num_bundles),
        np.arange(num_bundles),
        num_active,
        duals,
        limit_duals,
        np.zeros(num_bundles + 1, dtype=np.int64),
        np.zeros(m + 3, dtype=np.int64),
        np.zeros(m + 2, dtype=np.int64),
        np.zeros(m, dtype=np.bool_),
        np.zeros(m + 2, dtype=np.int64),
        np.zeros(n, dtype=np.bool_),
        np.zeros(num_bundles, dtype=np.int64),
        np.zeros(m, dtype=np.int64),
        np.zeros(m, dtype=np.int64),
    )


@bare
def _price(
    scale: int,
    num_cases: int,
    consultant: IntArray,
    minutes: IntArray,
    start: IntArray,
    case: IntArray,
    row_start: IntArray,
    row: IntArray,
    count: IntArray,
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
        for entry in range(row_start[c], row_start[c + 1]):
            reduced += limit_dual[row[entry]] * count[entry]
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
    start: IntArray,
    case: IntArray,
    row_start: IntArray,
    row: IntArray,
    count: IntArray,
    best_bundle: IntArray,
    covered: IntArray,
    used: IntArray,
) -> None:
    for i in range(len(covered)):
        covered[i] = 0
    for k in range(len(used)):
        used[k] = 0
    for j in range(len(best_bundle)):
        c = best_bundle[j]
        for entry in range(start[c], start[c + 1]):
            covered[case[entry]] += 1
        for entry in range(row_start[c], row_start[c + 1]):
            used[row[entry]] += count[entry]


@kernel
def choose_bundles(
    core: Core,
    bundles: Bundles,
    choice: Choice,
    scale: int,
    largest_dual: int,
    largest_limit_dual: IntArray,
    most_work: int,
) -> bool:
    """Go on with a search, and say whether it was completed; what was found stands in `choice`.

    Parameters
    ----------
    most_work
        How many bundles to price, since the search began, before it leaves off at the next node.
    """
    n, m, num_bundles = len(core.case_start) - 1, len(core.room), len(bundles.minutes)
    upper, num_limits = core.limit_upper, len(core.limit_upper)
    consultant, minutes, start = bundles.consultant, bundles.minutes, bundles.start
    case, row_start, row, count = choice.case, choice.row_start, choice.row, choice.counted
    active, place, num_active = choice.active, choice.place, choice.num_active
    excess, best, best_bundle = choice.excess, choice.best, choice.best_bundle
    duals, limit_duals = choice.duals, choice.limit_duals
    branches, branch_start, next_branch = choice.branches, choice.branch_start, choice.next_branch
    is_touched, touched, is_done = choice.is_touched, choice.touched, choice.is_done
    covered, used = np.zeros(n, dtype=np.int64), np.zeros(num_limits, dtype=np.int64)
    mean_gap = np.zeros(n, dtype=np.float64)
    trial, trial_limit = np.zeros(n, dtype=np.int64), np.zeros(num_limits, dtype=np.int64)
    num_choices = np.zeros(n, dtype=np.int64)
    progress = choice.progress
    depth, is_new, cutoff, work = progress[_DEPTH], progress[_IS_NEW] == 1, progress[_CUTOFF], progress[WORK]

    while depth >= 0:
        if is_new:
            if work > most_work:
                progress[_DEPTH], progress[_IS_NEW], progress[_CUTOFF], progress[WORK] = depth, 1, cutoff, work
                return False
            is_new = False
            progress[NUM_NODES] += 1
            branch_start[depth + 1] = branch_start[depth]
            next_branch[depth] = branch_start[depth]
            here = num_active[depth]
            bound = _price(
                scale, n, consultant, minutes, start, case, row_start, row, count, upper, active, here,
                duals[depth], limit_duals[depth], excess, best, best_bundle,
            )  # fmt: skip
            work += here
            passes, step, worse = 0, 1.0, 0
            is_pruned = bound == NEVER or bound > cutoff * scale
            trial[:] = duals[depth]
            trial_limit[:] = limit_duals[depth]
            mean_gap[:] = 0
            while not is_pruned:
                _cover(start, case, row_start, row, count, best_bundle, covered, used)
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
                        choice.found[:] = best_bundle
                        progress[MINUTES] = cost
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
                    scale, n, consultant, minutes, start, case, row_start, row, count, upper, active, here,
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
                scale, n, consultant, minutes, start, case, row_start, row, count, upper, active, here,
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
    progress[WORK] = work
    return True


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
