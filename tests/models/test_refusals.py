import datetime
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError, field_validator

from models.errors import Implausible
from models.refusals import refusals
from models.text import Text
from models.word import Word


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Sample(Word):
    number: Annotated[int, Field(ge=1, le=9)] = 1
    ratio: Annotated[float, Field(gt=0, lt=1)] = 0.5
    text: Annotated[str, Field(min_length=2, max_length=4)] = "ab"
    code: Annotated[str, Field(pattern="^[A-Z]$")] = "A"
    day: datetime.date = datetime.date(2026, 1, 5)
    flag: bool = False
    colour: Colour = Colour.RED
    choice: Literal["x", "y"] = "x"
    items: tuple[int, ...] = ()
    own: str = ""

    @field_validator("own")
    @classmethod
    def _never_no(cls, value):
        if value == "no":
            raise ValueError("no is never right; say yes")
        if value == "{}":
            raise Implausible(Text(da="{} siger intet; skriv noget", en="{} says nothing; write something"))
        return value


@pytest.mark.parametrize(
    ("field", "value", "danish"),
    [
        ("number", 0, "Skal være mindst 1."),
        ("number", 10, "Må højst være 9."),
        ("number", "many", "Skal være et helt tal."),
        ("number", 1.5, "Skal være et helt tal."),
        ("ratio", 0, "Skal være over 0.0."),
        ("ratio", 1, "Skal være under 1.0."),
        ("ratio", "half", "Skal være et tal."),
        ("text", "a", "Skal have mindst 2 tegn."),
        ("text", "abcde", "Må højst have 4 tegn."),
        ("text", 5, "Skal være tekst."),
        ("code", "1", "Skal have formen ^[A-Z]$."),
        ("day", "soon", "Skal være en dato som 2026-01-05."),
        ("flag", "perhaps", "Skal være sand eller falsk."),
        ("colour", "green", "Skal være et af: 'red' eller 'blue'."),
        ("choice", "z", "Skal være et af: 'x' eller 'y'."),
        ("items", 3, "Skal være en liste."),
        ("unknown", 3, "Feltet kendes ikke."),
        ("own", "no", "Kan ikke bruges: no is never right; say yes."),
        ("own", "{}", "{} siger intet; skriv noget."),
    ],
)
def test_every_refusal_is_said_in_danish_and_english_with_its_field(field, value, danish):
    with pytest.raises(ValidationError) as error:
        Sample.model_validate({field: value})
    ((path, text),) = refusals(error.value)
    assert (path.split(".")[0], text.da) == (field, danish)
    assert text.en.endswith(".")


def test_the_refused_value_is_never_repeated():
    with pytest.raises(ValidationError) as error:
        Sample.model_validate({"code": "010190-1234", "number": "010190-1234"})
    assert "1234" not in "".join(text.da + text.en for _, text in refusals(error.value))
