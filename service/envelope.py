"""What every request and answer gets: an id, headers that let nothing in, a line in the log, and no fault uncaught."""

import time
import uuid

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from models.text import Text
from service.log import places
from service.problems import INTERNAL, ProblemRaised, problem_response

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_INTERNAL = ProblemRaised(
    INTERNAL,
    Text(
        da="Der er en fejl hos os. Prøv igen; sker det igen, så meld request_id til den, der driver tjenesten.",
        en="The fault is ours. Try again; if it happens again, tell whoever runs the service the request_id.",
    ),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


class Envelope:
    """The outermost part of the service."""

    def __init__(self, app: ASGIApp, log: FilteringBoundLogger) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid.uuid4().hex
        log = self._log.bind(request_id=request_id)
        scope.setdefault("state", {}).update(request_id=request_id, log=log)
        started_s = time.monotonic()
        status: int | None = None

        async def send_in_envelope(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers.update({**_HEADERS, "X-Request-Id": request_id})
            await send(message)

        try:
            await self._app(scope, receive, send_in_envelope)
        except ClientDisconnect:
            log.info("client_left")
        except Exception as error:  # noqa: BLE001 - the outermost edge: whatever it was becomes a problem
            log.error("failed", error=places(error))
            if status is None:
                await problem_response(Request(scope), _INTERNAL)(scope, receive, send_in_envelope)
        finally:
            # The route's pattern and a known method, not what the client wrote: that may be anything.
            route = scope.get("route")
            log.info(
                "request",
                method=scope["method"] if scope["method"] in _METHODS else None,
                route=getattr(route, "path", None),
                status=status,
                milliseconds=round(1000 * (time.monotonic() - started_s)),
            )
