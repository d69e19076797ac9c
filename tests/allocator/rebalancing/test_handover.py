"""What is handed over with a case, and who might follow whoever leaves."""

import pytest

from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.handover import handover_notes
from allocator.rebalancing.rebalance import rebalance
from models.case import FirstTalk, TalkForm
from models.employer import ContactMode
from models.errors import UnusableInput
from models.move import MoveReason
from models.occasion import Leaves
from tests.allocator.policies import make_policy
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    days,
    make_consultant,
    make_employer,
    make_open_case,
    make_relation,
    make_snapshot,
)

SHOP = make_employer(1)
AT_SHOP = {"employer_id": SHOP.id, "workplace": None}


def notes(*, reason=MoveReason.BALANCE, relation=None, **fields):
    """English notes of the one case that AB has, which goes to CD."""
    snapshot = make_snapshot(
        consultants=tuple(make_consultant(each) for each in ("AB", "CD", "EF")),
        employers=(SHOP,),
        contact_relations=() if relation is None else (relation,),
        cases=(make_open_case(1, "AB", **fields),),
    )
    facts = gather_rebalance(snapshot, make_policy(), StraightLineTravel())
    return [each.en for each in handover_notes(facts, 0, facts.consultant_index["CD"], reason)]


def talk(**fields):
    return FirstTalk(form=TalkForm.WORKPLACE, decided_by="team", decided_on=MONDAY, **fields)


def test_a_first_talk_is_held_agreed_or_due():
    (held,) = notes(first_talk=talk(held_on=MONDAY - days(2), held_at_workplace=True))
    (agreed,) = notes(first_talk=talk(agreed_for=MONDAY + days(2)))
    (due,) = notes(deadline=MONDAY + days(10))

    assert held.startswith("The first talk was held on ")
    assert agreed.endswith("; take the appointment over, or move it.")
    assert due.startswith("The first talk is not agreed; its deadline is ")


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("CD", ["The employer knows CD already."]),
        ("AB", ["The employer knows AB; tell it who comes now."]),
        ("EF", []),
    ],
)
def test_an_employer_that_knows_the_one_or_the_other_is_told(contact, expected):
    told = notes(relation=make_relation(SHOP, contact), **AT_SHOP)

    assert [each for each in told if "employer" in each] == expected


def test_a_fast_track_and_a_citizen_who_knows_the_taker_are_named():
    told = notes(fast_track=True, previous_consultant_id="CD")

    assert "The case is on a fast track." in told
    assert "The citizen has had CD before." in told


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"reason": MoveReason.ABSENCE}, "The case is covered for AB and goes back unless something else is agreed."),
        ({"covered_for_id": "EF"}, "The case is covered for EF and goes back unless something else is agreed."),
        ({"covered_for_id": "CD"}, "CD gets back a case of her own."),
    ],
)
def test_a_case_that_is_covered_says_for_whom_and_where_it_goes(fields, expected):
    assert notes(**fields)[-1] == expected


class NoWaysAtAll(StraightLineTravel):
    """A team's own table that lacks the ways to whom no case takes anybody."""

    def minutes(self, origins, destinations):
        if len(origins) == len(destinations) == 1:
            raise UnusableInput([])
        return super().minutes(origins, destinations)


def successors(travel=None, **relation):
    snapshot = make_snapshot(
        consultants=tuple(make_consultant(each) for each in ("AB", "CD", "EF")),
        employers=(SHOP,),
        contact_relations=(make_relation(SHOP, "AB", **relation),),
        cases=(make_open_case(1, "AB"), make_open_case(2, "CD")),
    )
    leaves = (Leaves(consultant_id="AB"),)
    return rebalance(snapshot, make_policy(), travel or StraightLineTravel(), occasions=leaves, max_moves=0).successions


def test_the_deputy_comes_first_and_how_far_she_drives_is_said():
    (succession,) = successors(deputy_id="EF")

    assert succession.successors[0].consultant_id == "EF"
    assert succession.successors[0].is_deputy
    assert succession.successors[0].text.en == "Deputy today, 0 cases there, drives 0 min. each way."


def test_a_relation_that_is_off_has_no_successor():
    assert successors(mode=ContactMode.OFF) == ()


def test_a_way_that_is_not_known_is_left_out():
    (succession,) = successors(NoWaysAtAll())

    assert {each.one_way_minutes for each in succession.successors} == {None}
