import pytest
from annotated_types import Ge, Le
from pydantic import ValidationError

from models.case import CaseType, RiskFlag
from models.policy import Policy
from models.policy_parts import WeightPart
from models.word import Word

PARTS = {
    name: field.annotation
    for name, field in Policy.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Word) and name != "description"
}
SETTINGS = {
    f"{part}.{name}": field for part, annotation in PARTS.items() for name, field in annotation.model_fields.items()
}


@pytest.mark.parametrize("path", SETTINGS)
def test_every_setting_has_a_unit_and_a_sentence_in_both_languages(path):
    field = SETTINGS[path]
    assert field.json_schema_extra["unit"]
    for language in ("da", "en"):
        assert field.json_schema_extra[language].endswith(".")
    assert field.json_schema_extra["da"] != field.json_schema_extra["en"]
    assert field.description.endswith(".")


@pytest.mark.parametrize("path", [path for path, field in SETTINGS.items() if field.annotation in (int, int | None)])
def test_every_number_has_bounds_that_hold_its_default(path):
    field = SETTINGS[path]
    (lowest,) = [rule.ge for rule in field.metadata if isinstance(rule, Ge)]
    (highest,) = [rule.le for rule in field.metadata if isinstance(rule, Le)]
    assert lowest >= 0
    assert highest <= 10_000
    assert field.default is None or lowest <= field.default <= highest
    part, name = path.split(".")
    for beyond in (lowest - 1, highest + 1):
        with pytest.raises(ValidationError, match=name):
            PARTS[part](**{name: beyond})


def test_every_type_of_case_and_every_flag_has_a_weight_unless_a_policy_says_otherwise():
    weights = WeightPart()
    assert set(weights.case_type_quarters) == set(CaseType)
    assert set(weights.risk_flag_quarters) == set(RiskFlag)


@pytest.mark.parametrize("quarters", [0, 41])
def test_a_type_weighs_a_quarter_to_ten_cases(quarters):
    with pytest.raises(ValidationError, match="case_type_quarters"):
        WeightPart(case_type_quarters={CaseType.OTHER: quarters})


def test_a_flag_may_make_a_case_lighter_but_not_without_bounds():
    assert WeightPart(risk_flag_quarters={RiskFlag.MENTAL_ILLNESS: -1})
    with pytest.raises(ValidationError, match="risk_flag_quarters"):
        WeightPart(risk_flag_quarters={RiskFlag.MENTAL_ILLNESS: -41})
