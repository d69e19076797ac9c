import pytest
from pydantic import ValidationError

from allocator.simulation.moves_that_pay import MovesThatPay
from allocator.simulation.policies import PRACTICES, LookAhead, Optimiser
from allocator.simulation.rebalancing import EvenOut
from allocator.simulation.study import Way
from models.policy import Mode
from models.presets import preset

VEJLE = preset("vejle")


@pytest.mark.parametrize("name", PRACTICES)
def test_every_practice_is_a_way(name):
    way = Way(practice=name)

    assert way.name == name
    assert way.distributor() == PRACTICES[name]()
    assert way.rebalancing() is None


def test_the_optimiser_follows_the_policy_that_is_written_down():
    way = Way(policy=VEJLE, when=Mode.WEEKLY, rest_by_hand=True)

    assert way.distributor() == Optimiser(VEJLE, when=Mode.WEEKLY, rest_by_hand=True)


def test_it_can_keep_room_for_what_will_come():
    way = Way(policy=VEJLE, look_ahead_weeks=3)

    assert way.distributor() == LookAhead(VEJLE, weeks=3)
    by_hand = way.model_copy(update={"rest_by_hand": True})
    assert by_hand.distributor() == LookAhead(VEJLE, weeks=3, rest_by_hand=True)
    assert by_hand.sentence.da.endswith("sandsynlige sager.")


def test_a_rebalance_is_part_of_the_way_and_of_its_name():
    way = Way(practice="meeting", even_out_weeks=4)

    assert way.rebalancing() == EvenOut(every_weeks=4)
    assert way.name == "meeting+even-out"


def test_a_rebalance_by_the_engine_follows_the_optimisers_policy_or_the_practice():
    assert Way(policy=VEJLE, rebalance_weeks=4).rebalancing() == MovesThatPay(VEJLE, every_weeks=4)
    way = Way(practice="meeting", rebalance_weeks=2, most_moves=None, move_price_minutes=60)

    assert way.rebalancing() == MovesThatPay(every_weeks=2, most_moves=None, price_minutes=60)
    assert way.name == "meeting+moves-that-pay-at-60"


def test_a_way_is_read_back_as_it_was_written():
    way = Way(policy=VEJLE, rest_by_hand=True, even_out_weeks=2)

    assert Way.model_validate_json(way.model_dump_json()) == way


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "either a practice or a policy"),
        ({"practice": "meeting", "policy": VEJLE}, "either a practice or a policy"),
        ({"practice": "by-dice"}, "no practice by-dice; choose one of meeting"),
        ({"practice": "meeting", "rest_by_hand": True}, "for a policy only"),
        ({"practice": "meeting", "when": Mode.WEEKLY}, "for a policy only"),
        ({"practice": "meeting", "look_ahead_weeks": 2}, "for a policy only"),
        ({"practice": "meeting", "even_out_weeks": 4, "rebalance_weeks": 4}, "do not go together"),
    ],
)
def test_what_is_no_way_is_refused_with_what_to_do(fields, says):
    with pytest.raises(ValidationError, match=says):
        Way(**fields)
