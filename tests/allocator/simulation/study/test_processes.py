import os
import signal

import pytest

from allocator.simulation.study import available_cores, local_processes


def test_there_is_a_core_to_run_on():
    assert 1 <= available_cores() <= (os.cpu_count() or 1)


@pytest.mark.slow
def test_an_interruption_from_the_keyboard_does_not_end_what_a_worker_has_in_hand():
    """The terminal sends it to all processes at once."""
    with local_processes(1) as executor:
        worker = executor.submit(os.getpid).result()
        os.kill(worker, signal.SIGINT)
        assert executor.submit(os.getpid).result() == worker
