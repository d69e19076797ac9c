import pytest

from tests.data.proposal_workbook.meetings import make_meeting, make_proposal
from tests.factories import make_snapshot


@pytest.mark.parametrize(
    ("value", "bound", "gap_percent"),
    [
        (None, None, None),
        (100, None, None),
        (None, 100, None),
        (100, 100, 0.0),
        (0, 0, 0.0),
        (200, 150, 25.0),
        (-100, -150, 50.0),
        (0, -3, 300.0),
    ],
)
def test_the_gap_is_the_distance_to_the_bound_in_percent_of_the_value(value, bound, gap_percent):
    proposal = make_proposal(make_snapshot(), objective_minutes=value, bound_minutes=bound)
    assert proposal.gap_percent == gap_percent


def test_a_proposal_goes_through_json_unchanged():
    _, proposal = make_meeting()
    assert type(proposal).model_validate_json(proposal.model_dump_json()) == proposal
