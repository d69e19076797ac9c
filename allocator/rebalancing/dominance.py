"""Moves that no best plan needs, because enough others do the same for fewer minutes."""

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.formulation import Formulation, HardParts


def needed_pairs(formulation: Formulation, parts: HardParts, singles: BoolArray, max_moves: int) -> BoolArray:
    """(n, m): False where a case need not go to a consultant in any plan with at most `max_moves` voluntary moves.

    Take two consultants, and of the cases that may go from one to the other those that are as heavy and count the same
    in every row and level. If `max_moves` of them cost no more each, whatever becomes of cohesion, than another, then
    one of those stays in any plan that moves the other, and can change places with it. So the other need not move; nor
    need one that counts more in the levels, against those that count nothing there.

    Parameters
    ----------
    max_moves
        >= 1.
    singles
        (n,): cases that are not compared: those that must move, or that go back.
    """
    facts = formulation.facts
    movable = parts["allowed"] & ~singles[:, None]
    movable[np.arange(facts.shape[0]), facts.holder] = False
    i, j = np.nonzero(movable)
    needed = parts["allowed"].copy()
    if len(i) == 0:
        return needed
    holder = facts.holder[i]
    least = formulation.pair_minutes[i, j] - formulation.pair_minutes[i, holder]
    most = least + _fees(formulation, i, j)
    rows = [limit.pair[i, j] - limit.pair[i, holder] for limit in parts["limits"]]
    levels = np.column_stack([level.pair[i, j] for level in formulation.levels])
    alike = np.column_stack([holder, j, parts["weight"][i], *rows])
    everything, nothing_counts = np.ones(len(i), dtype=np.bool_), (levels == 0).all(axis=1)
    for keys, dominating in ((np.column_stack([alike, levels]), everything), (alike, nothing_counts)):
        dominated = _dominated(keys, dominating, least, most, max_moves)
        needed[i[dominated], j[dominated]] = False
    return needed


def _fees(formulation: Formulation, i: IntArray, j: IntArray) -> IntArray:
    """What a case may add to cohesion where it goes."""
    fees = np.zeros(len(i), dtype=np.int64)
    has_group = formulation.group[i] >= 0
    fees[has_group] = formulation.group_fee[formulation.group[i[has_group]], j[has_group]]
    return fees


def _dominated(keys: IntArray, dominating: BoolArray, least: IntArray, most: IntArray, num: int) -> BoolArray:
    """Which moves have `num` others of the same key that cost at most as much as they do at the least."""
    _, key = np.unique(keys, axis=0, return_inverse=True)
    key = key.ravel()
    candidates = np.flatnonzero(dominating)
    order = candidates[np.lexsort((candidates, most[candidates], key[candidates]))]
    sorted_key = key[order]
    first = np.searchsorted(sorted_key, np.arange(key.max() + 1))
    size = np.searchsorted(sorted_key, np.arange(key.max() + 1), side="right") - first
    is_full = size >= num
    at_most = np.full(key.max() + 1, np.iinfo(np.int64).max)
    at_most[is_full] = most[order[first[is_full] + num - 1]]
    place = np.full(len(key), np.iinfo(np.int64).max)
    place[order] = np.arange(len(order)) - first[sorted_key]
    result: BoolArray = (least >= at_most[key]) & (place >= num)
    return result
