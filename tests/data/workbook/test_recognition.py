from data.workbook.format.sheets import GUIDE_SHEET, LISTS_SHEET
from tests.data.workbook.files import MONDAY, Shown, findings_of, import_csv, located, only, valid_sheets, with_cell


def test_the_valid_workbook_is_valid(tmp_path):
    imported = import_csv(valid_sheets(), tmp_path)
    assert imported.warnings == ()
    assert imported.generated_case_ids == ()
    assert [case.id for case in imported.snapshot.new_cases] == ["2026-0001", "2026-0002"]


def test_english_headings_and_words_are_read(tmp_path):
    sheets = {
        "About": [["Municipality", "Date"], ["Hedensted", "2026-01-05"]],
        "Teams ": [["Team", "Office: town"], ["east", "Hedensted"]],
        "CONSULTANTS": [["Consultant", "Team", "Competence: unemployed"], ["AB", "east", "yes"]],
        "Cases": [
            ["Case number", "Received", "First day of absence", "Case type", "Employment"],
            ["1", "2026-01-02", "2025-12-08", "stress and anxiety", "unemployed"],
        ],
        "Overrides": [
            ["Override", "Case", "Consultant", "Reason", "Decided by"],
            ["pinned", "1", "AB", "knows the citizen", "CD"],
        ],
    }
    imported = import_csv(sheets, tmp_path)
    assert imported.warnings == ()
    assert imported.snapshot.overrides[0].case_id == "1"


def test_sheets_that_may_be_missing_may_be_missing(tmp_path):
    imported = import_csv(valid_sheets(Sager=None, Virksomheder=None), tmp_path)
    assert imported.snapshot.cases == ()
    assert imported.snapshot.employers == ()


def test_sheets_that_must_be_there_must_be_there(tmp_path):
    findings = findings_of({"Sager": valid_sheets()["Sager"]}, tmp_path)
    missing = [finding.sheet for finding in findings if finding.code == "sheet_missing"]
    assert missing == ["Oplysninger", "Teams", "Konsulenter"]
    # What refers to them is not told as well: nobody can know.
    assert {finding.code for finding in findings} == {"sheet_missing", "unknown_reference"}
    assert {finding.column for finding in findings if finding.code == "unknown_reference"} == {"Virksomhed"}


def test_a_sheet_without_its_id_column_makes_no_reference_unknown(tmp_path):
    sheets = valid_sheets()
    sheets["Teams"][0][0] = "Holdet"
    assert located(findings_of(sheets, tmp_path)) == [
        ("column_missing", "Teams", None, "Team"),
        ("column_unknown", "Teams", 1, "Holdet"),
    ]


def test_row_numbers_stay_true_around_empty_rows(tmp_path):
    sheets = valid_sheets()
    sheets["Sager"] = [
        [],
        [None, "  "],
        sheets["Sager"][0],
        [],
        sheets["Sager"][1],
        [],
        ["x", "snart", MONDAY, "andet"],
    ]
    finding = only(findings_of(sheets, tmp_path))
    assert located((finding,)) == [("not_a_date", "Sager", 7, "Modtaget")]


def test_an_unknown_sheet_is_told_with_the_nearest_name(tmp_path):
    finding = only(findings_of(valid_sheets(Kontaktperson=[["Virksomhed"], ["1"]]), tmp_path))
    assert located((finding,)) == [("sheet_unknown", "Kontaktperson", None, None)]
    assert "»Kontaktpersoner«" in finding.remedy.da


def test_an_unknown_sheet_like_none_of_ours_is_told_too(tmp_path):
    finding = only(findings_of(valid_sheets(Budget=[["Kroner"], [1]]), tmp_path))
    assert finding.remedy.da == "Ret arkets navn, hvis det skulle læses."


def test_empty_sheets_and_the_template_s_guidance_are_passed_over(tmp_path):
    sheets = valid_sheets(**{"Ark1": [[]], GUIDE_SHEET: [["Ark"], ["x"]], LISTS_SHEET: [["ja"]]})
    assert findings_of(sheets, tmp_path) == ()


def test_an_empty_sheet_of_ours_lacks_its_columns(tmp_path):
    assert located(findings_of(valid_sheets(Ønsker=[[]]), tmp_path)) == [
        ("column_missing", "Ønsker", None, "Konsulent"),
        ("column_missing", "Ønsker", None, "Sag"),
        ("column_missing", "Ønsker", None, "Ønske"),
    ]


def test_the_same_sheet_twice_is_an_error(tmp_path):
    sheets = valid_sheets(Wishes=[["Case"], ["1"]], Ønsker=[["Konsulent", "Sag", "Ønske"], ["AB", "2026-0001", 1]])
    assert ("sheet_repeated", "Ønsker", None, None) in located(findings_of(sheets, tmp_path))


def test_an_unknown_column_is_told_with_the_nearest_name(tmp_path):
    sheets = with_cell(valid_sheets(), "Sager", 2, "Katagori", 2)
    finding = only(findings_of(sheets, tmp_path))
    assert located((finding,)) == [("column_unknown", "Sager", 1, "Katagori")]
    assert "»Kategori«" in finding.remedy.da


def test_the_same_column_twice_is_an_error(tmp_path):
    sheets = with_cell(valid_sheets(), "Sager", 2, "Case number", "x")
    assert located(findings_of(sheets, tmp_path)) == [("column_repeated", "Sager", 1, "Case number")]


def test_a_cell_without_a_heading_is_told_once(tmp_path):
    sheets = valid_sheets()
    sheets["Oplysninger"][0].append(Shown("#REF!"))
    sheets["Oplysninger"][1] += ["hov", None, "hovsa"]
    assert located(findings_of(sheets, tmp_path)) == [("cell_without_heading", "Oplysninger", 2, None)]


def test_headings_may_be_numbers_and_lines(tmp_path):
    sheets = with_cell(valid_sheets(), "Sager", 2, 2026, "x")
    sheets["Sager"][0][2] = "Første\nfraværsdag "
    assert located(findings_of(sheets, tmp_path)) == [("column_unknown", "Sager", 1, "2026")]


def test_a_title_above_the_headings_is_skipped_and_told(tmp_path):
    sheets = valid_sheets()
    sheets["Sager"] = [["Nye sager i uge 2", None, "010203-1234"], [], *sheets["Sager"]]
    imported = import_csv(sheets, tmp_path)
    assert [case.id for case in imported.snapshot.new_cases] == ["2026-0001", "2026-0002"]
    (warning,) = imported.warnings
    assert (warning.code, warning.sheet, warning.row) == ("rows_above_headings", "Sager", 1)
    assert "række 3" in warning.what.da


def test_a_cell_that_is_called_like_a_heading_makes_no_row_the_headings(tmp_path):
    sheets = valid_sheets()
    sheets["Teams"] = [["Team"], ["navn"], ["øst"]]
    assert import_csv(sheets, tmp_path).snapshot.teams[0].id == "navn"
