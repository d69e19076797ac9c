"""Errors over HTTP, all of one shape: problem details (RFC 9457), in the client's language."""

from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from models.errors import Finding, SagsfordelerError
from models.text import Language, Text
from service.media import PROBLEM_JSON, preferred_language


class LocatedFinding(Finding):
    """A finding with its whole message, place included, as the command line prints it."""

    message: Text


class Problem(BaseModel):
    """Problem details. `findings` stands only where what came in is unusable."""

    type: str = Field("about:blank", description="A name for the kind of problem, stable and for machines.")
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(ge=400, le=599, description="The status code of the answer.")
    detail: str = Field(description="What happened, and what to do about it.")
    request_id: str = Field(description="What to search the service's log for.")
    findings: list[LocatedFinding] | None = Field(
        None, description="Everything wrong with what came in: where, what, and how to mend it."
    )


@dataclass(frozen=True)
class ProblemKind:
    """One kind of problem: its status, its name, and its words."""

    status: HTTPStatus
    name: str
    title: Text


UNUSABLE_INPUT = ProblemKind(
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "unusable-input",
    Text(da="Det indsendte kan ikke bruges", en="What was sent cannot be used"),
)
NOT_FOUND = ProblemKind(HTTPStatus.NOT_FOUND, "not-found", Text(da="Findes ikke", en="Not found"))
METHOD_NOT_ALLOWED = ProblemKind(
    HTTPStatus.METHOD_NOT_ALLOWED, "method-not-allowed", Text(da="Metoden bruges ikke her", en="Method not allowed")
)
NOT_ACCEPTABLE = ProblemKind(
    HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", Text(da="Svaret findes ikke i den form", en="Not acceptable")
)
BODY_TOO_SLOW = ProblemKind(
    HTTPStatus.REQUEST_TIMEOUT, "body-too-slow", Text(da="Indsendelsen tog for lang tid", en="Sending took too long")
)
BODY_TOO_LARGE = ProblemKind(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large", Text(da="For stor en indsendelse", en="Body too large")
)
UNSUPPORTED_MEDIA_TYPE = ProblemKind(
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "unsupported-media-type",
    Text(da="Den slags indhold kan ikke læses", en="Unsupported media type"),
)
BUSY = ProblemKind(HTTPStatus.SERVICE_UNAVAILABLE, "busy", Text(da="Optaget lige nu", en="Busy just now"))
NO_PLAN_IN_TIME = ProblemKind(
    HTTPStatus.GATEWAY_TIMEOUT, "no-plan-in-time", Text(da="Intet forslag inden for tiden", en="No plan in time")
)
INTERNAL = ProblemKind(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", Text(da="Intern fejl", en="Internal error"))

_KINDS = (
    UNUSABLE_INPUT,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    BODY_TOO_SLOW,
    BODY_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    BUSY,
    NO_PLAN_IN_TIME,
    INTERNAL,
)


@dataclass
class ProblemRaised(SagsfordelerError):
    """A request that ends in a problem."""

    kind: ProblemKind
    detail: Text
    findings: tuple[Finding, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def located(finding: Finding) -> LocatedFinding:
    """The finding with its message."""
    return LocatedFinding(**finding.model_dump(), message=Text(da=finding.sentence("da"), en=finding.sentence("en")))


def problem_response(request: Request, raised: ProblemRaised) -> Response:
    """The answer to a request that ended in a problem."""
    language: Language = preferred_language(request.headers.get("accept-language"))
    problem = Problem(
        type=f"urn:sagsfordeler:problem:{raised.kind.name}",
        title=raised.kind.title.in_language(language),
        status=int(raised.kind.status),
        detail=raised.detail.in_language(language),
        request_id=request.scope["state"]["request_id"],
        findings=[located(finding) for finding in raised.findings] or None,
    )
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=int(raised.kind.status),
        media_type=PROBLEM_JSON,
        headers={"Content-Language": language, **raised.headers},
    )
