"""Paragraphs, and the numbers in them, in both languages at once."""

import datetime

from allocator.rules.counted import counted
from models.method import Paragraph, ParagraphKind
from models.rule_id import RuleId
from models.text import Text
from models.wording import word

_MONTHS = (
    ("januar", "January"), ("februar", "February"), ("marts", "March"), ("april", "April"), ("maj", "May"),
    ("juni", "June"), ("juli", "July"), ("august", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("december", "December"),
)  # fmt: skip


def paragraph(da: str, en: str, *rules: RuleId) -> Paragraph:
    """A plain paragraph."""
    return Paragraph(text=Text(da=da, en=en), rules=rules)


def step(da: str, en: str, *rules: RuleId) -> Paragraph:
    """A numbered step."""
    return Paragraph(text=Text(da=da, en=en), kind=ParagraphKind.STEP, rules=rules)


def point(da: str, en: str, *rules: RuleId) -> Paragraph:
    """A point of a list."""
    return Paragraph(text=Text(da=da, en=en), kind=ParagraphKind.POINT, rules=rules)


def about(rule: RuleId, *sentences: Text) -> Paragraph:
    """A point about one rule, which begins with its name."""
    name = word(rule)
    da, en = (" ".join(each.in_language(language) for each in sentences) for language in ("da", "en"))
    return point(f"{_capital(name.da)}. {da}", f"{_capital(name.en)}. {en}", rule)


def minutes(number: int) -> Text:
    """`1 minut`, `2 minutter`."""
    return counted(number, da=("minut", "minutter"), en=("minute", "minutes"))


def cases(number: float) -> Text:
    """`1 sag`, `2 sager`."""
    return counted(number, da=("sag", "sager"), en=("case", "cases"))


def days(number: int) -> Text:
    """`1 dag`, `2 dage`."""
    return counted(number, da=("dag", "dage"), en=("day", "days"))


def working_days(number: int) -> Text:
    """`1 arbejdsdag`, `2 arbejdsdage`."""
    return counted(number, da=("arbejdsdag", "arbejdsdage"), en=("working day", "working days"))


def weeks(number: int) -> Text:
    """`1 uge`, `2 uger`."""
    return counted(number, da=("uge", "uger"), en=("week", "weeks"))


def quarters(number: int) -> Text:
    """`1 kvart`, `2 kvarte`."""
    return counted(number, da=("kvart", "kvarte"), en=("quarter", "quarters"))


def visits(number: int) -> Text:
    """`1 besøg`, `2 besøg`."""
    return counted(number, da=("besøg", "besøg"), en=("visit", "visits"))


def day(value: datetime.date) -> Text:
    """`5. januar 2026`, `5 January 2026`."""
    danish, english = _MONTHS[value.month - 1]
    return Text(da=f"{value.day}. {danish} {value.year}", en=f"{value.day} {english} {value.year}")


def listed(parts: list[Text]) -> Text:
    """`a, b og c`."""

    def joined(words: list[str], last: str) -> str:
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"

    return Text(da=joined([part.da for part in parts], "og"), en=joined([part.en for part in parts], "and"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
