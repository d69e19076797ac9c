"""Who has how much: by simulated consultant, and by type of case."""

from collections.abc import Sequence

from models.judgement import FairnessLine, Grouping, JudgedFigure
from service.plots.drawing import Panel
from service.plots.strips import StripDot, StripRow, draw_strips
from service.simulation_report.markup import Html, element, paragraph
from service.simulation_report.section import Plot, Section
from service.simulation_report.tables import Column, Row, RowGroup, Table
from service.simulation_report.telling import Telling, decimals_for


def fairness(telling: Telling) -> Section | None:
    """The section; None where the judgement says nothing of it."""
    parts = [*_by_consultant(telling), *_by_case_type(telling)]
    if not parts:
        return None
    tables = tuple(_table(telling, grouping, kinds) for grouping in Grouping if (kinds := _kinds(telling, grouping)))
    return Section("fairness", telling.say("Hvem får hvad", "Who gets what"), tuple(parts), tables)


def _by_consultant(telling: Telling) -> list[Html | Plot]:
    say, kinds = telling.say, _kinds(telling, Grouping.POST)
    if not kinds:
        return []
    return [
        element("h3", say("Mellem konsulenterne", "Between consultants")),
        paragraph(
            say(
                "Konsulenterne er her nummererede stillinger i simuleringen, ikke navngivne mennesker. Tallene viser, "
                "hvordan en måde fordeler arbejdet; de siger intet om, hvor godt nogen arbejder.",
                "The consultants are numbered posts of the simulation, not people with names. The figures show how a "
                "way shares the work out; they say nothing of how well anybody works.",
            )
        ),
        Plot(
            "fairness-consultants",
            say(
                "Hver cirkel er en stilling, i gennemsnit over gennemløbene: jo tættere de står, jo mere lige er det.",
                "Each circle is a post, on the average of the runs: the nearer they stand, the more even it is.",
            ),
            tuple(_strips(telling, figure, lines) for figure, lines in kinds),
        ),
    ]


def _by_case_type(telling: Telling) -> list[Html | Plot]:
    say, kinds = telling.say, _kinds(telling, Grouping.CASE_TYPE)
    if not kinds:
        return []
    return [
        element("h3", say("Mellem sagstyperne", "Between types of case")),
        Plot(
            "fairness-case-types",
            say(
                "Hver cirkel er en sagstype, i gennemsnit over gennemløbene; den laveste og den højeste har navn.",
                "Each circle is a type of case, on the average of the runs; the lowest and the highest have names.",
            ),
            tuple(_strips(telling, figure, lines) for figure, lines in kinds),
        ),
    ]


def _kinds(telling: Telling, grouping: Grouping) -> list[tuple[JudgedFigure, list[FairnessLine]]]:
    of_grouping = [line for line in telling.judgement.fairness if line.grouping is grouping]
    by_figure = [
        (figure, [line for line in of_grouping if line.figure == figure.key]) for figure in telling.judgement.figures
    ]
    return [(figure, lines) for figure, lines in by_figure if lines]


def _strips(telling: Telling, figure: JudgedFigure, lines: Sequence[FairnessLine]) -> Panel:
    num_decimals = _decimals(lines)
    rows = []
    for way in dict.fromkeys(line.way for line in lines):
        of_way = [line for line in lines if line.way == way]
        means = [line.mean for line in of_way]
        dots = tuple(
            StripDot(telling.text(line.title), line.mean, telling.number(line.mean, num_decimals)) for line in of_way
        )
        rows.append(StripRow(telling.way(way), dots, telling.range(min(means), max(means), num_decimals)))
    return draw_strips(telling.titled(figure), rows, unit=telling.text(figure.unit), language=telling.language)


def _table(telling: Telling, grouping: Grouping, kinds: Sequence[tuple[JudgedFigure, list[FairnessLine]]]) -> Table:
    say, ways = telling.say, telling.judgement.ways
    first = say("Stilling", "Post") if grouping is Grouping.POST else say("Sagstype", "Type of case")
    by = (
        say("pr. simuleret stilling", "by simulated post")
        if grouping is Grouping.POST
        else say("pr. sagstype", "by type")
    )
    columns = (Column(first, is_number=False), *(Column(telling.way(way.key)) for way in ways))
    groups = []
    for figure, lines in kinds:
        found = {(line.way, line.group): line for line in lines}
        titles = {line.group: telling.text(line.title) for line in lines}
        num_decimals = _decimals(lines)
        groups.append(
            RowGroup(
                telling.titled(figure),
                tuple(
                    Row(
                        title,
                        tuple(
                            _figures(telling, found[way.key, group], num_decimals) if (way.key, group) in found else "–"
                            for way in ways
                        ),
                    )
                    for group, title in titles.items()
                ),
            )
        )
    return Table(
        f"table-fairness-{grouping.value.replace('_', '-')}",
        say(f"Gennemsnit {by} (otte af ti gennemløb ligger imellem)", f"Average {by} (eight of ten runs lie between)"),
        columns,
        tuple(groups),
    )


def _figures(telling: Telling, line: FairnessLine, num_decimals: int) -> str:
    between = telling.range(line.percentile_10, line.percentile_90, num_decimals)
    return f"{telling.number(line.mean, num_decimals)} ({between})"


def _decimals(lines: Sequence[FairnessLine]) -> int:
    return decimals_for(line.percentile_90 for line in lines)
