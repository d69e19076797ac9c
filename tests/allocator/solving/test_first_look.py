from typing import Any

import pytest

from allocator.problem import AssignmentProblem, Limit
from allocator.solving.first_look import look_for_obstacles, separable_bound
from allocator.solving.obstacles import Obstacle, find_obstacle, usable_pairs
from allocator.solving.portfolio import solve
from tests.allocator.enumeration import least_minutes
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family, two_by_two


def test_a_pair_is_usable_if_allowed_and_there_is_room_for_it_alone() -> None:
    problem = AssignmentProblem(
        [[0] * 5] * 2,
        allowed=[[0, 1, 1, 1, 1]] * 2,
        weight=[0, 3],
        base_load=[0, 0, 0, 5, 0],
        max_load=[9, 9, 2, 4, 9],
        max_cases=[9, 9, 9, 9, 0],
    )
    assert usable_pairs(problem).tolist() == [[False, True, True, True, False], [False, True, False, False, False]]


@pytest.mark.parametrize(
    ("changes", "obstacle"),
    [
        (
            {"allowed": [[1, 1], [0, 0]]},
            Obstacle("case", 1, "nobody may take case 1, and it may not be left out"),
        ),
        (
            {"weight": [1, 3], "max_load": [2, 2]},
            Obstacle("case", 1, "nobody may take case 1, and it may not be left out"),
        ),
        (
            {"allowed": [[1, 0], [1, 0]], "min_cases": [0, 1]},
            Obstacle("consultant", 1, "consultant 1 must take 1 cases and can take at most 0"),
        ),
        (
            {"min_cases": [2, 0], "max_cases": [1, 2]},
            Obstacle("consultant", 0, "consultant 0 must take 2 cases and can take at most 1"),
        ),
        (
            {"max_cases": [2, -1]},
            Obstacle("consultant", 1, "consultant 1 must take 0 cases and can take at most -1"),
        ),
        (
            {"min_cases": [1, 2]},
            Obstacle("consultant", 1, "consultants must take 3 cases together, and there are 2"),
        ),
        (
            {"optional": [1, 0], "limits": [Limit([[4, 5], [6, 7]], left_out=[3, 0], upper=8)]},
            Obstacle("limit", 0, "limits[0] comes to 9 at least, and 8 at most will do"),
        ),
    ],
)
def test_what_alone_makes_a_problem_infeasible_is_named(changes: dict[str, Any], obstacle: Obstacle) -> None:
    problem = two_by_two(**changes)
    assert find_obstacle(problem, usable_pairs(problem)) == obstacle
    result = solve(problem)
    assert result.status == "infeasible"
    assert result.statistics.obstacle == obstacle
    assert result.statistics.stopped_by == "infeasible"
    assert result.statistics.blocked_case == (obstacle.index if obstacle.kind == "case" else None)


def test_what_is_infeasible_only_together_has_no_obstacle() -> None:
    problem = two_by_two(allowed=[[1, 0], [1, 0]], max_cases=[1, 1])
    assert find_obstacle(problem, usable_pairs(problem)) is None
    result = solve(problem)
    assert (result.status, result.statistics.blocked_case) == ("infeasible", None)


def test_the_separable_bound_lets_everybody_choose_alone() -> None:
    rows = [[9, 4, 3, 5], [7, 5, 4, 9]]
    problem = two_by_two(optional=[1, 0], left_out_cost=[0, 9], base_load=[1, 0], load_cost=rows)
    assert separable_bound(problem, usable_pairs(problem)) == 0 + 2 + 3 + 4


@pytest.mark.parametrize("seed", range(NUM_IN_FAMILY))
def test_a_first_look_never_claims_too_much(seed: int) -> None:
    problem = member_of_family(seed)
    least = least_minutes(problem)
    result = solve(problem, phases={"look": look_for_obstacles})
    if result.status == "infeasible":
        assert least is None
    elif least is not None:
        assert result.bound <= least
