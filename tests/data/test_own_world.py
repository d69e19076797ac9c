import datetime
import json

import numpy as np
import pytest

from allocator.simulation import draw_history, run
from allocator.simulation.inflow import mean_open_cases
from allocator.simulation.policies import PRACTICES
from data.demonstration import demonstrate
from data.demonstration.world import simulated_world
from data.own_world import world_of_team
from data.travel import GeodesicTravel
from models.errors import UnusableInput
from models.fact import Status
from models.presets import preset
from tests.factories import MONDAY, make_consultant, make_employer, make_open_case, make_relation, make_snapshot

BASE = simulated_world("hedensted")
SNAPSHOT = demonstrate("hedensted", seed=3)


def world_of(snapshot=SNAPSHOT, **arguments):
    return world_of_team(snapshot, preset("hedensted"), GeodesicTravel(), base=BASE, **arguments)


def own_open_cases(snapshot=SNAPSHOT, team="fastholdelse"):
    members = {each.id for each in snapshot.consultants if each.team_id == team}
    return [case for case in snapshot.open_cases if case.consultant_id in members]


def test_as_many_cases_are_open_in_the_long_run_as_in_the_workbook():
    assert mean_open_cases(world_of().cases) == pytest.approx(len(own_open_cases()), rel=0.01)


def test_cases_last_so_long_that_the_open_ones_are_as_old_as_in_the_workbook():
    world = world_of()
    old = np.mean([(SNAPSHOT.date - case.received).days for case in own_open_cases()])
    ages = np.concatenate(
        [
            -draw_history(world, seed=1, replication=each, weeks=1).cases.received[: len(own_open_cases()) // 2]
            for each in range(40)
        ]
    )

    assert ages.mean() == pytest.approx(old, rel=0.06)


def test_shares_are_counted_and_lean_on_what_was_assumed():
    world = world_of()
    cases = [*own_open_cases(), *(case for case in SNAPSHOT.new_cases if case.team_id is None)]
    share = 100 * np.mean([case.case_type == "depression" for case in cases])

    assert world.cases.case_types_percent.value["depression"] == pytest.approx(share, abs=1.5)
    assert sum(world.cases.case_types_percent.value.values()) == pytest.approx(100)
    assert world.cases.case_types_percent.status is Status.DERIVED
    assert "workbook" in world.cases.case_types_percent.source
    assert world.talks.held_at_workplace_percent.value == pytest.approx(50, abs=5)
    assert world.staff.visit_slots_per_week.value == pytest.approx(4, abs=1)


def test_what_a_workbook_cannot_say_is_the_base_worlds():
    world = world_of()

    assert world.cases.season_by_month == BASE.cases.season_by_month
    assert world.staff.departure_percent == BASE.staff.departure_percent
    assert world.start == SNAPSHOT.date


def test_nothing_in_it_says_who_is_meant():
    text = json.dumps(world_of().model_dump(mode="json"))
    names = {each.initials for each in SNAPSHOT.consultants} | {each.id for each in SNAPSHOT.employers}
    names |= {each.name for each in SNAPSHOT.employers} | {case.id for case in SNAPSHOT.cases}
    names |= {str(each.home.latitude) for each in SNAPSHOT.consultants if each.home is not None}

    assert not {name for name in names if name in text}


def test_contacts_and_their_deputies_are_the_same_people():
    world = world_of()
    members = sorted(each.id for each in SNAPSHOT.consultants if each.team_id == "fastholdelse")
    relations = [each for each in SNAPSHOT.contact_relations if each.mode != "off"]

    assert sorted(members[each.contact_post] for each in world.employers if each.contact_post is not None) == sorted(
        each.consultant_id for each in relations
    )


def test_a_team_of_its_own_can_be_simulated():
    figures = run(draw_history(world_of(), seed=1, replication=0, weeks=8), PRACTICES["meeting"]())

    assert figures.weekly["given"].sum() > 50


def test_another_team_of_the_workbook_has_a_world_of_its_own():
    world = world_of(team_id="ledige")

    assert len(world.posts) == 4
    assert world.cases.unemployed_percent.value == 100
    assert world.cases.flex_job_percent.value == 0


def test_a_small_workbook_says_little_and_the_base_the_rest():
    employer = make_employer(1)
    snapshot = make_snapshot(
        date=MONDAY + datetime.timedelta(days=2),
        consultants=(make_consultant("AB"),),
        employers=(employer,),
        contact_relations=(make_relation(employer, "AB"),),
        cases=(make_open_case(1, "AB"),),
    )
    world = world_of(snapshot)

    assert world.start == MONDAY + datetime.timedelta(days=7)
    assert world.cases.survival_weeks == BASE.cases.survival_weeks
    assert world.cases.returning_percent == BASE.cases.returning_percent
    assert world.staff == BASE.staff
    assert world.talks == BASE.talks
    assert world.num_unlisted_places == 1


def test_without_a_case_the_inflow_is_the_bases():
    world = world_of(make_snapshot(consultants=(make_consultant("AB"),), cases=()))

    assert world.cases.inflow_per_week == BASE.cases.inflow_per_week
    assert world.employers == ()


def test_a_team_that_is_not_there_and_a_consultant_from_nowhere_are_told():
    with pytest.raises(UnusableInput):
        world_of(team_id="nobody")
    homeless = make_snapshot(consultants=(make_consultant("AB", home=None),))
    homeless = homeless.model_copy(
        update={"teams": tuple(team.model_copy(update={"office": None}) for team in homeless.teams)}
    )
    with pytest.raises(UnusableInput):
        world_of(homeless)
