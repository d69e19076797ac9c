import pytest
from pydantic import ValidationError

from models.wish import Wish


@pytest.mark.parametrize("step", [-2, 0, 2])
def test_a_wish_goes_two_steps_either_way(step):
    assert Wish(consultant_id="AB", case_id="1", step=step).step == step


@pytest.mark.parametrize("step", [-3, 3])
def test_a_wish_goes_no_further(step):
    with pytest.raises(ValidationError, match="step"):
        Wish(consultant_id="AB", case_id="1", step=step)
