"""The main figures in one table: a row a way, with what a usual and a bad week bring."""

from models.judgement import JudgedFigure, SummaryLine
from service.simulation_report.markup import Html, element, joined, paragraph
from service.simulation_report.section import Section
from service.simulation_report.tables import Column, Row, RowGroup, Table
from service.simulation_report.telling import BAD_WEEK, MEAN, Telling, decimals_for

MOST_MAIN_FIGURES = 6
"""As many as a table can hold that is read at a glance; those that come first in the judgement."""


def main_figures(telling: Telling) -> Section:
    """The section."""
    say, judgement = telling.say, telling.judgement
    figures = judgement.figures[:MOST_MAIN_FIGURES]
    columns = (Column(say("Måde", "Way"), is_number=False), *(Column(_heading(telling, each)) for each in figures))
    rows = tuple(
        Row(_name(telling, way.key), tuple(cell(telling, way.key, figure) for figure in figures))
        for way in judgement.ways
    )
    sure = telling.confidence(min((line.mean.confidence for line in judgement.summary), default=judgement.confidence))
    return Section(
        "figures",
        say("Tallene kort", "The figures in brief"),
        (
            Table(
                "table-figures",
                say("De vigtigste tal for hver måde", "The main figures of each way"),
                columns,
                (RowGroup("", rows),),
            ),
            paragraph(
                say(
                    f"Øverst i hver celle: gennemsnittet. I parentes: hvor gennemsnittet ligger med {sure} sikkerhed. "
                    "Dårlig uge: kun hver tiende uge er værre. Minutterne er konsulenternes tid: kørslen, og hvad "
                    "politikken regner for en brudt kontakt, en ukendt branche, et ønske, der ikke følges, og en for "
                    "stor sagsstamme.",
                    f"At the top of each cell: the average. In brackets: where the average lies with {sure} "
                    "confidence. Bad week: only one week in ten is worse. The minutes are consultants' time: the "
                    "travel, and what the policy counts for a broken contact, an industry not known, a wish not "
                    "followed, and a caseload that is too large.",
                ),
                class_="note",
            ),
            _ways(telling),
        ),
        (_all_figures(telling),),
    )


def cell(telling: Telling, way: str, figure: JudgedFigure) -> Html | str:
    """The mean, its interval and a bad week; a dash where nothing was found."""
    line = telling.summary(way, figure.key)
    if line is None:
        return "–"
    bad = telling.summary(way, figure.key, BAD_WEEK)
    num_decimals = column_decimals(telling, figure)
    parts = [
        element("strong", telling.number(line.mean.value, num_decimals)),
        element("span", f"({telling.between(line.mean, num_decimals)})", class_="interval"),
    ]
    if bad is not None:
        says = telling.say("dårlig uge", "bad week")
        parts.append(element("span", f"{says} {telling.number(bad.mean.value, num_decimals)}", class_="interval"))
    return joined(*parts, between=" ")


def _all_figures(telling: Telling) -> Table:
    """Every figure under every way, with what was taken of the weeks."""
    say, judgement = telling.say, telling.judgement
    columns = (
        Column(say("Måde", "Way"), is_number=False),
        Column(say("Gennemsnit (interval)", "Average (interval)")),
        Column(say("Midterste gennemløb", "Middle run")),
        Column(say("10-percentil", "10th percentile")),
        Column(say("90-percentil", "90th percentile")),
    )
    groups = []
    for figure in judgement.figures:
        num_decimals = column_decimals(telling, figure)
        of_figure = [line for line in judgement.summary if line.figure == figure.key]
        for measure in dict.fromkeys(line.measure for line in of_figure):
            rows = tuple(
                Row(telling.way(line.way), _numbers(telling, line, num_decimals))
                for line in of_figure
                if line.measure == measure
            )
            groups.append(RowGroup(_with_unit(telling, figure, measure), rows))
    caption = say("Alle tal for hver måde, over gennemløbene", "All figures of each way, over the runs")
    return Table("table-all-figures", caption, columns, tuple(groups))


def _numbers(telling: Telling, line: SummaryLine, num_decimals: int) -> tuple[str, ...]:
    mean = f"{telling.number(line.mean.value, num_decimals)} ({telling.between(line.mean, num_decimals)})"
    over_runs = (line.median, line.percentile_10, line.percentile_90)
    return (mean, *(telling.number(value, num_decimals) for value in over_runs))


def column_decimals(telling: Telling, figure: JudgedFigure) -> int:
    """The same for all ways."""
    return decimals_for(line.mean.value for line in telling.judgement.summary if line.figure == figure.key)


def _heading(telling: Telling, figure: JudgedFigure) -> Html:
    named = _with_unit(telling, figure, MEAN)
    return joined(named, element("span", telling.direction(figure), class_="interval"), between=" ")


def _with_unit(telling: Telling, figure: JudgedFigure, measure: str) -> str:
    unit, title = telling.text(figure.unit), telling.titled(figure, measure)
    return f"{title}, {unit}" if unit and unit not in title.lower() else title


def _name(telling: Telling, way: str) -> Html:
    selection = telling.judgement.selection
    tags = []
    if way == telling.judgement.base and len(telling.judgement.ways) > 1:
        tags.append(telling.say("udgangspunkt", "base"))
    if selection is not None and way == selection.best:
        tags.append(telling.say("bedst", "best"))
    elif selection is not None and selection.best is None and way in selection.contenders:
        tags.append(telling.say("kan være bedst", "may be best"))
    return joined(telling.way(way), *(element("span", tag, class_="tag") for tag in tags), between=" ")


def _ways(telling: Telling) -> Html:
    return element(
        "dl",
        *(
            element("div", element("dt", telling.text(way.title)), element("dd", telling.text(way.sentence)))
            for way in telling.judgement.ways
        ),
        class_="ways",
    )
