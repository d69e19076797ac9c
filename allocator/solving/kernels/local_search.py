"""Better plans by moving and exchanging cases: descent, ejection chains, and iterated descent from disturbed plans.

Loads, counts and limits may be broken on the way, at a penalty for each unit that rises while plans stay infeasible and
falls while they are feasible. Everything is updated in place, so that a move costs what it touches.
"""

from typing import NamedTuple

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.solving.kernels.compiling import bare, kernel
from allocator.solving.kernels.core import NEVER, Core

NOBODY = -1
"""Stands for a case without a pair, and for the end of a list."""

LONGEST_CHAIN = 5
"""Cases that an ejection chain moves at most."""


class State(NamedTuple):
    """A plan and what follows from it.

    Attributes
    ----------
    plan
        (n,): the pair of each case, `NOBODY` for none yet.
    load, num_cases, block_count, used
        (m,), (m,), (B,), (K,): load, number of cases, cases in each block, and sums of the limits.
    first, after, before
        (m,), (n,), (n,): the cases of each consultant as a linked list.
    queue, is_queued, ends
        (m,), (m,), (2,): the consultants still to be looked at, as a ring from `ends[0]` of length `ends[1]`.
    penalty
        (1,): minutes for each unit by which a load, count or limit is broken.
    random
        (1,): the state of the generator.
    work
        (1,): how many moves and exchanges have been looked at.
    block
        (P,): the block of each pair.
    shift
        (K,): room for what a change does to the limits; nought in between.
    """

    plan: IntArray
    load: IntArray
    num_cases: IntArray
    block_count: IntArray
    used: IntArray
    first: IntArray
    after: IntArray
    before: IntArray
    queue: IntArray
    is_queued: BoolArray
    ends: IntArray
    penalty: IntArray
    random: IntArray
    work: IntArray
    block: IntArray
    shift: IntArray


@kernel
def new_state(core: Core, seed: int, penalty: int) -> State:
    """A plan without any case."""
    n, m = len(core.case_start) - 1, len(core.room)
    block = np.empty(len(core.pair_case), dtype=np.int64)
    for b in range(len(core.block_fee)):
        block[core.block_start[b] : core.block_start[b + 1]] = b
    return State(
        np.full(n, NOBODY, dtype=np.int64),
        np.zeros(m, dtype=np.int64),
        np.zeros(m, dtype=np.int64),
        np.zeros(len(core.block_fee), dtype=np.int64),
        np.zeros(len(core.limit_upper), dtype=np.int64),
        np.full(m, NOBODY, dtype=np.int64),
        np.full(n, NOBODY, dtype=np.int64),
        np.full(n, NOBODY, dtype=np.int64),
        np.zeros(m, dtype=np.int64),
        np.zeros(m, dtype=np.bool_),
        np.zeros(2, dtype=np.int64),
        np.full(1, penalty, dtype=np.int64),
        np.full(1, seed % 2147483646 + 1, dtype=np.int64),
        np.zeros(1, dtype=np.int64),
        block,
        np.zeros(len(core.limit_upper), dtype=np.int64),
    )


@bare
def draw(state: State, below: int) -> int:
    """A whole number from 0 to below `below`: Lehmer's generator, the same on every machine."""
    state.random[0] = state.random[0] * 48271 % 2147483647
    return state.random[0] % below


@bare
def _standing(core: Core, state: State, j: int, load: int, count: int) -> int:
    """Minutes for a consultant's load, and penalties for what is broken there."""
    room = core.room[j]
    minutes = core.load_cost[core.load_start[j] + min(load, room)]
    broken = max(0, load - room) + max(0, core.min_load[j] - load)
    if core.num_layers[j] > 1:
        broken += max(0, count - core.max_count[j]) + max(0, core.min_count[j] - count)
    return minutes + state.penalty[0] * broken


@bare
def _limits_change(core: Core, state: State, pair_in: int, pair_out: int, other_in: int, other_out: int) -> int:
    """Penalty minutes that up to two pairs in and two out make in the limits."""
    if len(core.limit_upper) == 0:
        return 0
    _shift(core, state, pair_in, 1)
    _shift(core, state, pair_out, -1)
    _shift(core, state, other_in, 1)
    _shift(core, state, other_out, -1)
    change = _take_shift(core, state, pair_in) + _take_shift(core, state, pair_out)
    change += _take_shift(core, state, other_in) + _take_shift(core, state, other_out)
    return state.penalty[0] * change


@bare
def _shift(core: Core, state: State, p: int, sign: int) -> None:
    if p != NOBODY:
        for e in range(core.limit_start[p], core.limit_start[p + 1]):
            state.shift[core.limit_row[e]] += sign * core.limit_count[e]


@bare
def _take_shift(core: Core, state: State, p: int) -> int:
    """By how much more the limits of a pair are broken after what was shifted there, which is forgotten."""
    more = 0
    if p != NOBODY:
        for e in range(core.limit_start[p], core.limit_start[p + 1]):
            k = core.limit_row[e]
            over = state.used[k] - core.limit_upper[k]
            more += max(0, over + state.shift[k]) - max(0, over)
            state.shift[k] = 0
    return more


@bare
def _giving(core: Core, state: State, p: int) -> int:
    """Minutes more when its consultant takes a pair, without limits."""
    j = core.pair_consultant[p]
    load, count = state.load[j], state.num_cases[j]
    minutes = core.pair_cost[p] + _standing(core, state, j, load + core.pair_weight[p], count + 1)
    minutes -= _standing(core, state, j, load, count)
    if state.block_count[state.block[p]] == 0:
        minutes += core.block_fee[state.block[p]]
    return minutes


@bare
def _taking_away(core: Core, state: State, p: int) -> int:
    """Minutes more when its consultant loses a pair, without limits."""
    j = core.pair_consultant[p]
    load, count = state.load[j], state.num_cases[j]
    minutes = _standing(core, state, j, load - core.pair_weight[p], count - 1) - core.pair_cost[p]
    minutes -= _standing(core, state, j, load, count)
    if state.block_count[state.block[p]] == 1:
        minutes -= core.block_fee[state.block[p]]
    return minutes


@bare
def _exchanging(core: Core, state: State, p_out: int, p_in: int) -> int:
    """Minutes more when a consultant has one pair in place of another, without limits."""
    j = core.pair_consultant[p_out]
    load, count = state.load[j], state.num_cases[j]
    minutes = core.pair_cost[p_in] - core.pair_cost[p_out]
    after = load + core.pair_weight[p_in] - core.pair_weight[p_out]
    if after != load:
        minutes += _standing(core, state, j, after, count) - _standing(core, state, j, load, count)
    block_in, block_out = state.block[p_in], state.block[p_out]
    if block_in != block_out:
        if state.block_count[block_in] == 0:
            minutes += core.block_fee[block_in]
        if state.block_count[block_out] == 1:
            minutes -= core.block_fee[block_out]
    return minutes


@bare
def find_pair(core: Core, i: int, j: int) -> int:
    """The pair of a case and a consultant, or `NOBODY`."""
    low, high = core.case_start[i], core.case_start[i + 1]
    while low < high:
        middle = (low + high) // 2
        if core.pair_consultant[core.case_pair[middle]] < j:
            low = middle + 1
        else:
            high = middle
    if low < core.case_start[i + 1] and core.pair_consultant[core.case_pair[low]] == j:
        return core.case_pair[low]
    return NOBODY


@bare
def _enqueue(state: State, j: int) -> None:
    if not state.is_queued[j]:
        state.is_queued[j] = True
        state.queue[(state.ends[0] + state.ends[1]) % len(state.queue)] = j
        state.ends[1] += 1


@bare
def place(core: Core, state: State, p: int) -> None:
    """Give a case that has nobody to its consultant in a pair."""
    i, j = core.pair_case[p], core.pair_consultant[p]
    state.plan[i] = p
    state.load[j] += core.pair_weight[p]
    state.num_cases[j] += 1
    state.block_count[state.block[p]] += 1
    for e in range(core.limit_start[p], core.limit_start[p + 1]):
        state.used[core.limit_row[e]] += core.limit_count[e]
    state.before[i], state.after[i] = NOBODY, state.first[j]
    if state.first[j] != NOBODY:
        state.before[state.first[j]] = i
    state.first[j] = i
    _enqueue(state, j)


@bare
def remove(core: Core, state: State, i: int) -> None:
    """Take a case from its consultant."""
    p = state.plan[i]
    j = core.pair_consultant[p]
    state.plan[i] = NOBODY
    state.load[j] -= core.pair_weight[p]
    state.num_cases[j] -= 1
    state.block_count[state.block[p]] -= 1
    for e in range(core.limit_start[p], core.limit_start[p + 1]):
        state.used[core.limit_row[e]] -= core.limit_count[e]
    if state.before[i] == NOBODY:
        state.first[j] = state.after[i]
    else:
        state.after[state.before[i]] = state.after[i]
    if state.after[i] != NOBODY:
        state.before[state.after[i]] = state.before[i]
    _enqueue(state, j)


@bare
def insert_cheapest(core: Core, state: State, i: int, noise: int) -> None:
    """Give a case to where it costs least now, give or take `noise` minutes."""
    best, best_minutes = NOBODY, NEVER
    for position in range(core.case_start[i], core.case_start[i + 1]):
        p = core.case_pair[position]
        minutes = _giving(core, state, p) + _limits_change(core, state, p, NOBODY, NOBODY, NOBODY)
        if noise > 0:
            minutes += draw(state, noise)
        if minutes < best_minutes:
            best, best_minutes = p, minutes
    place(core, state, best)


@bare
def penalised_minutes(core: Core, state: State) -> tuple[int, int]:
    """Minutes of a plan with all cases, penalties included; and how many units are broken."""
    minutes, broken = 0, 0
    for i in range(len(state.plan)):
        p = state.plan[i]
        minutes += core.pair_cost[p]
    for j in range(len(core.room)):
        load, count = state.load[j], state.num_cases[j]
        minutes += core.load_cost[core.load_start[j] + min(load, core.room[j])]
        broken += max(0, load - core.room[j]) + max(0, core.min_load[j] - load)
        if core.num_layers[j] > 1:
            broken += max(0, count - core.max_count[j]) + max(0, core.min_count[j] - count)
    for b in range(len(core.block_fee)):
        if state.block_count[b] > 0:
            minutes += core.block_fee[b]
    for k in range(len(core.limit_upper)):
        broken += max(0, state.used[k] - core.limit_upper[k])
    return minutes + state.penalty[0] * broken, broken


@bare
def _best_into(core: Core, state: State, q: int, with_exchanges: bool, best: IntArray) -> None:
    """Look at moving a case into pair q, alone or in exchange for each case there; `best` is minutes, pair, case."""
    i, j = core.pair_case[q], core.pair_consultant[q]
    p = state.plan[i]
    taking = _taking_away(core, state, p)
    minutes = taking + _giving(core, state, q) + _limits_change(core, state, q, p, NOBODY, NOBODY)
    state.work[0] += 1
    if minutes < best[0]:
        best[0], best[1], best[2] = minutes, q, NOBODY
    other = state.first[j] if with_exchanges else NOBODY
    from_consultant = core.pair_consultant[p]
    while other != NOBODY:
        back = find_pair(core, other, from_consultant)
        if back != NOBODY:
            there = state.plan[other]
            minutes = _exchanging(core, state, p, back) + _exchanging(core, state, there, q)
            minutes += _limits_change(core, state, q, p, back, there)
            if minutes < best[0]:
                best[0], best[1], best[2] = minutes, q, other
        state.work[0] += 1
        other = state.after[other]


@bare
def _apply(core: Core, state: State, q: int, other: int) -> None:
    i = core.pair_case[q]
    from_consultant = core.pair_consultant[state.plan[i]]
    remove(core, state, i)
    if other != NOBODY:
        remove(core, state, other)
        place(core, state, find_pair(core, other, from_consultant))
    place(core, state, q)


@bare
def descend(core: Core, state: State, with_exchanges: bool, most_work: int, best: IntArray) -> bool:
    """Move and exchange as long as that saves minutes around the consultants in the queue; whether none is left there.

    `best` is room for three numbers.
    """
    while state.ends[1] > 0:
        if state.work[0] >= most_work:
            return False
        j = state.queue[state.ends[0]]
        state.ends[0] = (state.ends[0] + 1) % len(state.queue)
        state.ends[1] -= 1
        state.is_queued[j] = False
        for p in range(core.pair_start[j], core.pair_start[j + 1]):
            i = core.pair_case[p]
            best[0] = 0
            if state.plan[i] == p:
                for position in range(core.case_start[i], core.case_start[i + 1]):
                    q = core.case_pair[position]
                    if q != p:
                        _best_into(core, state, q, with_exchanges, best)
            else:
                _best_into(core, state, p, with_exchanges, best)
            if best[0] < 0:
                _apply(core, state, best[1], best[2])
    return True


@bare
def _clear_queue(state: State) -> None:
    for position in range(state.ends[1]):
        state.is_queued[state.queue[(state.ends[0] + position) % len(state.queue)]] = False
    state.ends[0] = state.ends[1] = 0


@bare
def _eject(core: Core, state: State, i: int, chain: IntArray, best: IntArray) -> bool:
    """Move a case, the case that gives way for it, and so on; whether that saved minutes. If not, nothing is changed.

    The queue is empty before, and afterwards holds the consultants whose cases have changed. `chain` is room for the
    pairs given up on the way, as many as cases may be moved.
    """
    p = chain[0] = state.plan[i]
    minutes = _taking_away(core, state, p) + _limits_change(core, state, NOBODY, p, NOBODY, NOBODY)
    remove(core, state, i)
    num_moved, moving = 1, i
    while True:
        end, end_minutes = NOBODY, NEVER
        best[0], best[1], best[2] = NEVER, NOBODY, NOBODY
        for position in range(core.case_start[moving], core.case_start[moving + 1]):
            q = core.case_pair[position]
            if q == chain[num_moved - 1]:
                continue
            change = _giving(core, state, q) + _limits_change(core, state, q, NOBODY, NOBODY, NOBODY)
            if change < end_minutes:
                end, end_minutes = q, change
            other = state.first[core.pair_consultant[q]] if num_moved < len(chain) else NOBODY
            while other != NOBODY:
                state.work[0] += 1
                is_first_move = True
                for t in range(num_moved):
                    is_first_move = is_first_move and core.pair_case[chain[t]] != other
                if is_first_move:
                    there = state.plan[other]
                    change = _exchanging(core, state, there, q)
                    change += _limits_change(core, state, q, there, NOBODY, NOBODY)
                    if change < best[0]:
                        best[0], best[1], best[2] = change, q, other
                other = state.after[other]
            state.work[0] += 1
        if end != NOBODY and minutes + end_minutes < 0:
            place(core, state, end)
            return True
        if best[2] == NOBODY:
            break
        minutes += best[0]
        other = best[2]
        chain[num_moved] = state.plan[other]
        num_moved += 1
        remove(core, state, other)
        place(core, state, best[1])
        moving = other
    for t in range(num_moved - 1, -1, -1):
        case = core.pair_case[chain[t]]
        if case != moving:
            remove(core, state, case)
    for t in range(num_moved):
        place(core, state, chain[t])
    _clear_queue(state)
    return False


@bare
def _descend_with_chains(core: Core, state: State, most_work: int, chain: IntArray, best: IntArray) -> bool:
    """Descend until no ejection chain saves minutes either; whether that was reached."""
    n = len(state.plan)
    i, since_success = 0, 0
    while since_success < n:
        if not descend(core, state, True, most_work, best):
            return False
        since_success += 1
        if _eject(core, state, i, chain, best):
            since_success = 0
        i = (i + 1) % n
    return True


@bare
def _load_plan(core: Core, state: State, plan: IntArray) -> None:
    for i in range(len(plan)):
        if state.plan[i] != NOBODY and state.plan[i] != plan[i]:
            remove(core, state, i)
    for i in range(len(plan)):
        if state.plan[i] == NOBODY:
            place(core, state, plan[i])


@kernel
def begin(core: Core, start: IntArray, seed: int, penalty: int) -> State:
    """The state of a plan, completed where `start` (n,) says `NOBODY`: each case to where it costs least then."""
    state = new_state(core, seed, penalty)
    for i in range(len(start)):
        if start[i] != NOBODY:
            place(core, state, start[i])
    for i in range(len(start)):
        if start[i] == NOBODY:
            insert_cheapest(core, state, i, 0)
    return state


@kernel
def improve(
    core: Core, state: State, with_exchanges: bool, with_chains: bool, num_rounds: int, strength: int, most_work: int
) -> tuple[bool, int, IntArray]:
    """Iterated descent: whether the first was completed, minutes of the best feasible plan or `NEVER`, and the plan.

    Parameters
    ----------
    with_exchanges
        Whether to look at exchanges as well as moves.
    with_chains
        Whether to look at ejection chains as well, before any disturbance.
    num_rounds
        How often to disturb the plan, after the first descent.
    strength
        Cases taken away in each disturbance, at most; they are neighbours of each other.
    most_work
        How many moves and exchanges to look at; the first descent can be continued by another call.
    """
    best, chain = np.empty(3, dtype=np.int64), np.empty(LONGEST_CHAIN, dtype=np.int64)
    most_work += state.work[0]
    is_complete = descend(core, state, with_exchanges, most_work, best)
    if is_complete and with_chains:
        is_complete = _descend_with_chains(core, state, most_work, chain, best)
    is_descended = is_complete
    minutes, broken = penalised_minutes(core, state)
    best_plan, best_minutes = state.plan.copy(), NEVER if broken > 0 else minutes
    kept, kept_minutes, kept_broken = state.plan.copy(), minutes - state.penalty[0] * broken, broken
    taken = np.empty(max(1, strength), dtype=np.int64)
    for _ in range(num_rounds):
        if not is_complete:
            break
        num_taken = _disturb(core, state, taken)
        for t in range(num_taken):
            insert_cheapest(core, state, taken[t], 0)
        is_complete = descend(core, state, with_exchanges, most_work, best)
        minutes, broken = penalised_minutes(core, state)
        if broken == 0 and minutes < best_minutes:
            best_plan[:] = state.plan
            best_minutes = minutes
        now = state.penalty[0]
        if minutes <= kept_minutes + now * kept_broken:
            kept[:] = state.plan
            kept_minutes, kept_broken = minutes - now * broken, broken
        else:
            _load_plan(core, state, kept)
            _clear_queue(state)
        if kept_broken > 0:
            state.penalty[0] = now + 1 + now // 8
        elif now > 1:
            state.penalty[0] = now - max(1, now // 16)
    if broken > 0 and best_minutes == NEVER:
        best_plan[:] = kept
    return is_descended, best_minutes, best_plan


@bare
def _disturb(core: Core, state: State, taken: IntArray) -> int:
    """Take a random case and some others that could have its consultant; how many were taken."""
    n = len(state.plan)
    i = draw(state, n)
    wanted = 1 + draw(state, len(taken))
    j = core.pair_consultant[state.plan[i]]
    remove(core, state, i)
    taken[0] = i
    num_taken = 1
    first, num_pairs = core.pair_start[j], core.pair_start[j + 1] - core.pair_start[j]
    for _ in range(2 * wanted):
        if num_taken >= wanted:
            break
        other = core.pair_case[first + draw(state, num_pairs)]
        if state.plan[other] != NOBODY:
            remove(core, state, other)
            taken[num_taken] = other
            num_taken += 1
    # Someone else first, so that the old plan does not come straight back.
    for t in range(num_taken - 1, 0, -1):
        s = draw(state, t + 1)
        taken[t], taken[s] = taken[s], taken[t]
    return num_taken
