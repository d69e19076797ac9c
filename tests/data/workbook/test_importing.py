"""What the checks ask of rows, beyond the workbook with many faults."""

import datetime

import pytest

from data.workbook.reading.building import built
from data.workbook.reading.faults import Findings, Place
from models.case import TalkForm
from models.consultant import Absence, Competence
from models.errors import Severity
from models.position import Position
from models.snapshot import Snapshot
from tests.data.workbook.files import (
    MONDAY,
    errors,
    findings_of,
    import_csv,
    located,
    only,
    valid_sheets,
    with_cell,
)
from tests.factories import make_team


def _changed(sheet, row, **cells):
    sheets = valid_sheets()
    for column, value in cells.items():
        with_cell(sheets, sheet, row, column.replace("_", " "), value)
    return sheets


def test_more_than_one_row_about_the_file_is_an_error(tmp_path):
    sheets = valid_sheets(Oplysninger=[["Kommune", "Dato"], ["Hedensted", MONDAY], ["Vejle", MONDAY]])
    assert located(findings_of(sheets, tmp_path)) == [("row_too_many", "Oplysninger", 3, None)]


def test_this_version_of_the_format_is_read(tmp_path):
    assert findings_of(_changed("Oplysninger", 2, Formatversion=1), tmp_path) == ()


def test_an_empty_workbook_of_people_is_a_snapshot_without_people(tmp_path):
    sheets = valid_sheets(Konsulenter=[["Konsulent", "Team"]], Sager=None)
    assert import_csv(sheets, tmp_path).snapshot.consultants == ()


def test_coordinates_come_before_the_town(tmp_path):
    sheets = _changed("Virksomheder", 3, By="Atlantis")
    assert import_csv(sheets, tmp_path).snapshot.employers[1].position == Position(latitude=55.77, longitude=9.7)


def test_a_town_like_none_asks_for_coordinates(tmp_path):
    finding = only(findings_of(_changed("Virksomheder", 2, By="Xyzzy"), tmp_path))
    assert located((finding,)) == [("town_unknown", "Virksomheder", 2, "By")]
    assert finding.remedy.da == "Skriv koordinater i stedet."


def test_a_coordinate_that_cannot_be_read_is_told_once(tmp_path):
    finding = only(findings_of(_changed("Virksomheder", 3, Breddegrad="nord"), tmp_path))
    assert located((finding,)) == [("not_a_number", "Virksomheder", 3, "Breddegrad")]


def test_a_workplace_outside_denmark_is_a_warning_to_confirm(tmp_path):
    sheets = valid_sheets()
    with_cell(sheets, "Sager", 3, "Arbejdsplads: breddegrad", 59.9)
    with_cell(sheets, "Sager", 3, "Arbejdsplads: længdegrad", 10.7)
    imported = import_csv(sheets, tmp_path)
    assert located(imported.warnings) == [("outside_denmark", "Sager", 3, "Arbejdsplads: breddegrad")]
    assert imported.snapshot.cases[1].workplace == Position(latitude=59.9, longitude=10.7)


def test_a_workplace_may_be_called_by_its_company_where_it_is_the_only_one(tmp_path):
    sheets = with_cell(valid_sheets(), "Virksomheder", 2, "P-nummer", 1032345678)
    assert import_csv(sheets, tmp_path).snapshot.cases[0].employer_id == "1032345678"


def test_a_company_with_two_workplaces_does_not_say_which(tmp_path):
    sheets = valid_sheets()
    sheets["Virksomheder"] = [
        ["CVR-nummer", "P-nummer", "Navn", "By"],
        [12345678, 1032345678, "A", "Juelsminde"],
        [12345678, 1032345679, "B", "Juelsminde"],
        [87654321, None, "C", "Juelsminde"],
    ]
    assert located(findings_of(sheets, tmp_path)) == [("unknown_reference", "Sager", 2, "Virksomhed")]


def test_the_same_employer_by_two_names_has_one_contact_person(tmp_path):
    sheets = with_cell(valid_sheets(), "Virksomheder", 2, "P-nummer", 1032345678)
    sheets["Kontaktpersoner"] = [["Virksomhed", "Konsulent"], [12345678, "AB"], [1032345678, "CD"]]
    assert located(findings_of(sheets, tmp_path)) == [("repeated", "Kontaktpersoner", 3, "Virksomhed")]


def test_the_same_production_unit_twice_is_an_error(tmp_path):
    sheets = valid_sheets(Sager=None)
    for row in (2, 3):
        with_cell(sheets, "Virksomheder", row, "P-nummer", 1032345678)
    assert located(findings_of(sheets, tmp_path)) == [("repeated", "Virksomheder", 3, "P-nummer")]


def test_an_employer_needs_a_number(tmp_path):
    sheets = with_cell(valid_sheets(Sager=None), "Virksomheder", 2, "CVR-nummer", None)
    assert located(findings_of(sheets, tmp_path)) == [("employer_number_missing", "Virksomheder", 2, "CVR-nummer")]


def test_a_number_that_cannot_be_read_is_told_once(tmp_path):
    sheets = with_cell(valid_sheets(Sager=None), "Virksomheder", 2, "CVR-nummer", MONDAY.replace(year=2000))
    sheets["Virksomheder"][1][0] = "1,23457E+11"
    assert located(findings_of(sheets, tmp_path)) == [("number_shortened", "Virksomheder", 2, "CVR-nummer")]


def test_a_scheme_without_a_code_is_an_error(tmp_path):
    sheets = _changed("Virksomheder", 3, Branchekodesæt="DB25")
    assert located(findings_of(sheets, tmp_path)) == [("industry_incomplete", "Virksomheder", 3, "Branchekode")]


def test_working_time_of_one_percent_is_asked_about(tmp_path):
    sheets = with_cell(valid_sheets(), "Konsulenter", 3, "Arbejdstid i procent", 1)
    imported = import_csv(sheets, tmp_path)
    assert located(imported.warnings) == [
        ("working_time_of_one_percent", "Konsulenter", 3, "Arbejdstid i procent"),
    ]


@pytest.mark.parametrize(("known", "slots"), [("ja", {}), ("nej", None), (None, None)])
def test_a_calendar_may_be_known_and_empty(tmp_path, known, slots):
    sheets = _changed("Konsulenter", 2, Kalender_kendt=known)
    assert import_csv(sheets, tmp_path).snapshot.consultants[0].free_visit_slots == slots


def test_free_visits_say_that_the_calendar_is_known(tmp_path):
    sheets = valid_sheets(**{"Ledige tider": [["Konsulent", "Uge", "Antal"], ["AB", "2026-W02", 3]]})
    assert import_csv(sheets, tmp_path).snapshot.consultants[0].free_visit_slots == {"2026-W02": 3}
    with_cell(sheets, "Konsulenter", 2, "Kalender kendt", "nej")
    assert located(findings_of(sheets, tmp_path)) == [("calendar_contradicts", "Konsulenter", 2, "Kalender kendt")]


def test_the_same_week_or_industry_twice_is_an_error(tmp_path):
    sheets = valid_sheets(
        **{
            "Ledige tider": [["Konsulent", "Uge", "Antal"], ["AB", "2026-W02", 3], ["AB", "uge 2 2026", 2]],
            "Branchekendskab": [["Konsulent", "Branche", "Kendskab"], ["AB", "C", 3], ["AB", "C industri", 2]],
        }
    )
    assert set(located(findings_of(sheets, tmp_path))) == {
        ("repeated", "Ledige tider", 3, "Uge"),
        ("repeated", "Branchekendskab", 3, "Branche"),
    }


def test_competences_have_defaults_and_can_be_said(tmp_path):
    sheets = valid_sheets()
    with_cell(sheets, "Konsulenter", 2, "Kompetence: fleksjob", "x")
    with_cell(sheets, "Konsulenter", 2, "Kompetence: beskæftigede", "nej")
    first, second = import_csv(sheets, tmp_path).snapshot.consultants
    assert first.competences == {Competence.GOES_OUT, Competence.FLEX_JOB}
    assert second.competences == {Competence.GOES_OUT, Competence.EMPLOYED}


def test_a_conflict_that_cannot_be_read_is_told_once(tmp_path):
    sheets = valid_sheets(Inhabilitet=[["Konsulent", "Virksomhed", "Sag"], ["AB", "1,23457E+11", None]])
    assert located(findings_of(sheets, tmp_path)) == [("number_shortened", "Inhabilitet", 2, "Virksomhed")]


@pytest.mark.parametrize("row", [["AB", None, None], ["AB", 12345678, "2026-0001"]])
def test_a_conflict_is_about_one_thing(tmp_path, row):
    sheets = valid_sheets(Inhabilitet=[["Konsulent", "Virksomhed", "Sag"], row])
    assert located(findings_of(sheets, tmp_path)) == [("conflict_names_not_one", "Inhabilitet", 2, "Virksomhed")]


def test_the_same_wish_twice_is_an_error(tmp_path):
    sheets = valid_sheets(
        Ønsker=[["Konsulent", "Sag", "Ønske"], ["AB", "2026-0001", 1], ["AB", "2026-0001", 2], ["AB", None, 1]]
    )
    assert located(findings_of(sheets, tmp_path)) == [
        ("repeated", "Ønsker", 3, "Sag"),
        ("value_missing", "Ønsker", 4, "Sag"),
    ]


def _overrides(*rows):
    headings = ["Ændring", "Sag", "Konsulent", "Grund", "Besluttet af"]
    return valid_sheets(Ændringer=[headings, *([*row, "andet", "AB"] for row in rows)])


def test_the_same_override_twice_is_an_error(tmp_path):
    sheets = _overrides(("udelukket", "2026-0001", "AB"), ("udelukket", "2026-0001", "AB"))
    assert located(findings_of(sheets, tmp_path)) == [("repeated", "Ændringer", 3, "Sag")]


def test_a_pin_against_an_exclusion_is_an_error_whichever_comes_first(tmp_path):
    sheets = _overrides(("udelukket", "2026-0001", "AB"), ("fastlåst", "2026-0001", "AB"))
    assert located(findings_of(sheets, tmp_path)) == [("overrides_contradict", "Ændringer", 3, "Sag")]


def test_several_exclusions_and_a_pin_to_another_are_fine(tmp_path):
    sheets = _overrides(
        ("udelukket", "2026-0001", "AB"), ("fastlåst", "2026-0001", "CD"), ("udelukket", "2026-0002", "AB")
    )
    assert len(import_csv(sheets, tmp_path).snapshot.overrides) == 3


def _moves(*cases):
    headings = ["Sag", "Fra", "Til", "Grund", "Flyttet af", "Dato"]
    return valid_sheets(Flytninger=[headings, *([case, "AB", "CD", "fravær", "LN", MONDAY] for case in cases)])


def test_moves_are_read_also_of_cases_and_consultants_that_are_gone(tmp_path):
    moves = import_csv(_moves("2026-0001", "2019-0815"), tmp_path).snapshot.moves
    assert [each.case_id for each in moves] == ["2026-0001", "2019-0815"]
    assert {each.moved_by for each in moves} == {"LN"}


def test_a_move_of_a_case_with_a_cpr_number_that_is_no_case_is_an_error(tmp_path):
    found = located(findings_of(_moves("0101701234"), tmp_path))
    assert found == [("cpr_removed", "Flytninger", 2, "Sag"), ("unknown_reference", "Flytninger", 2, "Sag")]


def test_a_move_from_a_consultant_to_herself_is_refused(tmp_path):
    sheets = _moves("2026-0001")
    sheets["Flytninger"][1][2] = "AB"
    assert located(findings_of(sheets, tmp_path)) == [("refused", "Flytninger", 2, None)]


def test_category_3_held_until_the_end_of_2024(tmp_path):
    sheets = _changed("Sager", 4, Kategori=3, Modtaget="30-12-2024", Første_fraværsdag="01-12-2024")
    assert import_csv(sheets, tmp_path).snapshot.cases[2].category == "3"


def test_a_fast_track_that_cannot_be_read_is_told_once(tmp_path):
    sheets = _changed("Sager", 2, Fast_track="måske", Fast_track_ønsket=MONDAY)
    assert located(findings_of(sheets, tmp_path)) == [("not_yes_or_no", "Sager", 2, "Fast track")]


def _talk(**cells):
    sheets = valid_sheets()
    for column, value in cells.items():
        with_cell(sheets, "Sager", 2, "Første samtale" if column == "form" else f"Samtale: {column}", value)
    return sheets


def test_a_decided_talk_is_read(tmp_path):
    sheets = _talk(form="senere", grund="opsagt", **{"besluttet af": "AB", "besluttet den": MONDAY})
    talk = import_csv(sheets, tmp_path).snapshot.cases[0].first_talk
    assert talk.form is TalkForm.LATER
    assert talk.decided_on == MONDAY


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"bemærkning": "Ring først"}, "talk_form_missing", "Første samtale"),
        ({"holdt på arbejdspladsen": "nej"}, "talk_form_missing", "Første samtale"),
        ({"form": "på arbejdspladsen", "grund": "opsagt"}, "talk_reason_contradicts", "Samtale: grund"),
        (
            {"form": "på arbejdspladsen", "holdt den": MONDAY},
            "talk_held_incomplete",
            "Samtale: holdt på arbejdspladsen",
        ),
        ({"form": "på arbejdspladsen", "holdt på arbejdspladsen": "ja"}, "talk_held_incomplete", "Samtale: holdt den"),
        ({"form": "på månen"}, "unknown_choice", "Første samtale"),
        ({"form": "senere", "grund": "regn"}, "unknown_choice", "Samtale: grund"),
        ({"form": "på arbejdspladsen", "holdt den": "i går"}, "not_a_date", "Samtale: holdt den"),
    ],
)
def test_what_is_said_of_a_talk_fits_together(tmp_path, cells, code, column):
    sheets = _talk(**{"besluttet af": "AB", "besluttet den": MONDAY} | cells)
    assert located(findings_of(sheets, tmp_path)) == [(code, "Sager", 2, column)]


def test_a_decision_needs_a_name_and_a_day(tmp_path):
    sheets = _talk(form="på arbejdspladsen", **{"besluttet den": "i går"})
    assert {finding.column for finding in errors(findings_of(sheets, tmp_path))} == {
        "Samtale: besluttet af",
        "Samtale: besluttet den",
    }


def test_an_id_that_cannot_be_read_gets_no_made_number(tmp_path):
    sheets = with_cell(valid_sheets(), "Sager", 2, "Sagsnummer", "1,23457E+11")
    assert located(findings_of(sheets, tmp_path)) == [("number_shortened", "Sager", 2, "Sagsnummer")]


def test_a_previous_consultant_may_have_left(tmp_path):
    sheets = _changed("Sager", 2, Tidligere_konsulent="ZZ")
    assert import_csv(sheets, tmp_path).snapshot.cases[0].previous_consultant_id == "ZZ"


def test_a_case_may_be_covered_for_somebody_who_is_away(tmp_path):
    sheets = _changed("Sager", 2, Konsulent="AB", Dækkes_for="CD")
    assert import_csv(sheets, tmp_path).snapshot.cases[0].covered_for_id == "CD"


@pytest.mark.parametrize(
    ("consultant", "covered", "code"),
    [
        ("AB", "AB", "covering_contradicts"),
        ("", "AB", "covering_contradicts"),
        ("AB", "ZZ", "unknown_reference"),
    ],
)
def test_a_covering_that_makes_no_sense_is_told(tmp_path, consultant, covered, code):
    sheets = _changed("Sager", 2, Konsulent=consultant, Dækkes_for=covered)
    assert located(findings_of(sheets, tmp_path)) == [(code, "Sager", 2, "Dækkes for")]


def test_what_a_model_refuses_beyond_the_checks_is_a_finding_and_no_traceback():
    findings = Findings()
    swapped = {"first_day": MONDAY, "last_day": MONDAY - datetime.timedelta(days=1)}
    assert built(lambda: Absence(**swapped), Place("Fravær", 2), findings) is None
    twice = {"municipality": "H", "date": MONDAY, "teams": (make_team(), make_team()), "consultants": ()}
    assert built(lambda: Snapshot(**twice), Place(), findings) is None
    whole_file, in_row = findings.in_order()
    assert located((in_row,)) == [("refused", "Fravær", 2, None)]
    assert "slutter" in in_row.what.da
    assert "ends" in in_row.what.en
    assert whole_file.severity is Severity.ERROR


def test_what_a_model_refuses_names_its_field():
    findings = Findings()
    built(lambda: Absence.model_validate({"first_day": MONDAY}), Place(), findings)
    assert "last_day" in only(findings.in_order()).what.en


@pytest.mark.parametrize(("column", "day"), [("Frist", "05-02-2126"), ("Første fraværsdag", "08-12-1925")])
def test_a_year_that_is_far_away_is_a_warning(tmp_path, column, day):
    sheets = with_cell(valid_sheets(), "Sager", 2, column, day)
    (warning,) = import_csv(sheets, tmp_path).warnings
    assert (warning.code, warning.row, warning.column) == ("date_far_away", 2, column)
    assert day in warning.what.da
