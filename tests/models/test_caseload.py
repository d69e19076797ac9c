from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.caseload import scaled_half_up


@pytest.mark.parametrize(
    ("value", "percent", "scaled"),
    [(45, 70, 32), (45, 50, 23), (45, 100, 45), (42, 80, 34), (55, 10, 6), (45, 1, 0), (50, 1, 1), (0, 70, 0)],
)
def test_a_share_of_a_target_rounds_halves_up(value, percent, scaled):
    assert scaled_half_up(value, percent) == scaled


def test_forty_five_cases_at_seventy_percent_round_up_where_floating_point_would_round_down():
    assert 45 * 0.7 < 31.5
    assert scaled_half_up(45, 70) == 32


@given(st.integers(0, 500), st.integers(0, 100))
def test_the_share_is_the_nearest_whole_number(value, percent):
    exact = Fraction(value * percent, 100)
    assert Fraction(-1, 2) < scaled_half_up(value, percent) - exact <= Fraction(1, 2)


@given(st.integers(0, 500), st.integers(0, 99))
def test_more_time_never_gives_a_smaller_share(value, percent):
    assert scaled_half_up(value, percent) <= scaled_half_up(value, percent + 1)
