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
_AXIS_ROOM: Final = 48


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
    """

    name: str
    figures: str
    room: float
    marks: Callable[[float], Iterable[str]]
    heading: str = ""

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
    top = 22 + line_height(_TITLE_SIZE) * (len(titles) - 1) + (24 if reference else 10)
    bottom = top + sum(_height(row) for row in rows) + 4
    parts = [*titles, *axis.upright(top, bottom, language)]
    parts.append(text(NARROW / 2, bottom + 36, unit, size=12, anchor="middle"))
    if reference is not None:
        parts += _reference(reference, axis.at(reference.value), top, bottom)
    y = top
    for row in rows:
        parts += _row(row, y)
        y += _height(row)
    says = " ".join([*([f"{reference.label}."] if reference else []), *(row.says for row in rows)])
    return Panel(NARROW, round(bottom + _AXIS_ROOM), title, says, tuple(parts))


def _reference(reference: Reference, x: float, top: float, bottom: float) -> Iterator[str]:
    yield line(x, top - 4, x, bottom, width=1.5, dash="5 3")
    half = text_width(reference.label, _FIGURES_SIZE) / 2 + 8
    middle = min(max(x, half), NARROW - half)
    yield text(middle, top - 8, reference.label, size=_FIGURES_SIZE, anchor="middle")


def _row(row: NamedRow, y: float) -> Iterator[str]:
    headings, names = _headings(row, y + _FIRST_LINE), _names(row, y + _FIRST_LINE + _headings_height(row))
    yield from headings
    yield from names
    y += _headings_height(row) + _FIRST_LINE
    yield text(NARROW - 12, y, row.figures, size=_FIGURES_SIZE, anchor="end")
    yield from row.marks(y + line_height(_NAME_SIZE) * (len(names) - 1))


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
