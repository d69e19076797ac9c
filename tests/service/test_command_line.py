import signal
import subprocess
import sys

import pytest

from service.command_line import main

INTERRUPTED_IN_NATIVE_CODE = """
import os, signal, sys

class Native:
    '''Stands where the solver's native module is looked for: an interrupt there comes out as something else.'''

    @staticmethod
    def find_spec(*_):
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:
            raise ImportError("initialization failed") from None

from service.command_line import main
sys.meta_path.insert(0, Native)
main()
"""


def test_ctrl_c_while_the_program_is_loading_is_a_sentence_wherever_it_strikes():
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_IN_NATIVE_CODE], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Afbrudt.\n")


@pytest.fixture
def handlers():
    """Those of the tests, which the program keeps for good in a process of its own."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers")
def test_the_program_runs_what_is_typed_and_then_has_nothing_to_stop(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sagsfordeler", "--help"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 0
    assert "sagsfordeler" in capsys.readouterr().out
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
