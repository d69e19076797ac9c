import hashlib

import numpy as np
import pytest

from allocator.evaluation import evaluate
from allocator.problem import AssignmentProblem
from allocator.solving.portfolio import solve
from benchmarks.instances.caseload_curve import load_cost
from benchmarks.instances.caseworld import plant_plan
from benchmarks.instances.growth import GROWTH
from benchmarks.instances.rounds import (
    MUNICIPALITIES,
    contested,
    draw_round_with_facts,
    equal_weights,
    municipal,
)


def fingerprint(problem: AssignmentProblem) -> str:
    digest = hashlib.sha256()
    for field in (problem.cost, problem.allowed, problem.weight, problem.base_load, problem.group, problem.group_fee):
        digest.update(np.ascontiguousarray(field).tobytes())
    return digest.hexdigest()


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_a_round_has_the_municipalitys_shape_and_the_claimed_properties(municipality):
    shape = MUNICIPALITIES[municipality]
    for seed in range(3):
        problem = municipal(municipality, seed)
        assert (problem.num_cases, problem.num_consultants) == (shape.num_cases, shape.num_consultants)
        assert problem.weight.min() >= 3
        assert problem.weight.max() <= 8
        assert problem.allowed.any(axis=1).all()
        assert (problem.base_load >= 0.84 * 0.6 * 180).all()
        assert (problem.base_load <= 1.16 * 180).all()
        assert set(np.unique(problem.max_load)) <= {220, 176, 132}
        assert problem.group_fee.max(initial=0) <= 30
        members = np.bincount(problem.group[problem.group >= 0], minlength=problem.num_groups)
        assert (members >= 2).all()


def test_between_five_and_ten_percent_of_the_pairs_are_forbidden():
    shares = [1 - municipal("copenhagen", seed).allowed.mean() for seed in range(3)]
    assert all(0.05 < share < 0.10 for share in shares)


def test_most_weights_are_between_one_and_one_and_a_half_cases():
    weight = municipal("copenhagen", 0).weight[:, 0]
    assert ((weight >= 4) & (weight <= 6)).mean() > 0.6


@pytest.mark.parametrize("municipality", ["hedensted", "vejle"])
def test_a_seed_gives_the_same_round_and_another_seed_another(municipality):
    assert fingerprint(municipal(municipality, 4)) == fingerprint(municipal(municipality, 4))
    assert fingerprint(municipal(municipality, 4)) != fingerprint(municipal(municipality, 5))


def test_drawing_a_round_leaves_numpys_own_generator_alone():
    np.random.seed(3)  # noqa: NPY002 - exactly the generator that must not be touched
    before = np.random.get_state()[2]  # noqa: NPY002
    municipal("hedensted", 0)
    assert np.random.get_state()[2] == before  # noqa: NPY002


def test_rounds_have_plans():
    for seed in range(5):
        problem = municipal("hedensted", seed)
        result = solve(problem, time_limit_s=10, seed=0)
        assert result.status == "optimal"
        assert evaluate(problem, result.assignment) == result.objective


def test_the_facts_of_practice_are_those_behind_the_minutes():
    problem, facts = draw_round_with_facts(MUNICIPALITIES["vejle"], 1)
    assert facts.contact.shape == (34,)
    assert facts.contact.max() < 14
    assert facts.one_way_minutes.shape == (34, 14)
    assert facts.one_way_minutes.min() >= 3
    with_contact = facts.contact >= 0
    others = np.delete(problem.cost[with_contact][0], facts.contact[with_contact][0])
    assert problem.cost[with_contact][0, facts.contact[with_contact][0]] < others.mean()


def test_equal_weights_have_one_weight_and_groups_only_if_asked_for():
    plain = equal_weights(20, 8, 0)
    assert (plain.weight == 4).all()
    assert plain.num_groups == 0
    assert equal_weights(20, 8, 0, has_cohesion=True).num_groups > 0


def test_contested_rounds_have_like_caseloads():
    problem = contested(12, 6, 0)
    share = problem.base_load / (problem.max_load * 45 / 55)
    assert share.min() > 0.94
    assert share.max() < 1.06


@pytest.mark.parametrize("what", GROWTH)
def test_a_growth_family_grows_in_one_size_only(what):
    sizes, draw = GROWTH[what]
    shapes = [(problem.num_cases, problem.num_consultants) for problem in (draw(size, 0) for size in sizes[:3])]
    match what:
        case "cases":
            assert shapes == [(size, 20) for size in sizes[:3]]
        case "consultants":
            assert shapes == [(40, size) for size in sizes[:3]]
        case _:
            assert shapes == [(40, 20)] * 3


@pytest.mark.parametrize("units", [1, 2, 16])
def test_finer_weights_keep_the_size_of_a_case(units):
    weight = GROWTH["weights"][1](units, 0).weight[:, 0]
    assert weight.min() >= 1
    assert 0.9 < weight.mean() / units < 1.6


def test_a_crowded_round_gets_lower_caseloads_so_that_there_is_room():
    problem = GROWTH["cases"][1](160, 0)
    assert problem.room.sum() > problem.weight[:, 0].sum()


@pytest.mark.parametrize("units", [1, 4, 32])
def test_the_caseload_curve_is_convex_and_free_at_the_target(units):
    target = np.array([45 * units, 27 * units])
    curve = load_cost(target, 60 * units, units)
    assert curve.shape == (2, 60 * units + 1)
    assert (np.diff(curve, n=2) >= 0).all()
    assert curve[0, target[0]] == curve[1, target[1]] == 0
    assert curve.min() == 0


def test_a_caseload_in_whole_cases_costs_six_and_three_minutes_a_step():
    curve = load_cost(np.array([3]), 5, 1)
    assert curve.tolist() == [[18, 9, 3, 0, 6, 18]]


def test_a_curve_may_end_below_the_target():
    assert load_cost(np.array([3]), 1, 1).tolist() == [[18, 9]]


def test_planting_a_plan_without_room_is_an_error():
    with pytest.raises(ValueError, match="no room for case"):
        plant_plan(np.random.default_rng(0), np.array([4, 4]), np.array([4, 3]))


def test_a_planted_plan_goes_beyond_full_candidates():
    plan = plant_plan(np.random.default_rng(0), np.array([4, 4]), np.array([4, 9]), np.array([[0], [0]]))
    assert sorted(plan) == [0, 1]
