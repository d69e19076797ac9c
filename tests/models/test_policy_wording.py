import pytest

from models.policy_parts import IndustryPart
from models.policy_wording import level_in_words, stop_in_words, unit_in_words, value_in_words
from models.presets import PRESET_NAMES, preset
from models.text import Text

HEDENSTED = preset("hedensted")


@pytest.mark.parametrize("name", PRESET_NAMES)
def test_every_parameter_of_every_preset_can_be_said_aloud(name):
    policy = preset(name)
    for parameter in policy.parameters():
        assert unit_in_words(parameter.unit).da
        value = value_in_words(policy, parameter.path)
        assert isinstance(value, int) or value.da


def test_numbers_stay_numbers_and_an_empty_limit_is_none():
    assert value_in_words(HEDENSTED, "caseload.target") == 45
    assert value_in_words(HEDENSTED, "caseload.limit_weight") == Text(da="intet", en="none")


def test_choices_and_weights_are_said_in_words():
    assert value_in_words(HEDENSTED, "caseload.measure") == Text(da="antal sager", en="number of cases")
    weights = value_in_words(HEDENSTED, "weights.case_type_quarters")
    assert weights.da.startswith("stress og angst: 5; depression: 5; hjerneskade: 8")
    assert weights.en.startswith("stress and anxiety: 5")


def test_mandatory_industries_are_named_in_order():
    policy = HEDENSTED.model_copy(update={"industry": IndustryPart(mandatory_sections=frozenset({"Q", "C"}))})
    assert value_in_words(policy, "industry.mandatory_sections").da == "industri; sundhed og socialvæsen"
    assert value_in_words(HEDENSTED, "industry.mandatory_sections") == Text(da="ingen", en="none")


def test_a_path_that_is_no_setting_is_an_error():
    with pytest.raises(AttributeError):
        value_in_words(HEDENSTED, "travel.wings")


def test_levels_are_named_by_their_rules():
    assert level_in_words("left_out").da == "ikke fordelt"
    assert level_in_words("contact+industry") == Text(
        da="fast kontaktperson og branchekendskab", en="fixed contact person and knowledge of the industry"
    )
    assert "stedfortræder" in level_in_words("contact_deputies").da
    assert "andre" in level_in_words("contact_strangers").da


@pytest.mark.parametrize(
    ("number", "danish", "english"), [(0, "sager", "cases"), (1, "sag", "case"), (2, "sager", "cases")]
)
def test_one_case_is_singular(number, danish, english):
    assert unit_in_words("cases", number) == Text(da=danish, en=english)


def test_what_ended_the_search_is_said_in_words():
    assert stop_in_words("time limit") == Text(da="tiden var gået", en="time limit")


def test_a_unit_level_or_end_nobody_has_worded_is_an_error():
    with pytest.raises(KeyError):
        unit_in_words("furlongs")
    with pytest.raises(KeyError):
        stop_in_words("boredom")
    with pytest.raises(ValueError, match="moon"):
        level_in_words("moon")
