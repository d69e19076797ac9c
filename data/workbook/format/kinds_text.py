"""Columns that hold text: ids, free text, industry codes."""

import datetime
import re
from dataclasses import dataclass

from data.workbook.format.kind import refuse_error, text_of
from data.workbook.reading.cell import Cell, shown
from data.workbook.reading.faults import CellFault
from models.text import Text

_SHORTENED = re.compile(r"\d[.,]\d+[eE]\+\d+")
_INDUSTRY_CODE = re.compile(r"[A-Z]|[0-9]{2,6}")


@dataclass(frozen=True)
class IdText:
    """An id: on one line, no longer than `max_length`; numbers are taken as they are shown."""

    max_length: int = 40

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(
            da=f"tekst eller tal, højst {self.max_length} tegn",
            en=f"text or number, at most {self.max_length} characters",
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> str:
        """The id as text."""
        refuse_error(cell)
        text = text_of(cell)
        if text is None:
            raise _not_an_id(cell)
        if _SHORTENED.fullmatch(text):
            raise CellFault(
                "number_shortened",
                Text(
                    da=f"Excel har forkortet tallet til {text}.",
                    en=f"Excel has shortened the number to {text}.",
                ),
                Text(
                    da="Formatér kolonnen som tekst, skriv nummeret igen, og gem filen på ny.",
                    en="Format the column as text, write the number again and save the file anew.",
                ),
            )
        if len(text) > self.max_length or "\n" in text or "\r" in text:
            raise CellFault(
                "text_too_long",
                Text(
                    da=f"»{shown(text)}« er længere end {self.max_length} tegn eller står på flere linjer.",
                    en=f'"{shown(text)}" is longer than {self.max_length} characters or stands on several lines.',
                ),
                Text(da="Skriv den kortere, på én linje.", en="Write it shorter, on one line."),
            )
        return text

    def write(self, value: str | None) -> Cell:
        """The id itself."""
        return value


def _not_an_id(cell: Cell) -> CellFault:
    if isinstance(cell, datetime.date):
        return CellFault(
            "date_for_text",
            Text(
                da=f"Cellen er en dato ({shown(cell)}); her skal stå tekst eller et nummer.",
                en=f"The cell is a date ({shown(cell)}); a text or number belongs here.",
            ),
            Text(
                da="Excel kan have gjort teksten til en dato: formatér cellen som tekst, og skriv den igen.",
                en="Excel may have made a date of the text: format the cell as text and write it again.",
            ),
        )
    return CellFault(
        "not_text",
        Text(
            da=f"»{shown(cell)}« er hverken tekst eller et helt tal.",
            en=f'"{shown(cell)}" is neither text nor a whole number.',
        ),
        Text(da="Formatér cellen som tekst, og skriv den igen.", en="Format the cell as text and write it again."),
    )


@dataclass(frozen=True)
class NumberText(IdText):
    """An id that is a number where it is one, often written in groups: 12 34 56 78 is 12345678."""

    def read(self, cell: Cell) -> str:
        """The number without spaces, anything else as it stands."""
        text = super().read(cell)
        digits = "".join(text.split())
        return digits if digits.isdigit() else text


@dataclass(frozen=True)
class FreeText:
    """A name or a remark. CPR numbers in it are replaced, the rest is kept."""

    max_length: int

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(da=f"tekst, højst {self.max_length} tegn", en=f"text, at most {self.max_length} characters")

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> str:
        """The text; anything else as it is shown."""
        refuse_error(cell)
        text = cell if isinstance(cell, str) else shown(cell)
        if len(text) > self.max_length:
            raise CellFault(
                "text_too_long",
                Text(
                    da=f"Teksten er på {len(text)} tegn; der er plads til {self.max_length}.",
                    en=f"The text has {len(text)} characters; there is room for {self.max_length}.",
                ),
                Text(da="Skriv den kortere.", en="Write it shorter."),
            )
        return text

    def write(self, value: str | None) -> Cell:
        """The text; an empty cell for an empty text."""
        return value or None


@dataclass(frozen=True)
class IndustryCode:
    """An industry code: 2-6 digits with or without points, or a section's letter."""

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(
            da="2-6 cifre, med eller uden punktummer, eller et bogstav",
            en="2-6 digits, with or without points, or a letter",
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """No list."""
        return ()

    def read(self, cell: Cell) -> str:
        """The code without points. Codes have 2, 3, 4 or 6 digits: of one or five, Excel ate a first zero."""
        refuse_error(cell)
        code = (text_of(cell) or "").replace(".", "").replace(" ", "").upper()
        if code.isascii() and code.isdigit() and len(code) in (1, 5):
            code = f"0{code}"
        if not _INDUSTRY_CODE.fullmatch(code):
            raise CellFault(
                "not_an_industry_code",
                Text(da=f"»{shown(cell)}« er ikke en branchekode.", en=f'"{shown(cell)}" is not an industry code.'),
                Text(
                    da="Skriv koden med 2-6 cifre som tekst, for eksempel 561110, eller afdelingens bogstav.",
                    en="Write the code with 2-6 digits as text, 561110 for example, or the section's letter.",
                ),
            )
        return code

    def write(self, value: str | None) -> Cell:
        """The code itself."""
        return value
