"""One clock for all the solves behind an answer."""

import math

import pytest

from allocator import best_fits, count_plans, explain, find_alternatives, find_collisions, price_overrides
from allocator.questions.clock import Clock
from models.override import Override
from tests.allocator.policies import make_silent_policy
from tests.factories import StraightLineTravel, make_snapshot

PIN = Override(kind="pin", case_id="2026-0001", consultant_id="AB", reason="other", decided_by="LN")


@pytest.mark.parametrize("time_limit_s", [-1.0, math.nan])
@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (explain, {"case_id": "2026-0001"}),
        (best_fits, {"consultant_id": "AB"}),
        (price_overrides, {"overrides": [PIN]}),
        (find_collisions, {}),
        (find_alternatives, {}),
        (count_plans, {"within_minutes": 5}),
    ],
)
def test_no_question_takes_a_time_that_is_none(question, asked, time_limit_s):
    with pytest.raises(ValueError, match="give 0 or more seconds"):
        question(make_snapshot(), make_silent_policy(), StraightLineTravel(), time_limit_s=time_limit_s, **asked)


def test_a_first_look_is_short_also_where_time_is_endless():
    assert 0 < Clock(math.inf).first_look(0.25, 0.1).remaining_s <= 0.1


def test_who_wants_to_stop_has_no_time_left():
    clock = Clock(10.0, lambda: True)

    assert (clock.remaining_s, clock.is_stopped, clock.is_over) == (0.0, True, True)
