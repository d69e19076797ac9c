import numpy as np
import pytest

from allocator.simulation.statistics import NotFinite, TooFewReplications, UnusableSample, warm_up_weeks


def drifting(weeks, forgets_after, seed, *, noise=0.5):
    """From 20 below its level, the distance falling to a twentieth in so many weeks."""
    level = -20 * np.exp(-3 * np.arange(weeks) / forgets_after)
    return level + np.random.default_rng(seed).normal(0, noise, weeks)


def found(series):
    """Weeks to cut of each, without those that are so noisy that nothing is found."""
    return [weeks for each in series if (weeks := warm_up_weeks([each]).weeks) is not None]


@pytest.mark.parametrize("forgets_after", [20, 40])
def test_a_drift_is_cut_where_it_is_lost_in_the_noise(forgets_after):
    weeks = found([drifting(260, forgets_after, seed) for seed in range(30)])

    assert len(weeks) >= 28
    assert forgets_after / 2 <= np.median(weeks) <= 2 * forgets_after
    assert max(weeks) <= 130


def test_what_is_left_has_next_to_no_bias():
    series = [drifting(260, 40, seed) for seed in range(50)]
    cuts = [warm_up_weeks([each]).weeks for each in series]
    left = [each[cut:].mean() for each, cut in zip(series, cuts, strict=True) if cut is not None]

    assert np.mean(left) == pytest.approx(0, abs=0.1)
    assert np.mean(series) < -0.9


def test_a_series_that_begins_at_rest_needs_next_to_nothing_cut():
    weeks = found([np.random.default_rng(seed).normal(40, 1, 260) for seed in range(60)])

    assert len(weeks) >= 57
    assert np.median(weeks) <= 5


def test_by_hand():
    """Ten batches: 10, 0, and then ones and minus ones. Cutting the first leaves the least error."""
    batches = [10, 0, 1, -1, 1, -1, 1, -1, 1, -1]
    assert warm_up_weeks([np.repeat(batches, 5)]).weeks == 5


def test_a_series_that_does_not_move_needs_nothing_cut():
    assert warm_up_weeks([np.full(52, 3.0)]).weeks == 0


def test_a_drift_that_does_not_end_is_not_called_a_warm_up():
    warm_up = warm_up_weeks([np.full(100, 3.0), np.arange(100.0)])

    assert warm_up.weeks is None
    assert warm_up.of_each == (0, None)


def test_the_longest_warm_up_is_the_one_for_all():
    warm_up = warm_up_weeks([drifting(260, 20, 1), drifting(260, 60, 2)])

    assert warm_up.weeks == max(warm_up.of_each)
    assert warm_up.of_each[0] < warm_up.of_each[1]


def test_less_than_fifty_weeks_show_no_warm_up():
    with pytest.raises(TooFewReplications, match="at least 50"):
        warm_up_weeks([np.zeros(49)])


def test_a_series_needs_to_be_there_and_of_numbers():
    with pytest.raises(UnusableSample):
        warm_up_weeks(np.zeros((0, 60)))
    with pytest.raises(NotFinite):
        warm_up_weeks([[np.nan] * 60])
