"""The service as it runs: a process of its own on loopback, asked over sockets, ended by its process id."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from data.demonstration import demonstrate
from models.errors import UnusableInput
from service.examples import EXAMPLE_REQUEST
from service.serving import address_of, listen

PROGRAM = Path(sys.executable).with_name("sagsfordeler")
URL = "api/v1/distributions"
WAIT_S = 120


class Running:
    """A service with the lines of its log as they come."""

    def __init__(self, process):
        self.process = process
        self._lines = queue.Queue()
        self.log = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stderr:
            self._lines.put(line)

    def event(self, name):
        """Wait for the next event of that name."""
        deadline = time.monotonic() + WAIT_S
        while True:
            line = self._lines.get(timeout=max(0, deadline - time.monotonic()))
            self.log.append(line)
            event = json.loads(line) if line.startswith("{") else {"event": line}
            if event["event"] == name:
                return event


@contextmanager
def running(*arguments):
    """A service on a free port, and what it prints before it says its address."""
    command = [str(PROGRAM), "serve", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            service = Running(process)
            service.printed = []
            for line in process.stdout:
                service.printed.append(line)
                if "http://" in line:
                    service.address = line.split()[-1]
                    break
            service.event("ready")
            yield service
        finally:
            process.kill()


@pytest.fixture(scope="module")
def long_request():
    """A snapshot that takes seconds to solve."""
    return f'{{"snapshot": {demonstrate("copenhagen", seed=1).model_dump_json()}, "time_limit_s": 60}}'.encode()


def is_gone(pid):
    """Whether a process is gone, or will be in a moment: a signal takes its time to work."""
    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def post(service, body):
    """A request whose answer nobody has waited for yet."""
    host, port = service.address.removeprefix("http://").rstrip("/").rsplit(":", 1)
    connection = socket.create_connection((host, int(port)))
    head = (
        f"POST /{URL} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)
    return connection


@pytest.mark.slow
def test_a_served_demonstration_shows_its_board_and_one_address():
    with running("--demo") as service:
        board = "".join(service.printed)
        assert "Bevist bedst: " in board
        assert "Sagsstammer" in board
        assert board.count("http://") == 1
        assert "Sagsfordeler" in httpx2.get(service.address).text
        response = httpx2.post(service.address + URL, json=EXAMPLE_REQUEST)
        assert response.json()["status"] == "optimal"
        service.process.send_signal(signal.SIGINT)
        assert service.process.wait(WAIT_S) == 0


@pytest.mark.slow
def test_the_service_outlives_its_clients_and_its_processes_and_ends_when_asked(long_request):
    with running() as service:
        # A client that leaves takes its solve with it.
        connection = post(service, long_request)
        pid = service.event("solve_started")["solve_pid"]
        connection.close()
        service.event("client_left")
        assert is_gone(pid)

        # A solve that is killed is a problem for its own client only.
        connection = post(service, long_request)
        os.kill(service.event("solve_started")["solve_pid"], signal.SIGKILL)
        answer = connection.makefile("rb").readline()
        assert answer.startswith(b"HTTP/1.1 500")
        connection.close()
        assert httpx2.get(service.address + "api/v1/health").json()["solves"]["running"] == 0

        # Whoever sends too much hears why, though most clients listen only when they have sent everything.
        connection = post(service, b"x" * 6_000_000)
        assert connection.makefile("rb").readline().startswith(b"HTTP/1.1 413")
        connection.close()

        # Asked to end, it lets what is under way finish.
        connection = post(service, json.dumps(EXAMPLE_REQUEST).encode())
        service.event("solve_started")
        service.process.send_signal(signal.SIGTERM)
        assert connection.makefile("rb").readline().startswith(b"HTTP/1.1 200")
        connection.close()
        service.event("stopped")
        assert service.process.wait(WAIT_S) == 0
        assert not [line for line in service.log if "Traceback" in line]


def test_a_port_that_is_taken_is_told_in_a_sentence():
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UnusableInput, match=f"The address 127.0.0.1:{port} cannot be used"):
            listen("127.0.0.1", port)


def test_a_host_that_does_not_exist_is_told_in_a_sentence():
    with pytest.raises(UnusableInput, match="cannot be used"):
        listen("256.0.0.1", 0)


def test_the_address_can_be_opened_in_a_browser():
    with listen("127.0.0.1", 0) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}/"


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine knows no IPv6")
def test_an_address_of_the_longer_kind_is_put_in_brackets():
    try:
        listener = listen("::1", 0)
    except UnusableInput:
        pytest.skip("this machine has no address of that kind")
    with listener:
        assert address_of(listener).startswith("http://[::1]:")
