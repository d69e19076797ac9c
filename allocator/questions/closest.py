"""Among plans that are equally good, the one that moves fewest cases away from where they were."""

from dataclasses import replace

import numpy as np

from allocator.arrays import LARGEST_SUM, IntArray
from allocator.one_number import in_one_number, priced, solve_together, time_together_s
from allocator.problem import AssignmentProblem
from allocator.questions.clock import Clock
from allocator.questions.outcome import Outcome, conclude, held_problem, keeps_hard_rules, settle, values_of


def settle_near(known: Outcome, near: IntArray, clock: Clock, *, seed: int) -> Outcome:
    """The best plan of a round, and of several as good the one with fewest cases elsewhere than in `near`.

    Both as far as the time lets it be proved. One solve settles both where the numbers are not too large for that:
    prices are scaled so that all cases elsewhere together weigh less than the least that a plan can be better.
    """
    formulation = known.formulation
    is_open = not (known.is_proved or clock.is_over or clock.learnt.levels_apart)
    whole = in_one_number(formulation) if is_open else None
    if whole is not None and _can_be_scaled(whole.problem):
        result = solve_together(
            _scaled(whole.problem, near),
            time_limit_s=time_together_s(clock.remaining_s),
            seed=seed,
            hint=known.assignment,
            should_stop=clock.should_stop,
        )
        num_cases = len(near)
        bound = None if result.bound is None else -((num_cases - result.bound) // (num_cases + 1))
        known = conclude(formulation, known, whole, result.assignment, bound) or known
        if result.status == "optimal" or clock.is_over:
            return known
        clock.learnt.levels_apart = True
    outcome = settle(formulation, known, clock, seed=seed) or known
    return replace(outcome, assignment=closest_to(outcome, near, clock, seed=seed))


def closest_to(outcome: Outcome, assignment: IntArray, clock: Clock, *, seed: int) -> IntArray:
    """A plan as good as the outcome's that differs from `assignment` in as few cases as the time lets it prove.

    Minutes are scaled so that all differences together weigh less than one minute.
    """
    num_moved = int((outcome.assignment != assignment).sum())
    if num_moved <= 1 or clock.is_over:
        return outcome.assignment
    whole = None if clock.learnt.levels_apart else in_one_number(outcome.formulation)
    problems = [] if whole is None else [whole.problem]
    problems.append(held_problem(outcome.formulation, outcome.values))
    problem = next(filter(_can_be_scaled, problems), None)
    if problem is None:
        return outcome.assignment
    result = solve_together(
        _scaled(problem, assignment),
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


def _scaled(problem: AssignmentProblem, near: IntArray) -> AssignmentProblem:
    """The problem with every price times one more than there are cases, and one for each case elsewhere."""
    n, m = problem.cost.shape
    elsewhere = (near[:, None] != np.arange(m)[None, :]).astype(np.int64)
    return priced(
        problem, problem.cost * (n + 1) + elsewhere, problem.left_out_cost * (n + 1) + (near >= 0), scale=n + 1
    )


def _can_be_scaled(problem: AssignmentProblem) -> bool:
    n, m = problem.cost.shape
    prices = [problem.cost, problem.group_fee, problem.left_out_cost]
    if problem.load_cost is not None:
        prices.append(problem.load_cost)
    total = sum(int(np.abs(each).sum()) for each in prices)
    return bool(total * (n + 1) + n * m < LARGEST_SUM)
