"""What is typed becomes ways, a study and a question; all that is wrong is said at once."""

import pytest

from models.errors import UnusableInput
from models.presets import preset
from service.simulation_order import SimulationOrder, get_study
from service.simulation_worlds import WorldOrder
from tests.service.simulations import write_world


@pytest.fixture
def tiny(tmp_path):
    return WorldOrder(str(write_world(tmp_path / "world.json")))


def order(world, **changes):
    return SimulationOrder(**{"world": world, "weeks": 4, "replications": 4, "seed": 1, **changes})


def names(world, **changes):
    return get_study(order(world, **changes))[0].names


def codes(wanted):
    with pytest.raises(UnusableInput) as caught:
        get_study(wanted)
    return [finding.code for finding in caught.value.findings]


def test_without_a_wish_the_world_s_own_practice_is_held_against_the_optimiser(tiny):
    assert names(tiny) == ("meeting", "optimiser-hedensted-rest-by-hand")
    assert names(tiny, prices="vejle") == ("booker", "optimiser-vejle-rest-by-hand")


def test_ways_stand_in_their_order_practices_first(tiny):
    assert names(tiny, practices=("random", "nearest", "random"), policies=("herning",)) == (
        "random",
        "nearest",
        "optimiser-herning-rest-by-hand",
    )


def test_what_has_no_room_is_given_by_people_unless_it_is_to_wait(tiny):
    assert names(tiny, policies=("herning",), leaves_waiting=True) == ("optimiser-herning",)


def test_look_ahead_and_rebalance_stand_beside_those_without(tiny):
    assert names(tiny, practices=("random",), policies=("vejle",), look_ahead_weeks=2, even_out_weeks=4) == (
        "random",
        "optimiser-vejle-rest-by-hand",
        "look-ahead-vejle-rest-by-hand",
        "random+even-out",
        "optimiser-vejle-rest-by-hand+even-out",
        "look-ahead-vejle-rest-by-hand+even-out",
    )


def test_a_policy_may_be_a_file_of_one_s_own(tiny, tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text('name = "egen"\nvalid_from = 2026-01-05\ndescription = {da = "Egen.", en = "Own."}\n', "utf-8")

    assert names(tiny, policies=(file,)) == ("optimiser-egen-rest-by-hand",)


@pytest.mark.parametrize("base", ["herning", "optimiser-herning-rest-by-hand"])
def test_the_base_goes_by_its_name_or_by_what_it_was_asked_for_with(tiny, base):
    question = get_study(order(tiny, practices=("random",), policies=("herning",), base=base))[1]

    assert question.base == "optimiser-herning-rest-by-hand"


def test_the_first_is_the_base_where_none_is_named(tiny):
    study, question = get_study(order(tiny, practices=("nearest", "random"), with_sensitivity=True, language="en"))

    assert question.base == "nearest"
    assert (question.sensitivity_replications, question.language) == (20, "en")
    assert study.piece_replications == 1
    assert get_study(order(tiny, replications=10))[0].piece_replications == 5


def test_what_the_team_is_measured_by_may_be_another_policy(tiny):
    assert get_study(order(tiny, prices="herning"))[0].world.practice == preset("herning")


def test_everything_wrong_is_said_at_once():
    wanted = order(
        WorldOrder("atlantis"),
        practices=("magic",),
        policies=("wish",),
        prices="gold",
        half_width_minutes=1,
        indifference_minutes=1,
    )

    assert codes(wanted) == [
        "policy_unknown",
        "world_unusable",
        "policy_unknown",
        "simulation_unusable",
        "simulation_unusable",
        "simulation_unusable",
    ]


def test_a_base_that_takes_no_part_is_refused(tiny):
    assert codes(order(tiny, practices=("random",), base="nearest")) == ["simulation_unusable"]


def test_people_do_not_look_ahead(tiny):
    assert codes(order(tiny, practices=("random",), look_ahead_weeks=2)) == ["simulation_unusable"]


def test_two_ways_of_one_name_are_refused(tiny):
    assert codes(order(tiny, policies=("herning", "herning"))) == ["simulation_unusable"]


def test_the_engine_s_rebalance_stands_beside_evening_out(tiny):
    study = get_study(order(tiny, practices=("random",), even_out_weeks=4, rebalance_weeks=8))[0]

    assert study.names == ("random", "random+even-out", "random+moves-that-pay-5")
    assert [way.title.da for way in study.ways[1:]] == [
        "Lodtrækning, med udjævning hver 4. uge",
        "Lodtrækning, med omfordeling hver 8. uge",
    ]
