import numpy as np
import pytest

from allocator.simulation.statistics import Ends, ParameterRange, Standing, UnusableSample, judge_sensitivity

NOISE = np.random.default_rng(1).normal(0, 0.1, 30)
INFLOW = ParameterRange("cases.inflow_per_week", 10, 20, "a third to either side")
TRAVEL = ParameterRange("talks.travel_effect", 0, 1, "from none to twice the assumed one")


def judge(*ranges, base=-5.0, **ends):
    by_path = {
        each.path: Ends(NOISE + ends[each.path.split(".")[1]][0], NOISE + ends[each.path.split(".")[1]][1])
        for each in ranges
    }
    assumed = {INFLOW.path: 14.0, TRAVEL.path: 0.3}
    return judge_sensitivity(ranges, assumed, NOISE + base, by_path)


def test_a_verdict_that_stands_at_both_ends_holds():
    (effect,) = judge(INFLOW, inflow_per_week=(-4, -7))

    assert effect.standing is Standing.HOLDS
    assert effect.swing.estimate == pytest.approx(-3)
    assert effect.break_even is None


def test_a_verdict_that_is_the_opposite_at_one_end_turns_and_it_is_said_where():
    (effect,) = judge(INFLOW, inflow_per_week=(5, -6))

    assert (effect.low.standing, effect.high.standing) == (Standing.TURNS, Standing.HOLDS)
    assert effect.standing is Standing.TURNS
    assert effect.break_even == pytest.approx(12, abs=0.05)


def test_a_verdict_that_is_lost_at_one_end_is_unsure():
    (effect,) = judge(INFLOW, inflow_per_week=(-5, 0))

    assert effect.standing is Standing.UNSURE


def test_the_number_that_moves_most_comes_first():
    effects = judge(TRAVEL, INFLOW, inflow_per_week=(-1, -9), travel_effect=(-5, -4))

    assert [effect.path for effect in effects] == [INFLOW.path, TRAVEL.path]


def test_where_nothing_was_sure_nothing_can_turn():
    (unsure,) = judge(INFLOW, base=0, inflow_per_week=(-5, 0))

    assert (unsure.low.standing, unsure.high.standing) == (Standing.UNSURE, Standing.HOLDS)


def test_the_nearest_of_several_break_evens_is_named():
    (effect,) = judge(INFLOW, inflow_per_week=(20, 5))

    assert effect.break_even == pytest.approx(14 - 4 * 5 / 25, abs=0.05)


def test_policies_that_are_alike_all_along_break_even_everywhere():
    flat = np.zeros(5)
    (effect,) = judge_sensitivity([TRAVEL], {TRAVEL.path: 0.0}, flat, {TRAVEL.path: Ends(flat, flat)})

    assert (effect.break_even, effect.standing) == (0, Standing.HOLDS)


def test_ends_of_other_replications_are_refused():
    with pytest.raises(UnusableSample, match="was run 3 and 3 times, the rest 30"):
        judge_sensitivity([TRAVEL], {TRAVEL.path: 0.3}, NOISE, {TRAVEL.path: Ends([1, 2, 3], [1, 2, 3])})


def test_a_range_goes_upwards():
    with pytest.raises(ValueError, match="let the first be below"):
        ParameterRange("a", 2, 2, "none")
