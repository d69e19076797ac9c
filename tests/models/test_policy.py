import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.case import CaseType, RiskFlag
from models.caseload import Measure
from models.policy import Policy
from models.policy_parts import CaseloadPart, IndustryPart, WeightPart
from models.rule_id import PRICED_PAIRWISE_RULES, RuleId
from models.text import Text
from tests.factories import MONDAY, make_case


def make_policy(**fields):
    return Policy(**{"name": "prøve", "valid_from": MONDAY, "description": Text(da="Prøve.", en="Trial."), **fields})


def test_a_policy_that_says_nothing_has_no_levels_and_nothing_documented():
    policy = make_policy()
    assert policy.levels == ()
    assert all(parameter.source is None for parameter in policy.parameters())


@pytest.mark.parametrize("rule", [rule for rule in RuleId if rule not in PRICED_PAIRWISE_RULES])
def test_only_rules_that_price_a_pair_can_be_a_level(rule):
    with pytest.raises(ValidationError, match=f"rule {rule} cannot be a level; only contact, travel, "):
        make_policy(levels=((rule,),))


def test_levels_may_hold_several_rules():
    levels = ((RuleId.CONTACT,), (RuleId.INDUSTRY, RuleId.TRAVEL))
    assert make_policy(levels=levels).levels == levels


@pytest.mark.parametrize("levels", [(("contact",), ("travel", "contact")), (("contact", "contact"),)])
def test_a_rule_stands_in_one_level(levels):
    with pytest.raises(ValidationError, match="rule contact stands in two levels; keep one"):
        make_policy(levels=levels)


def test_a_level_has_rules():
    with pytest.raises(ValidationError, match="a level is empty; name its rules or leave it out"):
        make_policy(levels=((),))


@pytest.mark.parametrize(
    "caseload",
    [
        CaseloadPart(target=45, limit_count=44),
        CaseloadPart(target=45, limit_weight=44, measure=Measure.WEIGHT),
    ],
)
def test_a_limit_is_not_below_the_target_of_the_same_measure(caseload):
    with pytest.raises(
        ValidationError, match=r"the limit \(44\) is below the target \(45\); raise one, lower the other"
    ):
        make_policy(caseload=caseload)


@pytest.mark.parametrize(
    "caseload",
    [
        CaseloadPart(target=45, limit_count=45),
        CaseloadPart(target=45, limit_weight=30),
        CaseloadPart(target=45, limit_count=30, measure=Measure.WEIGHT),
        CaseloadPart(target=45),
    ],
)
def test_a_limit_of_the_other_measure_is_another_matter(caseload):
    assert make_policy(caseload=caseload).caseload == caseload


def test_only_settings_that_exist_can_be_documented():
    source = Text(da="Her.", en="Here.")
    with pytest.raises(
        ValidationError, match=r"documented names caseload.goal, travel.wings, which no setting is called"
    ):
        make_policy(documented={"travel.wings": source, "caseload.goal": source, "caseload.target": source})


def test_parameters_are_every_setting_ready_to_be_shown():
    source = Text(da="Her.", en="Here.")
    policy = make_policy(
        documented={"caseload.target": source},
        industry=IndustryPart(mandatory_sections=frozenset({"Q"})),
    )
    parameters = {parameter.path: parameter for parameter in policy.parameters()}
    assert list(parameters)[:2] == ["contact.broken_minutes", "contact.deputy_minutes"]
    target = parameters["caseload.target"]
    assert (target.value, target.unit, target.source) == ("45", "cases (by the measure)", source)
    assert target.sentence == Text(da="Måltal for en fuldtidskonsulent.", en="Target of a full-time consultant.")
    assert parameters["caseload.measure"].value == "count"
    assert parameters["caseload.limit_count"].value == ""
    assert parameters["industry.mandatory_sections"].value == '["Q"]'
    assert not any(path.startswith("description") for path in parameters)


def test_a_case_weighs_what_is_written_on_it():
    assert make_policy().weight_quarters(make_case(weight_quarters=7, case_type=CaseType.BRAIN_INJURY)) == 7


def test_a_case_weighs_by_its_type_and_flags():
    policy = make_policy()
    assert policy.weight_quarters(make_case(case_type=CaseType.BRAIN_INJURY)) == 8
    flags = {RiskFlag.MENTAL_ILLNESS, RiskFlag.JOB_DOES_NOT_FIT_HEALTH}
    assert policy.weight_quarters(make_case(case_type=CaseType.SURGERY_INJURY, risk_flags=flags)) == 6


def test_a_type_and_a_flag_without_a_weight_are_normal():
    policy = make_policy(weights=WeightPart(case_type_quarters={}, risk_flag_quarters={}))
    assert policy.weight_quarters(make_case(risk_flags={RiskFlag.MENTAL_ILLNESS})) == 4


@given(st.integers(1, 40), st.integers(-40, 40))
def test_no_case_weighs_nothing(base, change):
    weights = WeightPart(
        case_type_quarters={CaseType.OTHER: base}, risk_flag_quarters={RiskFlag.MENTAL_ILLNESS: change}
    )
    weight = make_policy(weights=weights).weight_quarters(make_case(risk_flags={RiskFlag.MENTAL_ILLNESS}))
    assert weight == max(1, base + change)


def test_a_policy_goes_through_json_unchanged():
    policy = make_policy(levels=((RuleId.CONTACT,),), industry=IndustryPart(mandatory_sections=frozenset({"C"})))
    assert Policy.model_validate_json(policy.model_dump_json()) == policy
