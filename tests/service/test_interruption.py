import os
import signal

import pytest

from service.interruption import interruptible


def press_ctrl_c():
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_ctrl_c_is_a_wish_and_the_second_an_order():
    heard = []
    before = signal.getsignal(signal.SIGINT)
    with interruptible(lambda: heard.append("once")) as should_stop:
        assert not should_stop()
        press_ctrl_c()
        assert should_stop()
        assert heard == ["once"]
        with pytest.raises(KeyboardInterrupt):
            press_ctrl_c()
    assert signal.getsignal(signal.SIGINT) is before
