import pytest
from pydantic import ValidationError

from models.round import Decision, Round
from tests.factories import MONDAY, make_case, make_open_case, make_snapshot

SNAPSHOT = make_snapshot(cases=(make_case(1), make_open_case(2, "AB")))


def decision(**assignments):
    return Decision(accepted_by="leder", accepted_on=MONDAY, assignments=assignments)


def test_a_round_begins_without_a_decision():
    assert Round(id="uge 2", snapshot=SNAPSHOT).decision is None


def test_a_decision_gives_new_cases_of_the_round_to_its_consultants():
    accepted = decision(**{"2026-0001": "CD"})
    assert Round(id="uge 2", snapshot=SNAPSHOT, decision=accepted).decision == accepted


@pytest.mark.parametrize(("case_id", "consultant_id"), [("2026-0001", "XY"), ("2026-0002", "CD"), ("2026-0009", "CD")])
def test_a_decision_about_something_else_is_an_error(case_id, consultant_id):
    message = f"the decision gives {case_id} to {consultant_id}; both must be of this round"
    with pytest.raises(ValidationError, match=message):
        Round(id="uge 2", snapshot=SNAPSHOT, decision=decision(**{case_id: consultant_id}))
