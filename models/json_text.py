"""Words as JSON that people can read and change, and that is the same text in every process."""

import datetime
import json
import re

from models.word import Word

_ROW_OF_NUMBERS = re.compile(r"\[\n([-0-9.eE,\s]+)\]")


def json_text(word: Word) -> str:
    """Indented; sets are written in order, and a row of numbers stands on one line."""
    text = json.dumps(word.model_dump(), default=_in_json, ensure_ascii=False, indent=1)
    return _ROW_OF_NUMBERS.sub(lambda row: f"[{' '.join(row[1].split())}]", text) + "\n"


def _in_json(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"a word holds a {type(value).__name__}, which JSON cannot say")
