import os

import pytest

from data.workbook import read_workbook
from data.workbook.reading import csv_reading
from data.workbook.reading.cell import CellError
from data.workbook.reading.csv_reading import read_csv_folder
from data.workbook.reading.faults import Findings
from models.errors import UnusableInput
from tests.data.workbook.files import located, only, save_csv, valid_sheets


def _rows(folder, raw: bytes):
    (folder / "Ark.csv").write_bytes(raw)
    findings = Findings()
    sheets = read_csv_folder(folder, findings)
    assert findings.in_order() == ()
    return only(sheets).rows


def _fault(folder, raw: bytes):
    (folder / "Ark.csv").write_bytes(raw)
    findings = Findings()
    assert read_csv_folder(folder, findings) == ()
    return located(findings.in_order())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_folder_is_read_in_every_encoding_of_excel(tmp_path, encoding):
    imported = read_workbook(save_csv(valid_sheets(), tmp_path, encoding))
    assert imported.warnings == ()
    assert imported.snapshot.employers[0].name == "Værftet"
    assert imported.snapshot.employers[1].position.latitude == 55.77


def test_bytes_of_neither_encoding_are_an_error(tmp_path):
    assert _fault(tmp_path, b"Navn\r\nB\x8frnehave \xe6\r\n") == [("csv_encoding", "Ark", None, None)]


@pytest.mark.parametrize("raw", [b"a;b\x00c\r\n", b"\xff\xfea"])
def test_bytes_that_are_no_text_are_an_error(tmp_path, raw):
    assert _fault(tmp_path, raw) == [("csv_encoding", "Ark", None, None)]


def test_leading_zeros_points_and_commas_are_left_as_they_are(tmp_path):
    assert _rows(tmp_path, b"007;1.234,50;1e5;NA\r\n") == (("007", "1.234,50", "1e5", "NA"),)


def test_quoted_cells_may_hold_lines_separators_and_quotes(tmp_path):
    raw = b'a;"to\r\nlinjer; og ""mere"""\r\nb;\r\n'
    assert _rows(tmp_path, raw) == (("a", 'to\r\nlinjer; og "mere"'), ("b", None))


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_empty_lines_keep_their_number(tmp_path, end):
    assert _rows(tmp_path, end.join([b"a", b"", b" ;", b"b"])) == (("a",), (), (None, None), ("b",))


def test_the_line_in_which_excel_names_its_separator_is_no_row(tmp_path):
    assert _rows(tmp_path, b"sep=;\r\na;b\r\n") == (("a", "b"),)


@pytest.mark.parametrize("separator", [b";", b"\t", b","])
def test_other_separators_are_seen_in_the_first_line(tmp_path, separator):
    assert _rows(tmp_path, b"a%bb\r\n1%b2\r\n" % (separator, separator)) == (("a", "b"), ("1", "2"))


def test_a_mark_before_a_formula_is_taken_away_and_other_apostrophes_stay(tmp_path):
    assert _rows(tmp_path, b"'=1;'+1;''a;'a;'-;'") == (("=1", "+1", "'a", "'a", "-", "'"),)


def test_an_error_of_excel_is_known_in_danish_too(tmp_path):
    assert _rows(tmp_path, b"#I/T;#REF!;#nej") == ((CellError("#I/T"), CellError("#REF!"), "#nej"),)


def test_invisible_characters_are_dropped(tmp_path):
    assert _rows(tmp_path, "a\u200bb\u00ad;\u00a0c ".encode()) == (("ab", "c"),)
    assert _rows(tmp_path, "\u202eBA\u2069;x\x1b[31m\x07".encode()) == (("BA", "x[31m"),)


@pytest.mark.parametrize("raw", [b'a\r\nb;"c\r\nd', b'a\r\n"b"x;c'])
def test_a_quotation_mark_that_is_missing_or_too_many_is_an_error_in_its_row(tmp_path, raw):
    assert _fault(tmp_path, raw) == [("csv_broken", "Ark", 2, None)]


def test_a_file_that_is_too_large_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_reading, "MAX_FILE_BYTES", 3)
    assert _fault(tmp_path, b"abcd") == [("csv_too_large", "Ark", None, None)]


def test_a_file_that_cannot_be_read_hides_no_fault_of_the_others(tmp_path):
    sheets = valid_sheets(Fravær=[["Konsulent", "Første dag", "Sidste dag"], ["XY", "05-01-2026", "06-01-2026"]])
    save_csv(sheets, tmp_path)
    (tmp_path / "Ønsker.csv").write_bytes(b'"')
    with pytest.raises(UnusableInput) as raised:
        read_workbook(tmp_path)
    assert {finding.code for finding in raised.value.findings} == {"csv_broken", "unknown_reference"}


def test_a_folder_without_csv_files_is_an_error(tmp_path):
    (tmp_path / "Sager.txt").write_text("a")
    (tmp_path / "Mappe.csv").mkdir()
    with pytest.raises(UnusableInput) as raised:
        read_workbook(tmp_path)
    assert "no_csv_files" in {finding.code for finding in raised.value.findings}


def test_names_of_files_may_be_in_capitals_and_in_apple_s_spelling(tmp_path):
    save_csv(valid_sheets(), tmp_path)
    (tmp_path / "O\u0308nsker.CSV").write_bytes("Konsulent;Sag;Ønske".encode())
    (tmp_path / "FRAVÆR.CSV").write_bytes("Konsulent;Første dag;Sidste dag".encode())
    assert [finding.code for finding in read_workbook(tmp_path).warnings] == ["sheet_unknown"]


def test_a_file_whose_name_is_of_another_system_is_an_unknown_sheet(tmp_path):
    save_csv(valid_sheets(), tmp_path)
    (tmp_path / os.fsdecode(b"\x91ndringer.csv")).write_text("a;b\n1;2\n")
    (warning,) = read_workbook(tmp_path).warnings
    assert (warning.code, warning.sheet) == ("sheet_unknown", "?ndringer")
