"""Each way of distributing in the smallest round that shows what it goes by."""

import numpy as np
import pytest

from allocator.simulation.policies import PRACTICE_OF_PRESET, PRACTICES
from allocator.simulation.policies.meeting import Meeting
from allocator.simulation.policies.self_selection import SelfSelection
from allocator.simulation.round import WAITS
from models.policy import Mode
from models.presets import PRESET_NAMES, preset
from tests.allocator.simulation.worlds import make_round

ALL = sorted(PRACTICES)


def choose(name, **fields):
    return PRACTICES[name]().distribute(make_round(**fields)).consultant.tolist()


@pytest.mark.parametrize("name", ALL)
def test_a_way_has_a_name_and_a_sentence_in_both_languages(name):
    way = PRACTICES[name]()

    assert way.name == name
    assert way.sentence.da.endswith(".")
    assert way.sentence.en.endswith(".")


@pytest.mark.parametrize("name", ALL)
def test_nobody_gets_what_she_may_not_have_and_nobody_who_is_away(name):
    rng = np.random.default_rng(1)
    can_have, is_away = rng.random((20, 4)) < 0.6, np.array([False, True, False, False])
    can_have[:, 2] = True
    chosen = PRACTICES[name]().distribute(
        make_round(20, 4, can_have=can_have, is_away=is_away, liking=np.ones((20, 4)), limit=np.full(4, 99))
    )
    given = chosen.consultant != WAITS

    assert given.all()
    assert can_have[np.arange(20)[given], chosen.consultant[given]].all()
    assert not is_away[chosen.consultant[given]].any()
    assert chosen.is_proved


@pytest.mark.parametrize("name", sorted(set(ALL) - {"self-selection"}))
def test_every_case_is_given_to_someone_also_above_the_limit(name):
    assert WAITS not in choose(name, n=4, load=[55, 56, 57])


@pytest.mark.parametrize("name", sorted(set(ALL) - {"self-selection"}))
def test_where_everybody_is_away_whoever_is_back_first_has_the_case(name):
    away = {"is_away": np.ones(3, dtype=np.bool_), "back_in_days": [9, 2, 5]}

    assert choose(name, n=2, **away) == [1, 1]


@pytest.mark.parametrize("name", ALL)
def test_a_case_that_nobody_in_the_round_may_have_waits(name):
    assert choose(name, can_have=np.zeros((1, 3), dtype=np.bool_), waited_days=[99]) == [WAITS]


def test_meetings_are_weekly_and_the_others_distribute_as_cases_arrive():
    weekly = {name for name in ALL if PRACTICES[name]().mode is Mode.WEEKLY}

    assert weekly == {"meeting", "self-selection"}


@pytest.mark.parametrize("name", PRESET_NAMES)
def test_every_preset_has_a_practice_of_the_same_mode(name):
    assert PRACTICES[PRACTICE_OF_PRESET[name]]().mode is preset(name).mode


def test_least_loaded_goes_by_the_load_against_the_target():
    assert choose("least-loaded", n=2, load=[40, 30, 39], target=[45, 30, 45]) == [2, 0]


def test_nearest_goes_by_the_way_and_then_by_the_load():
    assert choose("nearest", one_way_minutes=[[20, 10, 30]]) == [1]
    assert choose("nearest", one_way_minutes=[[10, 10, 30]], load=[41, 40, 1]) == [1]


def test_random_goes_by_chance_and_hours():
    assert choose("random", n=3, chance=[0.0, 0.4, 0.99], hours=[50, 25, 25]) == [0, 0, 2]


def test_the_administrator_goes_by_contact_then_industry_then_fewest():
    knowledge = [[3, 1, 3]]

    assert choose("administrator", contact=[1], knowledge=knowledge) == [1]
    assert choose("administrator", contact=[1], deputy=[2], knowledge=knowledge, is_away=[False, True, False]) == [2]
    assert choose("administrator", knowledge=knowledge, load=[40, 1, 39]) == [2]


def test_the_administrator_passes_a_contact_by_who_is_at_her_limit():
    assert choose("administrator", contact=[1], load=[40, 55, 39]) == [2]


def test_the_booker_goes_by_contact_then_nearest_with_time_then_most_time():
    ways = [[10, 13, 30]]

    assert choose("booker", contact=[2], one_way_minutes=ways) == [2]
    assert choose("booker", one_way_minutes=ways, free_slots=lambda _: np.array([1, 4, 9])) == [1]
    assert choose("booker", one_way_minutes=ways, free_slots=lambda _: np.array([0, 0, 1])) == [2]
    assert choose("booker", one_way_minutes=ways, free_slots=lambda _: np.zeros(3)) == [0]


def test_an_equal_number_goes_by_turns_whatever_is_open():
    assert choose("equal-number", n=4, load=[50, 1, 1], num_received=[0.0, 1.0, 1.0]) == [0, 0, 1, 2]
    assert choose("equal-number", n=3, m=2, hours=[100, 50]) == [0, 1, 0]


def test_between_teams_goes_by_the_teams_hours_and_then_by_load():
    assert choose("between-teams", n=3, team=[0, 1, 1], load=[1, 40, 39]) == [0, 2, 1]
    assert choose("between-teams", n=2, m=2) == [0, 1]


def test_a_district_keeps_its_cases_and_the_nearest_helps():
    assert choose("by-district", district=[2], one_way_minutes=[[1, 2, 50]]) == [2]
    assert choose("by-district", district=[2], one_way_minutes=[[9, 2, 1]], is_away=[False, False, True]) == [1]


def test_the_days_of_the_month_are_divided_by_hours():
    birthdays = [1, 15, 16, 31]

    assert choose("by-birthday", n=4, m=2, birthday=birthdays) == [0, 0, 0, 1]
    assert choose("by-birthday", n=4, m=2, birthday=birthdays, hours=[25, 75]) == [0, 1, 1, 1]


def test_special_competence_is_type_and_industry_together():
    assert choose("special-competence", liking=[[2, 0, 1]], knowledge=[[0, 1, 3]]) == [2]


def test_judgement_weighs_contact_load_and_distance_and_something_unsaid():
    assert choose("judgement", contact=[1]) == [1]
    assert choose("judgement", load=[40, 20, 40]) == [1]
    assert choose("judgement", one_way_minutes=[[60, 0, 60]]) == [1]
    assert choose("judgement", noise=[[0.9, 0.1, 0.9]]) == [1]


def test_the_meeting_weighs_the_same_things_in_minutes():
    assert choose("meeting", contact=[1]) == [1]
    assert choose("meeting", one_way_minutes=[[30, 10, 30]]) == [1]
    assert choose("meeting", liking=[[0, 2, 0]]) == [1]
    assert choose("meeting", load=[45, 40, 45]) == [1]
    assert Meeting(contact_minutes=0, noise_minutes=0).distribute(make_round(contact=[1])).consultant.tolist() == [0]


def test_the_meeting_takes_urgent_cases_first():
    one_place = {"load": [54, 60, 60], "target": [45, 45, 45], "limit": [55, 1, 1]}

    assert choose("meeting", n=2, is_urgent=[False, True], one_way_minutes=[[0, 50, 60], [0, 50, 60]], **one_place) == [
        0,
        0,
    ]
    assert choose("meeting", n=2, is_urgent=[False, True], is_away=[False, False, True], limit=[41, 55, 55]) == [1, 0]


def test_self_selection_leaves_what_nobody_likes_and_a_leader_gives_it_after_four_weeks():
    unpopular = {"liking": [[-2, -2, -2], [2, 0, 0]], "n": 2}

    assert choose("self-selection", **unpopular) == [WAITS, 0]
    assert choose("self-selection", waited_days=[28, 0], **unpopular) == [1, 0]
    assert SelfSelection(patience_days=7).distribute(
        make_round(waited_days=np.array([7, 0]), n=2, liking=np.array([[-2, -2, -2], [2, 0, 0]]))
    ).consultant.tolist() == [1, 0]


def test_self_selection_stops_where_having_more_outweighs_liking():
    assert choose("self-selection", m=2, liking=[[2, 2]], load=[60, 60], limit=[99, 99]) == [WAITS]
