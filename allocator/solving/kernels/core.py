"""The compact form that all kernels work on: the pairs that matter, by consultant, and convex load costs by unit."""

from typing import Final, NamedTuple

from allocator.arrays import IntArray

NEVER: Final = 2**61
"""Stands for a state that can't be reached or a case that can't be left out; above `HOPELESS` whatever is added."""

HOPELESS: Final = 2**60
"""Sums of scaled minutes stay below it."""


class Core(NamedTuple):
    """A problem of n cases, m consultants and P pairs, without what presolve has settled.

    To leave a case out is to give it to a consultant of its own, who can take nothing else. Minutes are the caller's;
    loads count in units of each consultant's own, from nothing.

    Attributes
    ----------
    pair_case, pair_consultant, pair_cost, pair_weight
        (P,), ordered by consultant, block and case.
    pair_start
        (m + 1,): where each consultant's pairs begin.
    block_start, block_fee, first_block
        (B + 1,), (B,), (m + 1,): a consultant's pairs fall into blocks; a fee is paid once for each block in use.
    case_start, case_pair
        (n + 1,), (P,): the pairs of each case, ordered by consultant.
    room, min_load
        (m,): the largest and the least load, in units.
    load_cost, load_start
        (sum of room + 1,), (m + 1,): minutes for a load of 0..room, convex, from 0 at no load.
    least_step
        (m,): minutes that a unit of load adds at least, wherever.
    min_count, max_count
        (m,): how many cases; implied by the loads where `num_layers` is 1.
    num_layers, is_open_above
        (m,): how many counts the dynamic programs tell apart; whether the last one stands for more as well.
    limit_start, limit_row, limit_count, limit_upper
        (P + 1,), (E,), (E,), (K,): rows over the whole plan; of each pair what it counts, where it counts anything.
    twin
        (m,): consultants with the same number are alike in everything.
    """

    pair_case: IntArray
    pair_consultant: IntArray
    pair_cost: IntArray
    pair_weight: IntArray
    pair_start: IntArray
    block_start: IntArray
    block_fee: IntArray
    first_block: IntArray
    case_start: IntArray
    case_pair: IntArray
    room: IntArray
    min_load: IntArray
    load_cost: IntArray
    load_start: IntArray
    least_step: IntArray
    min_count: IntArray
    max_count: IntArray
    num_layers: IntArray
    is_open_above: IntArray
    limit_start: IntArray
    limit_row: IntArray
    limit_count: IntArray
    limit_upper: IntArray
    twin: IntArray
