"""The service called as its server calls it, for what no client library would do."""

import asyncio
import json
import os
import signal

import pytest

from service.api import create_app
from service.examples import EXAMPLE_REQUEST
from service.settings import Settings
from service.solving import Solving

BODY = json.dumps(EXAMPLE_REQUEST).encode()


def scope(solving=None):
    return {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/distributions",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
        "state": {"solving": solving},
    }


class Connection:
    """What a server gives the service: messages from the client, then nothing more; and what it gets back."""

    def __init__(self, *messages):
        self._messages = list(messages)
        self.sent = []

    async def receive(self):
        if not self._messages:
            await asyncio.Event().wait()
        return self._messages.pop(0)

    async def send(self, message):
        self.sent.append(message)

    @property
    def is_read(self):
        return not self._messages

    @property
    def status(self):
        return self.sent[0]["status"]


def events(capsys):
    return [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]


def test_a_body_that_never_arrives_is_not_waited_for():
    connection = Connection({"type": "http.request", "body": b"{", "more_body": True})
    app = create_app(Settings(max_body_s=0.05))
    asyncio.run(app(scope(), connection.receive, connection.send))
    assert connection.status == 408
    assert (b"connection", b"close") in connection.sent[0]["headers"]


def test_a_client_that_leaves_while_sending_gets_no_answer(capsys):
    connection = Connection({"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"})
    asyncio.run(create_app(Settings())(scope(), connection.receive, connection.send))
    assert connection.sent == []
    assert events(capsys) == ["client_left", "request"]


@pytest.mark.parametrize(
    ("num_chunks", "headers", "is_heard_out"),
    [
        (3, [], True),
        (18, [], False),
        (3, [(b"content-length", b"1500")], True),
        (18, [(b"content-length", b"9000")], False),
        (3, [(b"content-length", b"1500"), (b"expect", b"100-continue")], False),
    ],
)
def test_a_client_that_sends_too_much_is_heard_out_unless_it_is_beyond_measure_or_asks_first(
    num_chunks, headers, is_heard_out
):
    chunks = [{"type": "http.request", "body": b"x" * 500, "more_body": True} for _ in range(num_chunks - 1)]
    connection = Connection(*chunks, {"type": "http.request", "body": b"x" * 500})
    request = scope()
    request["headers"] += headers
    asyncio.run(create_app(Settings(max_body_bytes=1000))(request, connection.receive, connection.send))
    assert connection.status == 413
    assert connection.is_read == is_heard_out


class Hanging(Solving):
    """The real thing, but its processes hang as soon as they are started."""

    def __init__(self):
        super().__init__(Settings())
        self.hangs = asyncio.Event()

    async def answer(self, order, media_type, on_start):
        loop = asyncio.get_running_loop()

        def hang(pid):
            os.kill(pid, signal.SIGSTOP)
            self.pid = pid
            on_start(pid)
            loop.call_soon_threadsafe(self.hangs.set)

        return await super().answer(order, media_type, hang)


def test_a_client_that_leaves_ends_its_solve(capsys):
    async def scenario():
        solving = Hanging()
        connection = Connection({"type": "http.request", "body": BODY})

        async def receive():
            if not connection.is_read:
                return await connection.receive()
            await solving.hangs.wait()
            return {"type": "http.disconnect"}

        await create_app(Settings())(scope(solving), receive, connection.send)
        solving.close()
        return solving.pid, connection.sent

    pid, sent = asyncio.run(scenario())
    assert sent == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert events(capsys) == ["solve_started", "client_left", "request"]


def test_a_request_that_the_server_gives_up_ends_its_solve(capsys):
    async def scenario():
        solving = Hanging()
        connection = Connection({"type": "http.request", "body": BODY})
        request = asyncio.create_task(create_app(Settings())(scope(solving), connection.receive, connection.send))
        await solving.hangs.wait()
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        solving.close()
        return solving.pid, connection.sent

    pid, sent = asyncio.run(scenario())
    assert sent == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert events(capsys) == ["solve_started", "request"]


def test_what_is_not_http_is_not_served():
    async def scenario():
        connection = Connection({"type": "websocket.connect"})
        await create_app(Settings())(
            {"type": "websocket", "path": "/", "headers": [], "query_string": b""}, connection.receive, connection.send
        )
        return connection.sent

    assert asyncio.run(scenario())[0]["type"] == "websocket.close"
