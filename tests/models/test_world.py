import pickle

import pytest

from models.fact import Status
from models.position import Position
from models.world import World, WorldEmployer
from tests.allocator.simulation.worlds import make_post, make_world


def test_a_world_survives_the_way_to_another_process():
    world = make_world(posts=2)

    assert pickle.loads(pickle.dumps(world)) == world  # noqa: S301 - our own bytes
    assert World.model_validate_json(world.model_dump_json()) == world


def test_every_number_has_a_path_a_status_and_a_source():
    facts = make_world().facts()

    assert len(facts) == len({each.path for each in facts}) > 30
    assert {"cases.inflow_per_week", "staff.departure_percent", "talks.base_percent"} <= {each.path for each in facts}
    assert all(each.source for each in facts)


def test_a_number_can_be_changed_for_a_comparison_and_is_then_assumed():
    changed = make_world().with_fact("cases.inflow_per_week", 3.5)

    assert changed.cases.inflow_per_week.value == 3.5
    assert changed.cases.inflow_per_week.status is Status.ASSUMED
    assert changed.with_fact("cases.inflow_per_week", 10.0).staff == make_world().staff


def test_a_number_that_is_not_there_or_cannot_be_so_is_refused():
    with pytest.raises(KeyError):
        make_world().with_fact("cases.weather", 1)
    with pytest.raises(ValueError, match="greater than"):
        make_world().with_fact("cases.inflow_per_week", -1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"one_way_minutes": ((1, 2, 3),)}, "2 rows of 3"),
        ({"posts": (make_post(home=Position(latitude=55.8, longitude=9.7)),)}, "holds no homes"),
        ({"employers": (WorldEmployer(id="00000001", size_share=1, contact_post=5),)}, "not among the 1"),
        ({"employers": (WorldEmployer(id="00000001", size_share=0),)}, "no employer has any cases"),
    ],
)
def test_a_world_that_does_not_fit_together_says_what_is_wrong(changes, message):
    with pytest.raises(ValueError, match=message):
        make_world(**changes)


def test_a_simulation_starts_on_a_monday():
    world = make_world()
    with pytest.raises(ValueError, match="no Monday"):
        World.model_validate({**world.model_dump(), "start": "2026-01-06"})
