"""Columns in which one of a few words stands: yes or no, or a word from a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.workbook.format.kind import refuse_error, text_of
from data.workbook.format.names import folded, nearest
from data.workbook.reading.cell import Cell, shown
from data.workbook.reading.faults import CellFault
from models.text import Text
from models.wording import word

_YES = frozenset({"ja", "j", "yes", "y", "x", "1", "sand", "true"})
_NO = frozenset({"nej", "n", "no", "0", "falsk", "false"})
_SIGNS = {"✓": True, "✔": True, "-": False}


@dataclass(frozen=True)
class YesNo:
    """Yes or no."""

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(da="ja eller nej", en="yes or no")

    @property
    def choices(self) -> tuple[str, ...]:
        """The two."""
        return ("ja", "nej")

    def read(self, cell: Cell) -> bool:
        """Whether it says yes."""
        refuse_error(cell)
        if isinstance(cell, bool):
            return cell
        text = text_of(cell) or ""
        if text in _SIGNS:
            return _SIGNS[text]
        if folded(text) in _YES:
            return True
        if folded(text) in _NO:
            return False
        raise CellFault(
            "not_yes_or_no",
            Text(da=f"»{shown(cell)}« er hverken ja eller nej.", en=f'"{shown(cell)}" is neither yes nor no.'),
            Text(da="Skriv ja eller nej, eller lad cellen stå tom.", en="Write yes or no, or leave the cell empty."),
        )

    def write(self, value: bool | None) -> Cell:
        """Ja, nej or nothing."""
        return None if value is None else "ja" if value else "nej"


@dataclass(frozen=True)
class Choice:
    """One of the values of `words`, each with its word on the sheet; the value itself is accepted too."""

    words: Mapping[Any, Text]

    @property
    def allowed(self) -> Text:
        """What may stand in the cell."""
        return Text(
            da=", ".join(word.da for word in self.words.values()), en=", ".join(word.en for word in self.words.values())
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """The Danish words."""
        return tuple(word.da for word in self.words.values())

    def read(self, cell: Cell) -> Any:  # noqa: ANN401 - a value of `words`
        """The value that the word stands for."""
        refuse_error(cell)
        text = text_of(cell)
        known = {folded(name): value for value, word in self.words.items() for name in (str(value), word.da, word.en)}
        if text is None or folded(text) not in known:
            raise self._unknown(cell)
        return known[folded(text)]

    def write(self, value: Any) -> Cell:  # noqa: ANN401 - a value of `words`
        """The Danish word."""
        return None if value is None else self.words[value].da

    def _unknown(self, cell: Cell) -> CellFault:
        near = {
            "da": nearest(shown(cell), (word.da for word in self.words.values())),
            "en": nearest(shown(cell), (word.en for word in self.words.values())),
        }
        return CellFault(
            "unknown_choice",
            Text(da=f"»{shown(cell)}« er ikke en af mulighederne.", en=f'"{shown(cell)}" is none of the choices.'),
            Text(
                da=(f"Mener du »{near['da']}«? " if near["da"] else "") + f"Skriv en af: {self.allowed.da}.",
                en=(f'Do you mean "{near["en"]}"? ' if near["en"] else "") + f"Write one of: {self.allowed.en}.",
            ),
        )


def choice_of(members: type[StrEnum]) -> Choice:
    """A choice among the members of a list, by the words the product has for them."""
    return Choice({member: word(member) for member in members})
