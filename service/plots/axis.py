"""Where a value stands on the paper, and the round numbers beside it."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from models.text import Language
from service.formats import rounded
from service.plots.drawing import GRID, MUTED, line, text, ticks

_ALIKE: Final = 1e-9
"""Values nearer each other than this part of themselves are one value."""


@dataclass(frozen=True)
class Axis:
    """The first tick stands at `start`, the last at `end`, in points; everything else on the line through both."""

    ticks: tuple[float, ...]
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        first, last = self.ticks[0], self.ticks[-1]
        return self.start + (self.end - self.start) * (value - first) / (last - first)

    def label(self, tick: float, language: Language) -> str:
        """With as many decimals as the step between two ticks has."""
        step = self.ticks[1] - self.ticks[0]
        return rounded(tick, max(0, math.ceil(-math.log10(step) - _ALIKE)), language)

    def upright(self, top: float, bottom: float) -> Iterator[str]:
        """Lines from top to bottom."""
        for tick in self.ticks:
            yield line(self.at(tick), top, self.at(tick), bottom, stroke=GRID)

    def numbers(self, y: float, language: Language) -> Iterator[str]:
        """The ticks' numbers, with their baseline at y."""
        for tick in self.ticks:
            yield text(self.at(tick), y, self.label(tick, language), size=11, anchor="middle", fill=MUTED)

    def level(self, left: float, right: float, language: Language) -> Iterator[str]:
        """Lines from left to right with their numbers before them."""
        for tick in self.ticks:
            y = self.at(tick)
            yield line(left, y, right, y, stroke=GRID)
            yield text(left - 6, y + 4, self.label(tick, language), size=11, anchor="end", fill=MUTED)


def axis_for(values: Iterable[float], start: float, end: float, *, at_most: int = 6) -> Axis:
    """An axis that holds all values (at least one); one value alone gets room to either side."""
    held = list(values)
    low, high = min(held), max(held)
    if high - low <= _ALIKE * max(1.0, abs(low), abs(high)):
        room = abs(low) / 10 or 1.0
        low, high = low - room, high + room
    return Axis(tuple(ticks(low, high, at_most)), start, end)
