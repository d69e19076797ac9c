"""Among plans that cost the same, the one whose consultants have received fewest cases lately."""

from collections.abc import Callable, Sequence

import numpy as np

from allocator.arrays import LARGEST_SUM, IntArray
from allocator.one_number import priced, solve_together
from allocator.problem import AssignmentProblem

MOST_RECEIVED = 50
"""Cases received lately are told apart up to this number, or fewer where prices are so large that the scaled ones would
not be exact any more; more would only swell the numbers in the solver."""


def break_ties(
    problem: AssignmentProblem,
    assignment: IntArray,
    received: Sequence[int],
    *,
    time_limit_s: float,
    seed: int,
    should_stop: Callable[[], bool] | None = None,
    deterministic_limit: float | None = None,
) -> tuple[IntArray, bool]:
    """A plan that costs what `assignment`, proved best, costs, and whether it is proved to break ties best.

    Minutes are scaled so that all cases received lately together weigh less than one minute. What is still equal is
    settled by the order of the problem's rows, which comes from the seed.

    Parameters
    ----------
    received
        (m,): cases that each consultant has received lately.
    deterministic_limit
        Work, as `solve` has it; None for no limit.
    """
    capped = np.minimum(np.array(received, dtype=np.int64), MOST_RECEIVED)
    if len(assignment) == 0 or capped.min() == capped.max():
        return assignment, True
    most = _most_that_fits(problem)
    if most < 1:
        return assignment, False
    capped = np.minimum(capped, most)
    scale = 1 + len(assignment) * int(capped.max())
    scaled = priced(problem, problem.cost * scale + capped[None, :], problem.left_out_cost * scale, scale=scale)
    result = solve_together(
        scaled,
        time_limit_s=time_limit_s,
        seed=seed,
        hint=assignment,
        should_stop=should_stop,
        deterministic_limit=deterministic_limit,
    )
    if result.assignment is None:
        return assignment, False
    return result.assignment, result.status == "optimal"


def can_break_ties(problem: AssignmentProblem, received: Sequence[int]) -> bool:
    """Whether the scaled prices stay exact and tell all that (m,) consultants have received lately apart."""
    return problem.num_cases == 0 or _most_that_fits(problem) >= min(MOST_RECEIVED, max(received))


def _most_that_fits(problem: AssignmentProblem) -> int:
    """Up to how many cases received lately can be told apart before the scaled prices are too large to sum."""
    prices = [problem.cost, problem.group_fee, problem.left_out_cost]
    if problem.load_cost is not None:
        prices.append(problem.load_cost)
    total = sum(int(np.abs(each).sum()) for each in prices) + problem.num_consultants
    return ((LARGEST_SUM - 1) // total - 1) // problem.num_cases
