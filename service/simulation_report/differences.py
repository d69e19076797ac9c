"""What differs against the base, with intervals: a picture a figure, then the same in words and numbers."""

from collections.abc import Iterable, Iterator

from models.judgement import Better, ComparisonLine, JudgedFigure
from models.text import Text
from service.formats import signed_rounded
from service.plots.drawing import Panel
from service.plots.intervals import IntervalRow, Mark, draw_intervals
from service.plots.rows import Reference
from service.simulation_report.markup import Html, paragraph
from service.simulation_report.section import Plot, Section
from service.simulation_report.tables import Column, Row, RowGroup, Table
from service.simulation_report.telling import MEDIAN, Telling, decimals_for

MOST_PICTURED_FIGURES = 8
"""Those that come first in the judgement; the others stand in the table only."""

_FINDINGS = {
    (Better.LOWER, -1): Text(da="bedre", en="better"),
    (Better.LOWER, 1): Text(da="dårligere", en="worse"),
    (Better.HIGHER, 1): Text(da="bedre", en="better"),
    (Better.HIGHER, -1): Text(da="dårligere", en="worse"),
    (Better.NEITHER, 1): Text(da="højere", en="higher"),
    (Better.NEITHER, -1): Text(da="lavere", en="lower"),
}
_NOT_TOLD = Text(da="kan ikke afgøres", en="cannot be told")
_SAME = Text(da="ens", en="the same")


def differences(telling: Telling) -> Section | None:
    """The section; None where there is nothing to compare."""
    if not telling.judgement.comparisons:
        return None
    say, base = telling.say, telling.way(telling.judgement.base)
    kinds = list(_kinds(telling))
    pictured = telling.judgement.figures[:MOST_PICTURED_FIGURES]
    sure = telling.confidence(telling.judgement.confidence)
    return Section(
        "differences",
        say("Forskellen til udgangspunktet", "The difference to the base"),
        (
            paragraph(
                say(
                    f"Udgangspunktet er {base}. Et tal over 0 betyder, at måden har mere end udgangspunktet, et tal "
                    "under 0 mindre. Hvor intervallet krydser 0, kan simuleringen ikke afgøre, om der er en forskel.",
                    f"The base is {base}. A number above 0 says that a way has more than the base, one below 0 less. "
                    "Where the interval crosses 0, the simulation cannot tell whether there is a difference.",
                )
            ),
            Plot(
                "differences",
                say(
                    f"Forskel til {base}, i gennemsnit over gennemløbene, med intervaller, der for hvert tal holder "
                    f"for alle måder på én gang med {sure} sikkerhed. Fyldt prik: bedre (eller kun forskelligt). "
                    "Firkant: dårligere. Hul prik: kan ikke afgøres.",
                    f"Difference to {base}, on the average of the runs, with intervals that for each figure hold for "
                    f"all ways at once with {sure} confidence. Full dot: better (or only different). Square: worse. "
                    "Hollow dot: cannot be told.",
                ),
                tuple(_panel(telling, *kind) for kind in kinds if kind[0] in pictured and kind[1] != MEDIAN),
            ),
            *_selection(telling),
        ),
        (_table(telling, kinds),),
    )


def _kinds(telling: Telling) -> Iterator[tuple[JudgedFigure, str, list[ComparisonLine]]]:
    """Figures and what was taken of them, in the judgement's order, with the lines of the ways."""
    for figure in telling.judgement.figures:
        of_figure = [line for line in telling.judgement.comparisons if line.figure == figure.key]
        for measure in dict.fromkeys(line.measure for line in of_figure):
            yield figure, measure, [line for line in of_figure if line.measure == measure]


def _panel(telling: Telling, figure: JudgedFigure, measure: str, lines: list[ComparisonLine]) -> Panel:
    num_decimals = _decimals(lines)
    rows = [
        IntervalRow(
            telling.way(line.way),
            line.mean.value,
            line.mean.low,
            line.mean.high,
            telling.signed_between(line.mean, num_decimals),
            _mark(figure, line),
        )
        for line in lines
    ]
    return draw_intervals(
        telling.titled(figure, measure),
        rows,
        unit=telling.unit(figure),
        language=telling.language,
        reference=Reference(0.0, telling.say("som udgangspunktet", "as the base")),
    )


def _table(telling: Telling, kinds: Iterable[tuple[JudgedFigure, str, list[ComparisonLine]]]) -> Table:
    say = telling.say
    columns = (
        Column(say("Måde", "Way"), is_number=False),
        Column(say("Forskel (interval)", "Difference (interval)")),
        Column(say("Sagt med ord", "In words"), is_number=False),
        Column(say("Midterste forskel (interval)", "Median difference (interval)")),
        Column(say("Højere i så mange gennemløb", "Higher in so many runs")),
        Column(say("Ens i så mange gennemløb", "Equal in so many runs")),
    )
    groups = tuple(
        RowGroup(
            telling.titled(figure, measure), tuple(_row(telling, figure, line, _decimals(lines)) for line in lines)
        )
        for figure, measure, lines in kinds
    )
    return Table(
        "table-differences",
        say("Forskelle til udgangspunktet i de samme gennemløb", "Differences to the base in the same runs"),
        columns,
        groups,
    )


def _row(telling: Telling, figure: JudgedFigure, line: ComparisonLine, num_decimals: int) -> Row:
    median = "–" if line.median is None else telling.signed_between(line.median, num_decimals)
    return Row(
        telling.way(line.way),
        (
            telling.signed_between(line.mean, num_decimals),
            telling.text(_finding(figure, line)),
            median,
            telling.percent(100 * line.higher_share),
            telling.percent(100 * line.equal_share),
        ),
    )


def _decimals(lines: Iterable[ComparisonLine]) -> int:
    return decimals_for(value for line in lines for value in (line.mean.low, line.mean.high))


def _sign(line: ComparisonLine) -> int:
    return int(line.mean.low > 0) - int(line.mean.high < 0)


def _finding(figure: JudgedFigure, line: ComparisonLine) -> Text:
    if line.equal_share == 1:
        return _SAME
    return _FINDINGS.get((figure.better, _sign(line)), _NOT_TOLD)


def _mark(figure: JudgedFigure, line: ComparisonLine) -> Mark:
    sign = _sign(line)
    if sign == 0:
        return Mark.UNSURE
    is_worse = (figure.better, sign) in ((Better.LOWER, 1), (Better.HIGHER, -1))
    return Mark.WORSE if is_worse else Mark.PLAIN


def _selection(telling: Telling) -> Iterator[Html]:
    selection = telling.judgement.selection
    if selection is None:
        return
    sure = telling.confidence(selection.confidence)
    figure = telling.text(telling.judgement.figure(telling.judgement.compared_figure).title)
    names = ", ".join(telling.way(key) for key in selection.contenders)
    least = signed_rounded(selection.indifference_minutes, 0, telling.language).lstrip("+")
    within = telling.say(
        f" Forskelle under {least} minutter om ugen regnes for ingen forskel.",
        f" Differences below {least} minutes a week count as none.",
    )
    yield paragraph(
        telling.say(
            f"Med {sure} sikkerhed er den bedste ({figure}): {names}.",
            f"With {sure} confidence the best ({figure}) is: {names}.",
        )
        if len(selection.contenders) == 1
        else telling.say(
            f"Med {sure} sikkerhed er den bedste ({figure}) blandt: {names}.",
            f"With {sure} confidence the best ({figure}) is among: {names}.",
        )
        + (within if selection.indifference_minutes > 0 else "")
    )
