"""Recognises Danish personal numbers (CPR) in text, so that they can be taken out before anything is kept.

A number counts as a CPR number when its first six digits are a date of the century that the seventh digit tells.
The check digit (modulus 11) is no test: numbers without it have been given out since 2007.
Source: CPR-kontoret, Personnummeret i CPR (the table of the seventh digit) and Personnumre uden kontrolciffer.
"""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from data.workbook.format.names import folded

REMOVED_TEXT = "[fjernet]"

_DASHES = r"\-‐‑‒–—−"
# Days, months and years may be parted, but alike: 05.01.90 and 05-01-90, not the 10.123456 of a coordinate.
_TEN_DIGITS = re.compile(
    rf"(?<!\d)(\d\d)([ ./{_DASHES}]?)(\d\d)\2(\d\d)\s{{0,3}}[./{_DASHES}]?\s{{0,3}}(\d{{4}})(?!\d)"
)
_NINE_DIGITS = re.compile(rf"(?<!\d)(\d)(\d\d)(\d\d)\s{{0,3}}[{_DASHES}]?\s{{0,3}}(\d{{4}})(?!\d)")
_DECIMAL_NUMBER = re.compile(r"[-+]?\d{1,3}[.,]\d+")
_HEADING = re.compile(r"cpr|person(al)?(nr|nummer|number)|personalidentification|civilregistration")


class Span(NamedTuple):
    """Where a number stands in a text."""

    start: int
    stop: int
    digits: str

    def __repr__(self) -> str:
        """Without the number: a value that can be printed by accident must not hold it."""
        return f"Span({self.start}, {self.stop})"


def is_cpr_heading(heading: str) -> bool:
    """Whether a column with this heading is for CPR numbers: CPR, Cpr-nr., Personnummer, CPR number."""
    return _HEADING.search(folded(heading)) is not None


def find_cpr(text: str, *, in_running_text: bool) -> tuple[Span, ...]:
    """The CPR numbers in a text, in order.

    Parameters
    ----------
    in_running_text
        True also finds nine digits, the number of someone born on the 1st to the 9th without its zero, inside a longer
        text; False only where they are the whole text, so that a journal number with nine digits in it can stay.
    """
    if _DECIMAL_NUMBER.fullmatch(text):
        return ()
    found = list(_spans(_TEN_DIGITS, text))
    if in_running_text or _NINE_DIGITS.fullmatch(text):
        found += [span for span in _spans(_NINE_DIGITS, text) if not _overlaps(span, found)]
    return tuple(sorted(found))


def without_cpr(text: str) -> str:
    """The text with each CPR number replaced by `[fjernet]`."""
    for span in reversed(find_cpr(text, in_running_text=True)):
        text = text[: span.start] + REMOVED_TEXT + text[span.stop :]
    return text


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    start = 0
    while match := pattern.search(text, start):
        digits = "".join(str(int(digit)) for part in match.groups() for digit in part if digit.isdecimal()).zfill(10)
        if _is_cpr(digits):
            yield Span(match.start(), match.end(), digits)
            start = match.end()
        else:
            # A number that is none may overlap one that is.
            start = match.start() + 1


def _overlaps(span: Span, spans: list[Span]) -> bool:
    return any(span.start < other.stop and other.start < span.stop for other in spans)


def _is_cpr(ten_digits: str) -> bool:
    day, month, year, seventh = (int(ten_digits[part]) for part in (slice(2), slice(2, 4), slice(4, 6), slice(6, 7)))
    try:
        datetime.date(_century(year, seventh) + year, month, day)
    except ValueError:
        return False
    return True


def _century(year: int, seventh: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
