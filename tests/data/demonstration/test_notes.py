import datetime

import pytest

from data.demonstration import MUNICIPALITIES
from data.demonstration.notes import demonstration_notes

AFTER_REFORM = datetime.date(2026, 9, 7)


@pytest.mark.parametrize("key", MUNICIPALITIES)
def test_every_demonstration_says_that_it_is_invented_and_that_it_does_not_drift(key):
    invented, inflow, *_ = demonstration_notes(key)

    assert "opdigtede" in invented.da
    assert "nye sager om ugen à 24,3 uger" in inflow.da
    assert "new cases a week of 24.3 weeks" in inflow.en


def test_an_adjusted_inflow_is_said_to_be_so():
    _, herning, half_week = demonstration_notes("herning")
    _, copenhagen = demonstration_notes("copenhagen")

    assert "48,2 nye sager" in herning.da
    assert "Offentlige tal giver 26,2 nye om ugen; det er justeret" in herning.da
    assert "1/2 uge" in half_week.da
    assert "justeret" not in copenhagen.da


def test_the_reform_is_mentioned_when_it_applies():
    *_, reform = demonstration_notes("hedensted", AFTER_REFORM)

    assert "26 uger" in reform.da
    assert "34 %" in reform.en


def test_an_unknown_municipality_has_no_notes():
    with pytest.raises(KeyError):
        demonstration_notes("odense")
