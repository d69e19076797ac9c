"""A point of a rebalance says what changes hands and how far it may be from the best."""

import pytest

from models.proposal import ProposalStatus
from models.rebalance import RebalancePoint


def point(**fields):
    known = {"max_moves": 0, "levels": (), "earned_minutes": None, "ties_settled": False}
    nothing = dict.fromkeys(("forced", "back", "moves", "uncovered", "caseloads", "shares"), ())
    return RebalancePoint(**{**known, **nothing, "status": ProposalStatus.FEASIBLE, **fields})


@pytest.mark.parametrize(
    ("objective", "bound", "gap"),
    [(200, 199, 0.5), (200, 200, 0.0), (0, -1, 100.0), (-50, -51, 2.0), (200, None, None)],
)
def test_the_gap_is_in_percent_of_the_value_and_unknown_without_a_bound(objective, bound, gap):
    assert point(objective_minutes=objective, bound_minutes=bound).gap_percent == gap


def test_nothing_that_moves_is_left_out_of_all_moves():
    assert point(objective_minutes=0, bound_minutes=0).all_moves == ()
