import numpy as np
import pytest

from allocator.simulation.statistics import Measure, NotFinite, UnusableSample, per_replication, ratio_per_replication

YEARS = np.array([np.arange(11.0), np.full(11, 7.0)])


def test_a_year_is_summed_up_by_its_mean_its_median_and_a_bad_week():
    assert per_replication(YEARS, Measure.MEAN).tolist() == [5, 7]
    assert per_replication(np.square(YEARS), Measure.MEDIAN).tolist() == [25, 49]
    assert per_replication(YEARS, Measure.BAD_WEEK) == pytest.approx([9, 7])


def test_where_much_is_good_a_bad_week_is_one_with_little():
    assert per_replication(YEARS, Measure.BAD_WEEK, large_is_bad=False) == pytest.approx([1, 7])


def test_a_ratio_is_that_of_the_year_and_not_the_mean_of_the_weeks():
    assert ratio_per_replication([[10, 0], [6, 6]], [[1, 9], [2, 2]]).tolist() == [1, 3]


def test_no_weeks_no_figure():
    with pytest.raises(UnusableSample, match="shorter warm-up"):
        per_replication(np.zeros((2, 0)), Measure.MEAN)


def test_a_year_without_a_case_has_no_minutes_a_case():
    with pytest.raises(UnusableSample, match="replication 1"):
        ratio_per_replication([[1.0], [1.0]], [[1.0], [0.0]])


def test_a_week_that_is_no_number_is_named():
    with pytest.raises(NotFinite, match=r"\[1, 0\]"):
        per_replication([[1.0], [np.nan]], Measure.MEAN)
