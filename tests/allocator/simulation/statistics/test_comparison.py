import numpy as np
import pytest

from allocator.simulation.statistics import (
    TooFewReplications,
    UnusableSample,
    compare,
    confidence_of_each,
    quantile_difference_interval,
)
from tests.allocator.simulation.statistics.samples import correlated, coverage


def test_the_difference_of_the_same_years_is_in_its_interval_as_often_as_stated():
    def covers(rng):
        base, other = correlated(rng, (10, 12), 15).T
        found = compare(base, other)
        return (found.mean.low <= 2 <= found.mean.high, found.median.low <= 2 <= found.median.high)

    rng = np.random.default_rng(1)
    means, medians = np.mean([covers(rng) for _ in range(1000)], axis=0)
    assert means == pytest.approx(0.95, abs=0.02)
    assert medians >= 0.95


def test_common_events_are_worth_what_the_shared_part_weighs():
    """Of variances 1 shared and 0.25 own, the difference keeps 0.5 instead of 2.5."""
    base, other = correlated(np.random.default_rng(2), (0, 1), 20_000).T

    assert compare(base, other).worth_of_pairing == pytest.approx(5, rel=0.05)


def test_shares_count_the_years():
    found = compare([1, 1, 1, 1], [2, 1, 0, 3])

    assert (found.num_replications, found.higher_share, found.equal_share) == (4, 0.5, 0.25)
    assert found.mean.estimate == 0.5
    assert found.median is None  # four years are too few for its interval


def test_policies_that_do_the_same_differ_by_nothing_for_certain():
    found = compare([3.0, 5.0, 4.0], [3.0, 5.0, 4.0])

    assert (found.mean.low, found.mean.high, found.mean.sign) == (0, 0, 0)
    assert found.worth_of_pairing is None


def test_years_that_are_no_pairs_are_not_compared():
    with pytest.raises(UnusableSample, match="3 and 2 replications"):
        compare([1, 2, 3], [1, 2])
    with pytest.raises(UnusableSample, match="not pairs"):
        quantile_difference_interval(range(12), range(11), 0.5, rng=np.random.default_rng(1))


def test_several_intervals_share_the_error():
    assert confidence_of_each(0.95, 5) == pytest.approx(0.99)
    with pytest.raises(ValueError, match="0 comparisons"):
        confidence_of_each(0.95, 0)


@pytest.mark.parametrize(("quantile", "number"), [(0.5, 40), (0.9, 80)])
def test_the_difference_of_bad_years_is_in_the_bootstrap_interval_about_as_often_as_stated(quantile, number):
    """Both policies have the same spread, so the quantiles differ by what the means do."""

    def covers(rng):
        base, other = correlated(rng, (10, 11), number).T
        found = quantile_difference_interval(base, other, quantile, rng=rng, num_resamples=300)
        return found.low <= 1 <= found.high

    assert coverage(covers, 300, seed=5) >= 0.93


def test_the_same_stream_gives_the_same_bootstrap():
    base, other = correlated(np.random.default_rng(2), (0, 1), 50).T
    one, same, another = (
        quantile_difference_interval(base, other, 0.9, rng=np.random.default_rng(seed)) for seed in (7, 7, 8)
    )

    assert one == same
    assert one != another
    assert one.low <= one.estimate <= one.high


def test_many_years_are_drawn_in_blocks():
    base = np.arange(400.0)
    found = quantile_difference_interval(base, base + 3, 0.5, rng=np.random.default_rng(1))

    assert (found.low, found.estimate, found.high) == (3, 3, 3)


def test_a_bootstrap_of_a_handful_of_years_is_refused():
    with pytest.raises(TooFewReplications):
        quantile_difference_interval(range(9), range(9), 0.5, rng=np.random.default_rng(1))
