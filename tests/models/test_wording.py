import importlib
import pkgutil
from enum import StrEnum

import pytest

import models
from models.case import Employment
from models.consultant import Competence
from models.wording import word

CLOSED_LISTS = sorted(
    {
        value
        for module in pkgutil.walk_packages(models.__path__, "models.")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    },
    key=lambda closed_list: closed_list.__name__,
)


@pytest.mark.parametrize("closed_list", CLOSED_LISTS)
def test_every_member_has_a_word_in_both_languages(closed_list):
    for member in closed_list:
        assert word(member).da
        assert word(member).en
        assert "_" not in word(member).da + word(member).en


@pytest.mark.parametrize("closed_list", CLOSED_LISTS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_words_of_a_list_can_be_told_apart_in_a_cell(closed_list, language):
    words = [word(member).in_language(language).casefold() for member in closed_list]
    assert len(set(words)) == len(words)


def test_the_same_code_in_two_lists_has_two_words():
    assert word(Employment.EMPLOYED).da == "beskæftiget"
    assert word(Competence.EMPLOYED).da == "beskæftigede"


def test_a_list_nobody_has_worded_is_an_error():
    class Colour(StrEnum):
        RED = "red"

    with pytest.raises(KeyError):
        word(Colour.RED)
