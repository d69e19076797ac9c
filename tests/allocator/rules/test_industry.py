"""Industry: minutes by missing level of knowledge; in a mandatory industry, hard."""

import pytest

from allocator.rules import industry
from models.industry import Industry, IndustryScheme
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import make_case, make_consultant, make_employer

HEALTH = make_employer(1, industry=Industry(scheme=IndustryScheme.DB07, code="86.10"))
UNKNOWN = make_employer(2)


def facts_of(level, policy=None, employer=HEALTH):
    consultants = (make_consultant("AB", industries={} if level is None else {"Q": level}),)
    return make_facts(
        policy, employers=(HEALTH, UNKNOWN), consultants=consultants, cases=(make_case(1, employer_id=employer.id),)
    )


@pytest.mark.parametrize(("level", "minutes"), [(None, 45), (0, 45), (1, 30), (2, 15), (3, 0)])
def test_every_missing_level_costs_fifteen_minutes(level, minutes):
    assert industry.minutes(facts_of(level)).item() == minutes


def test_the_policy_sets_the_price():
    assert industry.minutes(facts_of(1, make_policy(industry={"missing_level_minutes": 7}))).item() == 14


def test_both_schemes_come_to_the_same_section():
    employer = make_employer(3, industry=Industry(scheme=IndustryScheme.DB25, code="R"))
    facts = make_facts(
        employers=(employer,),
        consultants=(make_consultant("AB", industries={"Q": 2}),),
        cases=(make_case(1, employer_id=employer.id),),
    )

    assert industry.minutes(facts).item() == 15


def test_an_unknown_industry_costs_nothing_and_forbids_nobody():
    policy = make_policy(industry={"mandatory_sections": {"Q"}, "mandatory_level": 3})

    assert industry.minutes(facts_of(0, policy, UNKNOWN)).item() == 0
    assert not industry.forbids(facts_of(0, policy, UNKNOWN)).item()


@pytest.mark.parametrize(("level", "is_forbidden"), [(None, True), (1, True), (2, False), (3, False)])
def test_a_mandatory_industry_asks_for_its_level(level, is_forbidden):
    policy = make_policy(industry={"mandatory_sections": {"Q"}, "mandatory_level": 2})

    assert industry.forbids(facts_of(level, policy)).item() is is_forbidden


def test_an_industry_that_is_not_mandatory_forbids_nobody():
    policy = make_policy(industry={"mandatory_sections": {"C"}, "mandatory_level": 3})

    assert not industry.forbids(facts_of(0, policy)).item()


def test_the_sentence_names_the_industry_and_the_level():
    assert industry.reason(facts_of(2), 0, 0) == Text(
        da="Kender branchen sundhed og socialvæsen på niveau 2 af 3.",
        en="Knows the industry health and social work at level 2 of 3.",
    )
    assert industry.reason(facts_of(None), 0, 0).da.endswith("på niveau 0 af 3.")
