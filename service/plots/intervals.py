"""Estimates with their intervals below each other, against a line that matters: nothing, a goal, the best possible."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from models.text import Language
from service.plots.axis import Axis
from service.plots.drawing import ACCENT, MUTED, WORSE, Panel, dot, line, square
from service.plots.rows import NamedRow, Reference, draw_rows, row_axis

_ROOM: Final = 24
_MARK_WIDTH: Final = 11
"""An interval shorter than that is hidden by its own mark, and needs no ends."""


class Mark(StrEnum):
    """What an estimate says, by its form: a full dot, a square for worse, a hollow dot for what cannot be told."""

    PLAIN = "plain"
    WORSE = "worse"
    UNSURE = "unsure"


_STROKES: Final = {Mark.PLAIN: ACCENT, Mark.WORSE: WORSE, Mark.UNSURE: MUTED}


@dataclass(frozen=True)
class IntervalRow:
    """An estimate and its closed interval. `figures` stand behind the name; `heading`, if any, above it."""

    name: str
    value: float
    low: float
    high: float
    figures: str
    mark: Mark = Mark.PLAIN
    heading: str = ""


def draw_intervals(
    title: str,
    rows: Sequence[IntervalRow],
    *,
    unit: str,
    language: Language,
    reference: Reference | None = None,
    span: Sequence[float] = (),
) -> Panel:
    """The picture of at least one row, in the order given.

    Parameters
    ----------
    span
        Values that must have their place on the axis as well, so that several pictures share one.
    """
    values = [value for row in rows for value in (row.low, row.value, row.high)]
    axis = row_axis([*values, *span, *([reference.value] if reference else [])])
    named = [NamedRow(row.name, row.figures, _ROOM, partial(_marks, row, axis), row.heading) for row in rows]
    return draw_rows(title, named, axis, unit=unit, language=language, reference=reference)


def _marks(row: IntervalRow, axis: Axis, top: float) -> Iterator[str]:
    y = top + 9
    stroke, says = _STROKES[row.mark], f"{row.name}: {row.figures}"
    low, value, high = (axis.at(each) for each in (row.low, row.value, row.high))
    yield line(low, y, high, y, stroke=stroke, width=2)
    if high - low > _MARK_WIDTH:
        for end in (low, high):
            yield line(end, y - 4, end, y + 4, stroke=stroke, width=2)
    if row.mark is Mark.WORSE:
        yield square(value, y, stroke=stroke, says=says)
    else:
        yield dot(value, y, is_filled=row.mark is Mark.PLAIN, stroke=stroke, says=says)
