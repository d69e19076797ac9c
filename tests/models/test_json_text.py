import datetime
import json

import pytest

from models.json_text import json_text
from models.word import Word


class Kept(Word):
    rows: tuple[tuple[float, ...], ...]
    letters: frozenset[str]
    day: datetime.date
    said: str


KEPT = Kept(rows=((1, -2.5), (3e-7, 4)), letters=frozenset("cab"), day=datetime.date(2026, 1, 5), said="[\n1, 2]")


def test_it_is_read_back_as_it_was():
    assert Kept.model_validate_json(json_text(KEPT)) == KEPT


def test_sets_stand_in_order_and_rows_of_numbers_on_one_line():
    text = json_text(KEPT)

    assert json.loads(text)["letters"] == ["a", "b", "c"]
    assert "[1.0, -2.5]" in text
    assert text.endswith("}\n")


def test_what_json_cannot_say_is_refused():
    class Odd(Word):
        what: complex

    with pytest.raises(TypeError, match="complex"):
        json_text(Odd(what=1j))
