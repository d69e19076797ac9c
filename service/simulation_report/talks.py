"""First talks held at the workplace in time, against the national goal."""

from models.judgement import FirstTalks
from service.plots.intervals import IntervalRow, draw_intervals
from service.plots.rows import Reference
from service.simulation_report.markup import paragraph
from service.simulation_report.section import Plot, Section
from service.simulation_report.tables import Column, Row, RowGroup, Table
from service.simulation_report.telling import Telling


def talks(telling: Telling) -> Section | None:
    """The section; None where no first talks were due."""
    lines, say = telling.judgement.first_talks, telling.say
    if not lines:
        return None
    goal = telling.percent(lines[0].goal_percent)
    panel = draw_intervals(
        say("Holdt på arbejdspladsen i tide", "Held at the workplace in time"),
        [_row(telling, line) for line in lines],
        unit=say("% af dem, hvis frist kom", "% of those whose deadline came"),
        language=telling.language,
        reference=Reference(lines[0].goal_percent, say(f"mål {goal}", f"goal {goal}")),
    )
    columns = (
        Column(say("Måde", "Way"), is_number=False),
        Column(say("I tide på arbejdspladsen", "In time at the workplace")),
        Column(say("Interval", "Interval")),
        Column(say("Gennemløb, der når målet", "Runs that reach the goal")),
    )
    rows = tuple(
        Row(
            telling.way(line.way),
            (
                telling.percent(line.percent.value, 1),
                telling.between(line.percent, 1),
                telling.percent(100 * line.share_of_years_at_goal),
            ),
        )
        for line in lines
    )
    caption = say("Første samtaler på arbejdspladsen inden fristen", "First talks at the workplace before the deadline")
    return Section(
        "talks",
        say("Første samtale på arbejdspladsen", "The first talk at the workplace"),
        (
            paragraph(
                say(
                    f"Målet er, at {goal} af de første samtaler holdes på arbejdspladsen inden udgangen af uge 8.",
                    f"The goal is that {goal} of the first talks are held at the workplace before the end of week 8.",
                )
            ),
            Plot("first-talks", caption, (panel,)),
            Table("table-talks", caption, columns, (RowGroup("", rows),)),
        ),
    )


def _row(telling: Telling, line: FirstTalks) -> IntervalRow:
    figures = f"{telling.percent(line.percent.value, 1)} ({telling.between(line.percent, 1)})"
    return IntervalRow(telling.way(line.way), line.percent.value, line.percent.low, line.percent.high, figures)
