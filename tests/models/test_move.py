import pytest
from pydantic import ValidationError

from models.move import Move


def test_a_move_goes_from_one_consultant_to_another():
    move = Move(case_id="1", from_consultant_id="AB", to_consultant_id="CD", reason="absence")
    assert (move.from_consultant_id, move.to_consultant_id) == ("AB", "CD")


def test_a_move_that_goes_nowhere_is_an_error():
    with pytest.raises(ValidationError, match="a move goes from one consultant to another; name two"):
        Move(case_id="1", from_consultant_id="AB", to_consultant_id="AB", reason="swap")
