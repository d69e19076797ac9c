"""What each of a group has, as dots on one line: the nearer they stand, the more even it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from models.text import Language
from service.plots.axis import Axis
from service.plots.drawing import GRID, MUTED, NARROW, Panel, dot, line, text, text_width
from service.plots.rows import NamedRow, draw_rows, row_axis

_ROOM: Final = 40
_WORDS_ROOM: Final = 18
_DOT_NAME_SIZE: Final = 10
_GAP: Final = 8


@dataclass(frozen=True)
class StripDot:
    """One of the group."""

    name: str
    value: float
    figures: str


@dataclass(frozen=True)
class StripRow:
    """At least one dot; `figures` stand behind the name."""

    name: str
    dots: tuple[StripDot, ...]
    figures: str


def draw_strips(title: str, rows: Sequence[StripRow], *, unit: str, language: Language) -> Panel:
    """The picture of at least one row; where they differ, the lowest and the highest dot have their names below."""
    axis = row_axis([each.value for row in rows for each in row.dots])
    named = [NamedRow(row.name, row.figures, _ROOM, partial(_marks, row, axis), words_room=_WORDS_ROOM) for row in rows]
    return draw_rows(title, named, axis, unit=unit, language=language)


def _marks(row: StripRow, axis: Axis, top: float) -> Iterator[str]:
    y = top + 9
    yield line(axis.start, y, axis.end, y, stroke=GRID)
    for each in row.dots:
        yield dot(axis.at(each.value), y, is_filled=False, says=f"{each.name}: {each.figures}")
    lowest, highest = (choose(row.dots, key=lambda each: each.value) for choose in (min, max))
    if lowest.value < highest.value:
        starts = _name_starts(
            (axis.at(lowest.value), axis.at(highest.value)),
            (text_width(lowest.name, _DOT_NAME_SIZE), text_width(highest.name, _DOT_NAME_SIZE)),
        )
        for x, each in zip(starts, (lowest, highest), strict=True):
            yield text(x, y + 17, each.name, size=_DOT_NAME_SIZE, fill=MUTED)


def _name_starts(dots: tuple[float, float], widths: tuple[float, float]) -> tuple[float, float]:
    """Where two names begin: below their dots, moved apart where they would touch, and never over the edge."""
    middle = (dots[0] + dots[1]) / 2
    first = max(_GAP, min(dots[0] - widths[0] / 2, middle - _GAP / 2 - widths[0]))
    second = max(first + widths[0] + _GAP, min(dots[1] - widths[1] / 2, NARROW - _GAP - widths[1]))
    over = max(0.0, second + widths[1] - (NARROW - _GAP))
    return min(first, second - over - _GAP - widths[0]), second - over
