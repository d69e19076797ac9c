"""The verdict with its main figures as Markdown, to be quoted where a whole report has no room."""

from models.judgement import JudgedFigure
from service.simulation_report.main_figures import MOST_MAIN_FIGURES, column_decimals
from service.simulation_report.telling import Telling


def quotation(telling: Telling) -> str:
    """The verdict, a table with a row a way, and how it was run."""
    judgement, say = telling.judgement, telling.say
    figures = judgement.figures[:MOST_MAIN_FIGURES]
    heads = [say("måde", "way"), *(telling.text(figure.title) for figure in figures)]
    lines = [f"**{_cell(telling.text(judgement.verdict))}**", ""]
    lines += [_line(heads), _line(["---", *("---:" for _ in figures)])]
    for way in judgement.ways:
        lines.append(_line([telling.way(way.key), *(_figures(telling, way.key, figure) for figure in figures)]))
    runs, seed = telling.number(judgement.num_replications, 0), judgement.seed
    lines += [
        "",
        say(
            f"{runs} gennemløb på {judgement.weeks} uger, frø {seed}; gennemsnit med interval.",
            f"{runs} runs of {judgement.weeks} weeks, seed {seed}; averages with their intervals.",
        ),
    ]
    return "\n".join(lines) + "\n"


def _figures(telling: Telling, way: str, figure: JudgedFigure) -> str:
    line = telling.summary(way, figure.key)
    if line is None:
        return "–"
    num_decimals = column_decimals(telling, figure)
    return f"{telling.number(line.mean.value, num_decimals)} ({telling.between(line.mean, num_decimals)})"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
