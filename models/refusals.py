"""What pydantic refuses, in both languages: one place for the sentences, whether a file or a request was refused."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from models.errors import Implausible
from models.text import Text

# Keys are pydantic's own; each sentence may use the numbers and words of the fault's context.
_DANISH: Mapping[str, str] = {
    "missing": "Feltet mangler",
    "extra_forbidden": "Feltet kendes ikke",
    "int_type": "Skal være et helt tal",
    "int_parsing": "Skal være et helt tal",
    "int_from_float": "Skal være et helt tal",
    "float_type": "Skal være et tal",
    "float_parsing": "Skal være et tal",
    "finite_number": "Skal være et endeligt tal",
    "bool_type": "Skal være sand eller falsk",
    "bool_parsing": "Skal være sand eller falsk",
    "string_type": "Skal være tekst",
    "string_too_short": "Skal have mindst {min_length} tegn",
    "string_too_long": "Må højst have {max_length} tegn",
    "string_pattern_mismatch": "Skal have formen {pattern}",
    "greater_than_equal": "Skal være mindst {ge}",
    "less_than_equal": "Må højst være {le}",
    "greater_than": "Skal være over {gt}",
    "less_than": "Skal være under {lt}",
    "enum": "Skal være et af: {expected}",
    "literal_error": "Skal være et af: {expected}",
    "date_type": "Skal være en dato",
    "date_parsing": "Skal være en dato som 2026-01-05",
    "date_from_datetime_parsing": "Skal være en dato som 2026-01-05",
    "date_from_datetime_inexact": "Skal være en dato uden klokkeslæt",
    "dict_type": "Skal være en tabel",
    "model_type": "Skal være en tabel",
    "model_attributes_type": "Skal være en tabel",
    "tuple_type": "Skal være en liste",
    "list_type": "Skal være en liste",
    "frozen_set_type": "Skal være en liste",
    "json_invalid": "Er ikke gyldig JSON",
}


def refusals(error: ValidationError) -> Iterator[tuple[str, Text]]:
    """Every fault: the dotted path of the field (empty for the whole), and what is wrong with it.

    The value itself is never repeated: it may be a person's number. What one of our validators says in English alone
    stands so within the Danish sentence.
    """
    for fault in error.errors(include_url=False, include_input=False):
        message = fault["msg"].removeprefix("Value error, ").rstrip(".")
        yield (
            ".".join(str(part) for part in fault["loc"]),
            Text(da=f"{_danish(fault['type'], message, fault.get('ctx', {}))}.", en=f"{_capitalised(message)}."),
        )


def _danish(kind: str, message: str, context: Mapping[str, Any]) -> str:
    ours = context.get("error")
    if isinstance(ours, Implausible):
        return _capitalised(ours.text.da)
    if kind not in _DANISH:
        return f"Kan ikke bruges: {message}"
    return _DANISH[kind].format_map(context).replace("' or '", "' eller '")


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
