"""Cases that are alike in everything."""

import numpy as np

from allocator.problem import AssignmentProblem, Limit
from allocator.solving.twins import case_twins


def test_cases_are_twins_if_nothing_tells_them_apart() -> None:
    cost = np.array([[1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 9]])
    limit = Limit([[0, 0], [0, 0], [0, 0], [1, 0], [0, 0], [0, 0]], upper=1)
    problem = AssignmentProblem(
        cost=cost, weight=[1, 1, 1, 1, 2, 1], group=[-1, -1, 0, -1, -1, -1], group_fee=[5], limits=[limit]
    )
    pairs = np.ones((6, 2), dtype=np.bool_)
    np.testing.assert_equal(case_twins(problem, pairs), [0, 0, 2, 3, 4, 5])


def test_what_cannot_be_used_tells_nobody_apart() -> None:
    problem = AssignmentProblem(cost=[[1, 7], [1, 8]], optional=[False, False], left_out_cost=[3, 4])
    np.testing.assert_equal(case_twins(problem, np.array([[True, False], [True, False]])), [0, 0])
    np.testing.assert_equal(case_twins(problem, np.array([[True, True], [True, False]])), [0, 1])
