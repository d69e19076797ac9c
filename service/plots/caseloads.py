"""Caseloads before and after as a picture: each consultant's change against her target and limit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.caseload import Measure
from models.text import Language, Text
from models.wording import word
from service.formats import decimal, whole_number
from service.plots.drawing import (
    ACCENT,
    BAND,
    GRID,
    INK,
    MUTED,
    Panel,
    dot,
    line,
    rectangle,
    text,
    text_width,
    ticks,
)

WIDTH: Final = 760
_ROW: Final = 24
_TOP, _BOTTOM, _RIGHT = 100, 56, 176
_NAME_SIZE: Final = 13
_MOST_TICKS: Final = 10


@dataclass(frozen=True)
class CaseloadRow:
    """One consultant, in cases or normal cases. `limit` None: she has none."""

    name: str
    before: float
    after: float
    target: float
    limit: float | None


def draw_caseloads(rows: Sequence[CaseloadRow], measure: Measure, language: Language) -> Panel:
    """The picture of at least one consultant, in the order given."""
    title = Text(da="Sagsstammer før og efter", en="Caseloads before and after").in_language(language)
    return Panel(
        WIDTH,
        _TOP + _ROW * len(rows) + _BOTTOM,
        title,
        " ".join(_row_in_words(row, measure, language) for row in rows),
        tuple(_Caseloads(rows, measure, language).parts(title)),
    )


class _Caseloads:
    def __init__(self, rows: Sequence[CaseloadRow], measure: Measure, language: Language) -> None:
        self._rows, self._measure, self._language = rows, measure, language
        self._left = 40 + max(text_width(row.name, _NAME_SIZE) for row in rows)
        highest = max(max(row.before, row.after, row.target, row.limit or 0.0) for row in rows)
        self._ticks = ticks(0.0, max(highest, 1.0), _MOST_TICKS)
        self._bottom = _TOP + _ROW * len(rows)

    def parts(self, title: str) -> Iterator[str]:
        yield text(20, 32, title, size=18, bold=True)
        yield from self._legend()
        yield from self._axis()
        for number, row in enumerate(self._rows):
            yield from self._row(row, _TOP + _ROW * number + _ROW / 2)

    def _x(self, load: float) -> float:
        return self._left + (WIDTH - self._left - _RIGHT) * load / self._ticks[-1]

    def _axis(self) -> Iterator[str]:
        for tick in self._ticks:
            x = self._x(tick)
            yield line(x, _TOP, x, self._bottom, stroke=GRID)
            yield text(
                x, self._bottom + 18, whole_number(round(tick), self._language), size=12, anchor="middle", fill=MUTED
            )
        middle = (self._x(0) + self._x(self._ticks[-1])) / 2
        yield text(middle, self._bottom + 40, word(self._measure).in_language(self._language), anchor="middle")

    def _row(self, row: CaseloadRow, y: float) -> Iterator[str]:
        before, after = self._x(row.before), self._x(row.after)
        end = self._x(self._ticks[-1] if row.limit is None else row.limit)
        yield rectangle(self._x(0), y - 7, end - self._x(0), 14, fill=BAND)
        if row.limit is not None:
            yield line(end, y - 8, end, y + 8, stroke=MUTED, width=2)
        target = self._x(row.target)
        yield line(target, y - 9, target, y + 9, stroke=INK, width=3)
        yield text(self._left - 12, y + 4.5, row.name, size=_NAME_SIZE, anchor="end")
        says = _row_in_words(row, self._measure, self._language)
        if row.before != row.after:
            leftwards = after < before
            yield dot(before, y, is_filled=False)
            if abs(after - before) > 14:
                yield line(before + (-6 if leftwards else 6), y, after, y, stroke=ACCENT, width=2)
        yield dot(after, y, says=says)
        figures = self._figure(row.after)
        if row.before != row.after:
            figures = f"{self._figure(row.before)} → {figures}"
        is_above = row.limit is not None and row.after > row.limit
        mark = self._say(" over loft", " above limit") if is_above else ""
        yield text(WIDTH - _RIGHT + 14, y + 4.5, figures + mark, size=12, bold=row.before != row.after)

    def _legend(self) -> Iterator[str]:
        y, x = 58.0, 28.0
        entries = (
            (dot(x, y - 4, is_filled=False), self._say("før", "before")),
            (dot(x, y - 4), self._say("efter (eller uændret)", "after (or unchanged)")),
            (line(x, y - 13, x, y + 5, width=3), self._say("måltal", "target")),
            (
                rectangle(x - 10, y - 11, 14, 14, fill=BAND) + line(x + 4, y - 12, x + 4, y + 4, stroke=MUTED, width=2),
                self._say("op til loft", "up to the limit"),
            ),
        )
        shift = 0.0
        for drawn, says in entries:
            yield f'<g transform="translate({shift:.1f} 0)">{drawn}{text(x + 12, y, says, size=12)}</g>'
            shift += 50 + text_width(says, 12)
        yield text(20, 82, self._note(), size=12, fill=MUTED)

    def _note(self) -> str:
        num = sum(row.before != row.after for row in self._rows)
        return self._say(
            f"{num} af {len(self._rows)} konsulenter får en anden sagsstamme.",
            f"{num} of {len(self._rows)} consultants have another caseload after it.",
        )

    def _figure(self, load: float) -> str:
        return _figure(load, self._measure, self._language)

    def _say(self, danish: str, english: str) -> str:
        return danish if self._language == "da" else english


def _figure(load: float, measure: Measure, language: Language) -> str:
    return whole_number(round(load), language) if measure is Measure.COUNT else decimal(load, language)


def _row_in_words(row: CaseloadRow, measure: Measure, language: Language) -> str:
    before, after, target = (_figure(load, measure, language) for load in (row.before, row.after, row.target))
    limit = (
        Text(da="intet loft", en="no limit")
        if row.limit is None
        else Text(da=f"loft {_figure(row.limit, measure, 'da')}", en=f"limit {_figure(row.limit, measure, 'en')}")
    )
    return Text(
        da=f"{row.name}: {before} før, {after} efter; måltal {target}, {limit.da}.",
        en=f"{row.name}: {before} before, {after} after; target {target}, {limit.en}.",
    ).in_language(language)
