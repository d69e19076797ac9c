import pytest

from models.number_wording import number_in_words, number_unit_in_words


@pytest.mark.parametrize("what", ["caseload", "preference", "wish", "industry_knowledge", "travel_minutes"])
def test_numbers_about_people_have_words_in_both_languages(what):
    text = number_in_words(what)
    assert text.da != text.en


def test_a_setting_is_said_by_its_own_sentence():
    assert number_in_words("caseload.step_above_minutes").en.startswith('"The first case above target')


@pytest.mark.parametrize("unit", ["step", "level 0-3", "minutes", "cases", "minutes a case"])
def test_units_have_words(unit):
    assert number_unit_in_words(unit).da


def test_a_number_nobody_knows_is_an_error():
    with pytest.raises(KeyError):
        number_in_words("height.of_tower")
