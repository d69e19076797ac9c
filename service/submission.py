"""What a client sends for a distribution, as a form with a workbook or as JSON, made into an order."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from data.workbook.reading.cpr import without_cpr
from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.refusals import refusals
from models.snapshot import Snapshot
from models.text import Text
from models.word import Day
from service.media import JSON
from service.overrides import MAX_NAME_LENGTH, MAX_REASON_LENGTH
from service.problems import BODY_TOO_LARGE, BODY_TOO_SLOW, UNSUPPORTED_MEDIA_TYPE, ProblemRaised
from service.settings import Settings
from service.use_cases import DEFAULT_POLICY, DEFAULT_REASON, DEFAULT_TIME_LIMIT_S, Order, SizeLimits

FORM = "multipart/form-data"
MAX_TIME_LIMIT_S = 60
_MAX_FIELDS = 200
_MAX_LISTED_FAULTS = 200
_MAX_SEEN_FAULTS = 100_000
_NUM_HEARD_OUT = 8
"""A client that sends up to so many times what is allowed is heard to the end, and its bytes dropped: most clients send
all before they listen, and would take an answer in between for a broken connection."""
_REPEATED = frozenset({"pin", "exclude"})
_Json = TypeVar("_Json", bound=BaseModel)
_Form = TypeVar("_Form", bound=BaseModel)

Pair = Annotated[str, Field(max_length=100, examples=["2026-0001=AB"])]


class Wanted(BaseModel):
    """What both forms have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    time_limit_s: float = Field(
        DEFAULT_TIME_LIMIT_S, gt=0, le=MAX_TIME_LIMIT_S, description="Seconds of solving, at most."
    )
    seed: int = Field(0, ge=0, le=2**31 - 1, description="Breaks ties; the same seed gives the same proposal.")
    team: str | None = Field(
        None, max_length=40, description="Whose round, by the team's id; the first team's where nothing is said."
    )


class SubmittedSnapshot(Wanted):
    """A distribution asked for as JSON."""

    snapshot: Snapshot = Field(description="The team, its open and new cases, wishes and overrides, as of one day.")
    policy: str | Policy = Field(
        DEFAULT_POLICY, description="A preset's name (hedensted, herning, vejle), the text of a TOML file, or a policy."
    )


class SubmittedWorkbook(Wanted):
    """A distribution asked for with a workbook, as the fields of a form."""

    workbook: bytes = Field(
        description="The team's workbook, .xlsx; `sagsfordeler template` makes an empty one.",
        json_schema_extra={"format": "binary"},
    )
    policy: str = Field(DEFAULT_POLICY, description="A preset's name or the text of a TOML file.")
    mapping: str | None = Field(None, description="The text of a file that maps the team's own headings.")
    date: Day | None = Field(None, description="The day of the round; the workbook's where nothing is said.")
    pin: tuple[Pair, ...] = Field((), description="CASE=CONSULTANT: she gets the case. May be repeated.")
    exclude: tuple[Pair, ...] = Field((), description="CASE=CONSULTANT: she does not. May be repeated.")
    by: str | None = Field(
        None, max_length=MAX_NAME_LENGTH, description="Who decided the pins and exclusions, by initials."
    )
    reason: str = Field(
        DEFAULT_REASON,
        max_length=MAX_REASON_LENGTH,
        description="Why: the code of a reason, such as `knows_citizen`, or a text.",
    )


async def order_from(request: Request, settings: Settings, folder: Path) -> Order:
    """The order that a request holds.

    Parameters
    ----------
    folder
        Where an uploaded file is put for the time of the request.

    Raises
    ------
    ProblemRaised
        The body is of a kind nobody reads here, too large, or too slow.
    UnusableInput
        With every fault of the fields. Those inside a workbook are found later.
    """
    submitted = await submission_of(request, settings, SubmittedSnapshot, SubmittedWorkbook, _REPEATED)
    if isinstance(submitted, SubmittedSnapshot):
        return Order(
            source=submitted.snapshot,
            policy=submitted.policy,
            team_id=submitted.team,
            time_limit_s=submitted.time_limit_s,
            seed=submitted.seed,
            size_limits=size_limits(settings),
        )
    workbook, mapping = put_away(submitted.workbook, submitted.mapping, folder)
    return Order(
        source=workbook,
        policy=submitted.policy,
        mapping=mapping,
        date=submitted.date,
        team_id=submitted.team,
        time_limit_s=submitted.time_limit_s,
        seed=submitted.seed,
        pins=submitted.pin,
        exclusions=submitted.exclude,
        decided_by=submitted.by,
        reason=submitted.reason,
        size_limits=size_limits(settings),
    )


async def submission_of(
    request: Request, settings: Settings, as_json: type[_Json], as_form: type[_Form], repeated: frozenset[str]
) -> _Json | _Form:
    """What a request holds, as JSON or as a form; the form's `repeated` fields may stand more than once.

    Raises
    ------
    ProblemRaised, UnusableInput
        As `order_from`.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise ProblemRaised(
            UNSUPPORTED_MEDIA_TYPE,
            Text(da="Send indholdet uden Content-Encoding.", en="Send the content without Content-Encoding."),
        )
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in (JSON, FORM):
        raise ProblemRaised(
            UNSUPPORTED_MEDIA_TYPE,
            Text(da=f"Send {FORM} med en projektmappe, eller {JSON}.", en=f"Send {FORM} with a workbook, or {JSON}."),
        )
    body = await _body(request, settings)
    try:
        if media_type == JSON:
            return as_json.model_validate_json(body, strict=True)
        return as_form.model_validate(await _fields(request, body, repeated))
    except ValidationError as error:
        raise _unusable(error) from error


def put_away(workbook: bytes, mapping: str | None, folder: Path) -> tuple[Path, Path | None]:
    """The files that were sent, under names of our own: what the client calls them is nobody's business."""
    workbook_file, mapping_file = folder / "workbook.xlsx", folder / "mapping.toml"
    workbook_file.write_bytes(workbook)
    if mapping is None:
        return workbook_file, None
    mapping_file.write_text(mapping, "utf-8")
    return workbook_file, mapping_file


async def _body(request: Request, settings: Settings) -> bytes:
    """The body, counted while it arrives: its stated length may be missing or wrong."""
    most = settings.max_body_bytes
    too_large = ProblemRaised(
        BODY_TOO_LARGE,
        Text(da=f"Send højst {most / 2**20:g} MiB.", en=f"Send at most {most / 2**20:g} MiB."),
        # What is not read must not be taken for the next request.
        headers={"Connection": "close"},
    )
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most and (_asks_first(request) or int(stated) > _NUM_HEARD_OUT * most):
        raise too_large
    body = bytearray()
    num_bytes = 0
    try:
        async with asyncio.timeout(settings.max_body_s):
            async for chunk in request.stream():
                num_bytes += len(chunk)
                if num_bytes > _NUM_HEARD_OUT * most:
                    raise too_large
                if num_bytes <= most:
                    body += chunk
    except TimeoutError as error:
        seconds = f"{settings.max_body_s:g}"
        raise ProblemRaised(
            BODY_TOO_SLOW,
            Text(da=f"Det hele skal være her inden {seconds} s.", en=f"All of it must be here within {seconds} s."),
            headers={"Connection": "close"},
        ) from error
    if num_bytes > most:
        raise too_large
    return bytes(body)


def _asks_first(request: Request) -> bool:
    """Whether the client waits to be told to go on before it sends a body, and so hears a refusal at once."""
    return request.headers.get("expect", "").lower() == "100-continue"


async def _fields(request: Request, body: bytes, repeated: frozenset[str]) -> Mapping[str, Any]:
    """The fields of a form: bytes of a file, text of anything else, a list where a field may be repeated."""

    async def whole() -> AsyncIterator[bytes]:
        yield body

    parser = MultiPartParser(
        request.headers,
        whole(),  # type: ignore[arg-type]  # any asynchronous iteration will do
        max_files=1,
        max_fields=_MAX_FIELDS,
        max_part_size=len(body),
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise UnusableInput(
            [_fault(None, Text(da=f"Formularen kan ikke læses ({error.message}).", en=f"{error.message}."))]
        ) from error
    try:
        fields: dict[str, Any] = {}
        for name in form:
            values = [await value.read() if isinstance(value, UploadFile) else value for value in form.getlist(name)]
            if len(values) > 1 and name not in repeated:
                raise UnusableInput(
                    [_fault(name, Text(da="Feltet står mere end én gang.", en="The field stands more than once."))]
                )
            fields[name] = values if name in repeated else values[0]
    finally:
        await form.close()
    if isinstance(fields.get("workbook"), str):
        raise UnusableInput([_fault("workbook", Text(da="Feltet er ikke en fil.", en="The field is no file."))])
    return fields


def size_limits(settings: Settings) -> SizeLimits:
    """The largest snapshot that the service takes on."""
    return SizeLimits(max_cases=settings.max_cases, max_consultants=settings.max_consultants)


def _unusable(error: ValidationError) -> UnusableInput:
    """The first faults, and how many more there are: a client's own slip may stand in every row."""
    num = error.error_count()
    listed = [] if num > _MAX_SEEN_FAULTS else list(islice(refusals(error), _MAX_LISTED_FAULTS))
    findings = [_fault(field or None, what) for field, what in listed]
    if num > len(listed):
        rest, da, en = num - len(listed), *((" mere", " more") if listed else ("", ""))
        findings.append(_fault(None, Text(da=f"Der er {rest} fejl{da}.", en=f"There are {rest}{en} faults.")))
    return UnusableInput(findings)


def _fault(field: str | None, what: Text) -> Finding:
    # Both may quote what was sent.
    return Finding(
        code="field_invalid",
        column=None if field is None else without_cpr(field),
        what=Text(da=without_cpr(what.da), en=without_cpr(what.en)),
        remedy=Text(da="Ret feltet.", en="Correct the field."),
    )
