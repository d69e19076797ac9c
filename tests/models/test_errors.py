import pytest

from models.errors import Finding, SagsfordelerError, Severity, UnusableInput
from models.text import Text


def finding(**fields):
    return Finding(
        **{
            "code": "date_unreadable",
            "what": Text(da="Datoen kan ikke læses.", en="The date cannot be read."),
            "remedy": Text(da="Skriv dd-mm-åååå.", en="Write dd-mm-yyyy."),
            **fields,
        }
    )


def test_a_finding_says_where_what_and_how_to_mend_it():
    located = finding(sheet="Sager", row=7, column="Modtaget")
    assert located.sentence() == "Ark Sager, række 7, kolonne Modtaget: Datoen kan ikke læses. Skriv dd-mm-åååå."
    assert located.sentence("en") == ("Sheet Sager, row 7, column Modtaget: The date cannot be read. Write dd-mm-yyyy.")


def test_a_finding_about_the_whole_has_no_place():
    assert finding().where("da") == ""
    assert finding().sentence() == "Datoen kan ikke læses. Skriv dd-mm-åååå."


def test_only_the_parts_of_the_place_that_are_known_are_said():
    assert finding(sheet="Sager", column="Frist").where("en") == "sheet Sager, column Frist"


def test_unusable_input_keeps_every_finding_and_says_each_on_a_line():
    findings = [finding(row=1), finding(row=2, severity=Severity.WARNING)]
    error = UnusableInput(findings)
    assert isinstance(error, SagsfordelerError)
    assert error.findings == tuple(findings)
    assert str(error).splitlines() == [each.sentence("en") for each in findings]


def test_a_finding_is_an_error_unless_it_is_said_to_be_a_warning():
    assert finding().severity is Severity.ERROR
    with pytest.raises(ValueError, match="severity"):
        finding(severity="fatal")
