import io

import pytest
from rich.console import Console

from allocator.simulation.study import Progress
from models.text import Text
from service.simulation_progress import SimulationDisplay, time_left

WHAT = Text(da="Simulerer", en="Simulating")


@pytest.mark.parametrize(
    ("seconds", "danish", "english"),
    [
        (None, "", ""),
        (12.4, "12 s tilbage", "12 s left"),
        (95, "2 min tilbage", "2 min left"),
        (5 * 3600, "5 t tilbage", "5 h left"),
    ],
)
def test_time_left_is_rounded_as_people_say_it(seconds, danish, english):
    assert (time_left(seconds).da, time_left(seconds).en) == (danish, english)


def test_a_terminal_shows_how_far_it_is_and_what_is_left():
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=100)
    with SimulationDisplay(console, "da") as display:
        display.show(WHAT, Progress(num_before=0, num_done=10, num_wanted=40, seconds=20))

    assert "Simulerer" in stream.getvalue()
    assert "10/40" in stream.getvalue()
    assert "60 s tilbage" in stream.getvalue() or "1 min tilbage" in stream.getvalue()


def test_a_pipe_is_left_alone():
    stream = io.StringIO()
    with SimulationDisplay(Console(file=stream), "en") as display:
        display.show(WHAT, Progress(0, 1, 2, 1))

    assert stream.getvalue() == ""
