import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx2
import openpyxl
import pytest
from typer.testing import CliRunner

from data.workbook import read_workbook, write_snapshot
from models.errors import UnusableInput
from service.commands import program
from service.serving import listen
from service.use_cases import Order, demonstration, propose
from tests.data.workbook.files import save_xlsx, valid_sheets, with_cell
from tests.data.workbook.test_many_faults import FAULTY

PROGRAM = Path(sys.executable).with_name("sagsfordeler")
WAIT_S = 120


def run(*arguments):
    """A command within this process."""
    return CliRunner().invoke(program(), [str(argument) for argument in arguments], prog_name="sagsfordeler")


def run_program(*arguments, cwd):
    """The installed program, in a pipe."""
    command = [str(PROGRAM), *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=WAIT_S, check=False
    )


@pytest.fixture
def team(tmp_path):
    return save_xlsx(valid_sheets(), tmp_path / "team.xlsx")


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.slow
def test_the_program_makes_a_demonstration_distributes_it_and_explains_a_case(tmp_path):
    made = run_program("demo", "hedensted", "--out", "team.xlsx", cwd=tmp_path)
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr.startswith("Hedensted: 12 konsulenter, ")

    done = run_program("distribute", "team.xlsx", "--out", "proposal.xlsx", "--json", "proposal.json", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == "Skrevet: proposal.xlsx, proposal.json\n"
    assert "Bevist bedst: " in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "\x1b" not in done.stdout + done.stderr
    assert files_in(tmp_path) == ["proposal.json", "proposal.xlsx", "team.xlsx"]

    proposal = json.loads((tmp_path / "proposal.json").read_text("utf-8"))
    case = proposal["assignments"][0]["case_id"]
    why = run_program("explain", "team.xlsx", case, "--json", "why.json", cwd=tmp_path)
    assert why.returncode == 0
    assert why.stdout.startswith(f"Sag {case} foreslås givet til ")
    explanation = json.loads((tmp_path / "why.json").read_text("utf-8"))
    assert explanation["consultant_id"] == proposal["assignments"][0]["consultant_id"]


def test_the_program_makes_an_empty_workbook(tmp_path):
    assert run_program("template", "--out", "empty.xlsx", cwd=tmp_path).returncode == 0
    assert "Sager" in openpyxl.load_workbook(tmp_path / "empty.xlsx").sheetnames


def test_a_template_says_where_it_was_written(tmp_path):
    assert run("template", "--out", tmp_path / "empty.xlsx").stderr == f"Skrevet: {tmp_path / 'empty.xlsx'}\n"


def test_the_program_says_what_is_missing(tmp_path):
    assert run_program("serve", "--port", "x", cwd=tmp_path).returncode == 2


def test_a_demonstration_can_be_of_another_seed_and_day(tmp_path):
    out = tmp_path / "team.xlsx"
    for day in ("2026-03-02", "02-03-2026"):
        result = run("demo", "varde", "--seed", 7, "--date", day, "--out", out, "--lang", "en")
        assert result.exit_code == 0
        assert "Varde: 8 consultants" in result.stderr
        assert f"{read_workbook(out).snapshot.date}" == "2026-03-02"


def test_a_day_that_is_none_is_refused(tmp_path):
    result = run("demo", "varde", "--date", "5/1", "--out", tmp_path / "team.xlsx")
    assert result.exit_code == 2
    assert "2026-01-05 eller 05-01-2026" in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize("day", ["1899-12-31", "01-01-2200", "9999-12-31", "0001-01-01"])
def test_a_day_of_another_age_is_refused(team, day):
    result = run("distribute", team, "--date", day)
    assert result.exit_code == 2
    assert "fra 1900 til 2199" in " ".join(result.stderr.replace("│", " ").split())


def test_a_demonstration_of_another_century_writes_nothing(tmp_path):
    result = run("demo", "varde", "--date", "1999-12-31", "--out", tmp_path / "team.xlsx")
    assert result.exit_code == 2
    assert "Ingen demonstration dækker året 1999. Vælg et år fra 2000 til 2099." in result.stderr
    assert files_in(tmp_path) == []


def test_an_unknown_demonstration_writes_nothing(tmp_path):
    result = run("demo", "odense", "--out", tmp_path / "team.xlsx")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "Intet er skrevet."
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("arguments", [("--out", "forslag.xlsx"), ("--out", "forslag.xlsx", "--json", "-")])
def test_a_reader_who_leaves_gets_the_files_all_the_same(team, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as nobody_reads:
        done = subprocess.run(
            [PROGRAM, "distribute", team.name, *arguments],
            cwd=team.parent,
            stdout=nobody_reads,
            stderr=subprocess.PIPE,
            text=True,
            timeout=WAIT_S,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "Skrevet: forslag.xlsx\n")
    assert files_in(team.parent) == ["forslag.xlsx", "team.xlsx"]


def test_where_nobody_can_be_told_the_exit_code_still_tells(team):
    with open("/dev/full", "w") as nobody_hears:
        made = subprocess.run(
            [PROGRAM, "template", "--out", "tom.xlsx"],
            cwd=team.parent,
            stderr=nobody_hears,
            timeout=WAIT_S,
            check=False,
        )
        failed = subprocess.run(
            [PROGRAM, "distribute", "ingen.xlsx"], cwd=team.parent, stderr=nobody_hears, timeout=WAIT_S, check=False
        )
    assert (made.returncode, failed.returncode) == (0, 2)


def test_json_on_standard_output_is_utf_8_whatever_the_terminal_shows(team):
    done = subprocess.run(
        [PROGRAM, "distribute", team, "--json", "-"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=WAIT_S,
        check=False,
    )
    assert "Kører" in done.stdout.decode("utf-8")


def test_json_on_standard_output_is_all_there_is_on_it(team):
    result = run("distribute", team, "--json", "-")
    assert result.exit_code == 0
    proposal = json.loads(result.stdout)
    here = propose(Order(source=team)).proposal
    assert proposal["assignments"] == json.loads(here.model_dump_json())["assignments"]
    explained = run("explain", team, "2026-0001", "--json", "-")
    assert json.loads(explained.stdout)["case_id"] == "2026-0001"


def test_board_workbook_and_json_say_the_same(team, tmp_path):
    out, as_json = tmp_path / "proposal.xlsx", tmp_path / "proposal.json"
    result = run("distribute", team, "--out", out, "--json", as_json)
    proposal = json.loads(as_json.read_text("utf-8"))
    sheet = openpyxl.load_workbook(out)["Forslag"]
    cells = {str(row[0].value): [cell.value for cell in row] for row in sheet.iter_rows()}
    rows = {words[0]: words for line in result.stdout.splitlines() if (words := line.split())}
    for assignment in proposal["assignments"]:
        case, consultant = assignment["case_id"], assignment["consultant_id"]
        assert consultant in cells[case]
        assert assignment["minutes"] in cells[case]
        assert rows[case][2:4] == [consultant, str(assignment["minutes"])]


def test_options_change_the_answer(team):
    result = run(
        *("distribute", team, "--json", "-", "--policy", "vejle", "--date", "06-01-2026", "--seed", 5),
        *("--pin", "2026-0001=CD", "--exclude", "2026-0002=CD", "--by", "LN", "--reason", "knows_citizen"),
        *("--team", "øst", "--time-limit", 20),
    )
    proposal = json.loads(result.stdout)
    assert proposal["policy"]["name"] == "vejle"
    assert proposal["date"] == "2026-01-06"
    assert proposal["solver"]["seed"] == 5
    assert [each["consultant_id"] for each in proposal["assignments"]] == ["CD", "AB"]


def test_pins_are_by_default_those_of_whoever_is_logged_in(team, monkeypatch):
    monkeypatch.setenv("LOGNAME", "lone")
    assert run("distribute", team, "--pin", "2026-0001=CD").exit_code == 0


def test_pins_of_nobody_are_refused(team, monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 7)  # a user the machine has no name for, as in containers
    result = run("distribute", team, "--pin", "2026-0001=CD", "--lang", "en")
    assert result.exit_code == 2
    assert "Nobody stands behind pins and exclusions." in result.stderr


def test_own_headings_policies_and_travel_times_come_from_files(tmp_path):
    sheets = valid_sheets()
    sheets["Sager"][0][0] = "Journalnr."
    del sheets["Sager"][2]
    team = save_xlsx(sheets, tmp_path / "team.xlsx")
    mapping, policy, minutes = tmp_path / "mapping.toml", tmp_path / "own.toml", tmp_path / "minutes.csv"
    mapping.write_text('[headings.Sager]\nSagsnummer = "Journalnr."\n', "utf-8")
    policy.write_text('name = "own"\nvalid_from = 2026-01-05\ndescription = {da = "x", en = "y"}\n')
    minutes.write_text("fra;til;minutter\nAB;12345678;70\nCD;12345678;10\n")
    options = ("--mapping", mapping, "--policy", policy, "--travel-matrix", minutes)
    proposal = json.loads(run("distribute", team, *options, "--json", "-").stdout)
    assert proposal["policy"]["name"] == "own"
    assert proposal["assignments"][0]["terms"]["travel"] == 40
    assert run("explain", team, "2026-0001", *options, "--lang", "en").exit_code == 0


def test_warnings_are_said_and_the_work_goes_on(tmp_path):
    team = save_xlsx(with_cell(valid_sheets(), "Virksomheder", 3, "Breddegrad", 54.4), tmp_path / "team.xlsx")
    board = run("distribute", team)
    assert board.exit_code == 0
    assert "uden for Danmark" in " ".join(board.stdout.split())
    for arguments in (("distribute", team, "--json", "-"), ("explain", team, "2026-0001")):
        result = run(*arguments)
        assert result.exit_code == 0
        assert result.stderr.startswith("Bør ses efter (1):\n  Ark Virksomheder, række 3")


def test_twenty_different_faults_are_twenty_located_sentences_and_nothing_is_written(tmp_path):
    team = save_xlsx(FAULTY, tmp_path / "team.xlsx")
    with pytest.raises(UnusableInput) as caught:
        read_workbook(team)
    result = run("distribute", team, "--out", tmp_path / "proposal.xlsx", "--json", tmp_path / "proposal.json")
    assert result.exit_code == 2
    said = {line.strip() for line in result.stderr.splitlines()}
    assert {finding.sentence("da") for finding in caught.value.findings} <= said
    assert len({finding.code for finding in caught.value.findings}) >= 20
    assert result.stderr.splitlines()[-1] == "Intet er skrevet."
    assert "Traceback" not in result.stderr
    assert files_in(tmp_path) == ["team.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("distribute", "nowhere.xlsx"), "There is no file or folder of that name: nowhere.xlsx."),
        (("distribute", "team.xlsx", "--out", "team.xlsx"), "is the file that is read"),
        (("distribute", "team.xlsx", "--out", "nowhere/x.xlsx"), "There is no folder"),
        (("distribute", "team.xlsx", "--policy", "hedensten"), "There is no policy 'hedensten'."),
        (("distribute", "team.xlsx", "--team", "vest"), "vest"),
        (("distribute", "team.xlsx", "--pin", "2026-0001"), "Write CASE=CONSULTANT."),
        (("distribute", "team.xlsx", "--travel-matrix", "minutes.csv"), "minutes.csv"),
        (("distribute", "team.xlsx", "--mapping", "mapping.toml"), "mapping"),
        (("explain", "team.xlsx", "2026-0009"), "The round has no new case numbered 2026-0009."),
    ],
)
def test_what_cannot_be_used_is_a_sentence_and_exit_code_two(team, monkeypatch, arguments, sentence):
    monkeypatch.chdir(team.parent)
    result = run(*arguments, "--lang", "en")
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert files_in(team.parent) == ["team.xlsx"]


def test_a_port_that_is_taken_is_a_sentence_and_exit_code_two():
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", port)
    assert result.exit_code == 2
    assert f"Adressen 127.0.0.1:{port} kan ikke bruges" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM])
def test_a_service_is_stopped_by_a_signal_and_that_is_no_fault(asked_by):
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
    command = [str(PROGRAM), "serve", "--demo", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as service:
        printed = []
        for line in service.stdout:
            printed.append(line.rstrip())
            if line.startswith("Åbn "):
                break
        wait_until_it_answers(port)
        service.send_signal(asked_by)
        assert service.wait(WAIT_S) == 0
    assert any(line.startswith("Bevist bedst: ") for line in printed)
    assert printed[-1] == f"Åbn http://127.0.0.1:{port}/"


def wait_until_it_answers(port):
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        with suppress(httpx2.TransportError):
            httpx2.get(f"http://127.0.0.1:{port}/api/v1/health")
            return
    raise AssertionError("the service does not answer")


def test_help_tells_the_commands_and_the_exit_codes():
    text = " ".join(run("--help").stdout.split())
    for word in ("demo", "template", "distribute", "explain", "serve", "130 afbrudt"):
        assert word in text
    assert "Exit codes" in " ".join(run("distribute", "--help").stdout.split())


@pytest.mark.slow
def test_ctrl_c_on_a_terminal_ends_the_solve_in_a_sentence_and_writes_nothing(tmp_path):
    write_snapshot(demonstration("copenhagen", seed=1, date=None), tmp_path / "team.xlsx")
    terminal, end = pty.openpty()
    command = [str(PROGRAM), "distribute", "team.xlsx", "--out", "proposal.xlsx"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=end) as process:
        os.close(end)
        seen = os.read(terminal, 1000)
        while b"Leder efter" not in seen:
            seen += os.read(terminal, 1000)
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(WAIT_S) == 130
    while b"Intet er skrevet" not in seen:
        seen += os.read(terminal, 1000)
    os.close(terminal)
    assert b"Traceback" not in seen
    assert files_in(tmp_path) == ["team.xlsx"]
