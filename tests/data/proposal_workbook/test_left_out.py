import datetime

from models.case import RiskFlag
from models.proposal import OtherTeam, Unassigned
from models.rule_id import RuleId
from tests.data.proposal_workbook.meetings import make_caseload, make_proposal, make_reason
from tests.data.proposal_workbook.reading import heading_row, opened, table, texts
from tests.factories import MONDAY, days, make_case, make_snapshot, make_team


def unassigned(case_id, *blocked_by):
    return Unassigned(
        case_id=case_id,
        blocked_by=blocked_by,
        minutes=480,
        terms={RuleId.LEFT_OUT: 480},
        reasons=(make_reason(RuleId.LEFT_OUT, 480, "Må vente til næste runde."),),
    )


def sheet_of(snapshot, **fields):
    caseloads = tuple(make_caseload(consultant.id, 40) for consultant in snapshot.consultants)
    return opened(snapshot, make_proposal(snapshot, **{"caseloads": caseloads, **fields}))["Ikke fordelt"]


def test_a_case_that_waits_names_the_rules_that_block_it_in_danish():
    case = make_case(1, waiting_since=MONDAY - days(9), risk_flags={RiskFlag.MENTAL_ILLNESS})
    sheet = sheet_of(make_snapshot(cases=(case,)), unassigned=(unassigned(case.id, RuleId.LIMITS, RuleId.COMPETENCE),))
    (row,) = table(sheet)
    assert row["Hvad sker der"] == "ikke fordelt"
    assert row["Regler, der spærrer"] == "kompetencer, loft over sager"
    assert row["Venter siden"] == datetime.date(2025, 12, 27)
    assert (row["Risiko"], row["Sagstype"]) == ("psykisk sygdom", "andet")
    assert row["Minutter"] == 480
    assert row["Forklaring"] == "+480 min.: Må vente til næste runde."


def test_waiting_cases_come_before_those_of_other_teams_and_only_they_can_be_decided_here():
    cases = (make_case(1, team_id="ledige", deadline=MONDAY), make_case(2), make_case(3, deadline=MONDAY + days(1)))
    snapshot = make_snapshot(teams=(make_team(), make_team("ledige", name="Team Ledige")), cases=cases)
    sheet = sheet_of(
        snapshot,
        unassigned=(unassigned("2026-0002", RuleId.LIMITS), unassigned("2026-0003", RuleId.LIMITS)),
        other_team=(OtherTeam(case_id="2026-0001", team_id="ledige"),),
    )
    rows = table(sheet)
    assert [row["Sag"] for row in rows] == ["2026-0003", "2026-0002", "2026-0001"]
    assert rows[2]["Hvad sker der"] == "andet team: Team Ledige"
    assert rows[2]["Minutter"] is None
    first = heading_row(sheet, "Sag") + 1
    (choice,) = sheet.data_validations.dataValidation
    assert [str(choice.sqref), choice.formula1] == [f"M{first}:M{first + 1}", "Konsulenter"]


def test_without_consultants_there_is_nobody_to_choose():
    snapshot = make_snapshot(consultants=())
    sheet = sheet_of(snapshot, unassigned=(unassigned("2026-0001", RuleId.LIMITS),), caseloads=())
    assert not sheet.data_validations.dataValidation


def test_when_everybody_has_a_consultant_the_sheet_says_so():
    assert "Ingen: alle nye sager er fordelt i forslaget." in texts(sheet_of(make_snapshot(cases=())))
