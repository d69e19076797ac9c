"""Figures as text."""

import math
from collections.abc import Callable

from benchmarks.reporting.intervals import Interval

NOT_KNOWN = "–"


def seconds_text(interval: Interval) -> str:
    """`12.3 ms`, `4.56 s`, or `> 60 s` where the limit came first."""
    return _with_ends(interval, _seconds)


def ratio_text(interval: Interval) -> str:
    """`1/35`, `2.1`, or `<= 1/35` and `>= 2.1` where only one end is known."""
    if interval.low == 0.0 and math.isinf(interval.high):
        return NOT_KNOWN
    return _with_ends(interval, _ratio)


def percent_text(share: float | None) -> str:
    """`0.12 %`, three digits; a dash for what isn't known, and in words where a plan or bound is missing."""
    if share is None:
        return NOT_KNOWN
    if math.isinf(share):
        return "no end"
    return "0 %" if share == 0 else f"{100 * share:.3g} %"


def _with_ends(interval: Interval, text: Callable[[float], str]) -> str:
    if interval.is_exact:
        return text(interval.low)
    if math.isinf(interval.high):
        return f"> {text(interval.low)}"
    if interval.low == 0.0:
        return f"<= {text(interval.high)}"
    return f"{text(interval.low)} to {text(interval.high)}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"


def _ratio(ratio: float) -> str:
    return f"{ratio:.3g}" if ratio >= 1 or ratio == 0 else f"1/{1 / ratio:.3g}"
