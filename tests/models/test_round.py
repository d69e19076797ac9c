import pytest
from pydantic import ValidationError

from models.round import Decision, Round
from tests.factories import MONDAY, make_snapshot


def decision(**assignments):
    return Decision(accepted_by="AB", accepted_on=MONDAY, assignments=assignments)


def test_a_round_begins_with_its_snapshot_alone():
    begun = Round(id="2026-W02", snapshot=make_snapshot())
    assert (begun.proposal, begun.overrides, begun.decision) == (None, (), None)


def test_a_decision_gives_the_rounds_cases_to_the_rounds_consultants():
    assert Round(id="2026-W02", snapshot=make_snapshot(), decision=decision(**{"2026-0001": "CD"})).decision


@pytest.mark.parametrize("assignments", [{"2026-0009": "CD"}, {"2026-0001": "XY"}])
def test_a_decision_about_strangers_is_refused(assignments):
    with pytest.raises(ValidationError, match="both must be of this round"):
        Round(id="2026-W02", snapshot=make_snapshot(), decision=decision(**assignments))
