"""When two names on a sheet are the same name: case, spaces, punctuation and how æ, ø, å are spelt don't matter."""

import difflib
import unicodedata
from collections.abc import Iterable

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_LIKENESS = 0.7


def folded(name: str) -> str:
    """The letters and digits of a name, in small: `Første fraværsdag:` and `foerste fravaersdag` give the same."""
    letters = unicodedata.normalize("NFC", name).casefold().translate(_DANISH)
    return "".join(letter for letter in unicodedata.normalize("NFKD", letters) if letter.isalnum())


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like a misspelt one; None where none is like it."""
    by_folded = {folded(candidate): candidate for candidate in known}
    found = difflib.get_close_matches(folded(name), by_folded, n=1, cutoff=_LIKENESS)
    return by_folded[found[0]] if found else None
