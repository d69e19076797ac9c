import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.industry import SECTIONS, Industry, IndustryScheme

# The first and last division of every section of DB07, and the section's letter in DB25, as published.
DIVISIONS = [
    ("A", "01", "03", "A"),
    ("B", "05", "09", "B"),
    ("C", "10", "33", "C"),
    ("D", "35", "35", "D"),
    ("E", "36", "39", "E"),
    ("F", "41", "43", "F"),
    ("G", "46", "47", "G"),
    ("H", "49", "53", "H"),
    ("I", "55", "56", "I"),
    ("J", "58", "60", "J"),
    ("J", "61", "63", "K"),
    ("K", "64", "66", "L"),
    ("L", "68", "68", "M"),
    ("M", "69", "75", "N"),
    ("N", "77", "82", "O"),
    ("O", "84", "84", "P"),
    ("P", "85", "85", "Q"),
    ("Q", "86", "88", "R"),
    ("R", "90", "93", "S"),
    ("S", "94", "96", "T"),
    ("T", "97", "98", "U"),
    ("U", "99", "99", "V"),
]
MISSING_DIVISIONS = ("00", "04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89")


def section_of(scheme, code):
    return Industry(scheme=scheme, code=code).section


@pytest.mark.parametrize(("section", "first", "last", "letter_in_db25"), DIVISIONS)
def test_a_section_has_its_divisions_and_its_letter_in_both_schemes(section, first, last, letter_in_db25):
    for scheme in IndustryScheme:
        assert section_of(scheme, first) == section_of(scheme, last) == section
    assert section_of(IndustryScheme.DB07, section) == section
    assert section_of(IndustryScheme.DB25, letter_in_db25) == section


@pytest.mark.parametrize("scheme", IndustryScheme)
@pytest.mark.parametrize("division", MISSING_DIVISIONS)
def test_a_division_that_is_in_no_section_is_an_error_that_says_what_to_write(scheme, division):
    with pytest.raises(ValidationError, match=f"there is no industry '{division}' in {scheme}; write a code of that"):
        Industry(scheme=scheme, code=division)


def test_motor_trade_is_trade_in_db07_and_gone_in_db25():
    assert section_of(IndustryScheme.DB07, "45.20") == "G"
    with pytest.raises(ValidationError, match="there is no industry '4520' in DB25"):
        Industry(scheme=IndustryScheme.DB25, code="45.20")


def test_a_garage_is_in_the_same_section_before_and_after_the_change():
    assert section_of(IndustryScheme.DB25, "95.31.00") == section_of(IndustryScheme.DB07, "45.20.10") == "G"
    assert section_of(IndustryScheme.DB07, "953100") == section_of(IndustryScheme.DB25, "95.1") == "S"


def test_a_letter_is_of_its_scheme():
    with pytest.raises(ValidationError, match="there is no industry 'V' in DB07"):
        Industry(scheme=IndustryScheme.DB07, code="V")


@pytest.mark.parametrize("code", ["", "1", "1234567", "W", "AB", "86a", "8-6"])
def test_a_code_is_a_letter_or_two_to_six_digits(code):
    with pytest.raises(ValidationError, match="code"):
        Industry(scheme=IndustryScheme.DB07, code=code)


def test_dots_and_small_letters_are_forgiven():
    assert Industry(scheme="DB07", code="86.10.00").code == "861000"
    assert Industry(scheme="DB07", code="q").code == "Q"


def test_a_code_that_is_a_number_is_asked_for_as_text():
    with pytest.raises(ValidationError, match="string"):
        Industry(scheme="DB07", code=861000)


@given(st.sampled_from(IndustryScheme), st.from_regex(r"[0-9]{2,6}", fullmatch=True))
def test_every_code_has_a_known_section_or_is_refused(scheme, code):
    try:
        industry = Industry(scheme=scheme, code=code)
    except ValidationError:
        assert code[:2] in (*MISSING_DIVISIONS, "45")
    else:
        assert industry.section in SECTIONS


@given(st.from_regex(r"[0-9]{2}", fullmatch=True), st.from_regex(r"[0-9]{0,4}", fullmatch=True))
def test_more_digits_do_not_change_the_section_in_db07(division, rest):
    try:
        section = section_of(IndustryScheme.DB07, division)
    except ValidationError:
        return
    assert section_of(IndustryScheme.DB07, division + rest) == section


@given(st.from_regex(r"[0-9]{2,6}", fullmatch=True))
def test_both_schemes_agree_but_for_the_motor_trade(code):
    if code.startswith(("45", "953")) or code[:2] in MISSING_DIVISIONS:
        return
    assert section_of(IndustryScheme.DB07, code) == section_of(IndustryScheme.DB25, code)


def test_sections_have_names_in_both_languages():
    assert list(SECTIONS) == list("ABCDEFGHIJKLMNOPQRSTU")
    assert all(name.da and name.en for name in SECTIONS.values())
