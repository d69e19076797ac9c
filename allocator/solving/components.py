"""Problems that fall apart: cases and consultants who have nothing to do with each other are solved by themselves."""

from collections.abc import Callable

import numpy as np
from scipy.sparse import coo_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from allocator.arrays import IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem
from allocator.solving.result import Result
from allocator.solving.search import Search

SolvePart = Callable[..., Result]


def find_components(search: Search) -> IntArray | None:
    """(n + m,): the number of each case's and each consultant's component; None where there is only one.

    Rows of limits tie everything together. Consultants whom no case can reach belong to the first component.
    """
    pairs = search.pairs
    n, m = pairs.shape
    if search.problem.limits or n == 0 or m == 0 or pairs.all(axis=1).any():
        return None
    case, consultant = np.nonzero(pairs)
    graph = coo_array((np.ones(len(case), dtype=np.bool_), (case, n + consultant)), shape=(n + m, n + m))
    _, label = connected_components(graph, directed=False)
    label[n:][~pairs.any(axis=0)] = label[0]
    _, component = np.unique(label, return_inverse=True)
    if component.max() == 0:
        return None
    return component.astype(np.int64)


def part_of(problem: AssignmentProblem, cases: IntArray, consultants: IntArray) -> AssignmentProblem:
    """The problem of some cases and consultants alone."""
    block = np.ix_(cases, consultants)
    groups, group = np.unique(problem.group[cases], return_inverse=True)
    has_none = len(groups) > 0 and groups[0] < 0
    return AssignmentProblem(
        cost=problem.cost[block],
        allowed=problem.allowed[block],
        weight=problem.weight[block],
        base_load=problem.base_load[consultants],
        max_load=None if problem.max_load is None else problem.max_load[consultants],
        load_cost=None if problem.load_cost is None else problem.load_cost[consultants],
        min_cases=problem.min_cases[consultants],
        max_cases=problem.max_cases[consultants],
        group=group - 1 if has_none else group,
        group_fee=problem.group_fee[groups[1:] if has_none else groups][:, consultants],
        optional=problem.optional[cases],
        left_out_cost=problem.left_out_cost[cases],
    )


def solve_components(search: Search, solve_part: SolvePart) -> None:
    """Solve each component, first in no time, then to its end; the sum of plans and of bounds is that of the whole."""
    component = find_components(search)
    if component is None:
        return
    n = search.problem.num_cases
    numbers = range(int(component.max()) + 1)
    search.sizes["components"] = len(numbers)
    members = [(np.flatnonzero(component[:n] == c), np.flatnonzero(component[n:] == c)) for c in numbers]
    parts = [part_of(search.problem, cases, consultants) for cases, consultants in members]
    results = [
        _solved(search, solve_part, part, _part_of_plan(search.hint, *both), 0.0)
        for part, both in zip(parts, members, strict=True)
    ]
    _take(search, members, results)
    num_left = sum(part.num_cases for part, known in zip(parts, results, strict=True) if known.status != "optimal")
    for c, part in enumerate(parts):
        if search.incumbent.is_settled or search.stopping.reason() is not None:
            break
        if results[c].status != "optimal":
            time_limit_s = search.stopping.remaining_s * part.num_cases / num_left
            results[c] = _solved(search, solve_part, part, results[c].assignment, time_limit_s)
            num_left -= part.num_cases
            _take(search, members, results)
    search.is_deterministic_limit_reached = search.is_spent


def _solved(
    search: Search, solve_part: SolvePart, part: AssignmentProblem, hint: IntArray | None, time_limit_s: float
) -> Result:
    found = solve_part(
        part,
        time_limit_s,
        search.seed,
        search.workers,
        hint,
        should_stop=lambda: search.stopping.reason() == "cancelled",
        deterministic_limit=_limit_left(search),
    )
    search.stopping.set_back(found.statistics.seconds.get("kernels", 0.0))
    search.deterministic_time += found.statistics.deterministic_time
    return found


def _limit_left(search: Search) -> float | None:
    if search.deterministic_limit is None:
        return None
    return max(1e-3, search.deterministic_limit - search.deterministic_time)


def _part_of_plan(plan: IntArray | None, cases: IntArray, consultants: IntArray) -> IntArray | None:
    """The plan of some cases among some consultants; None where it gives one of them to anybody else."""
    if plan is None:
        return None
    given = plan[cases] != LEFT_OUT
    if not np.isin(plan[cases][given], consultants).all():
        return None
    return np.where(given, np.searchsorted(consultants, plan[cases]), LEFT_OUT)


def _take(search: Search, members: list[tuple[IntArray, IntArray]], results: list[Result]) -> None:
    """Offer the plans of all components together, and the sum of their bounds."""
    if any(result.status == "infeasible" for result in results):
        search.incumbent.prove_infeasible()
        return
    bounds = [result.bound for result in results if result.bound is not None]
    if len(bounds) == len(results):
        search.incumbent.raise_bound(sum(bounds))
    plan = np.full(search.problem.num_cases, LEFT_OUT)
    for (cases, consultants), result in zip(members, results, strict=True):
        if result.assignment is None:
            return
        given = result.assignment != LEFT_OUT
        plan[cases[given]] = consultants[result.assignment[given]]
    search.incumbent.offer(plan)
