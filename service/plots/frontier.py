"""The frontier as a picture: the best plan with no, one, two, ... voluntary moves, and where more stop paying."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.text import Language, Text
from service.formats import signed, whole_number
from service.plots.drawing import ACCENT, GRID, INK, MUTED, Panel, dot, line, path, text, ticks, wrapped

WIDTH: Final = 760
_HEIGHT: Final = 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 28, 84, 66
_MOST_TICKS: Final = 6
_LABEL_ROOM: Final = 40
"""Points on the paper that a figure above a mark needs; with less room every other one is left out."""


@dataclass(frozen=True)
class FrontierPoint:
    """The best plan with at most so many voluntary moves. `bound` None: nothing is proved of it.

    `num_uncovered` are the cases that nobody has in it; fewer of them come before fewer minutes.
    """

    num_moves: int
    minutes: int
    bound: int | None
    num_uncovered: int = 0

    @property
    def is_proved(self) -> bool:
        """Whether no plan is better."""
        return self.bound == self.minutes


def draw_frontier(points: Sequence[FrontierPoint], stops_paying_at: int | None, language: Language) -> Panel:
    """The picture of at least one point.

    Parameters
    ----------
    stops_paying_at
        The number of moves beyond which more of them save nothing; None where that is not known.
    """
    title = Text(da="Hvad flytninger er værd", en="What moves are worth").in_language(language)
    return Panel(
        WIDTH,
        _HEIGHT,
        title,
        _in_words(points, stops_paying_at, language),
        tuple(_Frontier(points, stops_paying_at, language).parts(title)),
    )


class _Frontier:
    def __init__(self, points: Sequence[FrontierPoint], stops_paying_at: int | None, language: Language) -> None:
        self._points, self._stops, self._language = points, stops_paying_at, language
        lowest = min(point.minutes if point.bound is None else point.bound for point in points)
        self._ticks = ticks(lowest, max(point.minutes for point in points), _MOST_TICKS)
        self._last = max(1, points[-1].num_moves)
        self._covers = _covers(points)

    def parts(self, title: str) -> Iterator[str]:
        yield text(20, 32, title, size=18, bold=True)
        yield from wrapped(20, 54, self._legend(), width=WIDTH - 40, size=12)
        yield from self._axes()
        yield from self._stop()
        for point in self._points:
            yield from self._gap(point)
        yield path([(self._x(each.num_moves), self._y(each.minutes)) for each in self._points], stroke=ACCENT)
        labelled = self._labelled()
        for number, point in enumerate(self._points):
            x, y = self._x(point.num_moves), self._y(point.minutes)
            yield dot(x, y, is_filled=point.is_proved, says=_point_in_words(self._points, number, self._language))
            if number in labelled:
                figure = signed(point.minutes - self._points[0].minutes, self._language)
                if self._covers:
                    figure = whole_number(point.num_uncovered, self._language)
                yield text(x, y - 13, figure, size=11, anchor="middle" if self._is_flat(number) else "start")

    def _x(self, num_moves: int) -> float:
        return _LEFT + 18 + (WIDTH - _LEFT - _RIGHT - 36) * num_moves / self._last

    def _y(self, minutes: float) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM - 20) * (minutes - low) / (high - low)

    def _axes(self) -> Iterator[str]:
        for tick in self._ticks:
            y = self._y(tick)
            yield line(_LEFT, y, WIDTH - _RIGHT, y, stroke=GRID)
            yield text(_LEFT - 8, y + 4, whole_number(round(tick), self._language), size=12, anchor="end", fill=MUTED)
        every = max(1, -(-self._last // 20))
        for num_moves in range(0, self._last + 1, every):
            x = self._x(num_moves)
            yield text(x, _HEIGHT - _BOTTOM + 20, str(num_moves), size=12, anchor="middle", fill=MUTED)
        middle = (_LEFT + WIDTH - _RIGHT) / 2
        below = self._say("Frivillige flytninger, højst", "Voluntary moves, at most")
        yield text(middle, _HEIGHT - 22, below, size=13, anchor="middle")
        beside = self._say("Minutter i alt", "Minutes in all")
        yield f'<g transform="rotate(-90 22 {(_TOP + _HEIGHT - _BOTTOM) / 2:.1f})">'
        yield text(22, (_TOP + _HEIGHT - _BOTTOM) / 2, beside, size=13, anchor="middle")
        yield "</g>"

    def _stop(self) -> Iterator[str]:
        """A dashed line where more moves save nothing, with its words on the side that has room for them."""
        if self._stops is None or self._stops > self._last:
            return
        x = self._x(self._stops)
        lowest = min(point.minutes for point in self._points if point.num_moves <= self._stops)
        yield line(x, _TOP, x, self._y(lowest) - 28, stroke=INK, width=1.5, dash="6 4")
        says = self._say(f"Efter {self._stops} sparer flere intet", f"After {self._stops} more of them save nothing")
        is_right = x < WIDTH / 2
        yield text(x + (8 if is_right else -8), _TOP + 9, says, size=12, anchor="start" if is_right else "end")

    def _gap(self, point: FrontierPoint) -> Iterator[str]:
        """From the plan down to what is proved."""
        if point.bound is None or point.is_proved:
            return
        x, y, proved = self._x(point.num_moves), self._y(point.minutes), self._y(point.bound)
        yield line(x, y, x, proved, stroke=MUTED, width=1.5)
        yield line(x - 6, proved, x + 6, proved, stroke=MUTED, width=2)

    def _labelled(self) -> set[int]:
        """The marks with a figure: every one that has room and betters the one before; with figures of cases that
        nobody has, also that for no move."""
        apart = (WIDTH - _LEFT - _RIGHT - 36) / self._last
        every = max(1, -(-_LABEL_ROOM // max(1, int(apart))))
        saving = [
            number
            for number in range(0 if self._covers else 1, len(self._points))
            if self._covers or self._points[number].minutes < self._points[number - 1].minutes
        ]
        last = saving[-1] if saving else 0
        return {number for number in saving if (last - number) % every == 0}

    def _is_flat(self, number: int) -> bool:
        """Whether the line comes to the mark so level that a figure in the middle above it stays clear of it."""
        return self._covers or self._y(self._points[number].minutes) - self._y(self._points[number - 1].minutes) < 12

    def _legend(self) -> str:
        parts = [
            self._say(
                "Hvert mærke er den bedste plan med højst så mange flytninger; tallet er forskellen til ingen.",
                "Each mark is the best plan with at most so many moves; the figure is the difference to none.",
            )
        ]
        if self._covers:
            parts = [
                self._say(
                    "Hvert mærke er den bedste plan med højst så mange flytninger; tallet er de sager, som ingen har. "
                    "Færre af dem kommer før færre minutter, så kurven kan stige.",
                    "Each mark is the best plan with at most so many moves; the figure is the cases that nobody has. "
                    "Fewer of them come before fewer minutes, so the curve may rise.",
                )
            ]
        if any(not point.is_proved for point in self._points):
            parts.append(
                self._say(
                    "Fyldt: bevist bedst. Hul: ikke bevist; tværstregen viser det, ingen plan kan komme under.",
                    "Full: proved best. Hollow: not proved; the bar shows what no plan can go below.",
                )
            )
        else:
            parts.append(self._say("Alle er bevist bedst.", "All are proved best."))
        return " ".join(parts)

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english


def _covers(points: Sequence[FrontierPoint]) -> bool:
    """Whether moves let more cases be covered."""
    return len({point.num_uncovered for point in points}) > 1


def _point_in_words(points: Sequence[FrontierPoint], number: int, language: Language) -> str:
    point = points[number]
    saved = signed(point.minutes - points[0].minutes, language)
    minutes = whole_number(point.minutes, language)
    proof = (
        Text(da="bevist", en="proved")
        if point.is_proved
        else Text(da="uden bevist grænse", en="no bound proved")
        if point.bound is None
        else Text(
            da=f"ingen plan er under {whole_number(point.bound, 'da')}",
            en=f"no plan is below {whole_number(point.bound, 'en')}",
        )
    )
    more = Text(da=saved, en=saved)
    if _covers(points):
        number_left = whole_number(point.num_uncovered, language)
        more = Text(da=f"{number_left} sager har ingen", en=f"{number_left} cases have nobody")
    return Text(
        da=f"{point.num_moves} flytninger: {minutes} minutter ({more.da}), {proof.da}",
        en=f"{point.num_moves} moves: {minutes} minutes ({more.en}), {proof.en}",
    ).in_language(language)


def _in_words(points: Sequence[FrontierPoint], stops_paying_at: int | None, language: Language) -> str:
    told = "; ".join(_point_in_words(points, number, language) for number in range(len(points)))
    if stops_paying_at is None:
        return f"{told}."
    stop = Text(
        da=f"Efter {stops_paying_at} flytninger sparer flere intet.",
        en=f"After {stops_paying_at} moves more of them save nothing.",
    )
    return f"{told}. {stop.in_language(language)}"
