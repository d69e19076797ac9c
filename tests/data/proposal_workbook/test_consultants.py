import pytest

from models.case import FirstTalk, TalkForm
from models.caseload import Measure
from models.proposal import PlannedTalk
from tests.data.proposal_workbook.meetings import make_assignment, make_caseload, make_meeting, make_proposal
from tests.data.proposal_workbook.reading import heading_row, opened, table, texts
from tests.factories import MONDAY, days, make_case, make_consultant, make_employer, make_open_case, make_snapshot

SHEET = "Pr. konsulent"


def test_a_block_lists_her_new_cases_with_employer_deadline_and_planned_talk():
    employer = make_employer(1, name="Løsning Slagteri")
    talk = PlannedTalk(form=TalkForm.ELSEWHERE, deadline=None, reason="conflict", decided_by="AB")
    snapshot = make_snapshot(employers=(employer,), cases=(make_case(1, employer_id=employer.id), make_case(2)))
    proposal = make_proposal(
        snapshot,
        assignments=(make_assignment("2026-0001", "AB", first_talk=talk), make_assignment("2026-0002", "CD")),
        caseloads=(make_caseload("AB", 40, 1), make_caseload("CD", 41, 1)),
    )
    sheet = opened(snapshot, proposal)[SHEET]
    assert "AB: sagsstamme 40 før, 41 efter, måltal 45" in texts(sheet)
    (row,) = table(sheet)
    assert (row["Sag"], row["Virksomhed"], row["CVR- eller P-nummer"]) == ("2026-0001", "Løsning Slagteri", employer.id)
    assert row["Dage til frist"] == 27
    assert row["Første samtale"] == "et andet sted: konflikt på arbejdspladsen"
    assert row["Ringet: virksomhed"] == row["Ringet: borger"] == "☐"


def test_open_cases_that_need_an_appointment_stand_under_her_new_ones():
    decided = FirstTalk(form=TalkForm.LATER, reason="dismissed", decided_by="AB", decided_on=MONDAY)
    snapshot = make_snapshot(
        cases=(
            make_open_case(1, "AB", deadline=MONDAY + days(1), first_talk=decided),
            make_open_case(2, "AB", deadline=MONDAY + days(2)),
        )
    )
    sheet = opened(snapshot, make_proposal(snapshot, caseloads=(make_caseload("AB", 2),)))[SHEET]
    assert "Åbne sager, hvor første samtale skal aftales nu: 2" in texts(sheet)
    assert [row["Første samtale"] for row in table(sheet)] == ["senere: opsagt", "på arbejdspladsen"]


def test_everybody_with_something_to_do_has_a_page_and_the_others_are_named_at_the_end():
    snapshot = make_snapshot(consultants=tuple(make_consultant(each) for each in ("AB", "CD", "EF")))
    proposal = make_proposal(
        snapshot,
        assignments=(make_assignment("2026-0001", "CD"),),
        caseloads=tuple(make_caseload(each, 40) for each in ("AB", "CD", "EF")),
    )
    sheet = opened(snapshot, proposal)[SHEET]
    assert [pagebreak.id for pagebreak in sheet.row_breaks.brk] == [heading_row(sheet, "2026-0001")]
    assert heading_row(sheet, "Uden nye sager og frister: AB, EF") > heading_row(sheet, "2026-0001")


def test_the_last_page_is_not_followed_by_an_empty_one():
    snapshot, proposal = make_meeting()
    sheet = opened(snapshot, proposal)[SHEET]
    assert len(sheet.row_breaks.brk) == len(proposal.caseloads) - 1
    assert max(pagebreak.id for pagebreak in sheet.row_breaks.brk) < sheet.max_row
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage, "a sheet that is fitted to its width loses its page breaks"
    assert sheet.print_title_rows == "$1:$2"


def test_a_caseload_by_weight_is_said_in_normal_cases():
    snapshot = make_snapshot()
    caseload = make_caseload("AB", 166, 4, measure=Measure.WEIGHT, target=180)
    proposal = make_proposal(snapshot, assignments=(make_assignment("2026-0001", "AB"),), caseloads=(caseload,))
    assert "AB: sagsstamme 41,5 før, 42,5 efter, måltal 45" in texts(opened(snapshot, proposal)[SHEET])


@pytest.mark.parametrize("caseloads", [(), (make_caseload("AB", 40),)])
def test_a_round_with_nothing_to_do_has_no_blocks(caseloads):
    snapshot = make_snapshot(cases=())
    sheet = opened(snapshot, make_proposal(snapshot, caseloads=caseloads))[SHEET]
    assert not sheet.row_breaks.brk
    assert "Sag" not in texts(sheet)
