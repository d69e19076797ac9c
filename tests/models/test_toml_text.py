"""TOML as people send it."""

import pytest

from models.toml_text import NotToml, read_toml


def test_toml_is_read():
    assert read_toml("[a]\nb = 1\n") == {"a": {"b": 1}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = ", "Invalid value (at end of document)"),
        ("a = " + "[" * 20_000, "Nested too deeply"),
        ("a = " + "1" * 5_000, "A value is too long"),
    ],
)
def test_whatever_is_wrong_is_one_kind_of_error(text, message):
    with pytest.raises(NotToml) as caught:
        read_toml(text)
    assert str(caught.value) == message
