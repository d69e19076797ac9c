import datetime

import pytest
from pydantic import ValidationError

from models.consultant import Absence
from models.position import Position
from models.team import Team


def test_a_word_cannot_be_changed():
    team = Team(id="A", name="A")
    with pytest.raises(ValidationError, match="frozen"):
        team.name = "B"


def test_a_field_nobody_knows_is_an_error():
    with pytest.raises(ValidationError, match="nmae"):
        Team(id="A", name="A", nmae="B")


def test_spaces_around_a_text_are_dropped():
    assert Team(id=" A ", name=" Fastholdelse\n").name == "Fastholdelse"


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_is_a_number(number):
    with pytest.raises(ValidationError, match="finite"):
        Position(latitude=number, longitude=9)


@pytest.mark.parametrize("identifier", ["1", "2026-0001", "A B", "x" * 40, "æ"])
def test_ids_are_as_people_write_them(identifier):
    assert Team(id=identifier, name="A").id == identifier


@pytest.mark.parametrize("identifier", ["", "   ", "x" * 41, "A\nB"])
def test_an_id_is_neither_empty_nor_long_nor_two_lines(identifier):
    with pytest.raises(ValidationError, match="id"):
        Team(id=identifier, name="A")


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_a_slip_of_the_pen(day):
    with pytest.raises(ValidationError, match=r"1900-01-01|2199-12-31"):
        Absence(first_day=day, last_day=day)


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_are_days(day):
    assert Absence(first_day=day, last_day=day).first_day == datetime.date.fromisoformat(day)
