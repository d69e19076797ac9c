"""Figures week by week: a picture for each way, beside the base."""

from collections.abc import Iterator

from models.judgement import JudgedFigure, TimeSeries
from service.plots.drawing import Panel
from service.plots.weeks import WeekSeries, draw_weeks
from service.simulation_report.markup import Html, paragraph
from service.simulation_report.section import Plot, Section
from service.simulation_report.telling import Telling, decimals_for


def weekly(telling: Telling) -> Section | None:
    """The section; None where the judgement holds no series."""
    plots = tuple(_plots(telling))
    if not plots:
        return None
    return Section("weeks", telling.say("Uge for uge", "Week by week"), (_warm_up(telling), *plots))


def _warm_up(telling: Telling) -> Html:
    cut, say = telling.judgement.warm_up, telling.say
    if cut.weeks == 0 and cut.is_found:
        return paragraph(
            say(
                "Tallene er i ro fra første uge, så alle uger tæller.",
                "The figures are at rest from the first week, so all weeks count.",
            )
        )
    if cut.is_found:
        return paragraph(
            say(
                f"De første {cut.weeks} uger er grå og tæller ikke med: så længe husker tallene, hvordan det begyndte.",
                f"The first {cut.weeks} weeks are grey and do not count: so long do the figures remember the "
                "beginning.",
            )
        )
    return paragraph(
        say(
            f"De første {cut.weeks} uger er udeladt, men det kunne ikke ses, om tallene da var faldet til ro; længere "
            "gennemløb ville vise det.",
            f"The first {cut.weeks} weeks are left out, but it could not be seen whether the figures had come to rest "
            "by then; longer runs would show it.",
        )
    )


def _plots(telling: Telling) -> Iterator[Plot]:
    judgement, say = telling.judgement, telling.say
    for figure in judgement.figures:
        of_figure = [each for each in judgement.series if each.figure == figure.key]
        if of_figure:
            base = next((each for each in of_figure if each.way == judgement.base), None)
            beside = say(
                f" Den stiplede linje er udgangspunktet, {telling.way(judgement.base)}.",
                f" The broken line is the base, {telling.way(judgement.base)}.",
            )
            yield Plot(
                f"weeks-{figure.key.replace('_', '-')}",
                f"{telling.titled(figure)} ({telling.direction(figure)}). "
                + say(
                    "Linjen er gennemsnittet af gennemløbene; i det lyse bånd ligger otte af ti gennemløb.",
                    "The line is the average of the runs; eight of ten runs lie in the light band.",
                )
                + (beside if base is not None and len(of_figure) > 1 else ""),
                tuple(_panel(telling, figure, each, base, of_figure) for each in of_figure),
            )


def _panel(
    telling: Telling, figure: JudgedFigure, series: TimeSeries, base: TimeSeries | None, of_figure: list[TimeSeries]
) -> Panel:
    ends = [value for each in of_figure for value in (*each.percentile_10, *each.percentile_90)]
    return draw_weeks(
        telling.base_marked(series.way) if len(of_figure) > 1 else telling.way(series.way),
        _series(series),
        base=None if base is None or base is series else _series(base),
        warm_up_weeks=telling.judgement.warm_up.weeks,
        unit=telling.text(figure.unit) or telling.titled(figure),
        says=_in_words(telling, figure, series),
        language=telling.language,
        span=(min(ends), max(ends)),
    )


def _series(series: TimeSeries) -> WeekSeries:
    return WeekSeries(series.mean, series.percentile_10, series.percentile_90)


def _in_words(telling: Telling, figure: JudgedFigure, series: TimeSeries) -> str:
    counted = range(min(telling.judgement.warm_up.weeks, len(series.mean) - 1), len(series.mean))
    num_decimals = decimals_for(series.mean)
    lowest, highest = (choose(counted, key=series.mean.__getitem__) for choose in (min, max))
    low, high, first, last = (
        telling.number(series.mean[week], num_decimals) for week in (lowest, highest, counted[0], counted[-1])
    )
    return telling.say(
        f"{telling.titled(figure)}, {telling.way(series.way)}: gennemsnittet er {first} i uge {counted[0] + 1} og "
        f"{last} i uge {counted[-1] + 1}; lavest {low} i uge {lowest + 1}, højest {high} i uge {highest + 1}.",
        f"{telling.titled(figure)}, {telling.way(series.way)}: the average is {first} in week {counted[0] + 1} and "
        f"{last} in week {counted[-1] + 1}; lowest {low} in week {lowest + 1}, highest {high} in week {highest + 1}.",
    )
