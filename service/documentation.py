"""What the description of the API (OpenAPI) says beyond what the code says by itself."""

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from models.proposal import Proposal
from service.examples import EXAMPLE_REBALANCE, EXAMPLE_REQUEST, example_problem, example_proposal
from service.media import JSON, PROBLEM_JSON, SVG, WORKBOOK
from service.problems import Problem
from service.rebalance_answer import RebalanceAnswer
from service.rebalance_submission import SubmittedRebalance, SubmittedRebalanceForm
from service.submission import FORM, SubmittedSnapshot, SubmittedWorkbook

_SCHEMAS = "#/components/schemas/{model}"
_DESCRIPTION = """
Distributes sick-leave cases among retention consultants: proposed by a solver, explained in minutes of consultant
time, decided by people. The service keeps nothing between requests.

Texts are Danish, or English where `Accept-Language` asks for it; a proposal holds both. Every error is a problem of
one shape (RFC 9457, `application/problem+json`), whose `type` is stable.
"""
_PROBLEMS = {
    406: "None of the forms of the answer is accepted.",
    408: "The body took too long to arrive.",
    413: "The body is too large.",
    415: "The body is of a kind that is not read here.",
    422: "What was sent cannot be used: `findings` names every fault by sheet, row and column, and how to mend it. "
    "The command line prints the same messages for the same workbook.",
    500: "The fault is ours; the log knows more by the `request_id`.",
    503: "All places for solves are taken: come back after `Retry-After` seconds.",
    504: "No plan was found within the time limit.",
}


def problem_documentation(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation may end in."""
    return {status: _problem(status) for status in statuses}


def distribution_documentation() -> dict[str, Any]:
    """All that is said of the one operation that does something, as arguments of the route."""
    return {
        "tags": ["distribution"],
        "operation_id": "distribute",
        "summary": "Propose a consultant for every new case",
        "description": "Takes a team's workbook as a form, or a snapshot as JSON, and answers with the proposal: an "
        "assignment with reasons for every new case, or the rules that block it; proved best, or with its gap. "
        "Ask for the workbook that a team can use at its meeting with `Accept`.",
        "responses": {200: _proposal(), **problem_documentation(*_PROBLEMS)},
        "openapi_extra": {"requestBody": _request_body()},
    }


def rebalance_documentation() -> dict[str, Any]:
    """What is said of the rebalance, as arguments of the route."""
    return {
        "tags": ["rebalance"],
        "operation_id": "rebalance",
        "summary": "Find the fewest moves that put the team right",
        "description": "Takes a team's workbook as a form, or a snapshot as JSON, and what has happened: an absence, a "
        "departure, a return and the like. Answers with the cases that must move and the best plan with at most 0, 1, "
        "2, ... voluntary moves, each proved best or with its gap; or with one plan at a price a move. Ask for the "
        "workbook, or for a picture, with `Accept`. A person picks a plan and carries out its moves; the service keeps "
        "nothing.",
        "responses": {200: _rebalance(), **problem_documentation(*_PROBLEMS)},
        "openapi_extra": {"requestBody": _rebalance_body()},
    }


def describe(app: FastAPI) -> None:
    """Let the description of the app carry the models of bodies that the routes read by themselves."""
    app.description = _DESCRIPTION.strip()
    app.openapi_tags = [
        {"name": "distribution", "description": "A workbook or a snapshot goes in, a proposal comes out."},
        {"name": "rebalance", "description": "Open cases that change hands: as few as possible, where it pays."},
        {"name": "service", "description": "The service itself."},
    ]
    generated = app.openapi

    def openapi() -> dict[str, Any]:
        schema = generated()
        _, definitions = models_json_schema(
            [
                (SubmittedSnapshot, "validation"),
                (SubmittedWorkbook, "validation"),
                (Proposal, "serialization"),
                (SubmittedRebalance, "validation"),
                (SubmittedRebalanceForm, "validation"),
                (RebalanceAnswer, "serialization"),
                (Problem, "serialization"),
            ],
            ref_template=_SCHEMAS,
        )
        schema["components"]["schemas"].update(_liberal(definitions["$defs"]))
        return schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _liberal(schema: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """The schema without `uniqueItems`: what stands twice in a set is taken once and refused by nobody."""
    if isinstance(schema, dict):
        return {key: _liberal(value) for key, value in schema.items() if key != "uniqueItems"}
    return [_liberal(value) for value in schema] if isinstance(schema, list) else schema


def _request_body() -> dict[str, Any]:
    return {
        "required": True,
        "content": {
            FORM: {
                "schema": _reference(SubmittedWorkbook),
                "encoding": {"workbook": {"contentType": WORKBOOK}},
            },
            JSON: {
                "schema": _reference(SubmittedSnapshot),
                "examples": {
                    "one_case": {"summary": "One new case, two consultants", "value": EXAMPLE_REQUEST},
                },
            },
        },
    }


def _proposal() -> dict[str, Any]:
    return {
        "description": "The proposal. Nothing in it is live before a named person accepts it.",
        "content": {
            JSON: {
                "schema": _reference(Proposal),
                "examples": {"one_case": {"summary": "The answer to the example", "value": example_proposal()}},
            },
            WORKBOOK: {"schema": {"type": "string", "format": "binary"}},
        },
    }


def _rebalance_body() -> dict[str, Any]:
    return {
        "required": True,
        "content": {
            FORM: {
                "schema": _reference(SubmittedRebalanceForm),
                "encoding": {"workbook": {"contentType": WORKBOOK}},
            },
            JSON: {
                "schema": _reference(SubmittedRebalance),
                "examples": {
                    "one_absence": {"summary": "One case, whose consultant is away", "value": EXAMPLE_REBALANCE},
                },
            },
        },
    }


def _rebalance() -> dict[str, Any]:
    return {
        "description": "The rebalance. Nothing in it is live before a named person carries out moves of it.",
        "content": {
            JSON: {"schema": _reference(RebalanceAnswer)},
            WORKBOOK: {"schema": {"type": "string", "format": "binary"}},
            SVG: {"schema": {"type": "string"}},
        },
    }


def _problem(status: int) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": _reference(Problem)}
    if status == 422:
        content["examples"] = {"unknown_policy": {"summary": "The policy does not exist", "value": example_problem()}}
    documentation: dict[str, Any] = {"description": _PROBLEMS[status], "content": {PROBLEM_JSON: content}}
    if status == 503:
        documentation["headers"] = {
            "Retry-After": {"description": "Seconds.", "schema": {"type": "integer", "minimum": 1}}
        }
    return documentation


def _reference(model: type) -> dict[str, str]:
    return {"$ref": _SCHEMAS.format(model=model.__name__)}
