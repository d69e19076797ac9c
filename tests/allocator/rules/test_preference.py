"""Preference: minutes by step for types of case, in both directions."""

import pytest

from allocator.rules import preference
from models.case import CaseType
from models.text import Text
from tests.allocator.policies import make_facts, make_policy
from tests.factories import make_case, make_consultant

STRESS = make_case(1, case_type=CaseType.STRESS_ANXIETY)


def facts_of(step, policy=None, case=STRESS):
    return make_facts(
        policy, consultants=(make_consultant("AB", preferences={CaseType.STRESS_ANXIETY: step}),), cases=(case,)
    )


@pytest.mark.parametrize(("step", "minutes"), [(-2, 30), (-1, 15), (0, 0), (1, -15), (2, -30)])
def test_a_liked_type_costs_less_and_a_disliked_one_more(step, minutes):
    assert preference.minutes(facts_of(step)).item() == minutes


def test_the_policy_sets_the_price():
    assert preference.minutes(facts_of(2, make_policy(preference={"step_minutes": 4}))).item() == -8


def test_other_types_count_nothing():
    assert preference.minutes(facts_of(2, case=make_case(1))).item() == 0


def test_a_round_without_cases_has_no_pairs():
    assert preference.minutes(make_facts(cases=())).shape == (0, 2)


@pytest.mark.parametrize(
    ("step", "danish", "english"),
    [
        (2, "Vil gerne have sager om stress og angst (+2).", "Likes cases of stress and anxiety (+2)."),
        (-1, "Vil helst undgå sager om stress og angst (-1).", "Would rather not have stress and anxiety (-1)."),
    ],
)
def test_the_sentence_says_which_type_and_how_much(step, danish, english):
    assert preference.reason(facts_of(step), 0, 0) == Text(da=danish, en=english)
