"""The HTTP service: stateless, a proposal for a workbook or a snapshot."""

import asyncio
import platform
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Literal, TypeVar, cast

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from models.errors import UnusableInput
from models.text import Text
from service.documentation import (
    describe,
    distribution_documentation,
    problem_documentation,
    rebalance_documentation,
)
from service.envelope import Envelope
from service.log import make_log
from service.media import JSON, SVG, WORKBOOK, preferred_language, preferred_media_type
from service.problems import (
    BUSY,
    INTERNAL,
    METHOD_NOT_ALLOWED,
    NO_PLAN_IN_TIME,
    NOT_ACCEPTABLE,
    NOT_FOUND,
    UNUSABLE_INPUT,
    ProblemRaised,
    problem_response,
)
from service.rebalance_submission import rebalance_order_from
from service.settings import Settings
from service.solving import Solving, TooManySolves
from service.solving_process import Answered, Asked, Cancelled, Failed, NoPlanInTime, Outcome, Refused
from service.submission import order_from
from service.welcome import welcome_page

_T = TypeVar("_T")


class Solves(BaseModel):
    """How busy the service is."""

    running: int = Field(ge=0, description="Solves under way.")
    at_most: int = Field(ge=1, description="Solves at once, at most; the next is answered 503.")


class Health(BaseModel):
    """Whether the service can be used, and what it is made of."""

    status: Literal["ready"]
    solves: Solves
    versions: dict[str, str] = Field(description="Of the product, Python and the solver.")


def create_app(settings: Settings) -> FastAPI:
    """The service as an ASGI application; it keeps nothing between requests.

    Its log goes to standard error. Its solving processes end with it.
    """
    log = make_log(settings, sys.stderr)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[dict[str, Solving]]:
        solving = Solving(settings)
        await solving.warm_up()
        log.info("ready", max_solves=settings.max_solves)
        yield {"solving": solving}
        solving.close()
        log.info("stopped")

    # The usual pages of documentation load scripts from other hosts, so there is only the description itself.
    app = FastAPI(
        title="Sagsfordeler", docs_url=None, redoc_url=None, lifespan=running, version=version("sagsfordeler")
    )
    app.add_middleware(Envelope, log=log)
    _answer_problems(app, settings)
    _add_pages(app, settings)
    _add_distributions(app, settings)
    _add_rebalances(app, settings)
    describe(app)
    return app


def _add_pages(app: FastAPI, settings: Settings) -> None:
    @app.get("/", include_in_schema=False)
    async def welcome(request: Request) -> HTMLResponse:
        return HTMLResponse(
            welcome_page(str(request.base_url), preferred_language(request.headers.get("accept-language")))
        )

    @app.get(
        "/api/v1/health",
        tags=["service"],
        summary="Whether the service is ready",
        operation_id="health",
        responses=problem_documentation(500),
    )
    async def health(request: Request) -> Health:
        """Answers when solving processes can be started; with the versions that a proposal depends on."""
        return Health(
            status="ready",
            solves=Solves(running=request.state.solving.num_running, at_most=settings.max_solves),
            versions={
                "sagsfordeler": version("sagsfordeler"),
                "python": platform.python_version(),
                "ortools": version("ortools"),
            },
        )


def _add_distributions(app: FastAPI, settings: Settings) -> None:
    @app.post("/api/v1/distributions", **distribution_documentation())
    async def distribute(request: Request) -> Response:
        return await _solved(request, settings, order_from, {JSON: None, WORKBOOK: "forslag.xlsx"})


def _add_rebalances(app: FastAPI, settings: Settings) -> None:
    @app.post("/api/v1/rebalances", **rebalance_documentation())
    async def rebalance(request: Request) -> Response:
        forms = {JSON: None, WORKBOOK: "omfordeling.xlsx", SVG: "omfordeling.svg"}
        return await _solved(request, settings, rebalance_order_from, forms)


async def _solved(
    request: Request,
    settings: Settings,
    read: Callable[[Request, Settings, Path], Awaitable[Asked]],
    forms: Mapping[str, str | None],
) -> Response:
    """The answer in the form that the client would rather have; a form with a file name is for saving."""
    media_type = preferred_media_type(request.headers.get("accept"), tuple(forms))
    if media_type is None:
        *others, last = forms
        known = Text(da=f"{', '.join(others)} eller {last}", en=f"{', '.join(others)} or {last}")
        raise ProblemRaised(NOT_ACCEPTABLE, Text(da=f"Bed om {known.da}.", en=f"Ask for {known.en}."))
    log, solving = request.state.log, cast(Solving, request.state.solving)
    with tempfile.TemporaryDirectory(prefix="sagsfordeler-") as folder:
        order = await read(request, settings, Path(folder))
        outcome = await _while_connected(
            request,
            solving.answer(order, media_type, lambda pid: log.info("solve_started", solve_pid=pid)),
        )
    return _response(request, settings, outcome, media_type, forms[media_type])


async def _while_connected(request: Request, work: Awaitable[_T]) -> _T:
    """The result of the work, which is cancelled when the client leaves. The body must have been read."""

    async def client_leaves() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(client_leaves())
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


def _response(
    request: Request, settings: Settings, outcome: Outcome, media_type: str, file_name: str | None
) -> Response:
    match outcome:
        case Answered():
            request.state.log.info("solved", status=outcome.status, objective_minutes=outcome.objective_minutes)
            headers = {"Vary": "Accept"}
            if file_name is not None:
                headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
            return Response(outcome.body, media_type=media_type, headers=headers)
        case Refused():
            raise UnusableInput(outcome.findings)
        case NoPlanInTime():
            raise ProblemRaised(
                NO_PLAN_IN_TIME,
                Text(
                    da="Der blev ikke fundet et forslag inden for tiden. Giv det længere tid (time_limit_s).",
                    en="No proposal was found in the time given. Give it longer (time_limit_s).",
                ),
            )
        case Cancelled():
            raise ProblemRaised(
                BUSY,
                Text(
                    da="Tjenesten lukker ned. Prøv igen om et øjeblik.",
                    en="The service is closing down. Try again in a moment.",
                ),
                headers={"Retry-After": str(settings.retry_after_s)},
            )
        case Failed():
            request.state.log.error("solve_failed", error=outcome.places)
            raise ProblemRaised(
                INTERNAL,
                Text(da="Beregningen blev afbrudt. Prøv igen.", en="The calculation was cut short. Try again."),
            )


def _answer_problems(app: FastAPI, settings: Settings) -> None:
    """Let every error end in a problem. What nobody foresaw is the envelope's."""

    @app.exception_handler(ProblemRaised)
    async def problem(request: Request, error: ProblemRaised) -> Response:
        return problem_response(request, error)

    @app.exception_handler(UnusableInput)
    async def unusable(request: Request, error: UnusableInput) -> Response:
        num = len(error.findings)
        request.state.log.info("refused", num_findings=num, codes=sorted({finding.code for finding in error.findings}))
        detail = Text(da=f"{num} ting skal ses på; se findings.", en=f"{num} things to look at; see findings.")
        return problem_response(request, ProblemRaised(UNUSABLE_INPUT, detail, findings=error.findings))

    @app.exception_handler(TooManySolves)
    async def busy(request: Request, _: TooManySolves) -> Response:
        detail = Text(
            da="Alle pladser er i brug. Prøv igen om et øjeblik.", en="All places are taken. Try again in a moment."
        )
        return problem_response(
            request, ProblemRaised(BUSY, detail, headers={"Retry-After": str(settings.retry_after_s)})
        )

    @app.exception_handler(HTTPException)
    async def routing(request: Request, error: HTTPException) -> Response:
        """Answers paths and methods that do not exist: all that routing raises."""
        kind = {404: NOT_FOUND, 405: METHOD_NOT_ALLOWED}[error.status_code]
        detail = Text(da="Se /openapi.json for, hvad der findes.", en="See /openapi.json for what there is.")
        return problem_response(request, ProblemRaised(kind, detail, headers=dict(error.headers or {})))
