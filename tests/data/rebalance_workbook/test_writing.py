"""The workbook of a rebalance as a program that reads it sees it."""

import io
import zipfile

import openpyxl
import pytest

from allocator.rebalancing.occasions import apply_occasions
from allocator.rebalancing.rebalance import rebalance, rebalance_at_price
from data.rebalance_workbook import rebalance_workbook, write_rebalance
from models.case import Employment
from models.move import Move
from models.occasion import Absent, CaseChanges, Leaves
from models.rebalance import AppliedMoves
from tests.data.proposal_workbook.reading import table
from tests.factories import MONDAY, StraightLineTravel, days
from tests.teams_that_move import make_moving_policy, make_moving_team

TRAVEL = StraightLineTravel()
AWAY = Absent(consultant_id="AB", first_day=MONDAY, last_day=MONDAY + days(60))
LEAVES = Leaves(consultant_id="EF")


def moved(*occasions):
    team = make_moving_team()
    answer = rebalance(team, make_moving_policy(), TRAVEL, occasions=occasions, time_limit_s=30.0)
    return answer, apply_occasions(team, occasions)


def opened(answer, snapshot, point=None):
    return openpyxl.load_workbook(io.BytesIO(rebalance_workbook(answer, point or answer.frontier[-1], snapshot)))


@pytest.fixture(scope="module")
def leaving():
    return moved(LEAVES)


def test_every_sheet_is_there(leaving):
    assert opened(*leaving).sheetnames == ["Flytninger", "Kurve", "Før og efter", "Kontaktpersoner", "Parametre"]
    assert opened(*moved()).sheetnames == ["Flytninger", "Kurve", "Før og efter", "Parametre"]


def test_the_same_rebalance_gives_the_same_bytes(leaving):
    answer, snapshot = leaving
    point = answer.frontier[0]
    assert rebalance_workbook(answer, point, snapshot) == rebalance_workbook(answer, point, snapshot)


def test_what_somebody_has_carried_out_stands_with_the_name(leaving):
    answer, snapshot = leaving
    point = answer.frontier[-1]
    first, *rest = point.all_moves
    made = tuple(
        Move(
            case_id=move.case_id,
            from_consultant_id=move.from_consultant_id,
            to_consultant_id=move.to_consultant_id,
            reason=move.reason,
        )
        for move in rest
    )
    applied = AppliedMoves(moves=made, applied_by="LN", applied_on=answer.date)
    sheet = openpyxl.load_workbook(io.BytesIO(rebalance_workbook(answer, point, snapshot, applied)))["Flytninger"]
    assert "Besluttet af LN" in "".join(str(cell.value) for row in sheet.iter_rows(max_row=6) for cell in row)
    rows = table(sheet)
    assert {row["Besluttet af"] for row in rows} == {"LN"}
    assert {row["Sag"]: row["Flyttes"] for row in rows} == {
        first.case_id: "nej",
        **{move.case_id: "ja" for move in rest},
    }


def test_every_move_stands_with_its_kind_its_reason_and_what_to_hand_over(leaving):
    answer, snapshot = leaving
    point = answer.frontier[-1]
    rows = table(opened(answer, snapshot)["Flytninger"])
    assert [row["Sag"] for row in rows] == [move.case_id for move in point.all_moves]
    assert rows[0]["Slags"] == "nødvendigt skift"
    assert rows[0]["Grund"] == "fratrædelse"
    assert "fortæl den, hvem der kommer nu" in rows[0]["Overdragelse"]
    assert rows[0]["Flyttes"] is None
    assert rows[-1]["Slags"] == "frivilligt skift"


def test_the_frontier_names_every_point_and_where_it_ends(leaving):
    sheet = opened(*leaving)["Kurve"]
    rows = table(sheet, "Højst frivillige")
    answer, _ = leaving
    assert [row["Højst frivillige"] for row in rows] == ["0", "1", "2", "alle, der kan betale sig"]
    assert [row["Minutter"] for row in rows[:3]] == [point.objective_minutes for point in answer.frontier]
    assert [row["Ændring mod ingen"] for row in rows[:3]] == [-point.earned_minutes for point in answer.frontier]
    assert "AB → CD" in rows[2]["Frivillige flytninger"]
    assert "Efter 2 frivillige flytninger" in sheet["A3"].value


def test_everybody_stands_before_and_after(leaving):
    rows = {row["Konsulent"]: row for row in table(opened(*leaving)["Før og efter"], "Konsulent")}
    assert rows["EF"]["Sager efter"] == 0
    assert rows["EF"]["Afgiver"] == 2
    assert sum(row["Får"] for row in rows.values()) == sum(row["Afgiver"] for row in rows.values())
    assert all(row["Sager efter"] == row["Sager før"] - row["Afgiver"] + row["Får"] for row in rows.values())


def test_successors_stand_in_order_with_room_to_decide(leaving):
    rows = table(opened(*leaving)["Kontaktpersoner"], "Virksomhed")
    assert rows[0]["Virksomhed"] == "=Savværket"
    assert [row["Nr."] for row in rows] == list(range(1, len(rows) + 1))


def test_what_nobody_can_have_is_not_forgotten():
    everybody = [Absent(consultant_id=who, first_day=MONDAY, last_day=MONDAY + days(60)) for who in ("CD", "EF")]
    answer, snapshot = moved(AWAY, *everybody)
    sheet = opened(answer, snapshot)["Flytninger"]
    texts = [cell.value for row in sheet for cell in row if cell.value]
    assert "Ingen sager flytter." in texts
    assert "Sager, som ingen kan få" in texts
    assert any(str(text).startswith("! 9 sager kan ingen få") for text in texts)


def test_a_plan_at_a_price_and_one_of_all_that_pays_say_so():
    team = make_moving_team()
    answer = rebalance_at_price(team, make_moving_policy(), TRAVEL, price_minutes=130)
    sheet = opened(answer, team, answer.best)["Flytninger"]
    assert "Planen til 130 minutter pr. frivillig flytning." in [row[0].value for row in sheet]
    rows = table(opened(answer, team, answer.best)["Kurve"], "Højst frivillige")
    assert rows[-1]["Højst frivillige"] == "til 130 min. pr. flytning"
    free = rebalance_at_price(team, make_moving_policy(), TRAVEL, price_minutes=0)
    texts = [row[0].value for row in opened(free, team, free.best)["Flytninger"]]
    assert "Planen med alle flytninger, der giver mere, end de forstyrrer." in texts


def test_where_nothing_pays_and_where_nothing_is_known_the_frontier_says_so():
    answer, snapshot = moved()
    none = answer.model_copy(update={"stops_paying_at": 0})
    assert "Ingen frivillig flytning" in opened(none, snapshot)["Kurve"]["A3"].value
    last = answer.frontier[-1].model_copy(update={"bound_minutes": None, "earned_minutes": None})
    unknown = answer.model_copy(update={"stops_paying_at": None, "frontier": (*answer.frontier[:-1], last)})
    sheet = opened(unknown, snapshot)["Kurve"]
    assert "ikke bevist" in sheet["A3"].value
    rows = table(sheet, "Højst frivillige")
    assert rows[2]["Bevist mindst mulige"] == rows[2]["Afstand i %"] == "ukendt"
    assert rows[2]["Ændring mod ingen"] == "andre niveauer"


def test_an_unemployed_citizen_and_an_employer_off_the_list_have_their_words():
    lost = CaseChanges(case_id="2026-0005", employment=Employment.UNEMPLOYED)
    rows = {row["Sag"]: row for row in table(opened(*moved(lost))["Flytninger"])}
    assert rows["2026-0005"]["Virksomhed"] == "(ledig)"
    assert rows["2026-0006"]["Virksomhed"] is None


def test_no_text_becomes_a_formula_or_a_link(leaving):
    answer, snapshot = leaving
    content = rebalance_workbook(answer, answer.frontier[-1], snapshot)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    names = [cell for row in opened(answer, snapshot)["Flytninger"] for cell in row if cell.value == "=Savværket"]
    assert names
    assert all(cell.data_type == "s" for cell in names)


def test_a_travel_that_is_not_known_says_so():
    answer, snapshot = moved()
    point = answer.frontier[0]
    shares = tuple(
        each.model_copy(update={"before": each.before.model_copy(update={"travel_minutes": None})})
        for each in point.shares
    )
    rows = table(opened(answer, snapshot, point.model_copy(update={"shares": shares}))["Før og efter"], "Konsulent")
    assert {row["Kørsel før"] for row in rows} == {"ukendt"}


def test_an_employer_without_successors_is_named_all_the_same(leaving):
    answer, snapshot = leaving
    alone = tuple(each.model_copy(update={"successors": (), "was_deputy": True}) for each in answer.successions)
    rows = table(opened(answer.model_copy(update={"successions": alone}), snapshot)["Kontaktpersoner"], "Virksomhed")
    assert rows[0]["Forslag"] == "ingen"
    assert rows[0]["Som"] == "stedfortræder"


def test_the_file_is_written_whole(leaving, tmp_path):
    answer, snapshot = leaving
    write_rebalance(answer, answer.frontier[0], snapshot, tmp_path / "moves.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["moves.xlsx"]
