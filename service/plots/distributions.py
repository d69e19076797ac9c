"""How a figure is spread over many runs: a shape as wide as the runs are many, the middle one and the two tenths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from models.text import Language
from service.plots.axis import Axis
from service.plots.drawing import ACCENT, ACCENT_BAND, Panel, area, dot, line
from service.plots.rows import NamedRow, draw_rows, row_axis

_ROOM: Final = 42
_HALF_SHAPE: Final = 14
_NUM_BINS: Final = 40


@dataclass(frozen=True)
class DistributionRow:
    """The values of at least one run, their median, and the percentiles 10 and 90; `figures` stand behind the name."""

    name: str
    values: tuple[float, ...]
    median: float
    percentile_10: float
    percentile_90: float
    figures: str


def draw_distributions(title: str, rows: Sequence[DistributionRow], *, unit: str, language: Language) -> Panel:
    """The picture of at least one row, on a common axis."""
    axis = row_axis([value for row in rows for value in row.values])
    named = [NamedRow(row.name, row.figures, _ROOM, partial(_marks, row, axis)) for row in rows]
    return draw_rows(title, named, axis, unit=unit, language=language)


def _marks(row: DistributionRow, axis: Axis, top: float) -> Iterator[str]:
    y = top + 4 + _HALF_SHAPE
    yield area(_outline(row.values, axis, y), fill=ACCENT_BAND)
    low, high = axis.at(row.percentile_10), axis.at(row.percentile_90)
    yield line(low, y, high, y, stroke=ACCENT, width=2)
    for end in (low, high):
        yield line(end, y - 6, end, y + 6, stroke=ACCENT, width=2)
    yield dot(axis.at(row.median), y, says=f"{row.name}: {row.figures}")


def _outline(values: Sequence[float], axis: Axis, y: float) -> list[tuple[float, float]]:
    """Steps on either side of the middle line, as high as the runs in them are many; of none there is no step."""
    width = (axis.end - axis.start) / _NUM_BINS
    counts = [0] * _NUM_BINS
    for value in values:
        counts[min(_NUM_BINS - 1, int((axis.at(value) - axis.start) / width))] += 1
    upper: list[tuple[float, float]] = []
    for number, count in enumerate(counts):
        half = _HALF_SHAPE * count / max(counts)
        left = axis.start + number * width
        upper += [(left, y - half), (left + width, y - half)]
    return [*upper, *((x, 2 * y - above) for x, above in reversed(upper))]
