import contextlib
import datetime
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.workbook import read_workbook
from data.workbook.format.sheets import SHEETS
from data.workbook.reading.cell import Removed
from models.errors import Severity, UnusableInput
from tests.data.workbook.files import (
    findings_of,
    import_csv,
    located,
    only,
    save_csv,
    save_xlsx,
    valid_sheets,
    with_cell,
)
from tests.data.workbook.test_cpr import cpr_numbers, shapes

CPR = "010190-1234"
_DAY = datetime.date(2026, 1, 2)
_PLACES = [
    (sheet.name.da, column.heading.da)
    for sheet in SHEETS.values()
    for column in sheet.columns
    if column.key != "production_unit"
] + [("Sager", "CPR-nr."), ("Sager", "Noter"), ("Ønsker", "Personnummer"), ("Konsulenter", "Ukendt")]


def _everything_said(path: Path) -> tuple[str, bool]:
    """All that an import gives or raises, in words, and whether a warning tells that a number was removed."""
    error_stream = io.StringIO()
    with contextlib.redirect_stderr(error_stream):
        try:
            imported = read_workbook(path)
            said, findings = imported.model_dump_json() + repr(imported), imported.warnings
        except UnusableInput as error:
            said, findings = repr(error) + str(error), error.findings
            said += repr(error.__cause__) + repr(error.__context__)
    said += "".join(finding.sentence(language) for finding in findings for language in ("da", "en"))
    told = any(finding.code == "cpr_removed" and finding.severity is Severity.WARNING for finding in findings)
    return said + repr(findings) + error_stream.getvalue(), told


@given(digits=cpr_numbers(), place=st.sampled_from(_PLACES), row=st.integers(2, 4), data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_number_is_ever_kept_or_said(digits, place, row, data):
    sheet, column = place
    shape = data.draw(shapes(digits))
    if digits[0] == "0" and data.draw(st.booleans()):
        shape = digits[1:]
    text = data.draw(st.sampled_from([shape, shape, f"Borger {shape} ringede"]))
    # Nine digits inside a longer id may be a journal number; everywhere else they go.
    assume(text == shape or len(shape) > 9)
    sheets = valid_sheets()
    sheets.setdefault(sheet, [["Konsulent"], ["AB"]])
    with tempfile.TemporaryDirectory() as folder:
        said, told = _everything_said(save_csv(with_cell(sheets, sheet, row, column, text), Path(folder)))
    assert told
    for written in (shape, digits, digits[1:], f"{digits[:6]}-{digits[6:]}"):
        assert written not in said


@pytest.mark.parametrize("number", [101901234, 1503851234])
def test_numbers_in_cells_of_excel_are_found(tmp_path, number):
    path = save_xlsx(with_cell(valid_sheets(), "Sager", 2, "Tidligere konsulent", number), tmp_path / "ark.xlsx")
    imported = read_workbook(path)
    assert located(imported.warnings) == [("cpr_removed", "Sager", 2, "Tidligere konsulent")]
    assert imported.snapshot.cases[0].previous_consultant_id is None
    assert str(number) not in _everything_said(path)[0]


def test_in_a_remark_only_the_number_is_replaced(tmp_path):
    sheets = valid_sheets(
        Ændringer=[
            ["Ændring", "Sag", "Konsulent", "Grund", "Tekst", "Besluttet af"],
            ["fastlåst", "2026-0001", "AB", "andet", f"Kender {CPR} og 101901234 fra før", "AB"],
        ]
    )
    imported = import_csv(sheets, tmp_path)
    assert imported.snapshot.overrides[0].text == "Kender [fjernet] og [fjernet] fra før"
    assert located(imported.warnings) == [("cpr_removed", "Ændringer", 2, "Tekst")]


def test_a_column_of_numbers_is_dropped_and_told_once(tmp_path):
    sheets = valid_sheets()
    sheets["Sager"] += [["2025-0902", *sheets["Sager"][-1][1:]], ["2025-0903", *sheets["Sager"][-1][1:]]]
    for row, number in ((2, CPR), (3, "halvt nummer"), (4, "0202911234"), (6, CPR)):
        with_cell(sheets, "Sager", row, "CPR-nr.", number)
    imported = import_csv(sheets, tmp_path)
    finding = only(imported.warnings)
    assert located((finding,)) == [("cpr_removed", "Sager", 2, "CPR-nr.")]
    assert "4 rækker (2-4, 6)" in finding.what.da
    assert imported.generated_case_ids == ()
    assert [case.id for case in imported.snapshot.cases][:3] == ["2026-0001", "2026-0002", "2025-0901"]


def _cases_by_cpr(heading: str):
    return [
        [heading, "Modtaget", "Første fraværsdag", "Sagstype"],
        [CPR, _DAY, datetime.date(2025, 12, 8), "andet"],
        ["0202911234", _DAY, datetime.date(2025, 12, 8), "andet"],
    ]


@pytest.mark.parametrize("heading", ["CPR-nummer", "Sagsnummer"])
def test_where_it_was_the_only_key_numbers_are_made_in_row_order_and_given_back(tmp_path, heading):
    sheets = valid_sheets(
        Sager=_cases_by_cpr(heading),
        Ønsker=[["Konsulent", "Sag", "Ønske"], ["AB", "020291-1234", 2], ["CD", "0101901234", 1]],
        Ændringer=[
            ["Ændring", "CPR", "Konsulent", "Grund", "Besluttet af"],
            ["udelukket", "010190 1234", "AB", "andet", "AB"],
        ],
        Inhabilitet=[
            ["Konsulent", "Virksomhed", "Sag", "Cpr"],
            ["CD", None, "020291-1234", None],
            ["AB", "12345678", None, CPR],
        ],
    )
    imported = import_csv(sheets, tmp_path)
    assert [(given.sheet, given.row, given.case_id) for given in imported.generated_case_ids] == [
        ("Sager", 2, "S-0001"),
        ("Sager", 3, "S-0002"),
    ]
    snapshot = imported.snapshot
    assert [case.id for case in snapshot.cases] == ["S-0001", "S-0002"]
    assert [(wish.consultant_id, wish.case_id) for wish in snapshot.wishes] == [("AB", "S-0002"), ("CD", "S-0001")]
    assert snapshot.overrides[0].case_id == "S-0001"
    assert snapshot.consultants[1].conflicts[0].case_id == "S-0002"
    assert snapshot.consultants[0].conflicts[0].employer_id == "12345678"
    assert "case_numbers_generated" in {finding.code for finding in imported.warnings}


def test_made_numbers_do_not_collide_with_those_that_stand(tmp_path):
    sheets = valid_sheets(Sager=[*_cases_by_cpr("Sagsnummer"), ["S-0001", _DAY, _DAY, "andet"]])
    assert [case.id for case in import_csv(sheets, tmp_path).snapshot.cases] == ["S-0002", "S-0003", "S-0001"]


def test_a_case_with_a_number_of_its_own_is_known_by_the_citizens_too(tmp_path):
    sheets = with_cell(valid_sheets(), "Sager", 3, "CPR", CPR)
    sheets["Ønsker"] = [["Konsulent", "Sag", "Ønske"], ["AB", "0101901234", 2]]
    assert import_csv(sheets, tmp_path).snapshot.wishes[0].case_id == "2026-0002"


def test_a_citizen_with_two_cases_does_not_say_which(tmp_path):
    sheets = with_cell(with_cell(valid_sheets(), "Sager", 2, "CPR", CPR), "Sager", 3, "CPR", CPR)
    sheets["Ønsker"] = [["Konsulent", "Sag", "Ønske"], ["AB", CPR, 2]]
    assert ("unknown_reference", "Ønsker", 2, "Sag") in located(findings_of(sheets, tmp_path))


def test_a_citizen_who_is_the_only_key_of_two_rows_is_an_error(tmp_path):
    sheets = valid_sheets(Sager=[*_cases_by_cpr("Cpr-nr."), [CPR, _DAY, _DAY, "andet"]])
    assert ("repeated", "Sager", 4, "Sagsnummer") in located(findings_of(sheets, tmp_path))


def test_a_row_of_wishes_with_neither_case_nor_citizen_is_an_error(tmp_path):
    sheets = valid_sheets(Ønsker=[["Konsulent", "CPR", "Ønske"], ["AB", None, 2]])
    assert ("value_missing", "Ønsker", 2, "Sag") in located(findings_of(sheets, tmp_path))


def test_cases_without_any_number_get_one(tmp_path):
    sheets = valid_sheets(Sager=[["Modtaget", "Første fraværsdag", "Sagstype"], [_DAY, _DAY, "andet"]])
    imported = import_csv(sheets, tmp_path)
    assert [given.case_id for given in imported.generated_case_ids] == ["S-0001"]
    assert located(imported.warnings) == [("case_numbers_generated", "Sager", None, None)]


def _with_workplace(number, heading="P-nummer"):
    sheets = with_cell(valid_sheets(), "Virksomheder", 2, heading, number)
    return with_cell(sheets, "Virksomheder", 2, "CVR-nummer", None)


def test_a_declared_production_unit_may_look_like_a_cpr_number(tmp_path):
    sheets = with_cell(_with_workplace(1012901234), "Sager", 2, "Virksomhed", 1012901234)
    imported = import_csv(sheets, tmp_path)
    assert imported.warnings == ()
    assert imported.snapshot.employers[0].id == imported.snapshot.cases[0].employer_id == "1012901234"


def test_a_column_headed_as_production_unit_is_declared_wherever_it_stands(tmp_path):
    sheets = _with_workplace(1012901234)
    sheets["Sager"][0][4] = "P-nr."
    sheets["Sager"][1][4] = 1012901234
    sheets["Sager"][2][4] = 1012911234
    assert located(findings_of(sheets, tmp_path)) == [("unknown_reference", "Sager", 3, "P-nr.")]


def test_a_production_unit_that_was_not_declared_is_taken_for_a_cpr_number(tmp_path):
    sheets = with_cell(valid_sheets(), "Sager", 2, "Virksomhed", 1012901234)
    finding = only(findings_of(sheets, tmp_path))
    assert located((finding,)) == [("cpr_removed", "Sager", 2, "Virksomhed")]
    assert "P-nummer" in finding.remedy.da


def test_a_cpr_number_with_its_dash_is_no_production_unit(tmp_path):
    assert ("cpr_removed", "Virksomheder", 2, "P-nummer") in located(findings_of(_with_workplace(CPR), tmp_path))


def test_numbers_in_headings_and_names_of_sheets_are_not_repeated(tmp_path):
    sheets = valid_sheets()
    sheets[f"Notat om {CPR}"] = [["a"], ["b"]]
    with_cell(sheets, "Sager", 2, f"Om {CPR}", "x")
    path = save_xlsx(sheets, tmp_path / "ark.xlsx")
    said, told = _everything_said(path)
    assert told
    assert CPR not in said
    assert "Om [fjernet]" in said


def test_what_stands_in_a_numbers_place_is_only_a_count():
    assert repr(Removed(3)) == "Removed(person=3)"
