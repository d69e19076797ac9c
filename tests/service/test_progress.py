import io

from rich.console import Console

from allocator import Progress
from service.progress import ProgressDisplay


def drawn(*, is_terminal):
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=is_terminal, width=120, color_system=None)
    with ProgressDisplay(console, "da", 10.0) as display:
        display.show(Progress(elapsed_s=0.1, objective=None, bound=None))
        display.show(Progress(elapsed_s=0.2, objective=1234, bound=1200))
    return stream.getvalue()


def test_a_terminal_sees_the_best_value_and_the_bound():
    text = drawn(is_terminal=True)
    assert "Leder efter det bedste forslag" in text
    assert "af højst 10 s: bedst 1.234, mindst 1.200 minutter" in text


def test_a_pipe_sees_nothing():
    assert drawn(is_terminal=False) == ""
