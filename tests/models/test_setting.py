import pytest
from pydantic import ValidationError

from models.setting import setting
from models.word import Word


class Kettle(Word):
    boiling_minutes: int = setting(3, unit="minutes", ge=1, le=9, da="Kogetid.", en="Time to boil.")


def test_a_setting_carries_its_unit_and_sentences():
    field = Kettle.model_fields["boiling_minutes"]
    assert field.description == "Time to boil."
    assert field.json_schema_extra == {"unit": "minutes", "da": "Kogetid.", "en": "Time to boil."}
    assert Kettle().boiling_minutes == 3


def test_both_bounds_are_allowed_and_nothing_beyond_them():
    assert [Kettle(boiling_minutes=minutes).boiling_minutes for minutes in (1, 9)] == [1, 9]
    for minutes in (0, 10):
        with pytest.raises(ValidationError, match="boiling_minutes"):
            Kettle(boiling_minutes=minutes)
