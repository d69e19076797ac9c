import numpy as np
import pytest

from allocator.simulation.statistics import Measure, UnusableSample
from allocator.simulation.study import YearlyFigure, run_study, weekly_figures, yearly_figures
from tests.allocator.simulation.study.studies import InMemory, OneByOne, make_study

OPEN = YearlyFigure("open_cases")
BAD = YearlyFigure("open_cases", Measure.BAD_WEEK)
WAIT = YearlyFigure("wait_days", per="given")


@pytest.fixture(scope="module")
def finished():
    study, store = make_study(), InMemory()
    run_study(study, store, OneByOne(), in_hand=1)
    return study, store


def test_a_year_is_what_is_taken_of_its_weeks_after_the_warm_up(finished):
    weekly = weekly_figures(*finished, ["open_cases", "wait_days", "given"])
    found = yearly_figures(*finished, [OPEN, BAD, WAIT], warm_up_weeks=2)

    assert np.array_equal(found[OPEN], weekly["open_cases"][:, :, 2:].mean(axis=2))
    assert (found[BAD] >= found[OPEN]).all()
    assert np.array_equal(
        found[WAIT], weekly["wait_days"][:, :, 2:].sum(axis=2) / weekly["given"][:, :, 2:].sum(axis=2)
    )
    assert [each.name for each in found] == ["open_cases", "open_cases", "wait_days_per_given"]


def test_only_the_first_replications_if_so_wished(finished):
    assert yearly_figures(*finished, [OPEN], num_replications=2)[OPEN].shape == (2, 2)


def test_a_warm_up_of_the_whole_year_leaves_nothing(finished):
    with pytest.raises(UnusableSample, match="shorter warm-up"):
        yearly_figures(*finished, [OPEN], warm_up_weeks=6)


def test_a_ratio_of_bad_weeks_is_none():
    with pytest.raises(ValueError, match="wait_days_per_given is a ratio"):
        YearlyFigure("wait_days", Measure.BAD_WEEK, per="given")
