import datetime
import tomllib
from pathlib import Path

import pytest

from models.errors import UnusableInput
from models.proposal import ProposalStatus
from service.questions import ask_why
from service.use_cases import Order, SizeLimits, demonstration, propose
from tests.data.workbook.files import save_csv, save_xlsx, valid_sheets, with_cell
from tests.factories import make_case, make_employer, make_snapshot


def sentences(order):
    with pytest.raises(UnusableInput) as caught:
        propose(order)
    return [finding.sentence("en") for finding in caught.value.findings]


def test_a_workbook_and_its_snapshot_give_the_same_proposal(tmp_path):
    read = propose(Order(source=save_xlsx(valid_sheets(), tmp_path / "team.xlsx")))
    given = propose(Order(source=read.snapshot))
    assert read.proposal.status is ProposalStatus.OPTIMAL
    assert read.proposal.model_copy(update={"solver": given.proposal.solver}) == given.proposal


def test_a_folder_of_csv_files_will_do(tmp_path):
    assert propose(Order(source=save_csv(valid_sheets(), tmp_path / "team"))).proposal.assignments


def test_the_day_of_the_round_may_be_another_than_the_workbooks(tmp_path):
    day = datetime.date(2026, 1, 12)
    proposed = propose(Order(source=save_csv(valid_sheets(), tmp_path / "team"), date=day))
    assert proposed.proposal.date == proposed.snapshot.date == day


def test_a_pin_goes_before_minutes_and_an_exclusion_against_them():
    order = Order(source=make_snapshot(), pins=("2026-0001=CD",), decided_by="LN")
    assert propose(order).proposal.assignments[0].consultant_id == "CD"
    order = Order(source=make_snapshot(), exclusions=("2026-0001=CD",), decided_by="LN")
    assert propose(order).proposal.assignments[0].consultant_id == "AB"


def test_a_teams_own_headings_are_understood_through_a_mapping(tmp_path):
    sheets = valid_sheets()
    sheets["Sager"][0][0] = "Journalnr."
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[headings.Sager]\nSagsnummer = "Journalnr."\n', "utf-8")
    assert tomllib.loads(mapping.read_text("utf-8"))
    team = save_csv(sheets, tmp_path / "team")
    assert propose(Order(source=team, mapping=mapping)).proposal.assignments[0].case_id == "2026-0001"


def test_a_teams_own_travel_times_may_name_its_consultants_and_employers(tmp_path):
    table = tmp_path / "minutes.csv"
    table.write_text("fra;til;minutter\n" + "".join(f"{who};12345678;{n}\n" for who, n in [("AB", 70), ("CD", 10)]))
    sheets = valid_sheets()
    del sheets["Sager"][2]  # its case has no employer whose place the table could name
    proposed = propose(Order(source=save_csv(sheets, tmp_path / "team"), travel_matrix=table))
    (assignment,) = proposed.proposal.assignments
    assert (assignment.consultant_id, assignment.terms["travel"]) == ("CD", 40)


def test_warnings_of_the_import_stand_among_the_remarks_and_the_work_goes_on(tmp_path):
    sheets = with_cell(valid_sheets(), "Virksomheder", 3, "Breddegrad", 54.4)
    proposed = propose(Order(source=save_csv(sheets, tmp_path / "team")))
    (warning,) = proposed.warnings
    assert warning.code == "outside_denmark"
    assert proposed.proposal.remarks[0].da == warning.sentence("da")


def test_generated_case_numbers_are_given_back_with_their_rows(tmp_path):
    sheets = valid_sheets()
    for row in sheets["Sager"]:
        del row[0]
    proposed = propose(Order(source=save_csv(sheets, tmp_path / "team")))
    assert "Cases without a number on the sheet: S-0001 is row 2, S-0002 is row 3." in [
        remark.en for remark in proposed.proposal.remarks
    ]


def test_numbers_given_to_open_cases_only_are_no_remark(tmp_path):
    sheets = valid_sheets()
    del sheets["Sager"][1:3]
    del sheets["Sager"][0][0], sheets["Sager"][1][0]
    remarks = propose(Order(source=save_csv(sheets, tmp_path / "team"))).proposal.remarks
    assert not [remark for remark in remarks if remark.en.startswith("Cases without a number")]


def test_everything_wrong_with_everything_is_said_at_once(tmp_path):
    assert sentences(Order(source=tmp_path / "nowhere", policy="hedensten", pins=("x",), decided_by="LN")) == [
        "There is no policy 'hedensten'. Choose hedensted, herning, vejle, or a TOML file.",
        "'x' cannot be understood. Write CASE=CONSULTANT.",
        f"There is no file or folder of that name: {tmp_path / 'nowhere'}. Correct the name.",
    ]


def test_a_faulty_table_of_travel_times_is_told_with_the_rest(tmp_path):
    table = tmp_path / "minutes.csv"
    table.write_text("fra;til\n")
    assert len(sentences(Order(source=make_snapshot(), travel_matrix=table, policy="x"))) == 2


def test_a_snapshot_beyond_the_limits_is_refused_with_their_size():
    limits = SizeLimits(max_cases=0, max_consultants=1)
    assert sentences(Order(source=make_snapshot(), size_limits=limits)) == [
        "There are 1 cases. Send at most 0 cases.",
        "There are 2 consultants. Send at most 1 consultants.",
    ]
    within = SizeLimits(max_cases=1, max_consultants=2)
    assert propose(Order(source=make_snapshot(), size_limits=within)).proposal.assignments


def test_an_explanation_is_about_the_proposal_and_carries_the_warnings(tmp_path):
    sheets = with_cell(valid_sheets(), "Virksomheder", 3, "Breddegrad", 54.4)
    order = Order(source=save_csv(sheets, tmp_path / "team"))
    explained = ask_why(order, "2026-0001", ())
    proposed = propose(order).proposal
    assert explained.explanation.consultant_id == proposed.assignments[0].consultant_id
    assert [warning.code for warning in explained.warnings] == ["outside_denmark"]


def test_a_wish_to_stop_reaches_the_solver():
    proposed = propose(Order(source=make_snapshot()), should_stop=lambda: True)
    assert proposed.proposal.status is ProposalStatus.CANCELLED


def test_progress_is_passed_on():
    heard = []
    propose(Order(source=demonstration("hedensted", seed=1, date=None)), on_progress=heard.append)
    assert heard[-1].objective is not None


def test_an_unknown_demonstration_names_those_there_are():
    with pytest.raises(UnusableInput, match=r"There is no demonstration of 'odense'\. Choose among hedensted, "):
        demonstration("odense", seed=1, date=None)


def test_a_policy_may_be_a_file(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('name = "own"\nvalid_from = 2026-01-05\ndescription = {da = "x", en = "y"}\n')
    assert propose(Order(source=make_snapshot(), policy=Path(file))).proposal.policy.name == "own"


def test_personal_numbers_in_a_snapshot_are_refused_unseen():
    case = make_case(1, id="010203-1234")
    snapshot = make_snapshot(cases=(case, make_case(2)), municipality="Hedensted for 010203-1234")
    assert sentences(Order(source=snapshot)) == [
        "Column snapshot.municipality: There is a CPR number. Use the case's number, and no CPR numbers.",
        "Column snapshot.cases.0.id: There is a CPR number. Use the case's number, and no CPR numbers.",
    ]


@pytest.mark.parametrize("fields", [{"team_id": "010203-1234"}, {"decided_by": "0102031234", "pins": ("1=AB",)}])
def test_personal_numbers_among_what_is_said_are_refused_unseen(fields):
    said = sentences(Order(source=make_snapshot(), **fields))
    assert "There is a CPR number." in said[-1]
    assert "1234" not in "".join(said)


def test_a_personal_number_for_a_case_is_refused_unseen():
    with pytest.raises(UnusableInput) as caught:
        ask_why(Order(source=make_snapshot()), "010203-1234", ())
    assert [(finding.code, finding.column) for finding in caught.value.findings] == [("cpr_number", "case")]


def test_a_personal_number_for_a_demonstration_is_not_quoted():
    with pytest.raises(UnusableInput, match=r"no demonstration of '\[fjernet\]'"):
        demonstration("010203-1234", seed=1, date=None)


def test_a_production_unit_that_looks_like_a_personal_number_is_none():
    employer = make_employer(1, id="0102031234", id_kind="production_unit")
    snapshot = make_snapshot(employers=(employer,), cases=(make_case(1, employer_id=employer.id),))
    assert propose(Order(source=snapshot)).proposal.assignments
