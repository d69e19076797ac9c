import numpy as np
import pytest

from allocator.simulation.statistics import Precision, TooFewReplications


def run(precision, draw):
    """Replications until it is content; the last look and how many there were."""
    values = draw(precision.first_look)
    while True:
        look = precision.look(values)
        if look.next_replications is None:
            return look, len(values)
        values = np.append(values, draw(look.next_replications - len(values)))


@pytest.mark.parametrize("draw", ["normal", "gamma"])
def test_the_truth_is_in_the_interval_at_which_a_run_stops_nearly_as_often_as_stated(draw):
    """Stopping when content costs a little coverage; looking seldom keeps that within a per cent or so."""
    precision, rng = Precision(half_width=0.25), np.random.default_rng(1)
    make = {"normal": lambda n: rng.normal(1, 1, n), "gamma": lambda n: rng.gamma(4, 0.5, n) / 2}[draw]
    looks = [run(precision, make)[0] for _ in range(1000)]

    assert all(look.is_reached and look.interval.half_width <= 0.25 for look in looks)
    assert np.mean([look.interval.low <= 1 <= look.interval.high for look in looks]) >= 0.93


def test_it_stops_about_where_the_formula_says():
    """(1.96 x 1 / 0.25) squared are 62 replications."""
    rng = np.random.default_rng(2)
    numbers = [run(Precision(half_width=0.25), lambda n: rng.normal(0, 1, n))[1] for _ in range(200)]

    assert 55 <= np.mean(numbers) <= 80


def test_it_looks_where_the_variance_says_but_neither_too_soon_nor_too_late():
    values = np.tile([-1.0, 1.0], 20)
    half_width = Precision(half_width=1).look(values).interval.half_width

    def next_look(ratio, **more):
        return Precision(half_width=half_width / ratio, **more).look(values).next_replications

    assert next_look(1.01) == 48
    assert next_look(1.2) == 58
    assert next_look(100) == 80
    assert next_look(100, most=70) == 70
    assert next_look(1.01, first_look=60) == 60


def test_before_the_first_look_nothing_is_reached():
    look = Precision(half_width=1, first_look=10).look([0.0, 0.0])

    assert not look.is_reached
    assert look.next_replications == 10


def test_a_run_ends_at_its_most_without_having_reached_it():
    look, number = run(Precision(half_width=1e-6, most=50), lambda n: np.arange(float(n)))

    assert (number, look.is_reached, look.next_replications) == (50, False, None)


def test_years_that_are_all_the_same_are_precise_at_the_first_look():
    assert Precision(half_width=1e-9).look(np.zeros(30)).is_reached


@pytest.mark.parametrize(
    "wrong",
    [
        {"half_width": 0},
        {"half_width": float("inf")},
        {"half_width": 1, "confidence": 1},
        {"half_width": 1, "first_look": 9},
        {"half_width": 1, "first_look": 20, "most": 19},
    ],
)
def test_what_cannot_be_wanted_is_refused(wrong):
    with pytest.raises(ValueError, match=r"give|let"):
        Precision(**wrong)


def test_one_year_cannot_be_judged():
    with pytest.raises(TooFewReplications):
        Precision(half_width=1).look([1.0])
