import pytest

from models.caseload import Measure
from models.policy_parts import CaseloadPart
from models.presets import preset
from models.rule_id import RuleId
from tests.data.proposal_workbook.meetings import make_caseload, make_meeting, make_proposal, make_reason
from tests.data.proposal_workbook.reading import heading_row, opened, table, texts
from tests.factories import make_consultant, make_snapshot


def sheet_of(*caseloads, **fields):
    snapshot = make_snapshot(consultants=tuple(make_consultant(each.consultant_id) for each in caseloads))
    return opened(snapshot, make_proposal(snapshot, caseloads=caseloads, **fields))["Sagsstammer"]


def test_a_row_says_what_she_has_before_and_after_by_count_and_by_weight():
    caseload = make_caseload(
        "AB",
        44,
        2,
        terms={RuleId.CASELOAD: 6, RuleId.COHESION: 30},
        reasons=(make_reason(RuleId.CASELOAD, 6, "46 sager mod et måltal på 45."),),
        weight_quarters_after=199,
    )
    (row,) = table(sheet_of(caseload), "Konsulent")
    assert (row["Antal før"], row["Nye"], row["Antal efter"]) == (44, 2, 46)
    assert (row["Vægt før"], row["Vægt efter"]) == (44, 49.75)
    assert (row["Måltal"], row["Loft"], row["Forskel til måltal"]) == (45, 55, 1)
    assert (row["Minutter: sagsstamme"], row["Minutter: få konsulenter pr. virksomhed"]) == (6, 30)
    assert row["Grunde"] == "+6 min.: 46 sager mod et måltal på 45."
    assert row["Arbejdstid %"] == 100


@pytest.mark.parametrize(
    ("before", "standing"),
    [(56, "▲▲ over loft"), (55, "▲ over måltal"), (46, "▲ over måltal"), (45, "= på måltal"), (44, "▽ under måltal")],
)
def test_the_standing_is_said_with_a_sign_and_in_words(before, standing):
    (row,) = table(sheet_of(make_caseload("AB", before)), "Konsulent")
    assert row["Stand"] == standing


def test_without_a_limit_nobody_is_above_it():
    (row,) = table(sheet_of(make_caseload("AB", 99, limit=None)), "Konsulent")
    assert (row["Loft"], row["Stand"]) == ("intet", "▲ over måltal")


def test_colours_follow_the_words():
    sheet = sheet_of(make_caseload("AB", 56), make_caseload("CD", 40))
    first = heading_row(sheet, "Konsulent") + 1
    ((cells, rules),) = [(str(where.sqref), where.rules) for where in sheet.conditional_formatting]
    assert cells == f"K{first}:K{first + 1}"
    assert [rule.formula for rule in rules] == [
        [f'$K{first}="▲▲ over loft"'],
        [f'$K{first}="▲ over måltal"'],
        [f'$K{first}="▽ under måltal"'],
    ]


def test_by_weight_targets_are_read_in_normal_cases():
    policy = preset("hedensted").model_copy(update={"caseload": CaseloadPart(measure=Measure.WEIGHT)})
    caseload = make_caseload(
        "AB", 178, 5, measure=Measure.WEIGHT, target=180, limit=220, count_before=40, count_after=41
    )
    sheet = sheet_of(caseload, policy=policy)
    (row,) = table(sheet, "Konsulent")
    assert (row["Måltal"], row["Loft"], row["Forskel til måltal"]) == (45, 55, 0.75)
    assert "i sagstyngde" in sheet["A2"].value
    assert sheet.cell(heading_row(sheet, "Konsulent") + 1, 8).number_format == "#,##0.00_)"


def test_sums_stand_below_the_table_outside_what_is_sorted():
    snapshot, proposal = make_meeting()
    sheet = opened(snapshot, proposal)["Sagsstammer"]
    rows = table(sheet, "Konsulent")
    assert [row["Konsulent"] for row in rows] == sorted(row["Konsulent"] for row in rows)
    total = heading_row(sheet, "I alt")
    head = heading_row(sheet, "Konsulent")
    assert total == head + len(rows) + 2
    assert sheet.auto_filter.ref == f"A{head}:N{head + len(rows)}"
    assert sheet.cell(total, 3).value == sum(row["Antal før"] for row in rows)
    assert sheet.cell(total, 4).value == len(proposal.assignments)


def test_without_consultants_there_is_a_heading_and_no_sum():
    assert "I alt" not in texts(sheet_of())
