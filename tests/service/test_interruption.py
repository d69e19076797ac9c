import os
import signal
import subprocess
import sys

import pytest

from service.interruption import interruptible, putting_off


def press_ctrl_c():
    os.kill(os.getpid(), signal.SIGINT)


def ended(script, **options):
    """How a process ends that interrupts itself."""
    return subprocess.run(
        [sys.executable, "-c", f"import os, signal, sys\nfrom service.interruption import *\n{script}"],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        **options,
    )


def test_the_first_ctrl_c_is_a_wish_and_the_second_an_order(capfd):
    before = signal.getsignal(signal.SIGINT)
    with interruptible("hørt") as should_stop:
        assert not should_stop()
        press_ctrl_c()
        assert should_stop()
        assert capfd.readouterr().err == "hørt\n"
        with pytest.raises(KeyboardInterrupt):
            press_ctrl_c()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_wish_that_nobody_has_asked_for_is_an_order(capfd):
    with interruptible("hørt"), pytest.raises(KeyboardInterrupt):
        press_ctrl_c()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_order_ends_the_process_in_a_sentence_past_every_handler_of_errors(number):
    script = f"""
with obeying(lambda: "Slut på det."):
    try:
        os.kill(os.getpid(), {int(number)})
    except BaseException:
        print("never")
"""
    done = ended(script)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", "Slut på det.\n")


def test_after_the_block_it_is_as_before():
    script = """
obey(lambda: "ude")
with obeying(lambda: "inde"):
    pass
os.kill(os.getpid(), signal.SIGINT)
"""
    assert ended(script).stderr == "ude\n"


@pytest.mark.parametrize("handling", ["obey(lambda: 'nej')", "obeying(lambda: 'nej').__enter__()"])
def test_what_was_ignored_from_the_start_stays_so(handling):
    script = f"""
signal.signal(signal.SIGHUP, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.SIG_IGN)
{handling}
with putting_off(), interruptible("nej") as should_stop:
    should_stop()
    os.kill(os.getpid(), signal.SIGHUP)
    os.kill(os.getpid(), signal.SIGINT)
print("færdig")
"""
    done = ended(script)
    assert (done.returncode, done.stdout, done.stderr) == (0, "færdig\n", "")


def test_what_is_put_off_comes_when_the_block_is_done():
    done = []

    def interrupted():
        with putting_off():
            press_ctrl_c()
            press_ctrl_c()
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert done == ["all of it"]


def test_what_goes_wrong_in_the_block_does_not_swallow_it():
    def interrupted():
        with putting_off():
            press_ctrl_c()
            raise OSError

    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_a_block_that_nobody_interrupts_just_runs():
    before = signal.getsignal(signal.SIGINT)
    with putting_off():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_nothing_is_heard_once_everything_is_done():
    done = ended("obey(lambda: 'nej')\nignore()\nos.kill(os.getpid(), signal.SIGINT)\nprint('færdig')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "færdig\n", "")


@pytest.mark.parametrize("deafening", ["os.close(2)", "sys.__stderr__ = None"])
def test_where_nobody_can_be_told_the_exit_code_still_tells(deafening):
    done = ended(f"obey(lambda: 'Slut.')\n{deafening}\nos.kill(os.getpid(), signal.SIGINT)")
    assert (done.returncode, done.stderr) == (130, "")
