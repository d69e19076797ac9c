import datetime

import numpy as np
import pytest
from pydantic import ValidationError

from data.demonstration.facts import municipality_facts, national_facts
from data.demonstration.regime import regime_on
from models.survival import SurvivalCurve

OLD, NEW = datetime.date(2026, 6, 30), datetime.date(2026, 7, 1)


def make_curve(weeks=(5.0, 15.0, 25.0), shares=(1.0, 0.4, 0.0)):
    return SurvivalCurve(weeks=weeks, shares=shares)


@pytest.mark.parametrize(("week", "share"), [(0, 1), (5, 1), (10, 0.7), (15, 0.4), (20, 0.2), (25, 0), (90, 0)])
def test_the_share_open_lies_on_straight_lines_between_the_knots(week, share):
    assert make_curve().share_open(week) == pytest.approx(share)


def test_what_is_left_is_of_those_still_open():
    assert make_curve().share_left(10, 5) == pytest.approx(0.4 / 0.7)
    assert make_curve().share_left(10, 0) == 1


def test_a_case_beyond_what_the_curve_knows_is_taken_as_if_it_were_there():
    assert make_curve().share_left(99, 5) == make_curve().share_left(15, 5) == pytest.approx(0.5)


def test_a_curve_that_ends_before_its_last_knot_says_no_more_after_the_last_at_which_any_are_open():
    curve = make_curve((5.0, 15.0, 25.0, 35.0), (1.0, 0.4, 0.0, 0.0))
    assert curve.share_left(99, 5) == curve.share_left(15, 5) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("weeks", "shares"),
    [
        ((5, 15), (1, 0.4, 0)),
        ((5, 5, 25), (1, 0.4, 0)),
        ((-1, 5, 25), (1, 0.4, 0)),
        ((5, 15, 25, 35), (1, 0.4, 0.5, 0)),
        ((5, 15, 25), (0.9, 0.4, 0)),
        ((5, 15, 25), (1, 0.4, 0.1)),
        ((25,), (1,)),
    ],
)
def test_a_curve_falls_from_all_to_none(weeks, shares):
    with pytest.raises(ValidationError):
        make_curve(weeks, shares)


def test_a_straight_line_to_zero_has_its_middle_as_mean():
    durations = SurvivalCurve(weeks=(5, 25), shares=(1, 0)).durations()

    assert durations.inflow_factor == pytest.approx(1)
    assert durations.mean_weeks == pytest.approx(10, abs=0.05)


def test_the_published_shares_still_on_benefit_are_reproduced():
    """The mean of the curve over each interval, relative to weeks 5-8, is what README of the facts gives."""
    weeks, shares = national_facts().survival_weeks.value, national_facts().survival_shares.value

    def mean(first, last):
        points = np.linspace(first, last, 1001)
        return np.interp(points, weeks, shares).mean()

    assert mean(8, 13) == pytest.approx(0.91, rel=0.06)
    assert mean(13, 26) == pytest.approx(0.62, rel=0.06)
    assert mean(26, 39) == pytest.approx(0.43, rel=0.06)
    assert mean(39, 52) == pytest.approx(0.34, rel=0.13)
    assert mean(52, 104) == pytest.approx(0.09, rel=0.5)


def test_a_case_lasts_as_long_as_assumed_for_hedensted():
    assert 16 <= national_facts().survival.durations().mean_weeks <= 26


def test_thinning_leaves_the_beginning_alone():
    curve = SurvivalCurve(weeks=(5, 10, 20, 30), shares=(1, 0.8, 0.4, 0)).thinned(10, 50)

    assert curve.shares == (1, 0.8, 0.2, 0)


def test_cases_met_open_are_longer_than_cases_that_come_in():
    durations = national_facts().survival.durations()
    ages, lengths = durations.draw_open(np.random.default_rng(1), 50_000)
    incoming = durations.draw(np.random.default_rng(2), 50_000)

    assert incoming.mean() / 7 == pytest.approx(durations.mean_weeks, rel=0.03)
    assert lengths.mean() > 1.5 * incoming.mean()
    assert ages.mean() == pytest.approx(lengths.mean() / 2, rel=0.03)
    assert (ages < lengths).all()


def test_the_reform_lets_in_a_third_of_the_cases_with_a_job_and_they_last_longer():
    old, new = regime_on(OLD, national_facts()), regime_on(NEW, national_facts())

    assert (old.is_reformed, new.is_reformed) == (False, True)
    assert (old.employed.inflow_factor, old.stock_factor) == pytest.approx((1, 1))
    assert new.employed.inflow_factor == pytest.approx(0.34, abs=0.01)
    assert new.employed.mean_weeks == pytest.approx(46, abs=0.5)
    assert new.stock_factor == pytest.approx(0.65, abs=0.01)
    assert new.unemployed.mean_weeks == old.unemployed.mean_weeks


def test_the_reform_changes_nothing_for_people_without_a_job():
    regime = regime_on(NEW, national_facts())
    hedensted, herning = municipality_facts("hedensted"), municipality_facts("herning")

    assert regime.inflow_factor(hedensted.pools[1]) == 1
    assert regime.unemployed_share_of_new(hedensted.pools[1]) == 1
    assert regime.inflow_factor(herning.main_pool) == pytest.approx(0.25 + 0.75 * regime.employed.inflow_factor)
    assert 0.25 < regime.unemployed_share_of_open(herning.main_pool) < regime.unemployed_share_of_new(herning.main_pool)
