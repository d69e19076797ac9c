"""Errors. An outcome (infeasible, out of time) is a value; an error is a mistake: the caller's, ours, the world's."""

from collections.abc import Sequence
from enum import StrEnum

from models.text import Language, Said, Text
from models.word import Word


class Severity(StrEnum):
    """Whether work can go on."""

    ERROR = "error"
    WARNING = "warning"


class Finding(Word):
    """One thing found wrong with what came in: where, what, and how to mend it.

    `sheet`, `row` (as the spreadsheet counts: headings stand in row 1) and `column` (the heading as it stands there)
    are None where the finding is about something larger. `code` is stable and for machines.
    """

    code: str
    what: Text
    remedy: Text
    severity: Severity = Severity.ERROR
    sheet: Said | None = None
    row: int | None = None
    column: Said | None = None

    def where(self, language: Language) -> str:
        """The place in words, empty where there is none."""
        words = {"da": ("ark", "række", "kolonne"), "en": ("sheet", "row", "column")}[language]
        return ", ".join(
            f"{word} {value}"
            for word, value in zip(words, (self.sheet, self.row, self.column), strict=True)
            if value is not None
        )

    def sentence(self, language: Language = "da") -> str:
        """Where, what and how to mend it, on one line."""
        place = self.where(language)
        prefix = f"{place[0].upper()}{place[1:]}: " if place else ""
        return f"{prefix}{self.what.in_language(language)} {self.remedy.in_language(language)}"


class SagsfordelerError(Exception):
    """The root of the tree."""


class Implausible(ValueError):
    """What a model's own validator says of values that do not fit together, in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


class UnusableInput(SagsfordelerError):
    """What came in cannot be used; `findings` holds everything found, warnings too, at least one of them an error."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.sentence("en") for finding in self.findings))
