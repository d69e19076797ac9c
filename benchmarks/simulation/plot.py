"""Seconds of a replication by way and municipality as SVG text, on a logarithmic scale."""

import math
import statistics
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.reporting.figures import seconds_text
from benchmarks.reporting.intervals import exactly
from benchmarks.reporting.plot import GRID, INK
from benchmarks.simulation.line import YearsLine
from benchmarks.simulation.protocol import MUNICIPALITIES
from benchmarks.simulation.spread import Spread, spreads

WIDTH, LEFT, RIGHT, TOP, BOTTOM, ROW = 720, 150, 30, 76, 36, 26
TITLE: Final = "Seconds of a replication: median, and a line to the worst"
COLOURS: Final = dict(zip(MUNICIPALITIES, ("#0b5fa5", "#b4540a", "#3d7a33"), strict=True))
SHAPES: Final = dict(zip(MUNICIPALITIES, ("circle", "square", "diamond"), strict=True))
"""Besides the colour, so that it is not needed."""


def draw_years(lines: Sequence[YearsLine]) -> str:
    """An SVG document; a row a way.

    Parameters
    ----------
    lines
        At least one.
    """
    known = spreads(lines)
    ways = list(dict.fromkeys(each.way for each in known))
    scale = _Scale([spent.seconds for each in known for spent in each.spent])
    height = TOP + ROW * len(ways) + BOTTOM
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" font-family="sans-serif" font-size="13" fill="{INK}">'
    )
    parts = [
        opening,
        f"<title>{escape(TITLE)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="26" font-size="16">{escape(TITLE)}</text>',
        *_legend(dict.fromkeys(each.municipality for each in known)),
        *_grid(scale, height),
        *(_way_name(way, _middle(ways.index(way))) for way in ways),
        *(mark for each in known for mark in _marks(each, scale, _middle(ways.index(each.way)))),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Scale:
    """From seconds to places in the picture; whole powers of ten."""

    def __init__(self, seconds: Sequence[float]) -> None:
        self.first_power = math.floor(math.log10(min(seconds)))
        self.last_power = max(math.ceil(math.log10(max(seconds))), self.first_power + 1)

    def x(self, seconds: float) -> float:
        share = (math.log10(seconds) - self.first_power) / (self.last_power - self.first_power)
        return LEFT + (WIDTH - LEFT - RIGHT) * share


def _middle(row: int) -> float:
    return TOP + ROW * (row + 0.5)


def _legend(municipalities: dict[str, None]) -> Iterator[str]:
    for number, each in enumerate(municipalities):
        x = LEFT + 130 * number
        yield _mark(each, x + 6, 50)
        yield f'<text x="{x + 18}" y="54">{escape(each.capitalize())}</text>'


def _grid(scale: _Scale, height: int) -> Iterator[str]:
    for power in range(scale.first_power, scale.last_power + 1):
        x = scale.x(10.0**power)
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{height - BOTTOM}" stroke="{GRID}"/>'
        label = seconds_text(exactly(10.0**power))
        yield f'<text x="{x:.1f}" y="{height - BOTTOM + 20}" text-anchor="middle">{label}</text>'


def _way_name(way: str, y: float) -> str:
    return f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end">{escape(way)}</text>'


def _marks(each: Spread, scale: _Scale, y: float) -> Iterator[str]:
    seconds = [spent.seconds for spent in each.spent]
    own_y = y + 6 * (MUNICIPALITIES.index(each.municipality) - 1)
    x, worst = scale.x(statistics.median(seconds)), scale.x(max(seconds))
    colour = COLOURS[each.municipality]
    yield f'<line x1="{x:.1f}" y1="{own_y:.1f}" x2="{worst:.1f}" y2="{own_y:.1f}" stroke="{colour}" stroke-width="2"/>'
    yield _mark(each.municipality, x, own_y)


def _mark(municipality: str, x: float, y: float) -> str:
    colour = COLOURS[municipality]
    match SHAPES[municipality]:
        case "circle":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
        case "square":
            return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{colour}"/>'
        case _:
            return f'<path d="M{x:.1f} {y - 5:.1f} l5 5 l-5 5 l-5 -5 z" fill="{colour}"/>'
