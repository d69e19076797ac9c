import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from data.demonstration import demonstrate
from models.proposal import Proposal, ProposalStatus
from service.media import JSON, WORKBOOK
from service.solving_process import (
    Answered,
    Cancelled,
    Failed,
    NoPlanInTime,
    Refused,
    answer,
    answer_in_process,
    solving_context,
    warm_up,
)
from service.use_cases import Order
from tests.factories import make_snapshot

ORDER = Order(source=make_snapshot())


@pytest.fixture(scope="module")
def context():
    context = solving_context()
    warm_up(context)
    return context


@pytest.fixture
def pipe(context):
    cancelled, canceller = context.Pipe(duplex=False)
    with cancelled, canceller:
        yield cancelled, canceller


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def in_process(context, cancelled, order=ORDER, on_start=lambda _: None, wall_limit_s=60.0):
    return answer_in_process(context, order, JSON, wall_limit_s=wall_limit_s, cancelled=cancelled, on_start=on_start)


def test_an_answer_is_the_proposal_in_the_form_asked_for():
    as_json, as_workbook = answer(ORDER, JSON), answer(ORDER, WORKBOOK)
    assert Proposal.model_validate_json(as_json.body).status is ProposalStatus.OPTIMAL
    assert as_workbook.body.startswith(b"PK")
    assert as_json.objective_minutes == as_workbook.objective_minutes


def test_unusable_input_is_refused_with_findings():
    assert [finding.code for finding in answer(Order(source=Path("nowhere")), JSON).findings] == ["file_missing"]


def test_whatever_else_goes_wrong_is_told_by_its_place_and_not_by_its_words():
    failed = answer(ORDER, "text/secret")
    assert failed.places.startswith("KeyError < _proposed (service/solving_process.py:")
    assert "secret" not in failed.places


def test_a_process_gives_the_same_answer(context, pipe):
    there, here = in_process(context, pipe[0]), answer(ORDER, JSON)
    there, here = (Proposal.model_validate_json(each.body) for each in (there, here))
    assert there.model_copy(update={"solver": here.solver}) == here


def test_a_refusal_comes_back_whole(context, pipe):
    outcome = in_process(context, pipe[0], Order(source=make_snapshot(), policy="hedensten"))
    assert isinstance(outcome, Refused)
    assert outcome.findings[0].sentence("da").startswith("Politikken »hedensten« findes ikke.")


def test_a_process_that_is_killed_is_a_failure(context, pipe):
    outcome = in_process(context, pipe[0], on_start=lambda pid: os.kill(pid, signal.SIGKILL))
    assert outcome == Failed("the solving process ended without an answer")


def test_a_process_that_hangs_is_ended_at_the_wall_limit(context, pipe):
    pids = []

    def hang(pid):
        pids.append(pid)
        os.kill(pid, signal.SIGSTOP)

    assert in_process(context, pipe[0], on_start=hang, wall_limit_s=0.2) == NoPlanInTime()
    assert not is_running(pids[0])


@pytest.mark.parametrize("cancel", [lambda canceller: canceller.close(), lambda canceller: canceller.send(None)])
def test_a_process_nobody_waits_for_is_ended(context, pipe, cancel):
    pids = []

    def cancel_at_start(pid):
        pids.append(pid)
        os.kill(pid, signal.SIGSTOP)
        cancel(pipe[1])

    assert in_process(context, pipe[0], on_start=cancel_at_start) == Cancelled()
    assert not is_running(pids[0])


def test_a_process_that_cannot_be_started_leaves_nothing_behind(context, pipe):
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        in_process(context, pipe[0], Order(source=make_snapshot(), decided_by=lambda: None))


def start_a_long_solve(sender):
    """Stands in for a service that is killed: its solving process must not outlive it."""
    context = solving_context()
    cancelled, _ = context.Pipe(duplex=False)
    order = Order(source=demonstrate("copenhagen", seed=1), time_limit_s=60)
    answer_in_process(context, order, JSON, wall_limit_s=60, cancelled=cancelled, on_start=sender.send)


@pytest.mark.slow
def test_a_solve_ends_with_the_service_it_belongs_to(context):
    receiver, sender = context.Pipe(duplex=False)
    service = multiprocessing.get_context("spawn").Process(target=start_a_long_solve, args=(sender,))
    service.start()
    pid = receiver.recv()
    service.kill()
    service.join()
    for _ in range(600):
        if not is_running(pid):
            break
        time.sleep(0.05)
    assert not is_running(pid)


def test_an_outcome_with_a_plan_says_what_the_log_may_know(context, pipe):
    outcome = in_process(context, pipe[0])
    assert isinstance(outcome, Answered)
    assert outcome.status is ProposalStatus.OPTIMAL
