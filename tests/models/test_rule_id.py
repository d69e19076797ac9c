from models.rule_id import PRICED_PAIRWISE_RULES, RuleId


def test_rules_that_only_forbid_or_are_nobodys_alone_have_no_price_on_a_pair():
    assert set(RuleId) - set(PRICED_PAIRWISE_RULES) == {
        RuleId.COMPETENCE,
        RuleId.DEPARTURE,
        RuleId.TEAM,
        RuleId.MOVE,
        RuleId.CONFLICT,
        RuleId.EXCLUSION,
        RuleId.PIN,
        RuleId.LIMITS,
        RuleId.CASELOAD,
        RuleId.COHESION,
        RuleId.LEFT_OUT,
    }


def test_no_rule_is_priced_twice():
    assert len(set(PRICED_PAIRWISE_RULES)) == len(PRICED_PAIRWISE_RULES)
