"""Problems of several parts that have nothing to do with each other."""

import numpy as np
import pytest

from allocator.evaluation import LEFT_OUT, evaluate
from allocator.problem import AssignmentProblem
from allocator.solving.components import find_components
from allocator.solving.portfolio import PORTFOLIO, solve
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family
from tests.allocator.solving.searches import new_search


def side_by_side(first: AssignmentProblem, second: AssignmentProblem) -> AssignmentProblem:
    """Both at once, with consultants of their own."""
    n, m = first.cost.shape
    shape = (n + second.num_cases, m + second.num_consultants)

    def stacked(name: str, fill: int) -> np.ndarray:
        whole = np.full(shape, fill, dtype=np.int64)
        whole[:n, :m], whole[n:, m:] = getattr(first, name), getattr(second, name)
        return whole

    longest = max(load_cost_of(each).shape[1] for each in (first, second))
    return AssignmentProblem(
        cost=stacked("cost", 0),
        allowed=stacked("allowed", 0).astype(bool),
        weight=stacked("weight", 1),
        base_load=np.append(first.base_load, second.base_load),
        max_load=np.append(first.base_load + first.room, second.base_load + second.room),
        load_cost=np.vstack([padded(load_cost_of(each), longest) for each in (first, second)]),
        min_cases=np.append(first.min_cases, second.min_cases),
        max_cases=np.append(first.max_cases, second.max_cases),
        group=np.append(first.group, np.where(second.group < 0, -1, second.group + first.num_groups)),
        group_fee=np.block(
            [
                [first.group_fee, np.zeros((first.num_groups, second.num_consultants), dtype=np.int64)],
                [np.zeros((second.num_groups, m), dtype=np.int64), second.group_fee],
            ]
        ),
        optional=np.append(first.optional, second.optional),
        left_out_cost=np.append(first.left_out_cost, second.left_out_cost),
    )


def load_cost_of(problem: AssignmentProblem) -> np.ndarray:
    """(m, L + 1): nothing for every load where there is none."""
    if problem.load_cost is not None:
        return problem.load_cost
    most = int((problem.base_load + problem.room).max(initial=0))
    return np.zeros((problem.num_consultants, most + 1), dtype=np.int64)


def padded(load_cost: np.ndarray, width: int) -> np.ndarray:
    """The same, longer; the rows stay convex, and loads that far are kept away by the limits."""
    if load_cost.shape[1] == width:
        return load_cost
    last_step = load_cost[:, -1:] - load_cost[:, -2:-1] if load_cost.shape[1] > 1 else np.zeros_like(load_cost[:, -1:])
    return np.hstack([load_cost, load_cost[:, -1:] + last_step * np.arange(1, width - load_cost.shape[1] + 1)])


def without_limits(seed: int) -> AssignmentProblem:
    """A member of the family without rows over the whole plan."""
    problem = member_of_family(seed)
    fields = {name: getattr(problem, name) for name in AssignmentProblem.__annotations__ if name != "limits"}
    return AssignmentProblem(**fields)


@pytest.mark.parametrize("seed", range(0, NUM_IN_FAMILY - 1, 2))
def test_two_problems_side_by_side_cost_what_each_costs_alone(seed: int) -> None:
    parts = [without_limits(seed), without_limits(seed + 1)]
    alone = [solve(part) for part in parts]
    whole = side_by_side(*parts)
    together = solve(whole)
    if any(each.status == "infeasible" for each in alone):
        assert together.status == "infeasible"
        return
    assert together.status == "optimal"
    assert together.assignment is not None
    assert together.objective == sum(each.objective or 0 for each in alone) == evaluate(whole, together.assignment)
    phases = {name: phase for name, phase in PORTFOLIO.items() if name != "components"}
    assert solve(whole, phases=phases).objective == together.objective


def two_islands() -> AssignmentProblem:
    """Two cases and two consultants here, two there; weights differ, so that it is no assignment of equal weights."""
    allowed = np.kron(np.eye(2, dtype=np.int64), np.ones((2, 2), dtype=np.int64)).astype(bool)
    return AssignmentProblem(
        cost=np.arange(16).reshape(4, 4) % 7,
        allowed=allowed,
        weight=[1, 2, 3, 4],
        load_cost=np.tile(np.arange(11) ** 2, (4, 1)),
    )


def test_islands_are_found_and_counted() -> None:
    component = find_components(new_search(two_islands()))
    assert component is not None
    np.testing.assert_equal(component, [0, 0, 1, 1, 0, 0, 1, 1])
    assert solve(two_islands()).statistics.sizes["components"] == 2


def test_one_limit_ties_everything_together() -> None:
    problem = without_limits(0)
    limited = member_of_family(next(s for s in range(NUM_IN_FAMILY) if member_of_family(s).limits))
    assert find_components(new_search(limited)) is None
    assert find_components(new_search(AssignmentProblem(cost=problem.cost))) is None


def test_a_hint_is_used_in_every_part_and_a_plan_is_had_at_once() -> None:
    best = solve(two_islands())
    assert best.assignment is not None
    hinted = solve(two_islands(), hint=best.assignment)
    assert hinted.objective == best.objective
    assert solve(two_islands(), time_limit_s=0).assignment is not None


def test_a_case_that_nobody_may_take_is_a_part_of_its_own() -> None:
    allowed = np.array([[False, False], [True, False], [False, True]])
    problem = AssignmentProblem(
        cost=np.ones((3, 2)).astype(int),
        allowed=allowed,
        weight=[1, 2, 3],
        optional=[True] * 3,
        left_out_cost=[9, 8, 7],
    )
    result = solve(problem)
    assert result.status == "optimal"
    np.testing.assert_equal(result.assignment, [LEFT_OUT, 0, 1])
    assert result.objective == 11


def test_a_deterministic_limit_is_shared_by_the_parts() -> None:
    result = solve(two_islands(), deterministic_limit=1e-9)
    assert result.status in ("optimal", "feasible")
    assert result.assignment is not None
