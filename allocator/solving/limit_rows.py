"""Limits made small: what each pair counts, where it counts anything, and only the rows that can bind.

On the way each row is divided by its common divisor and rounded down; of rows that count the same the tighter one is
kept; and a row that counts one consultant's load is made a part of her room.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem

_LARGEST_UPPER: Final = 2**54


@dataclass(frozen=True)
class LimitRows:
    """K rows over P pairs.

    Attributes
    ----------
    start, row, count
        (P + 1,), (E,), (E,): of each pair what it counts, where that is not nought.
    upper
        (K,): the largest sums that will do.
    room
        (m,): the weight that each consultant of the problem can still take.
    """

    start: IntArray
    row: IntArray
    count: IntArray
    upper: IntArray
    room: IntArray


def read_limits(problem: AssignmentProblem, case: IntArray, consultant: IntArray) -> LimitRows | None:
    """The problem's limits over some pairs, `LEFT_OUT` for a case's own place outside; None where one can't be kept.

    The pairs are all that a plan chooses from.
    """
    room = problem.room.copy()
    num_choices = np.bincount(case, minlength=problem.num_cases)
    uppers: dict[bytes, int] = {}
    kept: dict[bytes, tuple[IntArray, IntArray]] = {}
    for limit in problem.limits:
        counted = np.where(consultant == LEFT_OUT, limit.left_out[case], limit.pair[case, consultant])
        pair = np.flatnonzero(counted)
        count = counted[pair]
        unit = max(1, int(np.gcd.reduce(count)))
        count, upper = count // unit, limit.upper // unit
        least, most = _least_and_most(case[pair], count, num_choices)
        if least > upper:
            return None
        j = int(consultant[pair[0]]) if len(pair) else LEFT_OUT
        if j != LEFT_OUT and (consultant[pair] == j).all() and (count > 0).all():
            most = min(most, int(np.sort(count)[::-1][: max(0, int(problem.max_cases[j]))].sum()))
            weight = problem.weight[case, consultant] * (consultant == j)
            weight_unit = max(1, int(np.gcd.reduce(weight)))
            if np.array_equal(weight, weight_unit * counted // unit):
                room[j] = min(int(room[j]), weight_unit * upper)
                continue
        if most > upper:
            key = pair.tobytes() + count.tobytes()
            uppers[key] = min(uppers.get(key, upper), upper)
            kept[key] = pair, count
    return _by_pair(len(case), list(kept.values()), list(uppers.values()), room)


def _least_and_most(case: IntArray, count: IntArray, num_choices: IntArray) -> tuple[int, int]:
    """The least and the largest sum when each case takes one of its choices; those not given count nought."""
    if len(case) == 0:
        return 0, 0
    order = np.argsort(case, kind="stable")
    case, count = case[order], count[order]
    first = np.flatnonzero(np.append(True, case[1:] != case[:-1]))
    least, most = np.minimum.reduceat(count, first), np.maximum.reduceat(count, first)
    has_more = np.diff(np.append(first, len(case))) < num_choices[case[first]]
    least[has_more], most[has_more] = np.minimum(least[has_more], 0), np.maximum(most[has_more], 0)
    return int(least.sum()), int(most.sum())


def _by_pair(num_pairs: int, rows: list[tuple[IntArray, IntArray]], uppers: list[int], room: IntArray) -> LimitRows:
    nothing = np.zeros(0, dtype=np.int64)
    pair = np.concatenate([nothing, *(pair for pair, _ in rows)])
    count = np.concatenate([nothing, *(count for _, count in rows)])
    row = np.repeat(np.arange(len(rows)), [len(pair) for pair, _ in rows])
    order = np.argsort(pair, kind="stable")
    return LimitRows(
        start=np.searchsorted(pair[order], np.arange(num_pairs + 1)),
        row=row[order],
        count=count[order],
        upper=np.array([max(upper, -_LARGEST_UPPER) for upper in uppers], dtype=np.int64),
        room=room,
    )
