"""A figure week by week: its mean over many runs, the band between the percentiles 10 and 90, and the base."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.text import Language, Text
from service.formats import rounded
from service.plots.axis import Axis, axis_for
from service.plots.drawing import (
    ACCENT,
    ACCENT_BAND,
    BAND,
    INK,
    MUTED,
    NARROW,
    Panel,
    area,
    line,
    line_height,
    path,
    rectangle,
    text,
    text_width,
    ticks,
    wrapped,
)

_TITLE_SIZE: Final = 14
_PLOT_HEIGHT: Final = 150
_RIGHT: Final = 14
_AXIS_ROOM: Final = 48
_MOST_NUMBERS: Final = 6
_MOST_POINTS: Final = 320
"""More weeks than there are points on the paper are thinned out."""


@dataclass(frozen=True)
class WeekSeries:
    """A value a week, from week 1."""

    mean: tuple[float, ...]
    percentile_10: tuple[float, ...]
    percentile_90: tuple[float, ...]


def draw_weeks(
    title: str,
    series: WeekSeries,
    *,
    base: WeekSeries | None,
    warm_up_weeks: int,
    unit: str,
    says: str,
    language: Language,
    span: Sequence[float] = (),
) -> Panel:
    """The picture of one way.

    Parameters
    ----------
    base
        Another way whose mean is shown as a broken line; None for none.
    warm_up_weeks
        Shaded, as they do not count.
    says
        The picture in words.
    span
        Values that must have their place on the axis as well, so that several pictures share one.
    """
    drawn = _Weeks(title, series, base, warm_up_weeks, unit, language, span)
    return Panel(NARROW, round(drawn.height), title, says, tuple(drawn.parts()))


class _Weeks:
    def __init__(
        self,
        title: str,
        series: WeekSeries,
        base: WeekSeries | None,
        warm_up_weeks: int,
        unit: str,
        language: Language,
        span: Sequence[float],
    ) -> None:
        self._series, self._base, self._warm_up, self._unit = series, base, warm_up_weeks, unit
        self._language: Language = language
        self._title = wrapped(12, 22, title, width=NARROW - 24, size=_TITLE_SIZE, fill=INK, bold=True)
        self._top = 52 + line_height(_TITLE_SIZE) * (len(self._title) - 1)
        self._bottom = self._top + _PLOT_HEIGHT
        self.height = self._bottom + _AXIS_ROOM
        values = [*series.percentile_10, *series.percentile_90, *series.mean, *(base.mean if base else ()), *span]
        self._y = axis_for(values, self._bottom, self._top)
        self._left = 18 + max(text_width(self._y.label(tick, language), 11) for tick in self._y.ticks)
        self._num_weeks = len(series.mean)
        self._x = Axis((0.0, float(self._num_weeks)), self._left, NARROW - _RIGHT)

    def parts(self) -> Iterator[str]:
        yield from self._title
        yield text(12, self._top - 10, self._unit, size=11, fill=MUTED)
        if self._warm_up:
            over = self._x.at(self._warm_up)
            yield rectangle(self._left, self._top, over - self._left, _PLOT_HEIGHT, fill=BAND)
            yield line(over, self._top - 6, over, self._bottom, stroke=MUTED, dash="2 3")
            label = Text(da="tæller fra her", en="counts from here").in_language(self._language)
            if over + 6 + text_width(label, 11) <= NARROW - 4:
                yield text(over + 4, self._top - 10, f"→ {label}", size=11, fill=MUTED)
            else:
                yield text(over - 4, self._top - 10, f"{label} →", size=11, fill=MUTED, anchor="end")
        yield from self._y.level(self._left, self._x.end, self._language)
        shown = range(0, self._num_weeks, -(-self._num_weeks // _MOST_POINTS))
        low = [(self._x.at(week + 1), self._y.at(self._series.percentile_10[week])) for week in shown]
        high = [(self._x.at(week + 1), self._y.at(self._series.percentile_90[week])) for week in shown]
        yield area([*low, *reversed(high)], fill=ACCENT_BAND)
        if self._base is not None:
            yield self._stroke(self._base.mean, shown, stroke=INK, width=1.5, dash="5 3")
        yield self._stroke(self._series.mean, shown, stroke=ACCENT, width=2)
        for week in self._numbered_weeks():
            x = self._x.at(week)
            yield line(x, self._bottom, x, self._bottom + 4, stroke=MUTED)
            yield text(x, self._bottom + 17, rounded(week, 0, self._language), size=11, anchor="middle", fill=MUTED)
        middle = (self._x.start + self._x.end) / 2
        week_word = Text(da="uge i gennemløbet", en="week of the run").in_language(self._language)
        yield text(middle, self._bottom + 36, week_word, size=12, anchor="middle")

    def _numbered_weeks(self) -> list[float]:
        return [
            week for week in ticks(0, self._num_weeks, _MOST_NUMBERS) if week.is_integer() and week <= self._num_weeks
        ]

    def _stroke(self, means: Sequence[float], shown: range, *, stroke: str, width: float, dash: str = "") -> str:
        points = [(self._x.at(week + 1), self._y.at(means[week])) for week in shown]
        return path(points, stroke=stroke, width=width, dash=dash)
