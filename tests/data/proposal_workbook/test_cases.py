import datetime

import pytest

from models.case import Employment, TalkForm
from models.override import OverrideReason
from models.proposal import PlannedTalk, ProposalStatus
from models.rule_id import RuleId
from models.wording import word
from tests.data.proposal_workbook.meetings import (
    make_assignment,
    make_caseload,
    make_meeting,
    make_proposal,
    make_reason,
    make_runner_up,
)
from tests.data.proposal_workbook.reading import heading_row, opened, table, texts
from tests.factories import days, make_case, make_consultant, make_employer, make_snapshot


def sheet_of(snapshot, *assignments, **fields):
    caseloads = tuple(make_caseload(consultant.id, 40) for consultant in snapshot.consultants)
    return opened(snapshot, make_proposal(snapshot, assignments=assignments, caseloads=caseloads, **fields))["Forslag"]


def test_a_row_says_who_why_and_who_would_be_next():
    employer = make_employer(1, name="Løsning Slagteri")
    snapshot = make_snapshot(employers=(employer,), cases=(make_case(1, employer_id=employer.id, fast_track=True),))
    reasons = (
        make_reason(RuleId.TRAVEL, 48, "Kører 12 min. hver vej, 2 besøg."),
        make_reason(RuleId.WISH, -20, "Har ønsket sagen."),
        make_reason(RuleId.INDUSTRY, 15, "Mangler ét trin i branchen."),
        make_reason(RuleId.URGENCY, 10, "Hastesag."),
    )
    runner_up = make_runner_up("CD", (make_reason(RuleId.TRAVEL, 36), make_reason(RuleId.CASELOAD, -12)))
    (row,) = table(sheet_of(snapshot, make_assignment("2026-0001", "AB", reasons, runner_up=runner_up)))
    assert row["Modtaget"] == datetime.date(2026, 1, 2)
    assert row["Frist"] == datetime.date(2026, 1, 16)
    assert row["Dage til frist"] == 11
    assert (row["Sagstype"], row["Virksomhed"], row["Fast track"]) == ("andet", "Løsning Slagteri", "ja")
    assert (row["Foreslået konsulent"], row["Minutter"]) == ("AB", 53)
    assert row["Vigtigste grunde"] == (
        "+48 min.: Kører 12 min. hver vej, 2 besøg.\n-20 min.: Har ønsket sagen.\n+15 min.: Mangler ét trin i branchen."
    )
    assert (row["Næste valg"], row["Koster mere (min.)"]) == ("CD", 24)
    assert row["Hvorfor"] == "+36 min.: køretid\n-12 min.: sagsstamme"
    assert (row["Første samtale"], row["Samtale besluttet af"]) == ("på arbejdspladsen", "foreslået")
    assert row["Beslutning"] is row["Grund til ændring"] is row["Besluttet af"] is None


def test_dates_look_danish_and_a_deadline_that_is_past_carries_a_mark():
    sheet = sheet_of(make_snapshot(), make_assignment("2026-0001", "AB"))
    row = heading_row(sheet, "Sag") + 1
    assert sheet.cell(row, 3).number_format == "dd-mm-yyyy"
    assert sheet.cell(row, 4).number_format == '0;"! "-0;0'


def test_cases_stand_with_the_nearest_deadline_first_and_those_without_one_last():
    summer = datetime.date(2026, 8, 3)
    case = {"first_day_of_absence": summer - days(20), "received": summer}
    snapshot = make_snapshot(
        date=summer,
        cases=(
            make_case(1, **case, expected_back=summer + days(10)),
            make_case(2, **case, deadline=summer + days(20)),
            make_case(3, **case, deadline=summer - days(1)),
        ),
    )
    rows = table(sheet_of(snapshot, *(make_assignment(case.id, "AB") for case in snapshot.cases)))
    assert [row["Sag"] for row in rows] == ["2026-0003", "2026-0002", "2026-0001"]
    assert [row["Dage til frist"] for row in rows] == [-1, 20, None]


def test_a_case_nothing_speaks_against_says_so_and_without_a_runner_up_it_says_nobody():
    (row,) = table(sheet_of(make_snapshot(), make_assignment("2026-0001", "AB")))
    assert row["Vigtigste grunde"] == "Intet taler imod."
    assert row["Næste valg"] == "ingen"
    assert row["Koster mere (min.)"] is row["Hvorfor"] is None


def test_an_unemployed_citizen_has_that_instead_of_an_employer():
    snapshot = make_snapshot(cases=(make_case(1, employment=Employment.UNEMPLOYED), make_case(2)))
    rows = table(sheet_of(snapshot, make_assignment("2026-0001", "AB"), make_assignment("2026-0002", "AB")))
    assert [row["Virksomhed"] for row in rows] == ["(ledig)", None]


def test_a_talk_that_was_decided_names_who_decided_and_why():
    talk = PlannedTalk(form=TalkForm.LATER, deadline=None, reason="seriously_ill", decided_by="leder")
    by_consultant = talk.model_copy(update={"decided_by": "CD"})
    snapshot = make_snapshot(cases=(make_case(1), make_case(2)))
    rows = table(
        sheet_of(
            snapshot,
            make_assignment("2026-0001", "AB", first_talk=talk),
            make_assignment("2026-0002", "AB", first_talk=by_consultant),
        )
    )
    assert [row["Første samtale"] for row in rows] == ["senere: alvorligt syg"] * 2
    assert [row["Samtale besluttet af"] for row in rows] == ["leder", "CD"]


def test_two_consultants_with_the_same_initials_are_told_apart_by_their_ids():
    consultants = (make_consultant("k1", initials="AB"), make_consultant("k2", initials="AB"))
    snapshot = make_snapshot(consultants=consultants)
    (row,) = table(sheet_of(snapshot, make_assignment("2026-0001", "k2")))
    assert row["Foreslået konsulent"] == "AB (k2)"


def test_the_decision_is_chosen_from_the_consultants_and_the_reason_from_the_words_for_it():
    snapshot = make_snapshot()
    book = opened(
        snapshot,
        make_proposal(
            snapshot,
            assignments=(make_assignment("2026-0001", "AB"),),
            caseloads=(make_caseload("AB", 40), make_caseload("CD", 41)),
        ),
    )
    sheet = book["Forslag"]
    row = heading_row(sheet, "Sag") + 1
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists == {
        f"Q{row}": "Konsulenter",
        f"R{row}": f'"{",".join(word(reason).da for reason in OverrideReason)}"',
    }
    sheet_name, cells = book.defined_names["Konsulenter"].attr_text.split("!")
    assert [cell.value for (cell,) in book[sheet_name][cells.replace("$", "")]] == ["AB", "CD"]


def test_a_change_without_a_reason_is_striped():
    sheet = sheet_of(make_snapshot(), make_assignment("2026-0001", "AB"))
    row = heading_row(sheet, "Sag") + 1
    ((cells, rules),) = [(str(where.sqref), where.rules) for where in sheet.conditional_formatting]
    assert cells == f"R{row}"
    assert rules[0].formula == [f'AND($Q{row}<>"",$Q{row}<>$I{row},$R{row}="")']


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "1 sag fordelt. Forslaget er bevist bedst under politikken »hedensted«, version 1."),
        (
            {"status": ProposalStatus.FEASIBLE, "objective_minutes": 200, "bound_minutes": 197},
            (
                "1 sag fordelt. Forslaget er ikke bevist bedst under politikken »hedensted«, version 1: "
                "højst 1,5 % fra det bedste."
            ),
        ),
        (
            {"status": ProposalStatus.CANCELLED, "bound_minutes": None},
            "1 sag fordelt. Forslaget er afbrudt under politikken »hedensted«, version 1: der er ingen bevist grænse.",
        ),
    ],
)
def test_the_second_line_says_how_good_the_proposal_is(fields, words):
    sheet = sheet_of(make_snapshot(), make_assignment("2026-0001", "AB"), **fields)
    assert sheet["A2"].value == words


def test_without_a_plan_the_second_line_says_what_to_do():
    snapshot = make_snapshot()
    sheet = sheet_of(snapshot, status=ProposalStatus.UNKNOWN, objective_minutes=None, bound_minutes=None)
    assert "ikke fundet et forslag" in sheet["A2"].value
    assert "længere tid" in sheet["A2"].value


def test_cases_without_a_consultant_are_announced_at_the_top():
    snapshot, proposal = make_meeting()
    (top,) = [text for text in texts(opened(snapshot, proposal)["Forslag"]) if text.startswith("!")]
    assert top == (
        "! 1 sag er ikke fordelt og må vente til næste runde, og 1 sag hører til et andet team: "
        "se arket »Ikke fordelt«."
    )
    only_waiting = proposal.model_copy(update={"other_team": ()})
    assert "! 1 sag er ikke fordelt og må vente til næste runde: se arket »Ikke fordelt«." in texts(
        opened(snapshot, only_waiting)["Forslag"]
    )
    only_elsewhere = proposal.model_copy(update={"unassigned": ()})
    assert "! 1 sag hører til et andet team: se arket »Ikke fordelt«." in texts(
        opened(snapshot, only_elsewhere)["Forslag"]
    )


def test_remarks_stand_under_the_table_and_are_announced_above_it():
    snapshot, proposal = make_meeting()
    sheet = opened(snapshot, proposal)["Forslag"]
    announced, remark = (
        next(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith(words))
        for words in ("Bemærkninger: 1", "NO er over sit loft")
    )
    assert announced < heading_row(sheet, "Sag") < remark
