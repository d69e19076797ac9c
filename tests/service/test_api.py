import io
import json
import multiprocessing
import os
import signal
import threading
import time

import openpyxl
import pytest
from fastapi.testclient import TestClient

from models.errors import UnusableInput
from models.proposal import Proposal
from service.api import create_app
from service.examples import EXAMPLE_REQUEST, example_proposal
from service.media import JSON, PROBLEM_JSON, WORKBOOK
from service.settings import Settings
from service.use_cases import Order, propose
from tests.data.workbook.files import save_xlsx, valid_sheets
from tests.data.workbook.test_many_faults import FAULTY
from tests.factories import make_snapshot

URL = "/api/v1/distributions"
ENGLISH = {"Accept-Language": "en"}


def problem_of(response, status, name):
    """The problem, after what every problem has in common."""
    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM_JSON
    problem = response.json()
    assert problem["type"] == f"urn:sagsfordeler:problem:{name}"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == response.headers["x-request-id"]
    return problem


def codes(problem):
    return [(finding["code"], finding.get("column")) for finding in problem["findings"]]


@pytest.fixture
def workbook(tmp_path):
    return save_xlsx(valid_sheets(), tmp_path / "team.xlsx")


def upload(client, workbook, data=None, **options):
    return client.post(URL, files={"workbook": ("Jens Hansen.xlsx", workbook.read_bytes())}, data=data or {}, **options)


def without_solver(proposal):
    return {name: value for name, value in proposal.items() if name != "solver"}


def test_the_example_of_the_description_gets_the_answer_of_the_description(service):
    response = service.post(URL, json=EXAMPLE_REQUEST)
    assert response.status_code == 200
    assert response.headers["content-type"] == JSON
    assert without_solver(response.json()) == without_solver(example_proposal())
    assert Proposal.model_validate(example_proposal())


def test_an_upload_gives_what_the_same_order_gives_elsewhere(service, workbook):
    response = upload(
        service, workbook, {"policy": "vejle", "date": "2026-01-06", "pin": "2026-0001=CD", "by": "LN", "seed": "3"}
    )
    assert response.status_code == 200
    order = Order(source=workbook, policy="vejle", pins=("2026-0001=CD",), decided_by="LN", seed=3)
    here = propose(order).proposal
    assert response.json()["date"] == "2026-01-06"
    assert response.json()["assignments"] == json.loads(here.model_dump_json())["assignments"]


def test_fields_that_may_be_repeated_are_all_heard(service, workbook):
    response = upload(service, workbook, {"exclude": ["2026-0001=CD", "2026-0002=CD"], "by": "LN"})
    assert {each["consultant_id"] for each in response.json()["assignments"]} == {"AB"}


def test_the_proposal_is_given_as_a_workbook_to_whoever_asks(service, workbook):
    response = upload(service, workbook, headers={"Accept": WORKBOOK})
    assert response.status_code == 200
    assert response.headers["content-type"] == WORKBOOK
    assert response.headers["content-disposition"] == 'attachment; filename="forslag.xlsx"'
    assert "Forslag" in openpyxl.load_workbook(io.BytesIO(response.content)).sheetnames


def test_a_teams_own_headings_are_understood(service, tmp_path):
    sheets = valid_sheets()
    sheets["Sager"][0][0] = "Journalnr."
    workbook = save_xlsx(sheets, tmp_path / "team.xlsx")
    response = upload(service, workbook, {"mapping": '[headings.Sager]\nSagsnummer = "Journalnr."\n'})
    assert [each["case_id"] for each in response.json()["assignments"]] == ["2026-0001", "2026-0002"]


def test_a_policy_may_be_sent_as_text_or_as_an_object(service, workbook):
    own = 'name = "own"\nvalid_from = 2026-01-05\ndescription = {da = "x", en = "y"}'
    assert upload(service, workbook, {"policy": own}).json()["policy"]["name"] == "own"
    policy = {"name": "own", "valid_from": "2026-01-05", "description": {"da": "x", "en": "y"}}
    assert service.post(URL, json={**EXAMPLE_REQUEST, "policy": policy}).json()["policy"]["name"] == "own"


def test_a_faulty_workbook_gives_the_messages_of_the_command_line(service, tmp_path):
    workbook = save_xlsx(FAULTY, tmp_path / "team.xlsx")
    with pytest.raises(UnusableInput) as caught:
        propose(Order(source=workbook))
    problem = problem_of(upload(service, workbook), 422, "unusable-input")
    assert [finding["message"] for finding in problem["findings"]] == [
        {"da": finding.sentence("da"), "en": finding.sentence("en")} for finding in caught.value.findings
    ]
    assert problem["findings"][0]["sheet"] == "Oplysninger"


def test_what_is_no_workbook_is_refused(service):
    problem = problem_of(service.post(URL, files={"workbook": b"not a workbook"}), 422, "unusable-input")
    assert len(problem["findings"]) == 1


def test_a_snapshot_that_contradicts_itself_is_refused_with_the_place(service):
    request = json.loads(json.dumps(EXAMPLE_REQUEST))
    request["snapshot"]["cases"][0]["received"] = "2025-01-01"
    problem = problem_of(service.post(URL, json=request), 422, "unusable-input")
    assert codes(problem) == [("field_invalid", "snapshot.cases.0")]


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"time_limit_s": "61"}, "time_limit_s"),
        ({"time_limit_s": "0"}, "time_limit_s"),
        ({"seed": "-1"}, "seed"),
        ({"date": "i morgen"}, "date"),
        ({"date": "9999-12-31"}, "date"),
        ({"colour": "red"}, "colour"),
        ({"policy": ["herning", "vejle"]}, "policy"),
    ],
)
def test_a_faulty_field_is_named(service, workbook, fields, faulty):
    problem = problem_of(upload(service, workbook, fields), 422, "unusable-input")
    assert codes(problem) == [("field_invalid", faulty)]


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 50_000, b'{"a": 1}', b"null", b"\xff"])
def test_json_that_is_no_request_is_refused(service, body):
    problem_of(service.post(URL, content=body, headers={"Content-Type": JSON}), 422, "unusable-input")


def test_a_form_without_a_workbook_or_with_text_in_its_place_is_refused(service):
    assert codes(problem_of(service.post(URL, files={"policy": (None, "vejle")}), 422, "unusable-input")) == [
        ("field_invalid", "workbook")
    ]
    assert codes(problem_of(service.post(URL, files={"workbook": (None, "text")}), 422, "unusable-input")) == [
        ("field_invalid", "workbook")
    ]


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_form_that_is_none_is_refused(service, content_type):
    response = service.post(URL, content=b"--y\r\n\r\nx", headers={"Content-Type": content_type})
    assert codes(problem_of(response, 422, "unusable-input")) == [("field_invalid", None)]


def test_two_files_are_one_too_many(service):
    response = service.post(URL, files=[("workbook", b"x"), ("mapping", b"y")])
    assert "Too many files" in problem_of(response, 422, "unusable-input")["findings"][0]["message"]["en"]


@pytest.mark.parametrize("content_type", [None, "text/csv", WORKBOOK])
def test_a_body_of_another_kind_is_not_read(service, content_type):
    headers = {} if content_type is None else {"Content-Type": content_type}
    problem_of(service.post(URL, content=b"x", headers=headers), 415, "unsupported-media-type")


def test_an_answer_of_another_kind_is_not_to_be_had(service):
    problem_of(service.post(URL, json=EXAMPLE_REQUEST, headers={"Accept": "text/html"}), 406, "not-acceptable")


def test_paths_and_methods_there_are_none_of_are_problems_too(service):
    problem_of(service.get("/api/v1/rounds"), 404, "not-found")
    assert problem_of(service.get(URL), 405, "method-not-allowed")
    assert service.get(URL).headers["allow"] == "POST"


def test_problems_are_in_the_language_of_the_client(service):
    assert problem_of(service.get("/x"), 404, "not-found")["title"] == "Findes ikke"
    english = service.get("/x", headers={"Accept-Language": "en"})
    assert problem_of(english, 404, "not-found")["title"] == "Not found"
    assert english.headers["content-language"] == "en"


def test_a_body_beyond_the_limit_is_refused_by_its_stated_length_and_by_what_arrives():
    with TestClient(create_app(Settings(max_body_bytes=1000))) as client:
        stated = client.post(URL, content=b"x" * 1001, headers={"Content-Type": JSON})
        assert problem_of(stated, 413, "body-too-large")["detail"].startswith("Send højst 0.000953674 MiB")

        def unstated():
            yield b"x" * 600
            yield b"x" * 600

        problem_of(client.post(URL, content=unstated(), headers={"Content-Type": JSON}), 413, "body-too-large")


def test_a_packed_body_is_refused(service):
    response = service.post(URL, content=b"x", headers={"Content-Type": JSON, "Content-Encoding": "gzip"})
    assert "Content-Encoding" in problem_of(response, 415, "unsupported-media-type")["detail"]


@pytest.mark.parametrize(
    ("num_rows", "num_listed", "rest"),
    [(10_000, 201, "There are 9804 more faults."), (100_001, 1, "There are 100005 faults.")],
)
def test_the_same_fault_in_thousands_of_rows_is_counted_and_not_listed(service, num_rows, num_listed, rest):
    request = {"snapshot": {"wishes": [0] * num_rows}}
    findings = problem_of(service.post(URL, json=request), 422, "unusable-input")["findings"]
    assert len(findings) == num_listed
    # Four more: what a snapshot must have, and this one has not.
    assert findings[-1]["what"]["en"] == rest


def test_a_snapshot_of_more_people_than_the_limit_is_refused():
    with TestClient(create_app(Settings(max_consultants=1))) as client:
        problem = problem_of(client.post(URL, json=EXAMPLE_REQUEST), 422, "unusable-input")
        assert codes(problem) == [("too_large", None)]


class Meddler:
    """Does something to the next solving process as soon as there is one."""

    def __init__(self, sent_signal):
        self._signal = sent_signal
        self._thread = threading.Thread(target=self._meddle)

    def _meddle(self):
        while not (children := multiprocessing.active_children()):
            time.sleep(0.0005)
        for child in children:
            os.kill(child.pid, self._signal)

    def __enter__(self):
        self._thread.start()

    def __exit__(self, *_):
        self._thread.join()


def test_a_solve_that_is_killed_is_a_problem_without_details_and_the_service_lives_on(service):
    with Meddler(signal.SIGKILL):
        response = service.post(URL, json=EXAMPLE_REQUEST)
    problem_of(response, 500, "internal")
    assert service.post(URL, json=EXAMPLE_REQUEST).status_code == 200


def test_a_solve_that_hangs_is_ended_and_the_service_lives_on():
    with TestClient(create_app(Settings(grace_s=0.2))) as client:
        with Meddler(signal.SIGSTOP):
            response = client.post(URL, json={**EXAMPLE_REQUEST, "time_limit_s": 0.1})
        problem_of(response, 504, "no-plan-in-time")
        assert client.get("/api/v1/health").json()["solves"]["running"] == 0


def test_whoever_comes_when_all_places_are_taken_is_told_when_to_come_back():
    with TestClient(create_app(Settings(max_solves=1, grace_s=2, retry_after_s=7))) as client:
        first = threading.Thread(
            target=client.post, args=(URL,), kwargs={"json": {**EXAMPLE_REQUEST, "time_limit_s": 0.1}}
        )
        with Meddler(signal.SIGSTOP):
            first.start()
        assert client.get("/api/v1/health").json()["solves"] == {"running": 1, "at_most": 1}
        response = client.post(URL, json=EXAMPLE_REQUEST)
        assert response.headers["retry-after"] == "7"
        problem_of(response, 503, "busy")
        first.join()


def test_closing_the_service_ends_its_solves():
    answers = []
    with TestClient(create_app(Settings())) as client:
        request = threading.Thread(
            target=lambda: answers.append(client.post(URL, json=EXAMPLE_REQUEST, headers=ENGLISH))
        )
        with Meddler(signal.SIGSTOP):
            request.start()
        client.app_state["solving"].close()
        request.join()
    assert "closing" in answers[0].json()["detail"]
    problem_of(answers[0], 503, "busy")


def test_a_fault_nobody_foresaw_is_a_problem_without_details(capsys):
    app = create_app(Settings())

    @app.get("/fault")
    async def fault():
        raise ValueError("Jens Hansen 010203-1234")

    with TestClient(app) as client:
        problem = problem_of(client.get("/fault"), 500, "internal")
    log = capsys.readouterr().err
    assert "Jens" not in json.dumps(problem) + log
    assert "ValueError < fault" in log


def test_every_answer_closes_the_door_behind_it(service):
    for response in (service.get("/"), service.get("/x"), service.get("/api/v1/health"), service.get("/openapi.json")):
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cache-control"] == "no-store"
        assert len(response.headers["x-request-id"]) == 32


def test_the_page_says_how_to_use_the_service_and_loads_nothing(service):
    page = service.get("/").text
    assert "curl -F workbook=@team.xlsx" in page
    assert "http://testserver/api/v1/distributions" in page
    assert "src=" not in page
    assert "Try it" in service.get("/", headers={"Accept-Language": "en"}).text


def test_health_names_the_versions_a_proposal_depends_on(service):
    health = service.get("/api/v1/health").json()
    assert health["status"] == "ready"
    assert set(health["versions"]) == {"sagsfordeler", "python", "ortools"}


def test_the_log_holds_ids_and_counts_and_nothing_that_anybody_wrote(tmp_path, capsys):
    sheets = valid_sheets()
    sheets["Virksomheder"][1][2] = "Jens Hansens Værft"
    sheets["Sager"][1][3] = "Jens er syg"
    workbook = save_xlsx(sheets, tmp_path / "team.xlsx")
    with TestClient(create_app(Settings())) as client:
        problem_of(upload(client, workbook), 422, "unusable-input")
        upload(client, save_xlsx(valid_sheets(), tmp_path / "team.xlsx"))
        client.get("/Jens-Hansen?cpr=0102031234")
        client.request("JENS", "/")
    log = capsys.readouterr().err
    assert "Jens" not in log.title()
    assert "0102031234" not in log
    events = [json.loads(line) for line in log.splitlines()]
    assert {event["event"] for event in events} >= {"ready", "solve_started", "solved", "refused", "request", "stopped"}
    (refused,) = [event for event in events if event["event"] == "refused"]
    assert refused["codes"] == ["unknown_choice"]


def test_the_description_names_every_problem_an_order_may_end_in(service):
    description = service.get("/openapi.json").json()
    responses = description["paths"][URL]["post"]["responses"]
    assert set(responses) == {"200", "406", "408", "413", "415", "422", "500", "503", "504"}
    for status, response in responses.items():
        assert response["description"]
        assert status == "200" or PROBLEM_JSON in response["content"]
    assert set(description["paths"][URL]["post"]["requestBody"]["content"]) == {JSON, "multipart/form-data"}
    assert service.get("/openapi.json").json() == description


def test_every_reference_of_the_description_leads_somewhere(service):
    text = service.get("/openapi.json").text
    schemas = json.loads(text)["components"]["schemas"]
    references = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert references <= set(schemas)


def test_a_snapshot_as_the_models_write_it_is_a_request(service):
    body = json.dumps({"snapshot": json.loads(make_snapshot().model_dump_json())})
    assert service.post(URL, content=body, headers={"Content-Type": JSON}).status_code == 200


def test_a_personal_number_is_never_quoted(service):
    request = json.loads(json.dumps(EXAMPLE_REQUEST))
    case = request["snapshot"]["cases"][0]
    case["id"] = "010203-1234"
    assert "1234" not in json.dumps(problem_of(service.post(URL, json=request), 422, "unusable-input")["findings"])
    request["snapshot"]["cases"].append(case)
    assert "1234" not in json.dumps(problem_of(service.post(URL, json=request), 422, "unusable-input")["findings"])
