"""Building without the checks: a model's refusal must still end as a finding in its row."""

from data.workbook.format.column import SheetKey
from data.workbook.reading.building import build_snapshot
from data.workbook.reading.case_numbers import number_cases
from data.workbook.reading.csv_reading import read_csv_folder
from data.workbook.reading.faults import Findings
from data.workbook.reading.mapping import NO_MAPPING
from data.workbook.reading.recognition import recognise
from data.workbook.reading.references import references_in
from data.workbook.reading.row import read_rows
from data.workbook.reading.scrubbing import scrub
from tests.data.workbook.files import located, save_csv, valid_sheets


def _built_unchecked(sheets, folder):
    findings = Findings()
    tables = recognise(read_csv_folder(save_csv(sheets, folder), findings), NO_MAPPING, findings)
    rows = read_rows(scrub(tables, findings), NO_MAPPING, findings)
    cases = number_cases(rows[SheetKey.CASES], findings)
    return build_snapshot(rows, references_in(tables, rows, cases), cases, findings), findings.in_order()


def test_rows_that_a_model_refuses_are_all_told(tmp_path):
    sheets = valid_sheets(
        Kontaktpersoner=[["Virksomhed", "Konsulent", "Stedfortræder"], [12345678, "AB", "AB"]],
        Fravær=[["Konsulent", "Første dag", "Sidste dag"], ["CD", "06-01-2026", "05-01-2026"]],
    )
    snapshot, findings = _built_unchecked(sheets, tmp_path)
    assert snapshot is None
    assert set(located(findings)) == {("refused", "Kontaktpersoner", 2, None), ("refused", "Konsulenter", 3, None)}


def test_what_only_the_snapshot_refuses_is_told_of_the_file(tmp_path):
    sheets = valid_sheets()
    sheets["Teams"].append(sheets["Teams"][1])
    snapshot, findings = _built_unchecked(sheets, tmp_path)
    assert snapshot is None
    assert located(findings) == [("refused", None, None, None)]
