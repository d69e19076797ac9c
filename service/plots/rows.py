"""Named rows below each other on one axis: what pictures of intervals, distributions and strips have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.text import Language
from service.plots.axis import Axis, axis_for
from service.plots.drawing import INK, NARROW, Panel, line, line_height, text, text_width, wrapped

_MARGIN: Final = 24
_TITLE_SIZE: Final = 14
_NAME_SIZE: Final = 12
_FIGURES_SIZE: Final = 11
_FIRST_LINE: Final = 15
_AXIS_ROOM: Final = 50


@dataclass(frozen=True)
class Reference:
    """A value with a line of its own, and what it is called."""

    value: float
    label: str


@dataclass(frozen=True)
class NamedRow:
    """A name with figures behind it, and marks below it.

    Attributes
    ----------
    room
        Points that the marks need below the name.
    marks
        Draws them, told where their room begins.
    heading
        Stands above the name; empty for none.
    words_room
        How much of the room, at its end, holds words, through which no line of the axis goes.
    """

    name: str
    figures: str
    room: float
    marks: Callable[[float], Iterable[str]]
    heading: str = ""
    words_room: float = 0

    @property
    def says(self) -> str:
        """The row as a sentence."""
        return f"{self.heading}: {self.name}: {self.figures}." if self.heading else f"{self.name}: {self.figures}."


def row_axis(values: Iterable[float]) -> Axis:
    """An axis across a narrow picture, that holds all values."""
    return axis_for(values, _MARGIN, NARROW - _MARGIN)


def draw_rows(
    title: str,
    rows: Sequence[NamedRow],
    axis: Axis,
    *,
    unit: str,
    language: Language,
    reference: Reference | None = None,
) -> Panel:
    """The picture of at least one row, in the order given."""
    titles = wrapped(12, 22, title, width=NARROW - 24, size=_TITLE_SIZE, fill=INK, bold=True)
    parts = list(titles)
    y = 22 + line_height(_TITLE_SIZE) * (len(titles) - 1) + 10
    if reference is not None:
        parts.append(_reference_label(reference, axis, y + 6))
        y += 12
    for row in rows:
        parts += _row(row, y, axis, reference)
        y += _height(row)
    parts += axis.numbers(y + 18, language)
    parts.append(text(NARROW / 2, y + 38, unit, size=12, anchor="middle"))
    says = " ".join([*([f"{reference.label}."] if reference else []), *(row.says for row in rows)])
    return Panel(NARROW, round(y + _AXIS_ROOM), title, says, tuple(parts))


def _reference_label(reference: Reference, axis: Axis, y: float) -> str:
    """Above the line, or as near to it as the picture's edge allows."""
    half = text_width(reference.label, _FIGURES_SIZE) / 2 + 8
    middle = min(max(axis.at(reference.value), half), NARROW - half)
    return text(middle, y, reference.label, size=_FIGURES_SIZE, anchor="middle")


def _row(row: NamedRow, y: float, axis: Axis, reference: Reference | None) -> Iterator[str]:
    names = _names(row, y + _headings_height(row) + _FIRST_LINE)
    yield from _headings(row, y + _FIRST_LINE)
    yield from names
    y += _headings_height(row) + _FIRST_LINE
    yield text(NARROW - 12, y, row.figures, size=_FIGURES_SIZE, anchor="end")
    # The lines of the axis stand only where the marks are, so that none goes through a word.
    top = y + line_height(_NAME_SIZE) * (len(names) - 1) + 4
    bottom = top + row.room - row.words_room - 3
    yield from axis.upright(top, bottom)
    if reference is not None:
        yield line(axis.at(reference.value), top, axis.at(reference.value), bottom, width=1.5, dash="4 2")
    yield from row.marks(top)


def _height(row: NamedRow) -> float:
    return _headings_height(row) + _FIRST_LINE + line_height(_NAME_SIZE) * (len(_names(row, 0)) - 1) + row.room


def _headings_height(row: NamedRow) -> float:
    return 2 + line_height(_NAME_SIZE) * len(_headings(row, 0)) if row.heading else 0


def _headings(row: NamedRow, y: float) -> list[str]:
    if not row.heading:
        return []
    return wrapped(12, y, row.heading, width=NARROW - 24, size=_NAME_SIZE, fill=INK, bold=True)


def _names(row: NamedRow, y: float) -> list[str]:
    width = NARROW - 24 - text_width(row.figures, _FIGURES_SIZE) - 8
    return wrapped(12, y, row.name, width=width, size=_NAME_SIZE, fill=INK)
