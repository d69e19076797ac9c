import math

import pytest

from benchmarks.reporting.figures import percent_text, ratio_text, seconds_text
from benchmarks.reporting.intervals import Interval, exactly, median, worst


def beyond(number):
    return Interval(number, math.inf)


def test_a_median_among_survivors_has_no_upper_end():
    assert median([exactly(1), exactly(2), beyond(60)]) == exactly(2)
    assert median([exactly(1), beyond(60), beyond(60)]) == beyond(60)
    assert median([exactly(1), beyond(60)]) == beyond(30.5)


def test_a_survivor_is_the_worst():
    assert worst([exactly(1), beyond(60), exactly(70)]) == beyond(70)


def test_a_ratio_to_a_survivor_is_at_most_so_much():
    assert exactly(1) / beyond(60) == Interval(0, 1 / 60)
    assert beyond(60) / exactly(2) == beyond(30)
    assert beyond(60) / beyond(60) == Interval(0, math.inf)
    assert exactly(3) / exactly(2) == exactly(1.5)
    assert exactly(3) / Interval(0, 6) == Interval(0.5, math.inf)


@pytest.mark.parametrize(
    ("interval", "text"),
    [(exactly(0.01234), "12.3 ms"), (exactly(4.567), "4.57 s"), (beyond(60), "> 60 s"), (Interval(1, 2), "1 s to 2 s")],
)
def test_seconds_say_their_unit_and_their_limit(interval, text):
    assert seconds_text(interval) == text


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (exactly(1 / 35), "1/35"),
        (exactly(2.1), "2.1"),
        (Interval(0, 1 / 35), "<= 1/35"),
        (beyond(3), "> 3"),
        (Interval(0, math.inf), "–"),
    ],
)
def test_ratios_below_one_are_fractions(interval, text):
    assert ratio_text(interval) == text


def test_gaps_are_percent():
    assert [percent_text(x) for x in (None, 0.0, 0.00123, math.inf)] == ["–", "0 %", "0.123 %", "no end"]
