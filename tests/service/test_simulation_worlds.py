"""A municipality, a team's workbook or an edited file becomes a world."""

import datetime
import json

import pytest

from data.demonstration import demonstrate
from data.demonstration.world import simulated_world
from data.workbook import write_snapshot
from models.errors import UnusableInput
from models.fact import Status
from models.presets import preset
from service.simulation_worlds import WorldOrder, world_from, world_text
from tests.factories import MONDAY, make_open_case, make_snapshot
from tests.service.simulations import write_world


def codes(order):
    with pytest.raises(UnusableInput) as caught:
        world_from(order)
    return [finding.code for finding in caught.value.findings]


def test_a_municipality_is_that_of_the_demonstration():
    assert world_from(WorldOrder("vejle")) == simulated_world("vejle")


def test_the_reform_is_a_ready_scenario():
    world = world_from(WorldOrder("hedensted", reform=True))

    assert world.start == datetime.date(2026, 7, 6)
    assert world.cases.exempt_below_weeks.value == 26
    assert world_from(WorldOrder("hedensted")).cases.exempt_below_weeks.value == 0


def test_the_reform_may_be_tried_from_any_first_day(tmp_path):
    file = write_world(tmp_path / "world.json")
    world = world_from(WorldOrder(str(file), reform=True, start=datetime.date(2027, 1, 4)))

    assert world.start == datetime.date(2027, 1, 4)
    assert world.cases.exempt_below_weeks.value == 26
    assert "2026-07-06" in world.cases.exempt_below_weeks.source


def test_a_world_is_written_with_all_its_numbers_and_read_as_it_was(tmp_path):
    world = simulated_world("herning")
    file = tmp_path / "world.json"
    file.write_text(world_text(world), "utf-8")

    assert world_from(WorldOrder(str(file))) == world
    said = json.loads(file.read_text("utf-8"))["talks"]["base_percent"]
    assert set(said) == {"value", "status", "source"}


def test_an_edited_number_counts(tmp_path):
    file = write_world(tmp_path / "world.json")
    told = json.loads(file.read_text("utf-8"))
    told["cases"]["inflow_per_week"] = {"value": 3.0, "status": "published", "source": "counted"}
    file.write_text(json.dumps(told), "utf-8")
    world = world_from(WorldOrder(str(file), practice=preset("vejle")))

    assert (world.cases.inflow_per_week.value, world.cases.inflow_per_week.status) == (3.0, Status.PUBLISHED)
    assert world.practice.name == "vejle"


def test_everything_wrong_with_a_file_is_said_at_once(tmp_path):
    file = write_world(tmp_path / "world.json")
    told = json.loads(file.read_text("utf-8"))
    told["cases"]["inflow_per_week"]["value"] = -1
    told["staff"]["departure_percent"]["value"] = "many"
    file.write_text(json.dumps(told), "utf-8")
    with pytest.raises(UnusableInput) as caught:
        world_from(WorldOrder(str(file)))

    assert {finding.column for finding in caught.value.findings} == {
        "cases.inflow_per_week.value",
        "staff.departure_percent.value",
    }
    (tmp_path / "none.json").write_text("{", "utf-8")
    assert codes(WorldOrder(str(tmp_path / "none.json"))) == ["world_invalid"]


def test_a_simulation_begins_on_a_monday():
    assert codes(WorldOrder("hedensted", start=datetime.date(2026, 1, 6))) == ["world_unusable"]


def test_what_is_neither_is_refused_with_what_there_is():
    assert codes(WorldOrder("atlantis")) == ["world_unusable"]


def test_a_team_s_workbook_becomes_its_own_world(tmp_path):
    file = tmp_path / "team.xlsx"
    write_snapshot(demonstrate("hedensted", seed=3), file)
    world = world_from(WorldOrder(str(file)))

    assert world.municipality == "own"
    assert len(world.posts) == 8
    assert world.practice.name == "hedensted"
    assert world.talks.base_percent.status is Status.DERIVED
    assert "meeting gives" in world.talks.base_percent.source
    assert world.cases.case_types_percent.source.startswith("358 cases of the team")


def test_a_team_of_nowhere_in_particular_is_taken_to_be_like_hedensted(tmp_path):
    snapshot = make_snapshot(
        municipality="Et sted",
        cases=tuple(
            make_open_case(
                number,
                "AB",
                received=MONDAY - datetime.timedelta(weeks=number),
                first_day_of_absence=MONDAY - datetime.timedelta(weeks=number + 5),
            )
            for number in range(1, 30)
        ),
    )
    file = tmp_path / "team.xlsx"
    write_snapshot(snapshot, file)
    world = world_from(WorldOrder(str(file), practice=preset("herning")))

    assert world.practice.name == "herning"
    assert "administrator gives" in world.talks.base_percent.source
    assert world.cases.season_by_month == simulated_world("hedensted").cases.season_by_month
