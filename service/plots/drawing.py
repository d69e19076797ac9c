"""The strokes of a picture: texts, lines and marks as SVG, told apart by form and weight, so that grey will do."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape

INK: Final = "#1b1b1b"
MUTED: Final = "#5f5f5f"
GRID: Final = "#dcdcdc"
BAND: Final = "#efefef"
ACCENT: Final = "#0b4f8a"
"""Dark enough to stand out from grey on paper without any colour."""

_LETTER_WIDTH: Final = 0.56
"""Of a letter against the size of its type; what sans-serif type comes to on the average."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Panel:
    """A picture that can stand alone or below another. `says` is all of it in words, for whoever does not see it."""

    width: int
    height: int
    title: str
    says: str
    parts: tuple[str, ...]


def document(panels: Iterable[Panel]) -> str:
    """One SVG document with the panels below each other."""
    stacked = list(panels)
    width, height = max(panel.width for panel in stacked), sum(panel.height for panel in stacked)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="title desc" font-family="Verdana, DejaVu Sans, sans-serif" fill="{INK}">'
    )
    lines = [
        opening,
        f'<title id="title">{escape(". ".join(panel.title for panel in stacked))}</title>',
        f'<desc id="desc">{escape(" ".join(panel.says for panel in stacked))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    top = 0
    for panel in stacked:
        lines += [f'<g transform="translate(0 {top})">', *panel.parts, "</g>"]
        top += panel.height
    return "\n".join([*lines, "</svg>"]) + "\n"


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


def wrapped(x: float, y: float, content: str, *, width: float, size: int = 13, fill: str = MUTED) -> list[str]:
    """Lines of text, each below the other, about so wide."""
    lines = [""]
    for word in content.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return [text(x, y + number * size * 1.35, line, size=size, fill=fill) for number, line in enumerate(lines)]


def text_width(content: str, size: int) -> float:
    """About how wide a text comes out."""
    return len(content) * size * _LETTER_WIDTH


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = INK, width: float = 1, dash: str = "") -> str:
    """A straight stroke."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def path(points: Iterable[tuple[float, float]], *, stroke: str = INK, width: float = 2) -> str:
    """A stroke through points."""
    steps = " ".join(f"{'M' if not number else 'L'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(points))
    return f'<path d="{steps}" fill="none" stroke="{stroke}" stroke-width="{width:g}" stroke-linejoin="round"/>'


def rectangle(x: float, y: float, width: float, height: float, *, fill: str = BAND) -> str:
    """A filled rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def dot(
    x: float, y: float, *, radius: float = 4.5, is_filled: bool = True, stroke: str = ACCENT, says: str = ""
) -> str:
    """A round mark, full or hollow; `says` is told by programs that point at it."""
    fill = stroke if is_filled else "#ffffff"
    told = f"<title>{escape(says)}</title>" if says else ""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="2">'
        f"{told}</circle>"
    )


def ticks(low: float, high: float, at_most: int) -> list[float]:
    """Round numbers from the last below `low` to the first above `high`, in steps of 1, 2 or 5 times a power of ten."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / at_most))
    step = next(size * power for size in (1, 2, 5, 10, 20) if span / (size * power) <= at_most - 1)
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    return [number * step for number in range(first, last + 1)]
