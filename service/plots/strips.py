"""What each of a group has, as dots on one line: the nearer they stand, the more even it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from models.text import Language
from service.plots.axis import Axis
from service.plots.drawing import GRID, MUTED, Panel, dot, line, text, text_width
from service.plots.rows import NamedRow, draw_rows, row_axis

_ROOM: Final = 40
_DOT_NAME_SIZE: Final = 10


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
    """The picture of at least one row; where there is room, the lowest and the highest dot have their names below."""
    axis = row_axis([each.value for row in rows for each in row.dots])
    named = [NamedRow(row.name, row.figures, _ROOM, partial(_marks, row, axis)) for row in rows]
    return draw_rows(title, named, axis, unit=unit, language=language)


def _marks(row: StripRow, axis: Axis, top: float) -> Iterator[str]:
    y = top + 9
    yield line(axis.start, y, axis.end, y, stroke=GRID)
    for each in row.dots:
        yield dot(axis.at(each.value), y, is_filled=False, says=f"{each.name}: {each.figures}")
    lowest, highest = (choose(row.dots, key=lambda each: each.value) for choose in (min, max))
    left, right = axis.at(lowest.value), axis.at(highest.value)
    if right - left > 6 + (text_width(lowest.name, _DOT_NAME_SIZE) + text_width(highest.name, _DOT_NAME_SIZE)) / 2:
        for x, each in ((left, lowest), (right, highest)):
            yield text(x, y + 17, each.name, size=_DOT_NAME_SIZE, anchor="middle", fill=MUTED)
