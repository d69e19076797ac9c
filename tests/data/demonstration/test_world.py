import datetime

import numpy as np
import pytest

from data.demonstration import MUNICIPALITIES, municipality_facts
from data.demonstration.world import simulated_world
from models.fact import Status


@pytest.mark.parametrize("key", MUNICIPALITIES)
def test_every_municipality_has_a_world_of_its_main_pool(key):
    world = simulated_world(key)

    assert len(world.posts) == municipality_facts(key).main_pool.num_consultants
    assert len(world.newcomers) == 3 * len(world.posts)
    assert {each.status for each in world.facts()} == set(Status)
    assert np.array(world.one_way_minutes).max() < 120


def test_the_same_arguments_give_the_same_world_and_another_seed_another_team():
    assert simulated_world("varde") == simulated_world("varde")
    assert simulated_world("varde").posts != simulated_world("varde", seed=2).posts


def test_a_world_knows_no_person():
    world = simulated_world("hedensted")

    assert all(each.home is None and each.initials == each.id for each in (*world.posts, *world.newcomers))
    assert [each.id for each in world.employers[:2]] == ["00000001", "00000002"]


def test_where_a_team_has_both_those_who_lose_their_job_are_part_of_the_unemployed():
    facts = simulated_world("herning").cases
    share, lost = facts.unemployed_percent.value / 100, facts.lost_job_percent.value / 100

    assert share + (1 - share) * lost / 2 == pytest.approx(0.25, abs=1e-4)
    assert facts.unemployed_percent.status is Status.DERIVED


def test_what_nobody_of_the_team_may_have_does_not_come():
    assert simulated_world("hedensted").cases.clarification_percent.value == 0


def test_the_law_of_the_first_day_decides_who_is_exempt():
    assert simulated_world("vejle").cases.exempt_below_weeks.value == 0
    assert simulated_world("vejle", start=datetime.date(2026, 7, 6)).cases.exempt_below_weeks.value == 26


def test_only_mondays_and_known_places_will_do():
    with pytest.raises(ValueError, match="no Monday"):
        simulated_world("varde", start=datetime.date(2026, 1, 6))
    with pytest.raises(KeyError):
        simulated_world("atlantis")
