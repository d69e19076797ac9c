"""The tree without its short cut: as if the bundles were always too many to be listed."""

import numpy as np
import pytest

from allocator.problem import AssignmentProblem
from allocator.solving import bundle_search
from allocator.solving.portfolio import solve
from tests.allocator.enumeration import least_minutes
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family

PHASES = {"bundles": bundle_search.search_bundles}


@pytest.fixture(autouse=True)
def _no_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_search, "_MOST_BUNDLES", 0)


@pytest.mark.parametrize("seed", range(NUM_IN_FAMILY))
def test_splitting_alone_finds_the_best_of_all_plans(seed: int) -> None:
    problem = member_of_family(seed)
    result, least = solve(problem, phases=PHASES), least_minutes(problem)
    assert result.status == ("infeasible" if least is None else "optimal")
    assert result.objective == least


def of_twins(seed: int) -> AssignmentProblem:
    """Seven cases of two kinds."""
    random = np.random.default_rng(seed)
    kinds = random.integers(0, 2, 7)
    return AssignmentProblem(
        cost=random.integers(0, 12, (2, 3))[kinds],
        weight=random.integers(1, 4, 2)[kinds],
        group=random.integers(-1, 2, 2)[kinds],
        group_fee=random.integers(0, 15, (2, 3)),
        max_load=random.integers(4, 9, 3),
        load_cost=np.cumsum(np.cumsum(random.integers(0, 3, (3, 22)), axis=1), axis=1),
        optional=random.integers(0, 2, 2).astype(bool)[kinds],
        left_out_cost=random.integers(0, 30, 2)[kinds],
    )


@pytest.mark.parametrize("seed", range(120))
def test_cases_that_are_alike_are_not_tried_twice_and_nothing_is_lost(seed: int) -> None:
    problem = of_twins(seed)
    result, least = solve(problem, phases=PHASES), least_minutes(problem)
    assert result.status == ("infeasible" if least is None else "optimal")
    assert result.objective == least


def test_twins_make_the_tree_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    def num_nodes() -> int:
        return sum(solve(of_twins(seed), phases=PHASES).statistics.sizes.get("nodes", 0) for seed in range(120))

    with_twins = num_nodes()
    nobody_alike = np.arange(7)
    monkeypatch.setattr("allocator.solving.search.case_twins", lambda *_: nobody_alike)
    assert with_twins < num_nodes()
