"""Cases that are alike in everything: to exchange two of them changes nothing."""

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.problem import AssignmentProblem


def case_twins(problem: AssignmentProblem, pairs: BoolArray) -> IntArray:
    """(n,): a number for each case, the same for cases that are alike in everything; `pairs` (n, m) are the usable."""
    rows = np.column_stack(
        [
            np.where(pairs, problem.cost, 0),
            pairs,
            np.where(pairs, problem.weight, 0),
            problem.group,
            problem.optional,
            np.where(problem.optional, problem.left_out_cost, 0),
            *(np.column_stack([limit.pair, limit.left_out]) for limit in problem.limits),
        ]
    )
    first: dict[bytes, int] = {}
    return np.array([first.setdefault(row.tobytes(), i) for i, row in enumerate(rows.astype(np.int64))], dtype=np.int64)
