"""Numbers, days and shares as people of either language write them."""

import datetime

from models.caseload import QUARTERS_PER_CASE, Measure
from models.text import Language

_SEPARATORS = {"da": str.maketrans(",.", ".,"), "en": str.maketrans("", "")}


def whole_number(value: int, language: Language) -> str:
    """1.234 in Danish, 1,234 in English."""
    return f"{value:,}".translate(_SEPARATORS[language])


def signed(value: int, language: Language) -> str:
    """A difference with its sign: +35, -4, +0."""
    return f"{value:+,}".translate(_SEPARATORS[language])


def decimal(value: float, language: Language) -> str:
    """Two decimals: 1.234,50 in Danish, 1,234.50 in English."""
    return f"{value:,.2f}".translate(_SEPARATORS[language])


def signed_decimal(value: float, language: Language) -> str:
    """A difference with two decimals and its sign: +3,25, -0,40; one that is nothing has none: 0,00."""
    return f"{value:+,.2f}".translate(_SEPARATORS[language]) if value else decimal(0.0, language)


def rounded(value: float, num_decimals: int, language: Language) -> str:
    """With so many decimals and, as in print, a true minus sign; what rounds to nothing has none."""
    near = round(value, num_decimals) + 0.0
    return f"{near:,.{num_decimals}f}".translate(_SEPARATORS[language]).replace("-", "\u2212")


def signed_rounded(value: float, num_decimals: int, language: Language) -> str:
    """A difference with its sign; one that rounds to nothing has none."""
    said = rounded(value, num_decimals, language)
    return f"+{said}" if round(value, num_decimals) > 0 else said


def percent(value: float, language: Language) -> str:
    """One decimal and the sign; what is above nothing is never shown as nothing."""
    if 0 < value < 0.1:
        value = 0.1
    return f"{value:.1f} %".translate(_SEPARATORS[language])


def day(value: datetime.date | None, language: Language) -> str:
    """05-01-2026 in Danish, 2026-01-05 in English, a dash for none."""
    if value is None:
        return "-"
    return value.strftime("%d-%m-%Y") if language == "da" else value.isoformat()


def load(value: int, measure: Measure, language: Language) -> str:
    """A caseload as cases; one that is measured by weight, kept in quarters, with two decimals."""
    if measure is Measure.COUNT:
        return whole_number(value, language)
    return f"{value / QUARTERS_PER_CASE:,.2f}".translate(_SEPARATORS[language])
