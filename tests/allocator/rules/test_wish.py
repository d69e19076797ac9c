"""Wish: minutes by step for one case, in both directions."""

import pytest

from allocator.rules import wish
from models.text import Text
from models.wish import Wish
from tests.allocator.policies import make_facts, make_policy
from tests.factories import make_case, make_consultant, make_open_case, make_team


def facts_of(step, policy=None):
    wishes = (Wish(consultant_id="AB", case_id="2026-0001", step=step),)
    return make_facts(policy, cases=(make_case(1), make_case(2)), wishes=wishes)


def minutes_at(facts, case_id="2026-0001", consultant_id="AB"):
    return wish.minutes(facts)[facts.case_index[case_id], facts.consultant_index[consultant_id]]


@pytest.mark.parametrize(("step", "minutes"), [(-2, 40), (-1, 20), (0, 0), (1, -20), (2, -40)])
def test_asking_for_a_case_costs_less_and_asking_away_from_it_more(step, minutes):
    assert minutes_at(facts_of(step)) == minutes


def test_a_wish_is_for_one_case_and_one_consultant():
    facts = facts_of(2)

    assert minutes_at(facts, case_id="2026-0002") == minutes_at(facts, consultant_id="CD") == 0


def test_the_policy_sets_the_price():
    assert minutes_at(facts_of(1, make_policy(preference={"wish_step_minutes": 3}))) == -3


def test_wishes_of_others_and_for_other_cases_are_not_of_the_round():
    facts = make_facts(
        teams=(make_team(), make_team("ledige")),
        consultants=(make_consultant("AB"), make_consultant("EF", team_id="ledige")),
        cases=(make_case(1), make_open_case(2, "AB")),
        wishes=(
            Wish(consultant_id="EF", case_id="2026-0001", step=2),
            Wish(consultant_id="AB", case_id="2026-0002", step=2),
        ),
    )

    assert not wish.minutes(facts).any()


@pytest.mark.parametrize(
    ("step", "danish", "english"),
    [
        (1, "Har bedt om sagen (+1).", "Has asked for the case (+1)."),
        (-2, "Har bedt sig fri for sagen (-2).", "Has asked not to have the case (-2)."),
    ],
)
def test_the_sentence_says_what_was_asked(step, danish, english):
    facts = facts_of(step)

    sentence = wish.reason(facts, facts.case_index["2026-0001"], facts.consultant_index["AB"])

    assert sentence == Text(da=danish, en=english)
