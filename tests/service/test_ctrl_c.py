"""Keys pressed on a real terminal, and signals as a system sends them, in everything that a command does."""

import json
import os
import signal
import socket
import zipfile
from pathlib import Path

import openpyxl
import pytest

from data.demonstration import demonstrate
from data.workbook import write_snapshot
from tests.data.workbook.files import save_xlsx, valid_sheets
from tests.service.terminal import children_of, is_running, terminal, until

pytestmark = pytest.mark.slow

DISTRIBUTE = ("distribute", "team.xlsx", "--out", "proposal.xlsx", "--json", "proposal.json")
NOTHING_WRITTEN = "Afbrudt. Intet er skrevet.\n"


@pytest.fixture(scope="module")
def copenhagen(tmp_path_factory):
    path = tmp_path_factory.mktemp("copenhagen") / "team.xlsx"
    write_snapshot(demonstrate("copenhagen", seed=1), path)
    return path


@pytest.fixture
def team(tmp_path, copenhagen):
    """A folder with a workbook that takes seconds to read, to solve and to be asked of."""
    os.symlink(copenhagen, tmp_path / "team.xlsx")
    return tmp_path


@pytest.fixture
def slow_to_read(tmp_path):
    """A folder with a workbook whose reading takes seconds, so that it can be caught at it."""
    path = save_xlsx(valid_sheets(), tmp_path / "team.xlsx")
    rows = "".join(f'<row r="{number}"/>' for number in range(1, 1_000_000))
    with zipfile.ZipFile(path) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<sheetData>", b"<sheetData>" + rows.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return tmp_path


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


def has_loaded(pid, library):
    return library in Path(f"/proc/{pid}/maps").read_text()


def has_begun_to_read(pid):
    return not Path(f"/proc/{pid}/fdinfo/0").read_text().startswith("pos:\t0\n")


def test_while_the_program_loads(team):
    with terminal(*DISTRIBUTE, cwd=team) as started:
        until(lambda: has_loaded(started.process.pid, "pydantic_core"), "a library")
        started.press()
        assert started.end() == 130
        assert started.shown.endswith("Afbrudt.\n")
        assert "Traceback" not in started.shown
    assert files_in(team) == ["team.xlsx"]


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda started: started.press(), 130),
        (lambda started: started.process.send_signal(signal.SIGTERM), 143),
        (lambda started: started.hang_up(), 129),
        (lambda started: started.process.kill(), -9),
    ],
    ids=["ctrl-c", "terminate", "hang up", "kill"],
)
def test_while_the_workbook_is_read_the_reading_child_goes_too(slow_to_read, ask, code):
    with terminal(*DISTRIBUTE, cwd=slow_to_read) as started:
        child = started.child()
        until(lambda: has_begun_to_read(child), "the child at work")
        os.kill(child, signal.SIGSTOP)
        ask(started)
        assert started.end() == code
        until(lambda: not is_running(child), "the end of the child")
        assert "Traceback" not in started.shown
        if code in (130, 143):
            assert started.shown.endswith(NOTHING_WRITTEN)
            assert not started.is_cursor_hidden
    assert files_in(slow_to_read) == ["team.xlsx"]


def test_while_the_solver_works_the_best_so_far_is_shown_and_nothing_written(team):
    with terminal(*DISTRIBUTE, "--time-limit", 60, cwd=team) as started:
        started.wait_for(r": bedst \d")  # a bound may be known before there is any plan
        started.press()
        assert started.end() == 130
        assert "Sagsstammer" in started.shown
        assert started.shown.endswith(NOTHING_WRITTEN)
        assert not started.is_cursor_hidden
    assert files_in(team) == ["team.xlsx"]


def test_pressed_again_it_does_not_wait_for_the_solver(team):
    with terminal(*DISTRIBUTE, "--time-limit", 60, cwd=team) as started:
        started.wait_for(": bedst ")
        for _ in range(5):
            started.press()
        assert started.end() == 130
        assert "Traceback" not in started.shown
        assert "Intern fejl" not in started.shown
        assert NOTHING_WRITTEN in started.shown
        assert not started.is_cursor_hidden
    assert files_in(team) == ["team.xlsx"]


@pytest.mark.parametrize(
    "question",
    [
        ("explain", "team.xlsx", "--consultant", "CMK", "--json", "answer.json"),
        ("alternatives", "team.xlsx", "--count", 20, "--within", 100, "--json", "answer.json"),
        ("fairness", "team.xlsx", "--json", "answer.json"),
    ],
    ids=["explain", "alternatives", "fairness"],
)
def test_while_a_question_is_answered_nothing_is_shown_and_nothing_written(team, question):
    with terminal(*question, "--time-limit", 60, cwd=team) as started:
        started.wait_for(": bedst ")
        started.press()
        assert started.end() == 130
        assert started.shown.endswith(NOTHING_WRITTEN)
        assert "Traceback" not in started.shown
    assert files_in(team) == ["team.xlsx"]


def test_while_the_results_are_written_all_of_them_are_or_none(team):
    (team / "proposal.xlsx").write_bytes(b"old")
    with terminal(*DISTRIBUTE, "--time-limit", 1, cwd=team) as started:
        until(lambda: any(name.startswith(".") for name in os.listdir(team)) or not is_running(started.process.pid), "")
        started.press()
        code = started.end()
        # Who presses too late, when everything is written and said, has stopped nothing.
        assert (code, "Afbrudt. Resultatet er skrevet.\n" in started.shown) in [(130, True), (0, False)]
    assert files_in(team) == ["proposal.json", "proposal.xlsx", "team.xlsx"]
    assert json.loads((team / "proposal.json").read_text("utf-8"))["assignments"]
    assert "Forslag" in openpyxl.load_workbook(team / "proposal.xlsx").sheetnames


@pytest.fixture(scope="module")
def long_request():
    """A request that takes seconds to answer."""
    snapshot = demonstrate("copenhagen", seed=1).model_dump_json()
    body = f'{{"snapshot": {snapshot}, "time_limit_s": 60}}'.encode()
    head = "POST /api/v1/distributions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def port_of(started):
    return int(started.shown.partition("127.0.0.1:")[2].partition("/")[0])


def accepts(started):
    try:
        socket.create_connection(("127.0.0.1", port_of(started))).close()
    except ConnectionRefusedError:
        return False
    return True


def _press_when_it_is_heard(started):
    """Twice, with so much between them that they are two to the process, however busy the machine is."""
    started.press()
    until(lambda: not accepts(started), "the end of listening")
    started.press()


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda started: started.press(), 0),
        (lambda started: [started.press() for _ in range(3)], 0),
        (_press_when_it_is_heard, 0),
        (lambda started: started.process.send_signal(signal.SIGTERM), 0),
        (lambda started: started.hang_up(), 0),
        (lambda started: started.process.kill(), -9),
    ],
    ids=["ctrl-c", "ctrl-c three times", "ctrl-c again", "terminate", "hang up", "kill"],
)
def test_while_the_service_solves_its_children_end_with_it(tmp_path, long_request, ask, code):
    with terminal("serve", "--port", 0, cwd=tmp_path, temporary=tmp_path) as started:
        started.wait_for("ready")
        with socket.create_connection(("127.0.0.1", port_of(started))) as client:
            client.sendall(long_request)
            started.wait_for("solve_started")
            children = children_of(started.process.pid)
            assert len(children) >= 3  # what follows resources, what forks, and what solves
            ask(started)
            assert started.end() == code
            for child in children:
                until(lambda pid=child: not is_running(pid), "the end of a child")
        assert "Traceback" not in started.shown
        if code == 0:
            assert "Stoppet." in started.shown or started.has_hung_up
            assert [name for name in files_in(tmp_path) if name.startswith("sagsfordeler-")] == []


def test_while_the_service_starts(tmp_path):
    with terminal("serve", "--port", 0, cwd=tmp_path) as started:
        started.wait_for("Åbn http://")
        started.press()
        assert started.end() in (0, 130)
        assert "Traceback" not in started.shown
        assert not children_of(started.process.pid)
