import io
import stat
import zipfile

import pytest

from data.proposal_workbook import writing as proposal_writing
from data.proposal_workbook.writing import proposal_workbook, write_proposal
from models.proposal import ProposalStatus
from models.snapshot import Snapshot
from models.text import Text
from tests.data.proposal_workbook.meetings import (
    make_assignment,
    make_caseload,
    make_meeting,
    make_proposal,
    make_reason,
    make_runner_up,
)
from tests.data.proposal_workbook.reading import opened, texts
from tests.factories import make_case, make_consultant, make_employer, make_snapshot, make_team

SHEETS = ["Forslag", "Ikke fordelt", "Sagsstammer", "Frister", "Pr. konsulent", "Parametre"]
HOSTILE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://example.invalid")',
    "http://example.invalid",
    "mailto:a@example.invalid",
    "internal:Forslag!A1",
    "{=1+1}",
    "<b>&amp;</b>",
    "_x0041_",
    "0012",
]


def test_every_sheet_is_there_in_the_order_of_the_meeting():
    assert opened(*make_meeting()).sheetnames == SHEETS


def test_the_same_proposal_gives_the_same_bytes():
    snapshot, proposal = make_meeting()
    assert proposal_workbook(proposal, snapshot) == proposal_workbook(proposal, snapshot)


def hostile_meeting(text):
    short = text[:8].strip()
    employer = make_employer(1, name=text.strip())
    case = make_case(1, id=text.strip()[:40], employer_id=employer.id)
    consultants = (make_consultant(short, initials=short), make_consultant("CD"))
    snapshot = make_snapshot(
        municipality=text.strip(),
        teams=(make_team(name=text.strip()),),
        consultants=consultants,
        employers=(employer,),
        cases=(case, make_case(2, id=f"{short} 2"), make_case(3, id=f"{short} 3")),
    )
    proposal = make_proposal(
        snapshot,
        assignments=(
            make_assignment(
                case.id, short, (make_reason(da=text),), runner_up=make_runner_up("CD", (make_reason(da=text),))
            ),
        ),
        caseloads=(make_caseload(short, 40, reasons=(make_reason(da=text),)), make_caseload("CD", 41)),
        remarks=(Text(da=text, en=text),),
    )
    policy = proposal.policy.model_copy(
        update={
            "name": text.strip()[:40],
            "description": Text(da=text, en=text),
            "documented": {"caseload.target": Text(da=text, en=text)},
        }
    )
    return snapshot, proposal.model_copy(
        update={
            "policy": policy,
            "municipality": text,
            "solver": proposal.solver.model_copy(update={"versions": {text: text}}),
        }
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_a_link_or_a_number(text):
    snapshot, proposal = hostile_meeting(text)
    book = opened(snapshot, proposal)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                assert cell.hyperlink is None, (sheet.title, cell.coordinate)
    assert any(text.strip() in each for each in texts(book["Forslag"]))
    assert proposal.assignments[0].case_id in texts(book["Forslag"])
    with zipfile.ZipFile(io.BytesIO(proposal_workbook(proposal, snapshot))) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_an_ampersand_in_the_municipality_is_no_code_in_the_header():
    snapshot, proposal = make_meeting()
    renamed = proposal.model_copy(update={"municipality": "Sønder&Dal &P"})
    with zipfile.ZipFile(io.BytesIO(proposal_workbook(renamed, snapshot))) as parts:
        assert "Sønder&amp;&amp;Dal &amp;&amp;P" in parts.read("xl/worksheets/sheet1.xml").decode("utf-8")


def test_sheets_print_on_landscape_pages_with_their_headings_date_and_page_number():
    book = opened(*make_meeting())
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert "05-01-2026" in sheet.oddHeader.left.text
        assert sheet.oddFooter.right.text.startswith("Side &")
    for name in ("Forslag", "Ikke fordelt", "Sagsstammer", "Frister"):
        sheet = book[name]
        head = next(row for row in range(1, 20) if sheet.cell(row, 1).value in ("Sag", "Konsulent"))
        assert sheet.freeze_panes == f"B{head + 1}"
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.auto_filter.ref.startswith(f"A{head}:")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0


def test_a_proposal_without_anything_in_it_is_still_a_whole_workbook():
    snapshot = make_snapshot(cases=(), consultants=())
    book = opened(snapshot, make_proposal(snapshot))
    assert book.sheetnames == SHEETS
    assert not book["Forslag"].data_validations.dataValidation
    assert "Konsulenter" not in book.defined_names
    assert "Ingen sager." in texts(book["Frister"])


def test_a_case_the_snapshot_does_not_have_is_an_error():
    _, proposal = make_meeting()
    with pytest.raises(KeyError):
        proposal_workbook(proposal, make_snapshot())


def test_the_file_holds_the_workbook_and_its_folder_nothing_else(tmp_path):
    snapshot, proposal = make_meeting()
    path = tmp_path / "forslag.xlsx"
    write_proposal(proposal, snapshot, path)
    assert path.read_bytes() == proposal_workbook(proposal, snapshot)
    assert list(tmp_path.iterdir()) == [path]


def test_others_may_read_the_file_as_any_file_of_that_folder(tmp_path):
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    path = tmp_path / "forslag.xlsx"
    write_proposal(*reversed(make_meeting()), path)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)


def test_an_older_file_is_replaced_when_writing_succeeds_and_kept_when_it_fails(tmp_path, monkeypatch):
    snapshot, proposal = make_meeting()
    path = tmp_path / "forslag.xlsx"
    path.write_text("old")
    with monkeypatch.context() as patched:

        def disk_full(*_):
            raise OSError("No space left on device")

        patched.setattr(proposal_writing.os, "replace", disk_full)
        with pytest.raises(OSError, match="No space left"):
            write_proposal(proposal, snapshot, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    write_proposal(proposal, snapshot, path)
    assert path.read_bytes().startswith(b"PK")


def test_a_folder_that_does_not_exist_is_an_error_of_the_world(tmp_path):
    snapshot, proposal = make_meeting()
    with pytest.raises(FileNotFoundError):
        write_proposal(proposal, snapshot, tmp_path / "nowhere" / "forslag.xlsx")


@pytest.mark.parametrize("status", ProposalStatus)
def test_every_status_is_said(status):
    snapshot, proposal = make_meeting()
    proposal = proposal.model_copy(update={"status": status})
    assert opened(snapshot, proposal)["Forslag"]["A2"].value


def test_a_snapshot_read_again_from_its_json_gives_the_same_workbook():
    snapshot, proposal = make_meeting()
    again = Snapshot.model_validate_json(snapshot.model_dump_json())
    assert proposal_workbook(proposal, again) == proposal_workbook(proposal, snapshot)


def test_a_text_longer_than_a_cell_can_hold_is_shortened_and_not_lost():
    snapshot, proposal = make_meeting()
    remark = Text(da="række " * 6_000, en="row")
    shown = texts(opened(snapshot, proposal.model_copy(update={"remarks": (remark,)}))["Forslag"])
    assert [text[:6] + text[-1] for text in shown if len(text) == 32_767] == ["række …"]
