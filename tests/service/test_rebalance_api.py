"""Rebalances over HTTP: stateless, with the manners of the distributions."""

import io
import json

import openpyxl
import pytest

from data.workbook import write_snapshot
from service.examples import EXAMPLE_REBALANCE
from service.media import JSON, SVG, WORKBOOK
from service.rebalance_answer import RebalanceAnswer
from tests.service.test_api import codes, problem_of
from tests.teams_that_move import make_moving_policy, make_moving_team

URL = "/api/v1/rebalances"


def asked(**fields):
    return {
        "snapshot": json.loads(make_moving_team().model_dump_json()),
        "policy": json.loads(make_moving_policy().model_dump_json()),
        **fields,
    }


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    file = tmp_path_factory.mktemp("team") / "team.xlsx"
    write_snapshot(make_moving_team(), file)
    return file.read_bytes()


def upload(service, workbook, data=None, **options):
    return service.post(URL, files={"workbook": ("team.xlsx", workbook)}, data=data or {}, **options)


def test_the_example_of_the_description_moves_its_one_case(service):
    response = service.post(URL, json=EXAMPLE_REBALANCE)
    assert response.status_code == 200, response.text
    answer = response.json()
    assert [(each["from"], each["to"]) for each in answer["forced"]] == [("AB", "CD")]
    assert answer["frontier"][0]["status"] == "optimal"


def test_a_snapshot_is_answered_with_its_frontier(service):
    response = service.post(URL, json=asked(max_moves=3))
    assert response.headers["content-type"] == JSON
    answer = response.json()
    assert [entry["k"] for entry in answer["frontier"]] == [0, 1, 2]
    assert answer["stops_paying_at"] == 2
    assert RebalanceAnswer.model_validate(answer)


def test_an_upload_says_its_occasions_as_on_the_command_line(service, workbook):
    said = {"absent": ["AB:2026-01-05:2026-03-01"], "hours": ["CD:80", "EF:90"], "max_moves": "0"}
    answer = upload(service, workbook, said).json()
    assert [each["kind"] for each in answer["occasions"]] == ["absence", "hours", "hours"]
    assert len(answer["forced"]) == 6


def test_a_mapping_may_be_sent_along(service, workbook):
    response = upload(service, workbook, {"mapping": "", "max_moves": "0"})
    assert response.status_code in (200, 422)


def test_it_comes_as_a_workbook_or_a_picture_to_whoever_asks(service, workbook):
    as_workbook = upload(service, workbook, headers={"Accept": WORKBOOK})
    assert as_workbook.headers["content-disposition"] == 'attachment; filename="omfordeling.xlsx"'
    assert "Flytninger" in openpyxl.load_workbook(io.BytesIO(as_workbook.content)).sheetnames
    as_picture = upload(service, workbook, headers={"Accept": SVG})
    assert as_picture.headers["content-type"].startswith(SVG)
    assert as_picture.text.startswith("<svg")


def test_one_plan_at_a_price_and_the_weeks_ahead_may_be_asked_for(service):
    answer = service.post(URL, json=asked(price_minutes=130, weeks_ahead=8, inflow_per_week=1.0)).json()
    assert len(answer["frontier"]) == 1
    assert answer["best"]["price_minutes"] == 130
    assert any("8 uger" in remark["da"] for remark in answer["remarks"])


def test_an_occasion_that_nobody_knows_is_refused_with_its_place(service):
    problem = problem_of(service.post(URL, json=asked(occasions=[{"kind": "party"}])), 422, "unusable-input")
    assert codes(problem)[0][1].startswith("occasions")
    unknown = asked(occasions=[{"kind": "departure", "consultant_id": "XY"}])
    assert codes(problem_of(service.post(URL, json=unknown), 422, "unusable-input")) == [("consultant_unknown", None)]


def test_an_occasion_that_cannot_be_understood_is_refused(service, workbook):
    problem = problem_of(upload(service, workbook, {"absent": "AB"}), 422, "unusable-input")
    assert codes(problem) == [("occasion_invalid", "absent")]


def test_a_form_nobody_offers_is_not_acceptable(service):
    problem = problem_of(service.post(URL, json=asked(), headers={"Accept": "text/csv"}), 406, "not-acceptable")
    assert SVG in problem["detail"]


def test_limits_of_the_request_hold(service):
    for fields in ({"max_moves": 101}, {"time_limit_s": 61}, {"weeks_ahead": 53}, {"price_minutes": -1}):
        problem_of(service.post(URL, json=asked(**fields)), 422, "unusable-input")


def test_the_description_names_the_operation(service):
    description = service.get("/openapi.json").json()
    operation = description["paths"][URL]["post"]
    assert set(operation["responses"]) >= {"200", "406", "408", "413", "415", "422", "503", "504"}
    assert {"SubmittedRebalance", "SubmittedRebalanceForm", "RebalanceAnswer"} <= set(
        description["components"]["schemas"]
    )
