"""The survival curve as a word."""

import pytest
from pydantic import ValidationError

from models.text import Text
from models.weeks_ahead import SurvivalCurve
from tests.factories import MONDAY

SOURCE = Text(da="en prøve", en="a test")


def make_curve(weeks=(5.0, 15.0, 25.0), shares=(1.0, 0.4, 0.0)):
    return SurvivalCurve(weeks=weeks, shares=shares, dated=MONDAY, source=SOURCE)


@pytest.mark.parametrize(("week", "share"), [(0, 1), (5, 1), (10, 0.7), (15, 0.4), (20, 0.2), (25, 0), (90, 0)])
def test_the_share_open_lies_on_straight_lines_between_the_knots(week, share):
    assert make_curve().share_open(week) == pytest.approx(share)


def test_what_is_left_is_of_those_still_open():
    assert make_curve().share_left(10, 5) == pytest.approx(0.4 / 0.7)
    assert make_curve().share_left(10, 0) == 1


def test_a_case_beyond_what_the_curve_knows_is_taken_as_if_it_were_there():
    assert make_curve().share_left(99, 5) == make_curve().share_left(15, 5) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("weeks", "shares"),
    [
        ((5, 15), (1, 0.4, 0)),
        ((5, 5, 25), (1, 0.4, 0)),
        ((-1, 5, 25), (1, 0.4, 0)),
        ((5, 15, 25), (1, 1, 0)),
        ((5, 15, 25), (0.9, 0.4, 0)),
        ((5, 15, 25), (1, 0.4, 0.1)),
        ((5, 25), (1, 0)),
    ],
)
def test_a_curve_falls_from_all_to_none(weeks, shares):
    with pytest.raises(ValidationError):
        make_curve(weeks, shares)
