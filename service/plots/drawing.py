"""The strokes of a picture: texts, lines and marks as SVG, told apart by form and weight, so that grey will do."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal
from xml.sax.saxutils import escape

INK: Final = "#1b1b1b"
MUTED: Final = "#5f5f5f"
GRID: Final = "#dcdcdc"
BAND: Final = "#efefef"
PAPER: Final = "#ffffff"
ACCENT: Final = "#0b4f8a"
"""Dark enough to stand out from grey on paper without any colour."""
ACCENT_BAND: Final = "#c9dcee"
WORSE: Final = "#a8430a"
"""Told from the accent by people who see no red or green; its marks have another form as well."""

ON_DARK: Final[Mapping[str, str]] = MappingProxyType(
    {
        INK: "#ececec",
        MUTED: "#b4b8bc",
        GRID: "#43494f",
        BAND: "#2b3137",
        PAPER: "#16191d",
        ACCENT: "#7cb8f0",
        ACCENT_BAND: "#27455f",
        WORSE: "#f2a35e",
    }
)
"""What each colour becomes where a page has light letters on dark."""

NARROW: Final = 360
"""The width of a picture that a telephone shows without making its letters smaller."""

_LETTER_WIDTH: Final = 0.56
"""Of a letter against the size of its type; what sans-serif type comes to on the average."""
_BOLD_LETTER_WIDTH: Final = 0.66

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Panel:
    """A picture that can stand alone or below another. `says` is all of it in words, for whoever does not see it."""

    width: int
    height: int
    title: str
    says: str
    parts: tuple[str, ...]


def document(panels: Iterable[Panel], columns: int = 1) -> str:
    """One SVG document with the panels below each other, or in columns, row by row."""
    placed = list(panels)
    rows = [placed[first : first + columns] for first in range(0, len(placed), columns)]
    width = max(sum(panel.width for panel in row) for row in rows)
    height = sum(max(panel.height for panel in row) for row in rows)
    lines = [f'<rect width="{width}" height="{height}" fill="{PAPER}"/>']
    top = 0
    for row in rows:
        left = 0
        for panel in row:
            lines += [f'<g transform="translate({left} {top})">', *panel.parts, "</g>"]
            left += panel.width
        top += max(panel.height for panel in row)
    title = ". ".join(dict.fromkeys(panel.title for panel in placed))
    return _svg(width, height, title, " ".join(panel.says for panel in placed), lines, "")


def picture(panel: Panel, name: str) -> str:
    """A panel as a part of a page, on the page's own paper; `name` is the only one of its kind there."""
    return _svg(panel.width, panel.height, panel.title, panel.says, panel.parts, f"{name}-")


def _svg(width: int, height: int, title: str, says: str, parts: Iterable[str], prefix: str) -> str:
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{prefix}title {prefix}desc" font-family="Verdana, DejaVu Sans, sans-serif" '
        f'fill="{INK}">'
    )
    lines = [
        opening,
        f'<title id="{prefix}title">{escape(title)}</title>',
        f'<desc id="{prefix}desc">{escape(says)}</desc>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def text(
    x: float,
    y: float,
    content: str,
    *,
    size: int = 13,
    anchor: Anchor = "start",
    fill: str = INK,
    bold: bool = False,
) -> str:
    """A line of text with its baseline at y."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>'
        f"{escape(content)}</text>"
    )


def wrapped(
    x: float, y: float, content: str, *, width: float, size: int = 13, fill: str = MUTED, bold: bool = False
) -> list[str]:
    """Lines of text, each below the other, about so wide."""
    lines = [""]
    for word in content.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size, bold=bold) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    step = line_height(size)
    return [text(x, y + number * step, line, size=size, fill=fill, bold=bold) for number, line in enumerate(lines)]


def line_height(size: int) -> float:
    """From one line of text to the next."""
    return size * 1.35


def text_width(content: str, size: int, *, bold: bool = False) -> float:
    """About how wide a text comes out."""
    return len(content) * size * (_BOLD_LETTER_WIDTH if bold else _LETTER_WIDTH)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = INK, width: float = 1, dash: str = "") -> str:
    """A straight stroke."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def path(points: Iterable[tuple[float, float]], *, stroke: str = INK, width: float = 2, dash: str = "") -> str:
    """A stroke through points."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    steps = " ".join(f"{'M' if not number else 'L'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(points))
    return f'<path d="{steps}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{dashes} stroke-linejoin="round"/>'


def area(points: Iterable[tuple[float, float]], *, fill: str = BAND) -> str:
    """A filled shape with these corners."""
    steps = " ".join(f"{'M' if not number else 'L'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(points))
    return f'<path d="{steps} Z" fill="{fill}"/>'


def rectangle(x: float, y: float, width: float, height: float, *, fill: str = BAND) -> str:
    """A filled rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def dot(
    x: float, y: float, *, radius: float = 4.5, is_filled: bool = True, stroke: str = ACCENT, says: str = ""
) -> str:
    """A round mark, full or hollow; `says` is told by programs that point at it."""
    fill = stroke if is_filled else PAPER
    told = f"<title>{escape(says)}</title>" if says else ""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="2">'
        f"{told}</circle>"
    )


def square(x: float, y: float, *, half: float = 4.5, stroke: str = WORSE, says: str = "") -> str:
    """A full square mark; `says` is told by programs that point at it."""
    told = f"<title>{escape(says)}</title>" if says else ""
    return (
        f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:g}" height="{2 * half:g}" fill="{stroke}">'
        f"{told}</rect>"
    )


def ticks(low: float, high: float, at_most: int) -> list[float]:
    """Round numbers from the last below `low` to the first above `high`, in steps of 1, 2 or 5 times a power of ten."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / at_most))
    step = next(size * power for size in (1, 2, 5, 10, 20) if span / (size * power) <= at_most - 1)
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    return [number * step for number in range(first, last + 1)]
