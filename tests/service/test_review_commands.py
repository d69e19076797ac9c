import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from allocator.seal import open_sealed, seal
from models.method import Method
from models.plan_difference import PlanDifference
from models.proposal import Proposal
from models.replay import Replay
from service.commands import program
from tests.data.workbook.files import save_xlsx, valid_sheets

PROGRAM = Path(sys.executable).with_name("sagsfordeler")


def run(*arguments):
    return CliRunner().invoke(
        program(), [str(argument) for argument in arguments], prog_name="sagsfordeler", env={"COLUMNS": "100"}
    )


def words(text):
    return " ".join(text.split())


@pytest.fixture
def team(tmp_path):
    return save_xlsx(valid_sheets(), tmp_path / "team.xlsx")


@pytest.fixture
def sealed(team, tmp_path):
    result = run("distribute", team, "--record", tmp_path / "record.json", "--json", tmp_path / "first.json")
    assert result.exit_code == 0
    return tmp_path / "record.json"


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


# compare


@pytest.fixture
def two(team, tmp_path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert run("distribute", team, "--json", first).exit_code == 0
    held_by = Proposal.model_validate_json(first.read_text("utf-8")).assignments[0]
    other = "CD" if held_by.consultant_id == "AB" else "AB"
    pin = f"{held_by.case_id}={other}"
    assert run("distribute", team, "--json", second, "--pin", pin, "--by", "LN").exit_code == 0
    return first, second


def test_two_proposals_are_compared_case_by_case_and_person_by_person(two, team):
    result = run("compare", *two)
    assert result.exit_code == 0
    assert "Sager, der skifter" in result.stdout
    assert "Hvem der afgiver og får" in result.stdout
    first, second = (json.loads(each.read_text("utf-8"))["objective_minutes"] for each in two)
    assert f"Den anden koster {second - first:+d} min." in result.stdout
    english = run("compare", *two, "--lang", "en", "--names", team)
    assert f"The second costs {second - first:+d} min." in english.stdout
    assert "Who gives and who gets" in english.stdout


def test_a_difference_is_had_as_json_too(two, tmp_path):
    on_screen = run("compare", *two, "--json", "-")
    difference = PlanDifference.model_validate_json(on_screen.stdout)
    assert difference.minutes == difference.second.objective_minutes - difference.first.objective_minutes
    to_file = run("compare", *two, "--json", tmp_path / "difference.json")
    assert to_file.stderr == f"Skrevet: {tmp_path / 'difference.json'}\n"
    assert PlanDifference.model_validate_json((tmp_path / "difference.json").read_text("utf-8")) == difference


def test_a_proposal_does_not_differ_from_itself(two):
    assert "De to planer er ens." in run("compare", two[0], two[0]).stdout


def test_two_policies_are_said_to_differ_in_prices_too(team, two, tmp_path):
    other = tmp_path / "herning.json"
    assert run("distribute", team, "--policy", "herning", "--json", other).exit_code == 0
    stdout = run("compare", two[0], other).stdout
    assert "ikke samme politik" in stdout
    assert "Sager, der bliver, men koster noget andet" in stdout


def test_a_case_that_waits_has_nobody(two, tmp_path):
    waits = json.loads(two[0].read_text("utf-8"))
    case = waits["assignments"].pop(0)
    waits["unassigned"].append(
        {"case_id": case["case_id"], "blocked_by": [], "minutes": 480, "terms": {"left_out": 480}, "reasons": []}
    )
    waits["objective_minutes"] += 480 - sum(case["terms"].values())
    other = tmp_path / "waits.json"
    other.write_text(json.dumps(waits), "utf-8")
    assert re.search(rf"{case['case_id']}\s+{case['consultant_id']}\s+venter", run("compare", two[0], other).stdout)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("hej", "is not a proposal"),
        ("{}", "is not a proposal (municipality): Field required."),
    ],
)
def test_what_is_no_proposal_is_a_sentence_and_exit_code_two(two, tmp_path, content, sentence):
    (tmp_path / "other.json").write_text(content, "utf-8")
    result = run("compare", two[0], tmp_path / "other.json", "--lang", "en")
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_an_id_that_is_a_personal_number_is_refused_unseen(two, tmp_path):
    number = f"{10190:07d}1234"[1:]
    content = two[0].read_text("utf-8").replace("2026-0001", number)
    (tmp_path / "other.json").write_text(content, "utf-8")
    result = run("compare", two[0], tmp_path / "other.json")
    assert result.exit_code == 2
    assert number not in result.stderr
    assert "CPR-nummer" in result.stderr


def test_a_file_that_is_not_there_is_a_sentence(two):
    result = run("compare", two[0], "nowhere.json")
    assert result.exit_code == 2
    assert "nowhere.json" in result.stderr


# fairness


def test_fairness_shows_people_spreads_and_rules(team):
    result = run("fairness", team)
    assert result.exit_code == 0
    for heading in ("Hvad hver har", "Hvor langt der er imellem dem", "Hvad hver regel gør ved det", "Ginis"):
        assert heading in result.stdout
    assert "Regler, der ikke tæller i politikken: ledige besøgstider" in words(result.stdout)
    assert "Fair" not in result.stderr
    english = run("fairness", team, "--lang", "en", "--policy", "herning").stdout
    assert "How far apart they are" in english
    assert "Rules without a price here: travel time" in words(english)


def test_fairness_is_had_as_json_too(team):
    answer = json.loads(run("fairness", team, "--json", "-").stdout)
    assert {each["quantity"] for each in answer["spreads"]} >= {"count", "weight", "travel"}
    assert all(each["is_exact"] for each in answer["effects"])


def test_fairness_of_a_workbook_that_is_not_there_is_refused():
    assert run("fairness", "nowhere.xlsx").exit_code == 2


# method


def test_the_method_is_a_page_in_both_languages():
    danish, english = run("method", "--policy", "hedensted"), run("method", "--policy", "herning", "--lang", "en")
    assert danish.exit_code == english.exit_code == 0
    assert danish.stdout.startswith("Sådan fordeler vi nye sager\n")
    assert "Måltal for en fuldtidskonsulent: 45 sager" in words(danish.stdout)
    assert english.stdout.startswith("How we distribute new cases\n")
    assert max(map(len, danish.stdout.splitlines())) <= 100


def test_the_method_is_had_as_a_file_and_as_json(tmp_path):
    result = run("method", "--policy", "vejle", "--out", tmp_path / "metode.md", "--json", tmp_path / "metode.json")
    assert result.exit_code == 0
    assert result.stdout == ""
    text = (tmp_path / "metode.md").read_text("utf-8")
    assert text.startswith("# Sådan fordeler vi nye sager\n\n## Kort fortalt\n\nVores politik hedder vejle")
    assert "\n\n1. Så få sager" in text
    assert "\n- " in text
    assert "\n2. " in text
    Method.model_validate_json((tmp_path / "metode.json").read_text("utf-8"))
    assert run("method", "--json", "-").stdout.startswith("{")


def test_the_method_of_no_policy_is_refused():
    assert run("method", "--policy", "odense").exit_code == 2


# replay


def test_a_record_is_written_with_its_seal_and_replayed(sealed):
    result = run("replay", sealed)
    assert result.exit_code == 0
    assert "Seglet er ubrudt: sha256:" in result.stdout
    assert "samme forslag og samme grunde (2 sager" in words(result.stdout)
    english = run("replay", sealed, "--lang", "en")
    assert "the same proposal and the same reasons" in words(english.stdout)
    answer = Replay.model_validate_json(run("replay", sealed, "--json", "-").stdout)
    assert answer.is_same
    assert run("replay", sealed, "--digest", answer.digest).exit_code == 0


def test_the_seal_is_said_when_the_record_is_written(team, tmp_path):
    result = run("distribute", team, "--record", tmp_path / "record.json", "--lang", "en")
    digest = json.loads((tmp_path / "record.json").read_text("utf-8"))["digest"]
    assert result.stderr.splitlines() == [f"Written: {tmp_path / 'record.json'}", f"Seal: {digest}"]


@pytest.mark.parametrize(("lang", "sentence"), [("da", "Filen er ændret"), ("en", "The file was changed")])
def test_one_character_more_or_less_is_seen_and_has_its_own_exit_code(sealed, lang, sentence):
    file = sealed.read_bytes()
    for place in (5, 20, 200, len(file) // 2, len(file) - 10):
        digit = b"3" if file[place : place + 1] != b"3" else b"4"
        sealed.write_bytes(file[:place] + digit + file[place + 1 :])
        result = run("replay", sealed, "--lang", lang)
        assert result.exit_code in (2, 4)
        assert result.stdout == ""
    sealed.write_bytes(file.replace(b'"seed":0', b'"seed":9'))
    result = run("replay", sealed, "--lang", lang)
    assert result.exit_code == 4
    assert sentence in result.stderr


def test_a_record_with_another_seal_than_the_one_noted_is_changed(sealed):
    assert run("replay", sealed, "--digest", "sha256:" + "0" * 64).exit_code == 4


def test_what_is_no_record_is_unusable(team, sealed):
    assert run("replay", team).exit_code == 2
    assert run("replay", sealed.with_name("first.json")).exit_code == 2
    assert run("replay", "nowhere.json").exit_code == 2


@pytest.mark.parametrize(("lang", "sentence"), [("da", "ikke det samme"), ("en", "not the same")])
def test_a_record_sealed_afresh_with_other_prices_gives_something_else_and_says_what(sealed, lang, sentence):
    record = open_sealed(sealed.read_bytes())
    caseload = record.policy.caseload.model_copy(update={"step_below_minutes": 9, "step_above_minutes": 11})
    versions = {**record.versions, "ortools": "9.9"}
    policy = record.policy.model_copy(update={"caseload": caseload})
    sealed.write_bytes(
        seal(record.model_copy(update={"policy": policy, "versions": versions, "blockers_verified": False}))
    )
    result = run("replay", sealed, "--lang", lang)
    assert result.exit_code == 5
    assert sentence in result.stdout
    text = words(result.stdout)
    assert "policy.caseload.step_below_minutes: 3" in text
    assert "ortools" in text
    assert "9.9" in text
    assert ("kan ikke loves" if lang == "da" else "cannot be promised") in text
    answer = Replay.model_validate_json(run("replay", sealed, "--json", "-").stdout)
    assert answer.num_assignments == 2
    assert all(each.path in text for each in answer.differences)


def test_a_recorded_plan_that_is_not_allowed_here_is_said_to_be(sealed):
    record = open_sealed(sealed.read_bytes())
    people = tuple(each.model_copy(update={"competences": frozenset()}) for each in record.round.consultants)
    changed = record.round.model_copy(update={"consultants": people})
    sealed.write_bytes(seal(record.model_copy(update={"round": changed})))
    assert "ikke tilladt efter reglerne her" in words(run("replay", sealed).stdout)
    assert "not allowed by the rules here" in words(run("replay", sealed, "--lang", "en").stdout)


def test_help_tells_the_exit_codes_of_a_replay():
    text = words(run("replay", "--help").stdout)
    assert "4 protokollen er ændret" in text
    assert "5 genberegningen gav noget andet" in text


@pytest.mark.slow
def test_a_real_round_is_recorded_by_one_process_and_replayed_by_another(tmp_path):
    def program_run(*arguments):
        return subprocess.run(
            [PROGRAM, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ}
        )

    for name in ("hedensted", "aalborg"):
        assert program_run("demo", name, "--out", "team.xlsx").returncode == 0
        made = program_run("distribute", "team.xlsx", "--record", "record.json", "--json", "proposal.json")
        assert made.returncode == 0
        again = program_run("replay", "record.json")
        assert again.returncode == 0, again.stdout
        content = (tmp_path / "record.json").read_text("utf-8")
        proposal = json.loads((tmp_path / "proposal.json").read_text("utf-8"))
        assert not [each["case_id"] for each in proposal["assignments"] if each["case_id"] in content]
        recorded = json.loads(content)["record"]["proposal"]
        assert [each["terms"] for each in recorded["assignments"]] == [
            each["terms"] for each in proposal["assignments"]
        ]
        tampered = content.replace('"waited_days":', '"waited_days":1', 1)
        (tmp_path / "record.json").write_text(tampered, "utf-8")
        assert program_run("replay", "record.json").returncode == 4
