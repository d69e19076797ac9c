"""Returning: a citizen who comes back meets the same consultant."""

import pytest

from allocator.rules import returning
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import make_case


def minutes_by_consultant(previous, policy=None):
    facts = make_facts(policy, cases=(make_case(1, previous_consultant_id=previous),))
    return dict(zip((each.id for each in facts.consultants), returning.minutes(facts)[0].tolist(), strict=True))


def test_anybody_but_the_previous_consultant_costs_an_hour():
    assert minutes_by_consultant("CD") == {"AB": 60, "CD": 0}


def test_the_policy_sets_the_price():
    assert minutes_by_consultant("CD", make_policy(returning={"not_previous_minutes": 9})) == {"AB": 9, "CD": 0}


@pytest.mark.parametrize("previous", [None, "fratrådt"])
def test_nobody_pays_where_there_was_none_or_she_has_left(previous):
    assert minutes_by_consultant(previous) == {"AB": 0, "CD": 0}


def test_the_sentence_names_the_previous_consultant():
    facts = make_facts(cases=(make_case(1, previous_consultant_id="CD"),))

    assert returning.reason(facts, 0, facts.consultant_index["AB"]) == Text(
        da="Borgeren kender CD fra før.", en="The citizen knows CD from before."
    )
