"""A plot of growth as SVG text: sizes and median times on logarithmic scales, and the line that fits them."""

import math
from collections.abc import Iterator
from xml.sax.saxutils import escape

from benchmarks.reporting.figures import seconds_text
from benchmarks.reporting.growth import Growth
from benchmarks.reporting.intervals import exactly

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 80, 20, 50, 60
INK, GRID, DOT = "#222222", "#d0d0d0", "#0b5fa5"


def draw_growth(title: str, size_label: str, growth: Growth) -> str:
    """An SVG document; a hollow dot with an arrow up stands for a median beyond the limit."""
    scales = _Scales(growth)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="sans-serif" font-size="13" fill="{INK}">'
    )
    parts = [
        opening,
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="28" font-size="16">{escape(title)}</text>',
        *_axes(growth, scales, size_label),
        *_fitted_line(growth, scales),
        *_points(growth, scales),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Scales:
    """From sizes and seconds to places in the picture; whole powers of ten of seconds."""

    def __init__(self, growth: Growth) -> None:
        seconds = [point.seconds.low for point in growth.points]
        self.first_power = math.floor(math.log10(min(seconds)))
        self.last_power = max(math.ceil(math.log10(max(seconds))), self.first_power + 1)
        self._smallest, self._largest = growth.points[0].size, growth.points[-1].size

    def x(self, size: float) -> float:
        span = math.log(self._largest / self._smallest) or 1.0
        return LEFT + 15 + (WIDTH - LEFT - RIGHT - 30) * math.log(size / self._smallest) / span

    def y(self, seconds: float) -> float:
        share = (math.log10(seconds) - self.first_power) / (self.last_power - self.first_power)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(max(share, 0.0), 1.0)


def _axes(growth: Growth, scales: _Scales, size_label: str) -> Iterator[str]:
    for power in range(scales.first_power, scales.last_power + 1):
        seconds = 10.0**power
        y = scales.y(seconds)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{GRID}"/>'
        label = seconds_text(exactly(seconds))
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    for point in growth.points:
        x = scales.x(point.size)
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{point.size}</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{escape(size_label)}</text>'


def _fitted_line(growth: Growth, scales: _Scales) -> Iterator[str]:
    if growth.exponent is None or growth.scale_s is None:
        return
    known = [point.size for point in growth.points if point.seconds.is_exact]
    (x1, y1), (x2, y2) = (
        (scales.x(size), scales.y(growth.scale_s * size**growth.exponent)) for size in (known[0], known[-1])
    )
    yield f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{DOT}" stroke-dasharray="5 4"/>'


def _points(growth: Growth, scales: _Scales) -> Iterator[str]:
    for point in growth.points:
        x, y = scales.x(point.size), scales.y(point.seconds.low)
        fill = DOT if point.seconds.is_exact else "#ffffff"
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="{DOT}" stroke-width="2"/>'
        if not point.seconds.is_exact:
            yield f'<path d="M{x:.1f} {y - 6:.1f} v-14 m-4 5 l4 -5 l4 5" fill="none" stroke="{DOT}" stroke-width="2"/>'
