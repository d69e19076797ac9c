import numpy as np
import pytest

from allocator.evaluation import evaluate, find_violations
from allocator.solving.portfolio import solve
from benchmarks.instances.assignment_families import GAP_TYPES, facility_location, generalised_assignment
from benchmarks.instances.demonstration import from_demonstration
from benchmarks.instances.pool import national_pool
from benchmarks.instances.rebalancing import rebalance
from benchmarks.peers.unit_steps_mip import solve_with_highs


def test_a_rebalance_without_voluntary_moves_moves_the_forced_cases_only():
    problem = rebalance(40, 15, seed=3, max_voluntary_moves=0)
    present = (problem.limits[0].pair == 0).argmax(axis=1)
    forced = ~problem.allowed[np.arange(40), present]
    assert problem.limits[0].upper == forced.sum() > 0
    plan = solve_with_highs(problem, 60.0, 1).assignment
    assert find_violations(problem, plan) == []
    assert ((plan != present) == forced).all()


def test_the_absent_consultants_get_nothing_and_everybody_else_may_keep_hers():
    problem = rebalance(120, 15, seed=1, max_voluntary_moves=5)
    present = (problem.limits[0].pair == 0).argmax(axis=1)
    is_absent = ~problem.allowed.any(axis=0)
    assert is_absent.sum() == 1
    assert (problem.allowed[np.arange(120), present] == ~is_absent[present]).all()
    at_present = np.bincount(present, weights=problem.weight[:, 0], minlength=15)
    assert (at_present <= problem.max_load).all()


def test_a_rebalance_counts_loads_from_nothing_and_prices_moves():
    free, limited = rebalance(60, 5, seed=2), rebalance(60, 5, seed=2, max_voluntary_moves=3)
    assert free.limits == ()
    assert (free.base_load == 0).all()
    assert (free.cost == limited.cost).all()
    is_move = limited.limits[0].pair == 1
    assert free.cost[is_move].mean() - free.cost[~is_move].mean() > 60


def test_the_pool_gives_each_case_its_candidates_and_has_a_plan():
    problem = national_pool(120, 30, candidates=5, seed=0)
    candidates = problem.allowed.sum(axis=1)
    assert candidates.min() == 5
    assert candidates.max() <= 6
    result = solve(problem, time_limit_s=20)
    assert result.assignment is not None
    assert (problem.cost == national_pool(120, 30, candidates=5, seed=0).cost).all()


@pytest.mark.parametrize("kind", GAP_TYPES)
def test_generalised_assignment_follows_its_recipe(kind):
    problem = generalised_assignment(kind, 60, 6, seed=0)
    assert (problem.num_cases, problem.num_consultants) == (60, 6)
    resource, cost = problem.weight, problem.cost
    match kind:
        case "a" | "b" | "c":
            assert (resource.min(), resource.max(), cost.min(), cost.max()) == (5, 25, 10, 50)
        case "d":
            assert (resource.min() >= 1) & (resource.max() <= 100)
            assert np.abs(cost + resource - 111).max() <= 10
        case _:
            assert resource.min() >= 1
            assert np.corrcoef(resource.ravel(), cost.ravel())[0, 1] < -0.4
    if kind in "cde":
        assert (problem.max_load == resource.sum(axis=0) * 8 // 60).all()
    again = generalised_assignment(kind, 60, 6, seed=0)
    assert (again.cost == cost).all()
    assert (again.max_load == problem.max_load).all()


def test_type_b_has_seven_tenths_of_the_capacity_of_type_a():
    """On the same draw: the recipe is written out once more by hand."""
    problem = generalised_assignment("b", 30, 3, seed=5)
    cheapest = problem.cost.argmin(axis=1)
    needed = max(problem.weight[cheapest == j, j].sum() for j in range(3))
    assert problem.max_load[0] == int(0.7 * (0.6 * 10 * 15 + 0.4 * needed) + 1e-9)


def test_facility_location_pays_for_each_open_site_once():
    problem = facility_location(8, 3, seed=0)
    everything_at_one = np.full(8, 0)
    roomy = problem.max_load[0] >= problem.weight[:, 0].sum()
    assert problem.num_groups == 1
    assert 300 <= problem.group_fee.min() <= problem.group_fee.max() <= 700
    if roomy:
        assert evaluate(problem, everything_at_one) == problem.cost[:, 0].sum() + problem.group_fee[0, 0]


def test_a_demonstration_is_stated_by_the_products_own_rules():
    problem = from_demonstration("hedensted", 1)
    assert (problem.num_cases, problem.num_consultants) == (14, 8)
    assert len(np.unique(problem.weight)) > 2
    assert problem.load_cost is not None
    assert (problem.cost == from_demonstration("hedensted", 1).cost).all()
    assert solve(problem, time_limit_s=20).status in ("optimal", "infeasible")
