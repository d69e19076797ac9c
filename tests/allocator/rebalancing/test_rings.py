"""Rings of cases against all of them counted one by one, on arrows that mean nothing."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.rebalancing.ring_packing import pack_rings
from allocator.rebalancing.ring_tables import live_cases, ring_tables
from allocator.rebalancing.rings import rings_in_order
from allocator.solving.stopping import Stopping

SEEDS = st.integers(0, 2**32 - 1)
FOREVER = float("inf")


def draw_arrows(seed, most_cases=9):
    random = np.random.default_rng(seed)
    num = int(random.integers(0, most_cases + 1))
    holder = np.sort(random.integers(0, random.integers(1, 7), num))
    is_arrow = (random.random((num, num)) < random.random()) & (holder[:, None] != holder)
    return np.where(is_arrow, random.integers(1, 6, (num, num)), 0), holder


def every_ring(gain, holder, longest):
    rings = {}
    for length in range(2, longest + 1):
        for cases in itertools.permutations(range(len(gain)), length):
            holders = [int(holder[case]) for case in cases]
            saved = [int(gain[case, after]) for case, after in zip(cases, cases[1:] + cases[:1], strict=True)]
            if len(set(holders)) == length and holders[0] == min(holders) and min(saved) > 0:
                rings[cases] = sum(saved)
    return rings


def best_by_holders(rings, holder):
    best = {}
    for cases, gained in rings.items():
        holders = tuple(sorted(int(holder[case]) for case in cases))
        best[holders] = max(gained, best.get(holders, 0))
    return best


@given(seed=SEEDS, longest=st.sampled_from((2, 3, 4)))
@settings(max_examples=150, deadline=None)
def test_rings_come_in_order_and_none_is_missing(seed, longest):
    gain, holder = draw_arrows(seed)
    found = list(rings_in_order(gain, holder, list(ring_tables(gain, holder, longest))))
    expected = every_ring(gain, holder, longest)
    assert found == sorted(expected.items(), key=lambda each: (-each[1], each[0]))


@given(seed=SEEDS, longest=st.sampled_from((2, 3, 4)))
@settings(max_examples=150, deadline=None)
def test_the_tables_know_the_number_of_rings_and_the_best_through_every_set_of_holders(seed, longest):
    gain, holder = draw_arrows(seed)
    tables = list(ring_tables(gain, holder, longest))
    holders = np.unique(holder)
    found = {
        tuple(int(each) for each in (holders[first], *holders[[first + 1 + other for other in others]])): gained
        for first, table in enumerate(tables)
        for others, gained in table.best.items()
    }
    expected = every_ring(gain, holder, longest)
    assert found == best_by_holders(expected, holder)
    assert sum(table.num_rings for table in tables) == len(expected)


@given(seed=SEEDS)
@settings(max_examples=50, deadline=None)
def test_a_case_that_is_not_live_is_in_no_ring(seed):
    gain, holder = draw_arrows(seed)
    touched = {case for cases in every_ring(gain, holder, 4) for case in cases}
    assert touched <= set(np.flatnonzero(live_cases(gain)).tolist())


@given(seed=SEEDS)
@settings(max_examples=100, deadline=None)
def test_the_rings_that_are_packed_are_disjoint_and_no_choice_gains_more(seed):
    random = np.random.default_rng(seed)
    num_holders = 7
    best = {}
    for _ in range(int(random.integers(0, 13))):
        holders = random.choice(num_holders, int(random.integers(2, 5)), replace=False)
        best[tuple(sorted(holders.tolist()))] = int(random.integers(1, 60))
    packing = pack_rings(best, num_holders, Stopping(FOREVER))
    taken = [holder for holders in packing.chosen for holder in holders]
    assert len(taken) == len(set(taken))
    assert packing.gain == sum(best[holders] for holders in packing.chosen)
    assert packing.gain == packing.most == most_of_all_choices(list(best.items()))


def most_of_all_choices(rings, taken=frozenset()):
    if not rings:
        return 0
    (holders, gained), *rest = rings
    without = most_of_all_choices(rest, taken)
    if taken.isdisjoint(holders):
        return max(without, gained + most_of_all_choices(rest, taken | set(holders)))
    return without


@pytest.mark.parametrize("seed", range(3))
def test_many_rings_are_packed_with_a_proof(seed):
    random = np.random.default_rng(seed)
    best = {
        tuple(sorted(random.choice(20, size, replace=False).tolist())): int(random.integers(20 * size, 40 * size))
        for size in (2, 3, 4)
        for _ in range(150)
    }
    packing = pack_rings(best, 20, Stopping(FOREVER))
    assert packing.gain == packing.most


def test_out_of_time_the_packing_is_what_was_found_and_the_bound_what_is_proved():
    best = {(0, 1): 10, (1, 2): 11, (0, 2): 12, (2, 3): 3}
    packing = pack_rings(best, 4, Stopping(0.0))
    assert packing.gain == sum(best[holders] for holders in packing.chosen)
    assert packing.gain <= 13 <= packing.most
