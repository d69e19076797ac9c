import ast
import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError, field_validator

import models
from models.case import FirstTalk
from models.consultant import Absence, ConflictOfInterest
from models.employer import ContactRelation, Employer
from models.errors import Implausible
from models.industry import Industry
from models.move import Move
from models.position import Position
from models.refusals import refusals
from models.round import Decision, Round
from models.text import Text
from models.wish import Wish
from models.word import Word
from tests.factories import make_case, make_consultant, make_snapshot


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


def danish_of(make):
    with pytest.raises(ValidationError) as caught:
        make()
    return " ".join(text.da for _, text in refusals(caught.value))


DAY, NEXT_DAY = datetime.date(2026, 1, 5), datetime.date(2026, 1, 6)
PLACE = Position(latitude=55.7, longitude=9.5)
TALK = {"form": "elsewhere", "reason": "conflict", "decided_by": "LN", "decided_on": DAY}


@pytest.mark.parametrize(
    ("make", "danish"),
    [
        (lambda: make_case(1, received=DAY, first_day_of_absence=NEXT_DAY), "Sagen er modtaget før første fraværsdag"),
        (
            lambda: make_case(1, employment="unemployed", employer_id="12345678"),
            "En ledig har ingen virksomhed; ret ansættelsen, eller lad virksomheden stå tom.",
        ),
        (lambda: make_case(1, fast_track_requested=DAY), "Der er en dato for fast track, men sagen er det ikke"),
        (lambda: FirstTalk(**TALK | {"reason": None}), "En samtale på arbejdspladsen har ingen grund"),
        (lambda: FirstTalk(**TALK, held_on=DAY), "En samtale, der er holdt, har både en dag og et sted"),
        (lambda: Absence(first_day=NEXT_DAY, last_day=DAY), "Et fravær slutter (2026-01-05), før det begynder"),
        (lambda: ConflictOfInterest(), "En inhabilitet gælder enten en virksomhed eller en sag"),
        (lambda: Employer(id="1", name="x", position=PLACE), "Et CVR-nummer har 8 cifre; ret '1'"),
        (
            lambda: ContactRelation(employer_id="12345678", consultant_id="AB", deputy_id="AB"),
            "AB kan ikke være sin egen stedfortræder",
        ),
        (lambda: Industry(scheme="DB07", code="049999"), "Der er ingen branche '049999' i DB07"),
        (
            lambda: Move(case_id="1", from_consultant_id="AB", to_consultant_id="AB", reason="swap"),
            "En flytning går fra en konsulent til en anden",
        ),
        (
            lambda: Round(
                id="1",
                snapshot=make_snapshot(),
                decision=Decision(assignments={"9": "AB"}, accepted_by="LN", accepted_on=DAY),
            ),
            "Beslutningen giver 9 til AB; begge skal høre til runden",
        ),
        (
            lambda: make_snapshot(consultants=(make_consultant("AB"), make_consultant("AB"))),
            "Konsulent AB står 2 gange; lad det stå én gang",
        ),
        (
            lambda: make_snapshot(wishes=(Wish(consultant_id="XY", case_id="2026-0001", step=1),)),
            "Et ønske fra XY nævner konsulent XY, som ikke findes; ret det, eller tilføj",
        ),
    ],
)
def test_what_our_own_models_refuse_is_said_in_danish(make, danish):
    said = danish_of(make)
    assert said.startswith(danish)
    assert "Kan ikke bruges" not in said


def test_no_model_of_ours_speaks_english_alone():
    """A validator that raises a plain ValueError would be quoted in English within a Danish sentence."""
    validators = (
        f"{path.name}:{node.lineno}"
        for path in Path(models.__file__).parent.glob("*.py")
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        and any("validator" in ast.unparse(decorator) for decorator in function.decorator_list)
        for node in ast.walk(function)
        if isinstance(node, ast.Raise) and node.exc is not None and ast.unparse(node.exc).startswith("ValueError")
    )
    assert list(validators) == []
