import datetime
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from data.workbook import read_workbook, write_snapshot
from tests.data.workbook.snapshots import snapshots
from tests.factories import make_case, make_consultant, make_employer, make_snapshot, make_team

_SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(snapshot=snapshots())
@settings(max_examples=60, deadline=None, suppress_health_check=_SLOW_TO_DRAW)
def test_a_snapshot_written_as_csv_is_read_back_the_same(snapshot):
    with tempfile.TemporaryDirectory() as folder:
        write_snapshot(snapshot, Path(folder) / "ark")
        assert read_workbook(Path(folder) / "ark").snapshot == snapshot


@pytest.mark.slow
@given(snapshot=snapshots())
@settings(max_examples=25, deadline=None, suppress_health_check=_SLOW_TO_DRAW)
def test_a_snapshot_written_as_xlsx_is_read_back_the_same(snapshot):
    with tempfile.TemporaryDirectory() as folder:
        write_snapshot(snapshot, Path(folder) / "ark.xlsx")
        assert read_workbook(Path(folder) / "ark.xlsx").snapshot == snapshot


def test_a_snapshot_without_cases_is_read_back_the_same(tmp_path):
    snapshot = make_snapshot(cases=())
    write_snapshot(snapshot, tmp_path / "ark.xlsx")
    assert read_workbook(tmp_path / "ark.xlsx").snapshot == snapshot


def _dangerous():
    return make_snapshot(
        municipality="=1+1",
        teams=(make_team("@team", name="+45 70 70 70 70"), make_team("'mærket")),
        consultants=(make_consultant("-AB", team_id="@team"),),
        employers=(make_employer(1, name='=HYPERLINK("http://example.org";"klik")'),),
        cases=(make_case(1, id="=cmd|'/c calc'!A1"[:40]),),
    )


def test_no_text_becomes_a_formula_or_a_link_in_xlsx(tmp_path):
    write_snapshot(_dangerous(), tmp_path / "ark.xlsx")
    with zipfile.ZipFile(tmp_path / "ark.xlsx") as container:
        sheets = [container.read(name) for name in container.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_no_text_begins_like_a_formula_in_csv(tmp_path):
    write_snapshot(_dangerous(), tmp_path / "ark")
    cells = [
        cell.strip('"')
        for path in (tmp_path / "ark").iterdir()
        for line in path.read_text("utf-8-sig").splitlines()
        for cell in line.split(";")
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert "'-AB" in cells
    assert read_workbook(tmp_path / "ark").snapshot == _dangerous()


def test_csv_is_as_danish_excel_writes_it(tmp_path):
    write_snapshot(make_snapshot(cases=(make_case(1, weight_quarters=5),)), tmp_path / "ark")
    raw = (tmp_path / "ark" / "Sager.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfSagsnummer;Modtaget;")
    assert b"\r\n2026-0001;02-01-2026;08-12-2025;andet;" in raw
    assert b";1,25;" in raw
    assert b";55,77043;9,7011;" in raw


def test_equal_snapshots_give_equal_files(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_snapshot(make_snapshot(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_dates_and_ids_are_what_excel_takes_them_for(tmp_path):
    write_snapshot(make_snapshot(), tmp_path / "ark.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "ark.xlsx")["Sager"]
    assert sheet["A2"].value == "2026-0001"
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].value.date() == datetime.date(2026, 1, 2)
    assert sheet["B2"].number_format == "dd-mm-yyyy"


def test_a_workbook_that_could_not_be_made_leaves_no_file(tmp_path):
    broken = make_snapshot().model_copy(update={"teams": (None,)})
    with pytest.raises(AttributeError):
        write_snapshot(broken, tmp_path / "ark.xlsx")
    assert not (tmp_path / "ark.xlsx").exists()
