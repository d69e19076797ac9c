"""Travel: the way from home to the workplace and back, as often as visits are expected."""

import pytest

from allocator.rules import travel
from models.case import Employment, TalkForm, TalkReason
from models.position import Position
from models.text import Text
from tests.allocator.policies import make_facts, make_policy, make_talk
from tests.factories import HEDENSTED, make_case, make_consultant, make_employer, make_relation

TWENTY_MINUTES_AWAY = Position(latitude=HEDENSTED.latitude + 0.02, longitude=HEDENSTED.longitude)
AB = (make_consultant("AB", home=TWENTY_MINUTES_AWAY),)


def minutes_of(policy=None, case=None, **fields):
    facts = make_facts(policy, cases=(case or make_case(1),), consultants=AB, **fields)
    return travel.minutes(facts).item()


def test_two_visits_twenty_minutes_away_are_eighty_minutes_on_the_road():
    assert minutes_of() == 80
    assert minutes_of(make_policy(travel={"expected_visits": 3})) == 120


def test_whoever_lives_at_the_workplace_does_not_drive():
    assert minutes_of(case=make_case(1, workplace=TWENTY_MINUTES_AWAY)) == 0


@pytest.mark.parametrize(("percent", "minutes"), [(0, 0), (50, 40), (33, 26), (150, 120)])
def test_the_policy_says_how_much_counts_rounded_half_up_once(percent, minutes):
    assert minutes_of(make_policy(travel={"counted_percent": percent})) == minutes


def test_half_a_minute_is_rounded_up():
    one_minute = make_case(1, workplace=Position(latitude=HEDENSTED.latitude + 0.021, longitude=HEDENSTED.longitude))
    policy = make_policy(travel={"counted_percent": 75, "expected_visits": 1})

    assert minutes_of(policy, one_minute) == 2  # 1.5


@pytest.mark.parametrize(
    "case",
    [
        make_case(1, first_talk=make_talk(TalkForm.ELSEWHERE, TalkReason.DISMISSED)),
        make_case(1, first_talk=make_talk(TalkForm.LATER, TalkReason.SERIOUSLY_ILL)),
        make_case(1, employment=Employment.UNEMPLOYED),
        make_case(1, workplace=None),
    ],
)
def test_nobody_drives_to_a_talk_that_is_not_held_at_a_workplace(case):
    assert minutes_of(case=case) == 0


@pytest.mark.parametrize(("rhythm_days", "minutes"), [(14, 0), (None, 80)])
def test_a_visiting_rhythm_brings_the_contact_there_anyway(rhythm_days, minutes):
    employer = make_employer()
    relation = make_relation(employer, "AB", rhythm_days=rhythm_days)
    case = make_case(1, employer_id=employer.id, workplace=None)

    assert minutes_of(case=case, employers=(employer,), contact_relations=(relation,)) == minutes


def test_a_visiting_rhythm_brings_nobody_else_there():
    employer = make_employer()
    facts = make_facts(
        employers=(employer,),
        contact_relations=(make_relation(employer, "CD", rhythm_days=14, deputy_id="AB"),),
        consultants=(*AB, make_consultant("CD", home=TWENTY_MINUTES_AWAY)),
        cases=(make_case(1, employer_id=employer.id),),
    )

    minutes = dict(zip((each.id for each in facts.consultants), travel.minutes(facts)[0].tolist(), strict=True))
    assert minutes == {"AB": 80, "CD": 0}


@pytest.mark.parametrize(
    ("part", "danish", "english"),
    [
        ({}, "Kører 20 min. hver vej, 2 besøg.", "Drives 20 min. each way, 2 visits."),
        ({"expected_visits": 1}, "Kører 20 min. hver vej, 1 besøg.", "Drives 20 min. each way, 1 visit."),
        (
            {"counted_percent": 50},
            "Kører 20 min. hver vej, 2 besøg; tæller 50 %.",
            "Drives 20 min. each way, 2 visits; counts 50 %.",
        ),
    ],
)
def test_the_sentence_carries_every_number_behind_the_minutes(part, danish, english):
    facts = make_facts(make_policy(travel=part), consultants=AB)

    assert travel.reason(facts, 0, 0) == Text(da=danish, en=english)
