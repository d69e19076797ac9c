"""The service on an address of this machine."""

import asyncio
import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from models.errors import Finding, UnusableInput
from models.text import Text
from service.api import create_app
from service.causes import cause
from service.interruption import ignore
from service.log import server_log_config
from service.settings import Settings

GRACEFUL_SHUTDOWN_S = 10
"""How long requests under way may take to finish when the service is asked to stop."""

LAST_ANSWERS_S = 1.0
"""How long requests may take to say that the service is closing, once their solves are ended for them."""


def listen(host: str, port: int) -> socket.socket:
    """A socket on the address; port 0 takes any that is free.

    Raises
    ------
    UnusableInput
        Somebody else has the port, or there is no such host.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=128)
    except OSError as error:
        why = cause(error)
        raise UnusableInput(
            [
                Finding(
                    code="address_unusable",
                    what=Text(
                        da=f"Adressen {host}:{port} kan ikke bruges: {why.da}.",
                        en=f"The address {host}:{port} cannot be used: {why.en}.",
                    ),
                    remedy=Text(da="Vælg en anden med --port eller --host.", en="Choose another by --port or --host."),
                )
            ]
        ) from error


def address_of(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if listener.family is socket.AF_INET6 else f"http://{host}:{port}/"


class _Server(uvicorn.Server):
    """A server that ends when it is asked to, once: uvicorn's own raises all it heard again, into its last steps."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Hear SIGINT and SIGTERM while it serves, and nothing any more when it is done."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.handle_exit)
        try:
            yield
        finally:
            ignore()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End in good order, also when asked twice: then without waiting for what is under way."""
        await super().shutdown(sockets)
        if self.force_exit:
            # uvicorn leaves the application's end out, and cancels what is left of it: each with a traceback.
            await self.lifespan.shutdown()
            if self.server_state.tasks:
                await asyncio.wait(self.server_state.tasks, timeout=LAST_ANSWERS_S)


def serve(listener: socket.socket, settings: Settings) -> None:
    """Serve until the process is interrupted or asked to end, then let what is under way finish.

    Raises
    ------
    KeyboardInterrupt
        Always, when it is done.
    """
    config = uvicorn.Config(
        create_app(settings),
        log_config=server_log_config(settings),
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACEFUL_SHUTDOWN_S,
    )
    # Until the server listens to these two itself.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # A terminal that is closed asks too, but the server does not know; `nohup` wants it ignored.
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        _Server(config).run(sockets=[listener])
    finally:
        ignore()
    raise KeyboardInterrupt
