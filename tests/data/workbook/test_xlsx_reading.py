"""Hostile and broken files: each ends in one finding that says what to do, never in a traceback."""

import datetime
import io
import multiprocessing
import os
import resource
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from data.workbook import read_workbook
from data.workbook.reading import xlsx_child
from data.workbook.reading.cell import CellError
from data.workbook.reading.xlsx_reading import _cell, read_xlsx
from models.errors import UnusableInput
from tests.data.workbook.files import Shown, only, save_xlsx, valid_sheets

_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


@pytest.fixture
def valid(tmp_path):
    return save_xlsx(valid_sheets(), tmp_path / "ark.xlsx")


def _with_part(path, name, content):
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(path) as container:
        parts = {entry: container.read(entry) for entry in container.namelist()}
    parts[name] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for entry, data in parts.items():
            container.writestr(entry, data)
    return path


def _outcome(path):
    try:
        read_xlsx(path)
    except UnusableInput as error:
        return only(error.findings).code
    return "read"


def _code_of(path, **options):
    with pytest.raises(UnusableInput) as raised:
        read_xlsx(path, **options)
    finding = only(raised.value.findings)
    assert ".xlsx" in finding.remedy.da
    assert ".xlsx" in finding.remedy.en
    return finding.code


def test_cells_are_read_as_what_they_are(tmp_path):
    rows = [
        [],
        [None, "tekst  ", 12345678, 1.5, True, datetime.date(2026, 1, 5), datetime.datetime(2026, 1, 5, 10, 30)],  # noqa: DTZ001
        [datetime.time(10, 30), Shown("#N/A"), None, "", "\u200b"],
        [],
        ["007"],
    ]
    (sheet,) = read_xlsx(save_xlsx({"Ark": rows}, tmp_path / "ark.xlsx"))
    day = datetime.date(2026, 1, 5)
    assert sheet.name == "Ark"
    assert sheet.rows[1] == (None, "tekst", 12345678, 1.5, True, day, day)
    assert sheet.rows[2][:2] == ("10:30:00", CellError("#N/A"))
    assert not any(sheet.rows[2][2:])
    assert sheet.rows[4] == ("007",)


def test_a_formula_that_went_wrong_is_an_error_cell(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "ark.xlsx") as workbook:
        workbook.add_worksheet("Tom")
        sheet = workbook.add_worksheet("Ark & mere")
        sheet.write_string(27, 27, "x")
        sheet.write_formula(1, 26, "=1/0", None, "#DIV/0!")
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Tom!$A$1:$A$2"})
        workbook.add_chartsheet("Diagram").set_chart(chart)
    sheets = {sheet.name: sheet for sheet in read_xlsx(tmp_path / "ark.xlsx")}
    assert list(sheets) == ["Tom", "Ark & mere"]
    assert sheets["Ark & mere"].rows[1][26] == CellError("#DIV/0!")
    assert sheets["Ark & mere"].rows[27][27] == "x"


def test_a_truncated_file_is_damaged(valid):
    valid.write_bytes(valid.read_bytes()[:-500])
    assert _code_of(valid) == "workbook_damaged"


def test_a_file_with_spoilt_content_is_damaged(valid):
    raw = bytearray(valid.read_bytes())
    with zipfile.ZipFile(valid) as container:
        start = container.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    raw[start : start + 40] = b"x" * 40
    valid.write_bytes(raw)
    assert _code_of(valid) == "workbook_damaged"


@pytest.mark.parametrize("content", [b"<worksheet><sheetData><row", b"\x00\x01", b""])
def test_a_sheet_that_is_no_xml_is_damaged(valid, content):
    assert _code_of(_with_part(valid, "xl/worksheets/sheet1.xml", content)) == "workbook_damaged"


@pytest.mark.parametrize("content", [b"Sagsnummer;Modtaget\r\n1;2\r\n", b"", b"PK and then text"])
def test_a_text_file_called_xlsx_is_something_else_or_damaged(tmp_path, content):
    (tmp_path / "ark.xlsx").write_bytes(content)
    assert _code_of(tmp_path / "ark.xlsx") in {"workbook_not_excel", "workbook_damaged"}


def test_another_kind_of_zip_is_something_else(tmp_path):
    with zipfile.ZipFile(tmp_path / "ark.xlsx", "w") as container:
        container.writestr("word/document.xml", "<w/>")
    assert _code_of(tmp_path / "ark.xlsx") == "workbook_not_excel"


def test_an_old_or_locked_workbook_is_told_apart(tmp_path):
    (tmp_path / "ark.xlsx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 2000)
    assert _code_of(tmp_path / "ark.xlsx") == "workbook_old_or_locked"


def test_a_cell_in_the_last_row_and_column_does_not_end_us(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "ark.xlsx") as workbook:
        sheet = workbook.add_worksheet("Ark")
        sheet.write_number(0, 0, 1)
        sheet.write_number(1_048_575, 16_383, 1)
    assert _code_of(tmp_path / "ark.xlsx") == "workbook_too_large"


def test_a_huge_dimension_is_not_believed(valid):
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
    sheet = _SHEET.format(rows).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert read_xlsx(_with_part(valid, "xl/worksheets/sheet1.xml", sheet.encode()))[0].rows == (("x",),)


@pytest.mark.parametrize(
    "reference",
    ["A0", "XFE1", "1", "AAAAAAAAAAAAAAAA1", "æ1", "", pytest.param("A99999999999999999999", marks=pytest.mark.slow)],
)
@pytest.mark.parametrize("kind", ["n", "e"])
def test_a_cell_at_an_impossible_place_is_read_as_something_or_refused(valid, reference, kind):
    sheet = _SHEET.format(f'<row r="1"><c r="{reference}" t="{kind}"><v>1</v></c></row>')
    path = _with_part(valid, "xl/worksheets/sheet1.xml", sheet.encode())
    assert _outcome(path) in {"read", "workbook_too_large", "workbook_damaged"}


def test_a_zip_bomb_is_refused_before_it_is_opened(valid):
    assert _code_of(_with_part(valid, "xl/worksheets/sheet1.xml", b" " * 250_000_000)) == "workbook_too_large"


def test_a_zip_bomb_that_lies_about_its_size_is_stopped(valid):
    path = _with_part(valid, "xl/worksheets/sheet1.xml", b" " * 250_000_000)
    raw = path.read_bytes()
    size = (250_000_000).to_bytes(4, "little")
    path.write_bytes(raw.replace(size, (1000).to_bytes(4, "little")))
    assert _code_of(path) in {"workbook_too_large", "workbook_damaged"}


def test_entities_that_multiply_are_stopped(valid):
    entities = "".join(f'<!ENTITY e{index} "{f"&e{index - 1};" * 10}">' for index in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]>' + _SHEET.format(
        '<row r="1"><c r="A1" t="e"><v>&e9;</v></c></row>'
    )
    assert _code_of(_with_part(valid, "xl/worksheets/sheet1.xml", bomb.encode())) == "workbook_damaged"


def test_too_many_parts_are_refused(valid):
    with zipfile.ZipFile(valid, "a") as container:
        for index in range(2_001):
            container.writestr(f"x{index}", "")
    assert _code_of(valid) == "workbook_too_large"


def test_a_file_of_too_many_bytes_is_refused(tmp_path):
    with (tmp_path / "ark.xlsx").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(20_000_001)
    assert _code_of(tmp_path / "ark.xlsx") == "workbook_too_large"


def test_too_many_cells_are_refused(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "ark.xlsx") as workbook:
        workbook.add_worksheet("Ark").write_number(20_000, 150, 1)
    assert _code_of(tmp_path / "ark.xlsx") == "workbook_too_large"


def test_one_long_text_in_many_cells_is_refused_before_it_fills_the_memory(valid):
    sheet = _SHEET.format("".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1_001)))
    relations = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(valid) as container:
        related = container.read(relations).replace(
            b"</Relationships>",
            b'<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org'
            b'/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
        )
    texts = f'<sst xmlns="{xlsx_child._MAIN}"><si><t>{"é" * 32_767}</t></si></sst>'
    _with_part(valid, relations, related)
    _with_part(valid, "xl/sharedStrings.xml", texts.encode())
    assert _code_of(_with_part(valid, "xl/worksheets/sheet1.xml", sheet.encode())) == "workbook_too_large"
    with valid.open("rb") as file:
        assert xlsx_child.answer(file) == {"problem": "too_large"}


@pytest.mark.parametrize("named", ["ark{}", "ark"], ids=["other names", "one name"])
def test_one_sheet_under_very_many_names_is_refused_at_once(valid, named):
    with zipfile.ZipFile(valid) as container:
        workbook = container.read("xl/workbook.xml").decode()
    relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"'
    sheets = "".join(f'<sheet {relation} name="{named.format(i)}" sheetId="{i}"/>' for i in range(1, 20_001))
    begin, end = workbook.index("<sheets>") + len("<sheets>"), workbook.index("</sheets>")
    path = _with_part(valid, "xl/workbook.xml", (workbook[:begin] + sheets + workbook[end:]).encode())
    assert _code_of(path) == "workbook_too_large"
    with path.open("rb") as file:
        assert xlsx_child.answer(file) == {"problem": "too_large"}


def test_a_sheet_of_an_endless_name_is_told_by_its_beginning(valid):
    with zipfile.ZipFile(valid) as container:
        workbook = container.read("xl/workbook.xml").replace(b"Oplysninger", b"X" * 100_000)
    assert read_xlsx(_with_part(valid, "xl/workbook.xml", workbook))[0].name == "X" * 100


def test_the_sentence_names_the_file_without_anybody_s_number(tmp_path):
    path = tmp_path / "hold øst 010190-1234.xlsx"
    path.write_text("ikke en projektmappe")
    with pytest.raises(UnusableInput) as raised:
        read_workbook(path)
    finding = only(raised.value.findings)
    assert "hold øst" in finding.what.da
    assert "hold øst" in finding.what.en
    assert "010190" not in finding.sentence("da") + finding.sentence("en")


def _fifo(folder):
    os.mkfifo(folder / "team.xlsx")
    return folder / "team.xlsx"


@pytest.mark.parametrize("make", [_fifo, lambda _: Path("/dev/zero")], ids=["pipe", "device"])
def test_what_is_there_but_no_file_is_told_so(tmp_path, make):
    path = make(tmp_path)
    with pytest.raises(UnusableInput) as raised:
        read_workbook(path)
    finding = only(raised.value.findings)
    assert finding.code == "file_not_ordinary"
    assert str(path) in finding.what.da


def test_a_file_replaced_while_it_is_read_is_read_as_it_was(valid, tmp_path, monkeypatch):
    """The child opens nothing by name; what is put in the file's place meanwhile is not seen."""
    child = tmp_path / "child.py"
    child.write_text(
        f"import os, runpy, sys\nopen({str(tmp_path / 'new')!r}, 'w').close()\n"
        f"os.replace({str(tmp_path / 'new')!r}, {str(valid)!r})\n"
        f"runpy.run_path({xlsx_child.__file__!r}, run_name='__main__')\n"
    )
    monkeypatch.setattr(xlsx_child, "__file__", str(child))
    assert [sheet.name for sheet in read_xlsx(valid)] == list(valid_sheets())
    assert valid.read_bytes() == b""


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("os.abort()", "workbook_too_large"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "workbook_too_large"),
        ("sys.exit(1)", "workbook_damaged"),
        ("sys.stdout.close(); os._exit(0)", "workbook_damaged"),
        ("print('{\"sheets\": [')", "workbook_damaged"),
    ],
    ids=["abort", "kill", "exit", "nothing said", "half an answer"],
)
def test_a_child_that_ends_before_its_answer_is_whole_is_a_file_that_cannot_be_read(
    valid, tmp_path, monkeypatch, end, code
):
    child = tmp_path / "child.py"
    child.write_text(f"import os, resource, signal, sys\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n{end}\n")
    monkeypatch.setattr(xlsx_child, "__file__", str(child))
    assert _code_of(valid) == code


def test_two_workbooks_are_read_at_once(tmp_path):
    paths = [save_xlsx(valid_sheets(), tmp_path / f"{number}.xlsx") for number in range(2)]
    with ThreadPoolExecutor(max_workers=2) as readers:
        first, second = readers.map(read_xlsx, paths)
    assert first == second


def test_a_file_that_takes_too_long_is_given_up(valid):
    assert _code_of(valid, wall_seconds=0.001) == "workbook_too_large"


def test_a_workbook_without_a_part_it_names_is_damaged(valid):
    with zipfile.ZipFile(valid) as container:
        parts = {entry: container.read(entry) for entry in container.namelist() if "sheet1" not in entry}
    with zipfile.ZipFile(valid, "w") as container:
        for entry, data in parts.items():
            container.writestr(entry, data)
    assert _code_of(valid) == "workbook_damaged"


def test_ctrl_c_on_the_terminal_is_not_for_the_child(valid, monkeypatch, tmp_path):
    groups = tmp_path / "groups"
    child = tmp_path / "child.py"
    child.write_text(
        f"import os, pathlib; pathlib.Path({str(groups)!r}).write_text(f'{{os.getpid()}} {{os.getpgrp()}}');"
        " print('{\"sheets\": []}')"
    )
    monkeypatch.setattr(xlsx_child, "__file__", str(child))
    read_xlsx(valid)
    own_id, group = groups.read_text().split()
    assert group == own_id


def test_a_child_whose_parent_is_gone_before_it_began_does_not_begin(valid):
    with valid.open("rb") as file:
        child = subprocess.run(
            [sys.executable, "-I", xlsx_child.__file__, "1"], stdin=file, capture_output=True, timeout=60, check=False
        )
    assert (child.returncode, child.stdout) == (1, b"")


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31T10:00:00"])
def test_a_day_of_long_ago_is_read_as_it_stands(valid, day):
    _with_part(valid, "xl/worksheets/sheet1.xml", _SHEET.format(f'<row r="1"><c r="A1" t="d"><v>{day}</v></c></row>'))
    assert read_xlsx(valid)[0].rows[0] == (datetime.date.fromisoformat(day[:10]),)


@pytest.mark.parametrize("shown", ["#SPILL!", "#CALC!", "#ERROR!", "#Ø?"])
def test_an_error_of_another_program_is_an_error_cell(valid, shown):
    _with_part(
        valid,
        "xl/worksheets/sheet1.xml",
        _SHEET.format(f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>X()</f><v>{shown}</v></c></row>'),
    )
    assert read_xlsx(valid)[0].rows[0] == (1, CellError(shown))


def test_a_missing_file_is_a_finding(tmp_path):
    with pytest.raises(UnusableInput) as raised:
        read_workbook(tmp_path / "findes ikke.xlsx")
    assert only(raised.value.findings).code == "file_missing"


def test_an_unknown_answer_of_the_child_is_our_mistake():
    with pytest.raises(TypeError):
        _cell({})


def test_the_child_s_own_code_reads_the_same_in_this_process(valid):
    with valid.open("rb") as file:
        answer = xlsx_child.answer(file)
    assert [sheet["name"] for sheet in answer["sheets"]] == list(valid_sheets())
    assert answer["sheets"][0]["rows"][1] == ["Hedensted", ["day", "2026-01-05"]]


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "not_excel"), (bytes.fromhex("D0CF11E0A1B11AE1"), "old_or_locked"), (b"PK\x03\x04 damaged", "damaged")],
)
def test_the_child_s_own_code_names_the_problem(content, problem):
    assert xlsx_child.answer(io.BytesIO(content)) == {"problem": problem}


def test_the_child_s_own_code_reads_error_cells(tmp_path):
    path = save_xlsx({"Ark": [["x", Shown("#REF!")]]}, tmp_path / "ark.xlsx")
    with path.open("rb") as file:
        assert xlsx_child.answer(file)["sheets"][0]["rows"] == [["x", ["error", "#REF!"]]]


def test_the_child_s_own_code_counts_parts_bytes_and_cells(valid, monkeypatch):
    for limit in ("MAX_FILE_BYTES", "MAX_UNZIPPED_BYTES", "MAX_ZIP_ENTRIES", "MAX_CELLS"):
        with monkeypatch.context() as patch, valid.open("rb") as file:
            patch.setattr(xlsx_child, limit, 1)
            assert xlsx_child.answer(file) == {"problem": "too_large"}


def test_the_child_s_own_code_calls_broken_xml_damaged(valid):
    with _with_part(valid, "xl/workbook.xml", b"<").open("rb") as file:
        assert xlsx_child.answer(file) == {"problem": "damaged"}


def test_the_child_s_own_code_calls_another_zip_something_else(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as container:
        container.writestr("a", "b")
    with (tmp_path / "a.zip").open("rb") as file:
        assert xlsx_child.answer(file) == {"problem": "not_excel"}


def _limits_after_setting(queue):
    xlsx_child.end_with(os.getppid())
    xlsx_child.limit_resources()
    queue.put([resource.getrlimit(which) for which in (resource.RLIMIT_CORE, resource.RLIMIT_AS, resource.RLIMIT_CPU)])


def test_the_child_limits_itself():
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=_limits_after_setting, args=(queue,))
    process.start()
    assert queue.get() == [(0, 0), (1 << 30, 1 << 30), (15, 15)]
    process.join()


def test_workbooks_of_openpyxl_and_of_xlsxwriter_are_read_alike(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.add_worksheet("Ark").write_row(1, 1, ["x", 2])
    other = openpyxl.Workbook()
    other.active.title = "Ark"
    other.active["B2"], other.active["C2"] = "x", 2
    other.save(tmp_path / "b.xlsx")
    (sheet,) = read_xlsx(tmp_path / "a.xlsx")
    assert (sheet,) == read_xlsx(tmp_path / "b.xlsx")
    assert sheet.rows == ((), (None, "x", 2))
