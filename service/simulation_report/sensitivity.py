"""Whether the verdict stands if an assumed number is another one."""

from collections.abc import Sequence

from models.judgement import Estimate, SensitivityLine, VerdictStanding
from models.wording import word
from service.plots.drawing import Panel
from service.plots.intervals import IntervalRow, Mark, draw_intervals
from service.plots.rows import Reference
from service.simulation_report.fact_words import fact_title, fact_value
from service.simulation_report.markup import paragraph
from service.simulation_report.section import Plot, Section
from service.simulation_report.tables import Column, Row, RowGroup, Table
from service.simulation_report.telling import Telling, capitalised, decimals_for

_NUMBERS_A_PANEL = 5
_MARKS = {
    VerdictStanding.HOLDS: Mark.PLAIN,
    VerdictStanding.UNSURE: Mark.UNSURE,
    VerdictStanding.TURNS: Mark.WORSE,
}


def sensitivity(telling: Telling) -> Section:
    """The section; it says so where nothing was tried."""
    say, judgement = telling.say, telling.judgement
    heading = say("Holder udfaldet, hvis antagelserne er forkerte?", "Does the verdict stand if assumptions are wrong?")
    if judgement.sensitivity_of is None or not judgement.sensitivity:
        return Section(
            "sensitivity",
            heading,
            (
                paragraph(
                    say(
                        "Det er ikke prøvet i denne simulering, om udfaldet holder, hvis de antagne tal er nogle "
                        "andre.",
                        "Whether the verdict stands if the assumed numbers are others was not tried in this "
                        "simulation.",
                    )
                ),
            ),
        )
    first, second = (telling.way(key) for key in judgement.sensitivity_of)
    caption = say(
        f"{first} minus {second}, i minutter om ugen, ved det laveste og det højeste, hvert tal kunne være. "
        "Fyldt prik: udfaldet holder. Hul prik: kan ikke afgøres. Firkant: udfaldet vender.",
        f"{first} less {second}, in minutes a week, at the lowest and the highest that each number might be. "
        "Full dot: the verdict holds. Hollow dot: cannot be told. Square: the verdict turns round.",
    )
    return Section(
        "sensitivity",
        heading,
        (
            paragraph(_in_brief(telling)),
            Plot("sensitivity", caption, _panels(telling)),
        ),
        (_table(telling, first, second),),
    )


def _in_brief(telling: Telling) -> str:
    lines, say = telling.judgement.sensitivity, telling.say
    titles = {
        standing: [fact_title(line.path, telling) for line in lines if _worst(line) is standing]
        for standing in VerdictStanding
    }
    num = len(lines)
    said = [
        say(
            f"{num} antagne tal er flyttet ét ad gangen; ved {len(titles[VerdictStanding.HOLDS])} af dem holder "
            "udfaldet hele vejen.",
            f"{num} assumed numbers were moved one at a time; with {len(titles[VerdictStanding.HOLDS])} of them the "
            "verdict holds all the way.",
        )
    ]
    if titles[VerdictStanding.TURNS]:
        names = "; ".join(titles[VerdictStanding.TURNS])
        said.append(say(f"Det kan vende ved: {names}.", f"It may turn round with: {names}."))
    if titles[VerdictStanding.UNSURE]:
        names = "; ".join(titles[VerdictStanding.UNSURE])
        said.append(say(f"Det kan ikke længere afgøres ved: {names}.", f"It can no longer be told with: {names}."))
    return " ".join(said)


def _worst(line: SensitivityLine) -> VerdictStanding:
    both = {line.standing_at_low, line.standing_at_high}
    return next(each for each in (VerdictStanding.TURNS, VerdictStanding.UNSURE, VerdictStanding.HOLDS) if each in both)


def _panels(telling: Telling) -> tuple[Panel, ...]:
    lines = telling.judgement.sensitivity
    span = [end for line in lines for each in (line.at_low, line.at_high) for end in (each.low, each.high)]
    parts = [lines[first : first + _NUMBERS_A_PANEL] for first in range(0, len(lines), _NUMBERS_A_PANEL)]
    return tuple(
        draw_intervals(
            telling.say("Forskellen ved andre tal", "The difference with other numbers"),
            [row for line in part for row in _rows(telling, line, _decimals(lines))],
            unit=telling.say("minutter om ugen", "minutes a week"),
            language=telling.language,
            reference=Reference(0.0, telling.say("ingen forskel", "no difference")),
            span=span,
        )
        for part in parts
    )


def _rows(telling: Telling, line: SensitivityLine, num_decimals: int) -> list[IntervalRow]:
    ends = (
        (line.low, line.at_low, line.standing_at_low, capitalised(fact_title(line.path, telling))),
        (line.high, line.at_high, line.standing_at_high, ""),
    )
    return [
        IntervalRow(
            fact_value(line.path, value, telling),
            estimate.value,
            estimate.low,
            estimate.high,
            telling.signed_between(estimate, num_decimals),
            _MARKS[standing],
            heading,
        )
        for value, estimate, standing, heading in ends
    ]


def _table(telling: Telling, first: str, second: str) -> Table:
    say, lines = telling.say, telling.judgement.sensitivity
    num_decimals = _decimals(lines)
    columns = (
        Column(say("Tal", "Number"), is_number=False),
        Column(say("Antaget", "Assumed")),
        Column(say("Prøvet", "Tried")),
        Column(say("Forskel ved det laveste", "Difference at the lowest")),
        Column(say("Forskel ved det højeste", "Difference at the highest")),
        Column(say("Ens ved", "Alike at")),
        Column(say("Hvorfor netop dér", "Why just there"), is_number=False),
    )
    rows = tuple(
        Row(
            capitalised(fact_title(line.path, telling)),
            (
                fact_value(line.path, line.assumed, telling),
                f"{fact_value(line.path, line.low, telling)}; {fact_value(line.path, line.high, telling)}",
                _with_standing(telling, line.at_low, line.standing_at_low, num_decimals),
                _with_standing(telling, line.at_high, line.standing_at_high, num_decimals),
                "–" if line.break_even is None else fact_value(line.path, line.break_even, telling),
                telling.text(line.why),
            ),
        )
        for line in lines
    )
    caption = say(f"{first} minus {second} ved andre tal", f"{first} less {second} with other numbers")
    return Table("table-sensitivity", caption, columns, (RowGroup("", rows),))


def _with_standing(telling: Telling, estimate: Estimate, standing: VerdictStanding, num_decimals: int) -> str:
    return f"{telling.signed_between(estimate, num_decimals)}: {telling.text(word(standing))}"


def _decimals(lines: Sequence[SensitivityLine]) -> int:
    return decimals_for(end for line in lines for each in (line.at_low, line.at_high) for end in (each.low, each.high))
