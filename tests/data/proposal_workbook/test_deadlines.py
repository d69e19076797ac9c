from models.case import FirstTalk, TalkForm, TalkReason
from tests.data.proposal_workbook.meetings import make_assignment, make_caseload, make_proposal
from tests.data.proposal_workbook.reading import opened, table, texts
from tests.data.proposal_workbook.test_left_out import unassigned
from tests.factories import MONDAY, days, make_case, make_open_case, make_snapshot, make_team


def sheet_of(*cases, assigned=(), waiting=()):
    snapshot = make_snapshot(teams=(make_team(), make_team("ledige")), cases=cases)
    proposal = make_proposal(
        snapshot,
        assignments=tuple(make_assignment(case_id, "AB") for case_id in assigned),
        unassigned=tuple(unassigned(case_id) for case_id in waiting),
        caseloads=(make_caseload("AB", 40),),
    )
    return opened(snapshot, proposal)["Frister"]


def test_new_and_open_cases_of_the_round_stand_together_by_deadline():
    sheet = sheet_of(
        make_case(1, deadline=MONDAY + days(8)),
        make_case(2, deadline=MONDAY),
        make_open_case(3, "AB", deadline=MONDAY - days(1)),
        make_open_case(4, "AB", deadline=MONDAY + days(3)),
        assigned=["2026-0001"],
        waiting=["2026-0002"],
    )
    rows = table(sheet)
    assert [(row["Sag"], row["Dage til frist"], row["Hvornår"]) for row in rows] == [
        ("2026-0003", -1, "! overskredet"),
        ("2026-0002", 0, "i dag"),
        ("2026-0004", 3, "inden en uge"),
        ("2026-0001", 8, "inden to uger"),
    ]
    assert [row["Ny eller åben"] for row in rows] == ["åben", "ny", "åben", "ny"]
    assert [row["Konsulent"] for row in rows] == ["AB", "ikke fordelt", "AB", "AB"]
    assert "4 sager, heraf 1 over fristen." in texts(sheet)


def test_cases_of_other_rounds_are_theirs_to_watch():
    sheet = sheet_of(
        make_case(1, deadline=MONDAY, team_id="ledige"), make_open_case(2, "CD", deadline=MONDAY), assigned=()
    )
    assert table(sheet) == []
    assert "Ingen sager." in texts(sheet)


def test_a_talk_with_a_day_is_not_on_the_sheet_and_one_decided_without_a_day_names_who_decided():
    decided = {"form": TalkForm.ELSEWHERE, "reason": TalkReason.CONFLICT, "decided_by": "CD", "decided_on": MONDAY}
    sheet = sheet_of(
        make_open_case(1, "AB", deadline=MONDAY, first_talk=FirstTalk(**decided, agreed_for=MONDAY)),
        make_open_case(2, "AB", deadline=MONDAY, first_talk=FirstTalk(**decided)),
    )
    (row,) = table(sheet)
    assert row["Sag"] == "2026-0002"
    assert row["Første samtale"] == "et andet sted: konflikt på arbejdspladsen"
    assert row["Besluttet af"] == "CD"
    assert row["Aftalt til"] is row["Bemærkning"] is None
