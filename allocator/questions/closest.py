"""Among plans that are equally good, the one that moves fewest cases away from where they were."""

import numpy as np

from allocator.arrays import LARGEST_SUM, IntArray
from allocator.problem import AssignmentProblem
from allocator.questions.clock import Clock
from allocator.questions.outcome import Outcome, held_problem, keeps_hard_rules, values_of
from allocator.solving.portfolio import solve


def closest_to(outcome: Outcome, assignment: IntArray, clock: Clock, *, seed: int) -> IntArray:
    """A plan as good as the outcome's that differs from `assignment` in as few cases as the time lets it prove.

    Minutes are scaled so that all differences together weigh less than one minute.
    """
    num_moved = int((outcome.assignment != assignment).sum())
    if num_moved <= 1 or clock.is_over:
        return outcome.assignment
    problem = held_problem(outcome.formulation, outcome.values)
    n, m = problem.cost.shape
    scale = n + 1
    if _largest(problem) * scale + n * m >= LARGEST_SUM:
        return outcome.assignment
    moved = (assignment[:, None] != np.arange(m)[None, :]).astype(np.int64)
    scaled = AssignmentProblem(
        cost=problem.cost * scale + moved,
        allowed=problem.allowed,
        weight=problem.weight,
        base_load=problem.base_load,
        max_load=problem.max_load,
        load_cost=None if problem.load_cost is None else problem.load_cost * scale,
        min_cases=problem.min_cases,
        max_cases=problem.max_cases,
        group=problem.group,
        group_fee=problem.group_fee * scale,
        optional=problem.optional,
        left_out_cost=problem.left_out_cost * scale + (assignment >= 0),
        limits=problem.limits,
    )
    result = solve(
        scaled,
        time_limit_s=clock.remaining_s,
        seed=seed,
        hint=outcome.assignment,
        should_stop=clock.should_stop,
    )
    found = result.assignment
    if found is None or not keeps_hard_rules(outcome.formulation, found):
        return outcome.assignment
    is_as_good = values_of(outcome.formulation, found) <= outcome.values
    return found if is_as_good and int((found != assignment).sum()) < num_moved else outcome.assignment


def _largest(problem: AssignmentProblem) -> int:
    prices = [problem.cost, problem.group_fee, problem.left_out_cost]
    if problem.load_cost is not None:
        prices.append(problem.load_cost)
    return sum(int(np.abs(each).sum()) for each in prices)
