import math

import numpy as np
import pytest
from scipy import stats

from allocator.simulation.statistics import (
    NotFinite,
    TooFewReplications,
    UnusableSample,
    mean_interval,
    median_interval,
    quantile_interval,
)
from tests.allocator.simulation.statistics.samples import coverage


def test_the_interval_of_a_mean_is_that_of_the_textbook():
    interval = mean_interval([1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09], confidence=0.90)

    assert interval.estimate == pytest.approx(1.343)
    assert interval.half_width == pytest.approx(1.833 * math.sqrt(0.17 / 10), rel=0.01)


def test_it_is_the_interval_that_scipy_gives():
    sample = np.random.default_rng(1).normal(3, 2, 25)
    theirs = stats.ttest_1samp(sample, 0).confidence_interval(0.95)

    assert (mean_interval(sample).low, mean_interval(sample).high) == pytest.approx((theirs.low, theirs.high))


@pytest.mark.parametrize("number", [3, 12])
def test_the_mean_is_in_its_interval_as_often_as_stated(number):
    covers = coverage(lambda rng: _holds(mean_interval(rng.normal(5, 3, number), confidence=0.9), 5), 3000, seed=2)

    assert covers == pytest.approx(0.9, abs=0.02)


def test_the_mean_of_skewed_years_is_in_its_interval_nearly_as_often():
    """A year is the mean of some fifty weeks; those of a gamma distribution stand for them."""
    years = coverage(lambda rng: _holds(mean_interval(rng.gamma(1, 1, (30, 50)).mean(axis=1)), 1), 1500, seed=3)

    assert years == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize(("number", "quantile"), [(15, 0.5), (60, 0.5), (60, 0.9)])
def test_a_quantile_of_a_skewed_distribution_is_in_its_interval_as_often_as_the_interval_says(number, quantile):
    true = -math.log(1 - quantile)
    stated = quantile_interval(np.arange(number), quantile).confidence
    covers = coverage(lambda rng: _holds(quantile_interval(rng.exponential(1, number), quantile), true), 3000, seed=4)

    assert stated >= 0.95
    assert covers == pytest.approx(stated, abs=0.015)


def test_the_interval_of_a_median_of_ten_is_the_tabulated_one():
    """David and Nagaraja's binomial: from the second to the ninth of ten, with 97.9 %."""
    interval = median_interval(range(1, 11))

    assert (interval.low, interval.high) == (2, 9)
    assert interval.confidence == pytest.approx(1 - 2 * 11 / 1024)


def test_one_wild_year_does_not_move_the_median_s_interval():
    sample = np.arange(20.0)
    wild = np.append(sample[:-1], 1e9)

    assert median_interval(sample) == median_interval(wild)


def test_a_median_needs_six_years_and_says_so():
    median_interval(range(6))

    with pytest.raises(TooFewReplications, match="5 were given where at least 6") as caught:
        median_interval(range(5))
    assert (caught.value.num_needed, caught.value.num_given) == (6, 5)


@pytest.mark.parametrize("quantile", [0.1, 0.9])
def test_the_number_that_a_bad_year_needs_is_enough_and_one_less_is_not(quantile):
    with pytest.raises(TooFewReplications) as caught:
        quantile_interval(range(5), quantile)

    quantile_interval(range(caught.value.num_needed), quantile)
    with pytest.raises(TooFewReplications):
        quantile_interval(range(caught.value.num_needed - 1), quantile)


def test_years_that_are_all_the_same_leave_no_doubt():
    interval = mean_interval([4.0, 4.0, 4.0])

    assert (interval.low, interval.high, interval.half_width, interval.sign) == (4, 4, 0, 1)
    assert median_interval([0.0] * 8).sign == 0


def test_an_interval_that_lies_on_both_sides_of_nothing_has_no_sign():
    assert mean_interval([-1, 1, 2]).sign == 0
    assert mean_interval([-1, -1.1, -0.9]).sign == -1


def test_one_year_has_no_interval():
    with pytest.raises(TooFewReplications, match="run more"):
        mean_interval([4.0])


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_figure_that_is_no_number_is_named(wrong):
    with pytest.raises(NotFinite, match=r"figure at \[1\]") as caught:
        mean_interval([1.0, wrong, 2.0])
    assert caught.value.index == (1,)


def test_a_table_is_no_sample():
    with pytest.raises(UnusableSample, match="2 dimensions"):
        mean_interval([[1.0, 2.0]])


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_is_a_share(confidence):
    with pytest.raises(ValueError, match="confidence"):
        mean_interval([1.0, 2.0], confidence=confidence)


def _holds(interval, true):
    return interval.low <= true <= interval.high
