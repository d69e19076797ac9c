"""Move: what a change of hands costs by the case's stage, and which cases stay."""

import pytest

from allocator.rebalancing.gathering import gather_rebalance
from allocator.rules import move
from models.case import FirstTalk, RiskFlag, TalkForm
from models.consultant import Absence
from models.employer import ContactMode
from models.move import CaseStage
from tests.allocator.policies import make_facts, make_policy
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_relation,
    make_snapshot,
)

HELD = FirstTalk(
    form=TalkForm.WORKPLACE, decided_by="team", decided_on=MONDAY, held_on=MONDAY - days(2), held_at_workplace=True
)
AGREED = FirstTalk(form=TalkForm.WORKPLACE, decided_by="team", decided_on=MONDAY, agreed_for=MONDAY + days(2))
SHOP = make_employer(1)


def facts_of(policy=None, *, consultants=None, relations=(), **fields):
    """The facts about one open case that AB has."""
    snapshot = make_snapshot(
        consultants=consultants or tuple(make_consultant(each) for each in ("AB", "CD", "EF")),
        employers=(SHOP,),
        contact_relations=relations,
        cases=(make_open_case(1, "AB", **fields),),
    )
    return gather_rebalance(snapshot, policy or make_policy(), StraightLineTravel())


def by_consultant(facts, values):
    return dict(zip((each.id for each in facts.consultants), values[0].tolist(), strict=True))


def stage(**fields):
    facts = facts_of(**fields)
    return move.stage(facts, facts.cases[0])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"received": MONDAY - days(7)}, CaseStage.NEW),
        ({"received": MONDAY - days(8)}, CaseStage.BEFORE_FIRST_TALK),
        ({"first_talk": AGREED}, CaseStage.BEFORE_FIRST_TALK),
        ({"first_talk": HELD}, CaseStage.AFTER_FIRST_TALK),
        ({"first_talk": HELD, "received": MONDAY - days(3)}, CaseStage.AFTER_FIRST_TALK),
        ({"expected_back": MONDAY + days(29)}, CaseStage.BEFORE_FIRST_TALK),
        ({"expected_back": MONDAY + days(28)}, CaseStage.NEAR_END),
        ({"expected_back": MONDAY, "first_talk": HELD}, CaseStage.NEAR_END),
        ({"expected_back": MONDAY - days(1)}, CaseStage.BEFORE_FIRST_TALK),
    ],
)
def test_the_stage_follows_from_the_doctors_date_then_the_first_talk_then_the_age(fields, expected):
    assert stage(**fields) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"received": MONDAY}, 60),
        ({}, 90),
        ({"first_talk": HELD}, 120),
        ({"expected_back": MONDAY + days(20)}, 180),
    ],
)
def test_everybody_but_the_holder_pays_by_the_stage(fields, expected):
    facts = facts_of(**fields)

    assert by_consultant(facts, move.minutes(facts)) == {"AB": 0, "CD": expected, "EF": expected}


def test_the_policy_sets_the_prices():
    policy = make_policy(move={"before_first_talk_minutes": 7, "from_contact_minutes": 2, "returning_minutes": 1})
    facts = facts_of(
        policy,
        relations=(make_relation(SHOP, "AB"),),
        employer_id=SHOP.id,
        workplace=None,
        previous_consultant_id="AB",
    )

    assert move.price(facts, 0) == 7 + 2 + 1


@pytest.mark.parametrize(
    ("relation", "price"),
    [
        (make_relation(SHOP, "AB"), 120),
        (make_relation(SHOP, "CD", deputy_id="AB"), 90),
        (make_relation(SHOP, "AB", mode=ContactMode.OFF), 90),
    ],
    ids=["her own", "as deputy", "off"],
)
def test_leaving_the_employers_contact_person_costs_more(relation, price):
    facts = facts_of(relations=(relation,), employer_id=SHOP.id, workplace=None)

    assert move.price(facts, 0) == price
    assert move.is_contact(facts, facts.cases[0]) == (price == 120)


@pytest.mark.parametrize(("previous", "price"), [("AB", 120), ("CD", 90), (None, 90)])
def test_leaving_whom_the_citizen_knows_from_before_costs_more(previous, price):
    assert move.price(facts_of(previous_consultant_id=previous), 0) == price


def test_a_case_that_goes_back_costs_nothing_while_she_may_have_it():
    facts = facts_of(covered_for_id="CD")
    assert by_consultant(facts, move.minutes(facts)) == {"AB": 0, "CD": 0, "EF": 90}

    away = Absence(first_day=MONDAY, last_day=MONDAY + days(100))
    consultants = (make_consultant("AB"), make_consultant("CD", absences=(away,)), make_consultant("EF"))
    facts = facts_of(covered_for_id="CD", consultants=consultants)
    assert by_consultant(facts, move.minutes(facts)) == {"AB": 0, "CD": 90, "EF": 90}


def test_a_new_case_is_nobodys_and_costs_and_forbids_nothing():
    facts = make_facts(cases=(make_case(1, expected_back=MONDAY + days(3)),))

    assert not move.minutes(facts).any()
    assert not move.forbids(facts).any()


@pytest.mark.parametrize(
    ("fields", "policy", "expected"),
    [
        ({}, None, False),
        ({"expected_back": MONDAY + days(15)}, None, False),
        ({"expected_back": MONDAY + days(14)}, None, True),
        ({"expected_back": MONDAY - days(1)}, None, False),
        ({"risk_flags": {RiskFlag.MENTAL_ILLNESS}}, None, False),
        (
            {"risk_flags": {RiskFlag.MENTAL_ILLNESS}},
            make_policy(move={"sensitive_flags": [RiskFlag.MENTAL_ILLNESS]}),
            True,
        ),
    ],
)
def test_a_case_that_is_about_to_end_or_is_sensitive_stays(fields, policy, expected):
    facts = facts_of(policy, **fields)

    assert move.stays(facts, facts.cases[0]) is expected
    assert by_consultant(facts, move.forbids(facts)) == {"AB": False, "CD": expected, "EF": expected}


def test_a_case_that_stays_may_still_go_back():
    facts = facts_of(expected_back=MONDAY + days(3), covered_for_id="CD")

    assert by_consultant(facts, move.forbids(facts)) == {"AB": False, "CD": False, "EF": True}


def test_nothing_holds_a_case_whose_holder_leaves():
    consultants = (make_consultant("AB", end_date=MONDAY), make_consultant("CD"))
    facts = facts_of(consultants=consultants, expected_back=MONDAY + days(3))

    assert not move.forbids(facts).any()


def test_the_sentence_says_the_stage_and_who_knows_the_holder():
    plain = move.reason(facts_of(), 0, 0)
    assert plain.en.startswith("Moves from AB; the case is ")
    assert "knows" not in plain.en
    assert plain.da.startswith("Flyttes fra AB; sagen er ")

    known = facts_of(
        relations=(make_relation(SHOP, "AB"),), employer_id=SHOP.id, workplace=None, previous_consultant_id="AB"
    )
    said = move.reason(known, 0, 0)
    assert said.en.endswith(", the employer knows AB, the citizen has had AB before.")
    assert said.da.endswith(", virksomheden kender AB, borgeren har haft AB før.")
