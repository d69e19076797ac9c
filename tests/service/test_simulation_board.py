"""A judgement on a terminal."""

import io

import pytest
from rich.console import Console

from models.judgement import JudgedFigure, SummaryLine
from service.simulation_board import SimulationBoard
from tests.judgements import MEETING, OPTIMISER, make_judgement


def shown(language="da", width=100, **changes):
    console = Console(file=io.StringIO(), width=width)
    console.print(SimulationBoard(make_judgement(**changes), language).render())
    return console.file.getvalue()


def test_the_verdict_stands_first_and_what_it_rests_on_last():
    lines = shown().splitlines()

    assert lines[0] == "Optimeringen er bedst."
    assert lines[-1] == "- Mange tal er antaget."
    assert lines[-2].startswith("Gennemsnit af 4 gennemløb à 12 uger; de første 2 uger er skåret fra.")


def test_each_way_has_its_cost_and_what_it_is_more_than_the_first():
    lines = shown().splitlines()
    meeting, optimiser = (next(line for line in lines[1:] if line.startswith(name)) for name in ("Mødet", "Optimering"))

    assert meeting.split()[-2:] == ["1.000", "-"]
    assert "800" in optimiser
    assert "-200 (-202 til -198)" in " ".join(optimiser.split())


def test_it_speaks_english_too():
    said = shown("en")

    assert said.startswith("The optimiser is best.")
    assert "1,000" in said
    assert "Intervals: 95 % confidence." in said


def test_a_percentage_has_its_sign():
    judgement = make_judgement()
    figure = judgement.figures[1].model_copy(update={"key": "in_band_percent"})
    lines = tuple(
        line.model_copy(update={"figure": "in_band_percent"})
        for line in judgement.summary
        if line.figure == "load_spread"
    )
    assert isinstance(figure, JudgedFigure)
    assert isinstance(lines[0], SummaryLine)

    assert "20,0 %" in shown(figures=(*judgement.figures, figure), summary=(*judgement.summary, *lines))


def test_one_way_alone_is_compared_with_nothing():
    alone = make_judgement().way(MEETING)

    assert "mod den" not in shown(ways=(alone,), comparisons=())


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(map(len, shown(width=width).splitlines())) <= width
    assert OPTIMISER not in shown(width=width)  # titles are for people
