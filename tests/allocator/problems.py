"""Problems to test with: the smallest one, hard ones, and a family drawn from any source of whole numbers."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from allocator.problem import AssignmentProblem, Limit

NUM_IN_FAMILY = 240


def two_by_two(**changes: Any) -> AssignmentProblem:
    """Two cases, two consultants; the best plan is [0, 1], at 3 minutes."""
    return AssignmentProblem(**{"cost": [[1, 5], [4, 2]], **changes})


@functools.cache
def member_of_family(seed: int) -> AssignmentProblem:
    """One of `NUM_IN_FAMILY` fixed problems that use every field; small enough to enumerate."""
    random = np.random.default_rng(seed)
    return drawn_problem(lambda low, high: int(random.integers(low, high, endpoint=True)))


@st.composite
def small_problems(draw: st.DrawFn) -> AssignmentProblem:
    """The family of `member_of_family`, as a strategy that shrinks."""
    return drawn_problem(lambda low, high: draw(st.integers(low, high)))


def drawn_problem(choose: Callable[[int, int], int]) -> AssignmentProblem:
    """A problem of up to 6 cases and 3 consultants, its limits drawn around a known plan and sometimes below it.

    `choose` gives a whole number between two, both included.
    """

    def numbers(low: int, high: int, *shape: int) -> np.ndarray:
        return np.array([choose(low, high) for _ in range(int(np.prod(shape)))], dtype=np.int64).reshape(shape)

    def sometimes(value: Any) -> Any:
        return value if choose(0, 1) else None

    n, m, num_groups = choose(1, 6), choose(1, 3), choose(1, 2)
    weight = numbers(0, 3, n, m) if choose(0, 1) else np.repeat(numbers(1, 3, n, 1), m, axis=1) * choose(1, 2)
    base_load = numbers(0, 4, m)
    optional = sometimes(numbers(0, 1, n))
    known_plan = numbers(0, m - 1, n)
    if optional is not None:
        known_plan[(optional == 1) & (numbers(0, 1, n) == 1)] = -1
    chosen = known_plan[:, np.newaxis] == np.arange(m)
    load, num_taken = base_load + (chosen * weight).sum(axis=0), chosen.sum(axis=0)
    largest_load = max(int(load.max()) + choose(-1, 3), int(base_load.max()))
    limits = []
    for _ in range(choose(0, 2)):
        pair, left_out = numbers(-3, 6, n, m), sometimes(numbers(-2, 4, n))
        known_sum = (chosen * pair).sum() + (0 if left_out is None else left_out[known_plan < 0].sum())
        limits.append(Limit(pair=pair, left_out=left_out, upper=known_sum + choose(-2, 2)))
    return AssignmentProblem(
        cost=numbers(-9, 20, n, m),
        allowed=sometimes(chosen | (numbers(0, 2, n, m) > 0) if choose(0, 5) else numbers(0, 2, n, m) > 0),
        weight=weight[:, 0] if (weight == weight[:, :1]).all() else weight,
        base_load=base_load,
        max_load=sometimes(load + numbers(-1, 2, m)),
        load_cost=sometimes(convex_rows(numbers(-4, 6, m, largest_load), numbers(0, 5, m))),
        min_cases=sometimes(num_taken + numbers(-2, 0, m)),
        max_cases=sometimes(num_taken + numbers(0, 2, m) - (choose(0, 5) == 0)),
        group=(group := sometimes(numbers(-1, num_groups - 1, n))),
        group_fee=None
        if group is None
        else numbers(0, 9, num_groups, m)
        if choose(0, 1)
        else numbers(0, 9, num_groups),
        optional=optional,
        left_out_cost=None if optional is None else sometimes(numbers(0, 30, n)),
        limits=limits,
    )


def convex_rows(marginals: np.ndarray, at_zero: np.ndarray) -> np.ndarray:
    """Rows of convex load costs, from marginal costs in any order and the cost of no load."""
    steps = np.sort(marginals, axis=1)
    return at_zero[:, np.newaxis] + np.cumsum(np.insert(steps, 0, 0, axis=1), axis=1)


def municipality(num_cases: int, num_consultants: int, seed: int = 0) -> AssignmentProblem:
    """A problem of the shape that a team's week has: travel, weights in quarters, convex caseload, cohesion."""
    random = np.random.default_rng(seed)
    homes, workplaces = random.random((num_consultants, 2)), random.random((num_cases, 2))
    travel = np.linalg.norm(workplaces[:, np.newaxis] - homes, axis=2) * 120
    marginal = np.arange(260) // 8 - 20
    num_groups = max(1, num_cases // 5)
    return AssignmentProblem(
        cost=travel.astype(np.int64) + random.integers(0, 30, travel.shape),
        weight=random.choice([2, 3, 4, 6], num_cases),
        base_load=random.integers(120, 180, num_consultants),
        max_load=np.full(num_consultants, 220),
        load_cost=np.tile(np.append(0, np.cumsum(marginal)), (num_consultants, 1)),
        group=np.where(random.random(num_cases) < 0.5, random.integers(0, num_groups, num_cases), -1),
        group_fee=np.full(num_groups, 45),
    )


def market_split(num_cases: int = 40, num_rows: int = 5, seed: int = 0) -> AssignmentProblem:
    """A small problem that no known method settles soon: split every row's numbers in two equal halves.

    Source: Cornuéjols and Dawande (1998), A class of hard small 0-1 programs.
    """
    random = np.random.default_rng(seed)
    limits = []
    for _ in range(num_rows):
        row = random.integers(0, 100, num_cases)
        pair = np.stack([row, np.zeros_like(row)], axis=1)
        half = int(row.sum()) // 2
        limits += [Limit(pair=pair, upper=half), Limit(pair=-pair, upper=-half)]
    return AssignmentProblem(cost=np.zeros((num_cases, 2)), limits=limits)
