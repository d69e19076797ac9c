import pytest
from pydantic import ValidationError

from models.judgement import Estimate, Judgement
from tests.judgements import make_judgement


def test_a_judgement_is_read_back_as_it_was_written():
    judgement = make_judgement()

    assert Judgement.model_validate_json(judgement.model_dump_json()) == judgement


def test_ways_and_figures_are_found_by_their_keys():
    judgement = make_judgement()

    assert judgement.way("meeting").title.en == "The meeting"
    assert judgement.figure("objective_minutes").unit.da == "minutter"
    with pytest.raises(KeyError, match="nobody"):
        judgement.way("nobody")
    with pytest.raises(KeyError, match="nothing"):
        judgement.figure("nothing")


def test_a_confidence_is_a_share():
    with pytest.raises(ValidationError):
        Estimate(value=1, low=0, high=2, confidence=95)
