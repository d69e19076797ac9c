"""Numbers and dates in text, as Danish people and Danish Excel write them."""

import datetime
import math
import re

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d*)?")
_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})( 00?:00(:00)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?Z?)?")


def number_in(text: str, *, thousands: bool = True) -> int | float | None:
    """The number that a text says: decimal comma, points between thousands; None where it says none.

    A point is a decimal point where it cannot stand between thousands (`1.5`), and always where `thousands` is False,
    as in a coordinate.
    """
    digits = _SPACES.sub("", text).replace("−", "-")
    if thousands and _THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "")
    if not _NUMBER.fullmatch(digits) or not digits.isascii():
        return None
    number = float(digits.replace(",", "."))
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def day_in(text: str) -> datetime.date | None:
    """The day that a text says: dd-mm-yyyy with `-`, `.`, `/` or space between, or yyyy-mm-dd; None where it says none.

    The year has four digits: 05-01-26 could be three different days.
    """
    text = " ".join(text.split())
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.group(1, 2, 3)
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.group(1, 2, 3)
    else:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
