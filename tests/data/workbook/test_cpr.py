import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.workbook.reading.cpr import find_cpr, is_cpr_heading, without_cpr


@st.composite
def cpr_numbers(draw) -> str:
    """Ten digits of a date between 1858 and 2057, with a seventh digit that fits its century and any others."""
    born = draw(st.dates(datetime.date(1858, 1, 1), datetime.date(2057, 12, 31)))
    if born.year < 1900:
        seventh = "5678"
    elif born.year < 1937:
        seventh = "0123"
    elif born.year < 2000:
        seventh = "012349"
    else:
        seventh = "456789" if born.year < 2037 else "5678"
    rest = draw(st.integers(0, 999))
    return f"{born:%d%m%y}{draw(st.sampled_from(seventh))}{rest:03d}"


@st.composite
def shapes(draw, digits: str) -> str:
    """The ways in which people write a number."""
    day, month, year, rest = digits[:2], digits[2:4], digits[4:6], digits[6:]
    inner = draw(st.sampled_from(["", "", "", "-", ".", "/", " "]))
    dash = draw(st.sampled_from(["", "-", " ", "–", "\u2011", " - ", "\u00a0", "−", ".", "/"]))
    return f"{inner.join((day, month, year))}{dash}{rest}"


@given(digits=cpr_numbers(), data=st.data())
def test_every_valid_number_is_found_in_every_shape(digits, data):
    shape = data.draw(shapes(digits))
    for text in (shape, f"Ring om {shape} i morgen", f"cpr:{shape}.", f"Borger{shape}x"):
        (span,) = find_cpr(text, in_running_text=True)
        assert span.digits == digits
        assert text[span.start : span.stop] == shape
        assert digits not in repr(span)


@given(digits=cpr_numbers().filter(lambda digits: digits[0] == "0"))
def test_nine_digits_are_found_where_excel_ate_the_zero(digits):
    for nine in (digits[1:], f"{digits[1:6]}-{digits[6:]}"):
        assert [span.digits for span in find_cpr(nine, in_running_text=False)] == [digits]
        assert without_cpr(f"se {nine}, tak") == "se [fjernet], tak"


@given(digits=cpr_numbers())
def test_longer_numbers_are_left_alone(digits):
    for text in (f"1{digits}", f"{digits}1", f"{digits[:6]}-{digits[6:]}1"):
        assert not any(span.digits == digits for span in find_cpr(text, in_running_text=True))


@pytest.mark.parametrize(
    "text",
    [
        "310290-1234",  # no such day
        "011390-1234",  # no such month
        "290201-1234",  # 1901 was no leap year
        "290200-1234",  # nor was 1900
        "12345678",  # a CVR number
        "1032345678",  # a production unit: there is no 32nd month
        "10,12345678",
        "10.0101901234",  # a coordinate with ten decimals
        "55.77043",
        "05-01-2026",
        "2026-01-05T10:30:00",
        "2026-0001",
        "",
    ],
)
def test_what_is_no_cpr_number_is_left_alone(text):
    assert find_cpr(text, in_running_text=True) == ()


@pytest.mark.parametrize("text", ["290200-4234", "290204-5234", "290296-1234", "290292-9234", "290260-5234"])
def test_leap_days_are_those_of_the_century_that_the_seventh_digit_tells(text):
    assert len(find_cpr(text, in_running_text=False)) == 1


@pytest.mark.parametrize("text", ["290258-5234", "290237-9234"])
def test_a_leap_day_of_another_century_is_none(text):
    assert find_cpr(text, in_running_text=False) == ()


def test_a_number_without_check_digit_counts():
    assert len(find_cpr("010165-4000", in_running_text=False)) == 1


def test_several_numbers_in_a_text_are_all_replaced():
    assert without_cpr("010190-1234 og 0202911234, og 303921234") == "[fjernet] og [fjernet], og [fjernet]"


def test_a_number_that_begins_inside_one_that_is_none_is_found():
    assert without_cpr("99 01 01 90 1234") == "99 [fjernet]"


def test_nine_digits_in_an_id_may_stay():
    assert find_cpr("J-101901234", in_running_text=False) == ()


@pytest.mark.parametrize(
    "heading",
    ["CPR", "cpr-nr.", "CPR nummer", "Borgers CPR", "Personnummer", "Person-nr.", "Personal identification number"],
)
def test_headings_of_cpr_columns_are_known(heading):
    assert is_cpr_heading(heading)


@pytest.mark.parametrize("heading", ["Konsulent", "Sagsnummer", "P-nummer", "Kontaktperson", "Personale"])
def test_other_headings_are_not(heading):
    assert not is_cpr_heading(heading)
