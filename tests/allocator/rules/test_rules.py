"""The rules together: every one has its id, sentence and unit, and whatever has minutes has a sentence for them."""

import pytest

from allocator.rules import PAIRWISE_RULES, RULE_BY_ID, caseload, cohesion, left_out, limits
from models.rule_id import PRICED_PAIRWISE_RULES, RuleId
from tests.allocator.policies import make_facts

NOT_PAIRWISE = {module.ID: module for module in (caseload, cohesion, left_out, limits)}


def test_every_rule_has_one_module_and_no_two_share_an_id():
    assert {*RULE_BY_ID, *NOT_PAIRWISE} == set(RuleId)
    assert len(PAIRWISE_RULES) == len(RULE_BY_ID)


def test_rules_with_minutes_are_that_of_moves_and_those_a_policy_may_put_into_levels_and_have_a_sentence_for_them():
    assert {rule.id for rule in PAIRWISE_RULES if rule.minutes} == {*PRICED_PAIRWISE_RULES, RuleId.MOVE}
    assert all((rule.minutes is None) == (rule.reason is None) for rule in PAIRWISE_RULES)


@pytest.mark.parametrize("rule", PAIRWISE_RULES, ids=lambda rule: rule.id)
def test_a_pairwise_rule_gives_matrices_of_whole_minutes_and_of_truth(rule):
    for facts in (make_facts(), make_facts(cases=())):
        if rule.minutes is not None:
            assert rule.minutes(facts).shape == facts.shape
            assert rule.minutes(facts).dtype == "int64"
        if rule.forbids is not None:
            assert rule.forbids(facts).shape == facts.shape
            assert rule.forbids(facts).dtype == "bool"
    assert rule.minutes is not None or rule.forbids is not None


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        *((rule.sentence, rule.unit) for rule in PAIRWISE_RULES),
        *((module.SENTENCE, module.UNIT) for module in NOT_PAIRWISE.values()),
    ],
)
def test_sentences_end_with_a_full_stop_in_both_languages_and_units_are_named(sentence, unit):
    assert sentence.da.endswith(".")
    assert sentence.en.endswith(".")
    assert sentence.da != sentence.en
    assert unit
