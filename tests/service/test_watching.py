import os
import signal

import pytest
import typer

from models.proposal import ProposalStatus
from service.speaking import Speaker
from service.use_cases import Order, Proposed, propose
from service.watching import end_unless_finished, watched
from tests.factories import make_snapshot


@pytest.fixture
def speaker():
    return Speaker("da")


@pytest.fixture(scope="module")
def proposed():
    return propose(Order(source=make_snapshot()))


def changed(proposed, **fields):
    return Proposed(proposed.proposal.model_copy(update=fields), proposed.snapshot)


def test_ctrl_c_reaches_the_work_and_is_answered(speaker, capfd):
    def work(*, should_stop, **_):
        assert not should_stop()
        os.kill(os.getpid(), signal.SIGINT)
        return should_stop()

    assert watched(speaker, 10, work) == (True, True)
    assert capfd.readouterr().err.startswith("Stopper ...")


def test_a_finished_proposal_goes_on(speaker, proposed):
    end_unless_finished(speaker, proposed, was_stopped=False)


def test_a_stopped_solve_shows_the_best_so_far(speaker, proposed, capsys):
    with pytest.raises(KeyboardInterrupt):
        end_unless_finished(
            speaker, changed(proposed, status=ProposalStatus.CANCELLED, bound_minutes=0), was_stopped=True
        )
    assert "Afbrudt: " in capsys.readouterr().out


def test_a_solve_that_finished_in_spite_of_ctrl_c_is_shown_and_ends_the_command_too(speaker, proposed, capsys):
    with pytest.raises(KeyboardInterrupt):
        end_unless_finished(speaker, proposed, was_stopped=True)
    assert "Bevist bedst: " in capsys.readouterr().out


def test_a_solve_stopped_before_the_first_plan_has_nothing_to_show(speaker, proposed, capsys):
    with pytest.raises(KeyboardInterrupt):
        end_unless_finished(
            speaker, changed(proposed, status=ProposalStatus.CANCELLED, objective_minutes=None), was_stopped=False
        )
    assert capsys.readouterr().out == ""


def test_no_plan_in_time_is_said_and_has_its_own_exit_code(speaker, proposed, capsys):
    with pytest.raises(typer.Exit) as caught:
        end_unless_finished(
            speaker, changed(proposed, status=ProposalStatus.UNKNOWN, objective_minutes=None), was_stopped=False
        )
    assert caught.value.exit_code == 3
    assert capsys.readouterr().err.startswith("Intet forslag blev fundet inden for tiden.")
