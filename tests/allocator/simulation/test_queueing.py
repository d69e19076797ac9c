"""With Poisson arrivals and nobody who must wait, a team is M/G/infinity, of which everything is known."""

import math

import numpy as np
import pytest
from scipy import stats

from allocator.simulation import draw_history, run, simulate_replication
from allocator.simulation.inflow import durations_of
from allocator.simulation.policies import PRACTICES, Optimiser
from allocator.simulation.statistics import compare, mean_interval
from models.presets import preset
from models.world import WorldEmployer
from tests.allocator.simulation.worlds import make_cases, make_post, make_world

DAILY = PRACTICES["least-loaded"]()
WEEK = 11
"""Its Monday is 77 days from the first, longer than any case lasts, and no holiday lies between."""
PER_DAY = 2
"""Ten cases a week on five working days."""


def open_on_the_monday(replication, posts=1, way=DAILY):
    return simulate_replication(make_world(posts=posts), way, seed=21, replication=replication, weeks=WEEK + 1)


def expected_open(**changes):
    """On the Monday: the arrivals of every working day before, by the chance that one so old is still open."""
    employed, _ = durations_of(make_cases(**changes))
    longer_than = 1 - np.cumsum(employed.share_by_days / employed.inflow_factor)
    ages = [age for age in range(min(7 * WEEK + 1, len(longer_than))) if (7 * WEEK - age) % 7 < 5]
    return PER_DAY * longer_than[ages].sum()


def history_of(replication, **changes):
    """By default of cases that last ten weeks for certain."""
    return draw_history(make_world(cases=make_cases(**changes)), seed=21, replication=replication, weeks=WEEK + 1)


def num_open(cases, day):
    return int(((cases.received <= day) & (cases.closes > day)).sum())


@pytest.mark.slow
@pytest.mark.parametrize(
    "lengths",
    [
        {"survival_weeks": (5.0, 14.9, 15.0), "survival_shares": (1.0, 1.0, 0.0)},
        {"survival_weeks": (5.0, 6.0, 8.0, 15.0), "survival_shares": (1.0, 0.5, 0.3, 0.0)},
    ],
)
def test_the_number_open_is_poisson_with_the_mean_of_arrivals_times_survival(lengths):
    """Whatever the distribution of lengths, here certain or very skewed: the mean, the variance and the whole shape."""
    numbers = np.array([num_open(history_of(each, **lengths).cases, 7 * WEEK) for each in range(600)])
    mean = expected_open(**lengths)
    low, high = stats.chi2.ppf((0.0005, 0.9995), len(numbers) - 1) / (len(numbers) - 1)

    assert numbers.mean() == pytest.approx(mean, abs=3.5 * math.sqrt(mean / len(numbers)))
    assert low < numbers.var(ddof=1) / mean < high
    bounds = stats.poisson.ppf(np.arange(1, 8) / 8, mean)
    chances = np.diff(stats.poisson.cdf(bounds, mean), prepend=0, append=1)
    seen = np.bincount(np.searchsorted(bounds, numbers), minlength=8)
    assert stats.chisquare(seen, chances * len(numbers)).pvalue > 0.001


@pytest.mark.slow
def test_weeks_are_as_alike_as_the_cases_they_share():
    """With ten weeks a case, numbers s weeks apart share the arrivals of 10 - s weeks, and correlate by that part."""
    world = make_world()
    weeks = np.array(
        [
            [num_open(cases, 7 * (WEEK + week)) for week in (0, 5, 10)]
            for cases in (draw_history(world, seed=22, replication=each, weeks=WEEK + 11).cases for each in range(600))
        ]
    )
    correlation = np.corrcoef(weeks.T)

    assert correlation[0, 1] == pytest.approx(0.5, abs=0.12)
    assert correlation[1, 2] == pytest.approx(0.5, abs=0.12)
    assert correlation[0, 2] == pytest.approx(0.0, abs=0.14)


@pytest.mark.slow
def test_cases_given_at_random_make_every_consultant_a_system_of_her_own():
    """A Poisson process split by chance: each part Poisson, in proportion to hours, and none knows of another."""
    posts = (make_post(1), make_post(2), make_post(3, working_time_percent=50))
    loads = np.array(
        [open_on_the_monday(each, posts, PRACTICES["random"]()).by_post["open_cases"][WEEK] for each in range(300)]
    )
    means = expected_open() * np.array([0.4, 0.4, 0.2])

    assert loads.mean(axis=0) == pytest.approx(means, abs=4 * math.sqrt(means.max() / len(loads)))
    assert loads.var(axis=0, ddof=1) / means == pytest.approx(np.ones(3), abs=0.3)
    assert np.abs(np.corrcoef(loads.T) - np.eye(3)).max() < 0.2


@pytest.mark.slow
def test_an_interval_of_simulated_years_holds_the_number_of_the_formula_as_often_as_it_says():
    """The whole chain, from the drawing to the interval, against a truth that no simulation was needed for."""
    numbers = [int(open_on_the_monday(each).weekly["open_cases"][WEEK]) for each in range(1200)]
    truth = expected_open()
    intervals = [mean_interval(each, confidence=0.9) for each in np.reshape(numbers, (-1, 8))]
    covered = np.mean([each.low <= truth <= each.high for each in intervals])

    assert covered == pytest.approx(0.9, abs=4 * math.sqrt(0.9 * 0.1 / len(intervals)))


def test_the_difference_of_two_ways_is_the_one_that_the_calendar_tells():
    """A weekly meeting lets a case wait 7, 6, 5, 4 or 3 days, one who gives cases daily not at all."""
    pairs = []
    for replication in range(40):
        history = history_of(replication)
        pairs.append([_mean_wait(run(history, way).cases) for way in (PRACTICES["meeting"](), DAILY)])
    daily, weekly = np.array(pairs)[:, 1], np.array(pairs)[:, 0]
    difference = compare(daily, weekly).mean

    assert (daily == 0).all()
    assert difference.low < 5 < difference.high
    assert difference.half_width < 0.1


def _mean_wait(cases):
    return cases.wait_days[cases.given >= 0].mean()


def test_with_no_price_but_travel_and_no_limit_everybody_gets_what_is_nearest():
    """Then the best plan of a week is the sum of the best of each case, and so is that of the year."""
    policy = preset("vejle")
    free = policy.model_copy(
        update={
            "caseload": policy.caseload.model_copy(
                update={
                    "step_above_minutes": 0,
                    "step_below_minutes": 0,
                    "limit_count": None,
                    "max_new_per_round": None,
                }
            ),
            "calendar": policy.calendar.model_copy(update={"no_slot_minutes": 0, "minutes_less_per_slot": 0}),
        }
    )
    employers = tuple(WorldEmployer(id=f"0000000{number}", size_share=1.0) for number in range(1, 6))
    minutes = ((10, 40, 30, 25, 60, 5), (20, 10, 31, 50, 12, 5), (30, 30, 5, 26, 13, 6), (0,) * 6)
    world = make_world(posts=3, practice=free, employers=employers, one_way_minutes=minutes)
    history = draw_history(world, seed=3, replication=0, weeks=20)
    figures = run(history, Optimiser(free))
    arrivals = history.cases.workplace[history.cases.num_open :]
    shortest = np.array(minutes)[:3].min(axis=0)[arrivals]
    given = figures.cases.given >= 0

    assert (figures.cases.one_way_minutes[given] == shortest[given]).all()
    assert figures.weekly["travel_minutes"].sum() == 2 * free.travel.expected_visits * shortest[given].sum()
    assert figures.weekly["objective_minutes"].sum() == figures.weekly["travel_counted_minutes"].sum()
    assert given.all()
