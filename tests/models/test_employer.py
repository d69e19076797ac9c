import pytest
from pydantic import ValidationError

from models.employer import EmployerIdKind
from tests.factories import make_employer, make_relation


@pytest.mark.parametrize(
    ("kind", "number"), [(EmployerIdKind.CVR, "12345678"), (EmployerIdKind.PRODUCTION_UNIT, "1234567890")]
)
def test_an_employer_has_a_number_of_its_kind(kind, number):
    assert make_employer(id=number, id_kind=kind).id == number


@pytest.mark.parametrize(
    ("kind", "number", "digits"),
    [
        (EmployerIdKind.CVR, "1234567890", 8),
        (EmployerIdKind.CVR, "1234567x", 8),
        (EmployerIdKind.CVR, "١٢٣٤٥٦٧٨", 8),
        (EmployerIdKind.CVR, "1234567²", 8),
        (EmployerIdKind.PRODUCTION_UNIT, "12345678", 10),
    ],
)
def test_a_number_of_another_kind_says_how_many_digits_it_should_have(kind, number, digits):
    with pytest.raises(ValidationError, match=f"a {kind} number has {digits} digits; correct '{number}' or declare"):
        make_employer(id=number, id_kind=kind)


def test_nobody_is_her_own_deputy():
    with pytest.raises(ValidationError, match="AB cannot be her own deputy; name another or leave it empty"):
        make_relation(make_employer(), "AB", deputy_id="AB")


def test_a_relation_may_have_a_deputy_or_none():
    assert make_relation(make_employer(), "AB", deputy_id="CD").deputy_id == "CD"
    assert make_relation(make_employer(), "AB").deputy_id is None


@pytest.mark.parametrize("rhythm_days", [0, 366])
def test_a_visiting_rhythm_is_of_a_day_to_a_year(rhythm_days):
    with pytest.raises(ValidationError, match="rhythm_days"):
        make_relation(make_employer(), rhythm_days=rhythm_days)
