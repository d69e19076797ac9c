"""Rebalances and swaps on the command line."""

import json
from xml.etree import ElementTree

import openpyxl
import pytest

from data.workbook import read_workbook, write_snapshot
from models.consultant import ConflictOfInterest
from service import rebalance_commands
from service.speaking import ExitCode
from tests.service.test_commands import run
from tests.teams_that_move import make_moving_team

POLICY = """
name = "prøve"
valid_from = 2026-01-05
description = {da = "En prøve.", en = "A test."}
caseload = {target = 3, limit_count = 9}
move = {new_minutes = 5, before_first_talk_minutes = 10, after_first_talk_minutes = 15, from_contact_minutes = 5}
"""
AWAY = ("--absent", "AB:2026-01-05:2026-03-01")


@pytest.fixture
def team(tmp_path):
    write_snapshot(make_moving_team(), tmp_path / "team.xlsx")
    (tmp_path / "policy.toml").write_text(POLICY, "utf-8")
    return tmp_path


def rebalance(team, *arguments):
    return run("rebalance", team / "team.xlsx", "--policy", team / "policy.toml", *arguments)


def test_every_result_is_written_and_the_board_is_shown(team):
    moves, plot, after, answer = (team / name for name in ("moves.xlsx", "plot.svg", "after.xlsx", "answer.json"))
    result = rebalance(team, "--out", moves, "--json", answer, "--plot", plot, "--team-out", after, "--by", "LN", *AWAY)
    assert result.exit_code == 0, result.stderr
    assert "6 sager kan ikke blive, hvor de er." in result.stdout
    assert result.stderr.strip().endswith(f"Skrevet: {moves}, {plot}, {after}, {answer}")
    assert openpyxl.load_workbook(moves).sheetnames[0] == "Flytninger"
    assert json.loads(answer.read_text("utf-8"))["forced"]
    assert ElementTree.parse(plot).getroot().tag.endswith("svg")  # noqa: S314 - our own file
    team_after = read_workbook(after).snapshot
    assert not any(case.consultant_id == "AB" for case in team_after.cases)
    assert {move.moved_by for move in team_after.moves} == {"LN"}
    assert len(team_after.moves) >= 6
    applied = json.loads(answer.read_text("utf-8"))["applied"]
    assert (applied["by"], len(applied["moves"])) == ("LN", len(team_after.moves))


def test_without_a_name_nothing_is_carried_out(team, monkeypatch):
    monkeypatch.setattr(rebalance_commands, "user_name", lambda: None)
    result = rebalance(team, "--team-out", team / "after.xlsx")
    assert result.exit_code == ExitCode.UNUSABLE_INPUT
    assert "--by" in result.stderr
    assert not (team / "after.xlsx").exists()


def test_what_is_covered_goes_back_when_she_returns(team):
    covered, back = team / "covered.xlsx", team / "back.xlsx"
    before = {case.id: case.consultant_id for case in read_workbook(team / "team.xlsx").snapshot.cases}
    options = ("--max-moves", 0, "--by", "LN")
    assert rebalance(team, "--team-out", covered, *AWAY, *options).exit_code == 0
    result = run(
        "rebalance", covered, "--policy", team / "policy.toml", "--date", "2026-02-02", "--returns", "AB",
        "--team-out", back, *options,
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert "6 sager går tilbage efter dækning." in result.stdout
    assert {case.id: case.consultant_id for case in read_workbook(back).snapshot.cases} == before


def test_a_plan_may_be_picked_and_some_of_its_moves_left_out(team):
    after = team / "after.xlsx"
    result = rebalance(team, "--pick", 1, "--skip", "2026-0099", "--team-out", after)
    assert result.exit_code == ExitCode.UNUSABLE_INPUT
    assert not after.exists()
    result = rebalance(team, "--pick", 1, "--team-out", after, "--by", "LN")
    moved = [case for case in read_workbook(after).snapshot.cases if case.id in ("2026-0005", "2026-0006")]
    assert sorted(case.consultant_id for case in moved) == ["AB", "CD"]
    assert "Frivillige skift i planen med højst 1" in result.stdout


def test_json_may_be_handed_over_instead_of_the_board(team):
    result = rebalance(team, "--json", "-", "--price", 0)
    answer = json.loads(result.stdout)
    assert len(answer["best"]["moves"]) == 2
    assert len(answer["frontier"]) == 1


def test_the_weeks_ahead_are_told(team):
    result = rebalance(team, "--weeks-ahead", 8, "--inflow", 2, "--max-moves", 1)
    assert "Sagsstammerne er gennemsnittet af de næste 8 uger, ikke dagens." in result.stdout


def test_all_that_cannot_be_understood_is_told_at_once(team):
    result = rebalance(team, "--absent", "AB", "--hours", "AB:mange", "--leaves", "XY")
    assert result.exit_code == ExitCode.UNUSABLE_INPUT
    assert "ID:FRA:TIL" in result.stderr
    assert "ID:PROCENT" in result.stderr
    assert rebalance(team, "--leaves", "XY").exit_code == ExitCode.UNUSABLE_INPUT


def test_swaps_are_listed_and_one_is_checked(team):
    listed = run("swap", team / "team.xlsx", "--policy", team / "policy.toml")
    assert listed.exit_code == 0, listed.stderr
    assert "bytte" in listed.stdout
    checked = run("swap", team / "team.xlsx", "2026-0001", "2026-0008", "--policy", team / "policy.toml")
    assert checked.exit_code == 0, checked.stderr
    assert "Byttet er tilladt" in checked.stdout


def swap(team, *arguments):
    return run("swap", team / "team.xlsx", *arguments, "--policy", team / "policy.toml")


def test_a_swap_is_carried_out_once_everybody_in_it_has_agreed(team):
    after = team / "after.xlsx"
    pair = ("2026-0001", "2026-0008", "--team-out", after)
    before = {case.id: case.consultant_id for case in read_workbook(team / "team.xlsx").snapshot.cases}
    half = swap(team, *pair, "--by", before["2026-0001"])
    assert half.exit_code == ExitCode.UNUSABLE_INPUT
    assert f"{before['2026-0008']} har ikke sagt ja til byttet." in half.stderr
    assert not after.exists()
    agreed = swap(team, *pair, "--by", before["2026-0001"].lower(), "--by", before["2026-0008"])
    assert agreed.exit_code == 0, agreed.stderr
    assert f"Skrevet: {after}" in agreed.stderr
    snapshot = read_workbook(after).snapshot
    holders = {case.id: case.consultant_id for case in snapshot.cases}
    assert holders == {**before, "2026-0001": before["2026-0008"], "2026-0008": before["2026-0001"]}
    assert {(move.case_id, move.reason) for move in snapshot.moves} == {("2026-0001", "swap"), ("2026-0008", "swap")}
    assert all(before["2026-0008"] in move.moved_by for move in snapshot.moves)


def test_a_coordinator_agrees_alone_where_the_policy_says_so(team):
    (team / "policy.toml").write_text(f'swap_approval = "coordinator"\n{POLICY}', "utf-8")
    pair = ("2026-0001", "2026-0008", "--team-out", team / "after.xlsx")
    nobody = swap(team, *pair, "--by", " ")
    assert nobody.exit_code == ExitCode.UNUSABLE_INPUT
    assert "Ingen har sagt ja til byttet." in nobody.stderr
    assert swap(team, *pair, "--by", "LN").exit_code == 0
    assert {move.moved_by for move in read_workbook(team / "after.xlsx").snapshot.moves} == {"LN"}


def test_a_list_of_swaps_is_not_carried_out(team):
    result = swap(team, "--team-out", team / "after.xlsx", "--by", "LN")
    assert result.exit_code == ExitCode.UNUSABLE_INPUT
    assert "Nævn byttets sager." in result.stderr


def test_a_swap_that_is_not_allowed_is_not_carried_out_whoever_agrees(team):
    snapshot = read_workbook(team / "team.xlsx").snapshot
    conflict = ConflictOfInterest(case_id="2026-0008")
    holder = next(case.consultant_id for case in snapshot.cases if case.id == "2026-0001")
    consultants = tuple(
        each.model_copy(update={"conflicts": (conflict,)}) if each.id == holder else each
        for each in snapshot.consultants
    )
    write_snapshot(snapshot.model_copy(update={"consultants": consultants}), team / "team.xlsx")
    people = [part for each in snapshot.consultants for part in ("--by", each.id)][:6]
    result = swap(team, "2026-0001", "2026-0008", "--team-out", team / "after.xlsx", *people)
    assert result.exit_code == ExitCode.UNUSABLE_INPUT
    assert "Byttet er ikke tilladt." in result.stderr


def test_swaps_are_written_as_json(team):
    target = team / "swaps.json"
    assert run("swap", team / "team.xlsx", "--json", target, "--policy", team / "policy.toml").exit_code == 0
    assert {"num_swaps", "swaps", "together", "approval"} <= set(json.loads(target.read_text("utf-8")))
    shown = run("swap", team / "team.xlsx", "2026-0001", "2026-0008", "--json", "-", "--policy", team / "policy.toml")
    assert json.loads(shown.stdout)["is_allowed"] is True


def test_a_case_that_is_not_open_cannot_be_swapped(team):
    result = run("swap", team / "team.xlsx", "2026-0001", "2026-0020", "--policy", team / "policy.toml")
    assert result.exit_code == ExitCode.UNUSABLE_INPUT
    assert "ingen åben sag med nummer 2026-0020" in result.stderr
