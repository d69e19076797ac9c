"""How the runs are spread: the middle one, and a bad one among ten."""

from models.judgement import Better, JudgedFigure, SummaryLine, YearlyValues
from service.plots.distributions import DistributionRow, draw_distributions
from service.plots.drawing import Panel
from service.simulation_report.section import Plot, Section
from service.simulation_report.telling import Telling, decimals_for


def distributions(telling: Telling) -> Section | None:
    """The section; None where the judgement holds no single runs."""
    by_figure = [(figure, _lines(telling, figure)) for figure in telling.judgement.figures]
    panels = tuple(_panel(telling, figure, lines) for figure, lines in by_figure if lines)
    if not panels:
        return None
    return Section(
        "distributions",
        telling.say("Gode og dårlige gennemløb", "Good and bad runs"),
        (
            Plot(
                "distributions",
                telling.say(
                    "Det lyse felt er bredest, hvor flest gennemløb ligger. Prikken er det midterste gennemløb, "
                    "stregen går fra det tiende til det halvfemsindstyvende af hundrede. Dårligt gennemløb: kun hvert "
                    "tiende er værre.",
                    "The light shape is widest where most runs lie. The dot is the middle run, the line goes from the "
                    "tenth to the ninetieth of a hundred. Bad run: only one in ten is worse.",
                ),
                panels,
            ),
        ),
    )


def _lines(telling: Telling, figure: JudgedFigure) -> list[tuple[YearlyValues, SummaryLine]]:
    return [
        (line, summary)
        for line in telling.judgement.yearly
        if line.figure == figure.key and (summary := telling.summary(line.way, figure.key)) is not None
    ]


def _panel(telling: Telling, figure: JudgedFigure, lines: list[tuple[YearlyValues, SummaryLine]]) -> Panel:
    num_decimals = decimals_for(value for line, _ in lines for value in line.values)
    rows = [
        DistributionRow(
            telling.way(line.way),
            line.values,
            summary.median,
            summary.percentile_10,
            summary.percentile_90,
            _figures(telling, figure, summary, num_decimals),
        )
        for line, summary in lines
    ]
    return draw_distributions(telling.titled(figure), rows, unit=telling.unit(figure), language=telling.language)


def _figures(telling: Telling, figure: JudgedFigure, line: SummaryLine, num_decimals: int) -> str:
    middle = telling.number(line.median, num_decimals)
    if figure.better is Better.NEITHER:
        return f"{middle} ({telling.range(line.percentile_10, line.percentile_90, num_decimals)})"
    bad = telling.number(line.percentile_90 if figure.better is Better.LOWER else line.percentile_10, num_decimals)
    return telling.say(f"midterste {middle}, dårligt {bad}", f"middle {middle}, bad {bad}")
