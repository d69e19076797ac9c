"""Numbers in sentences, in the singular or plural, as each language writes them."""

import pytest

from allocator.rules.counted import counted
from models.text import Text


@pytest.mark.parametrize(
    ("number", "danish", "english"),
    [
        (0, "0 sager", "0 cases"),
        (1, "1 sag", "1 case"),
        (1.0, "1 sag", "1 case"),
        (2, "2 sager", "2 cases"),
        (0.25, "0,25 sager", "0.25 cases"),
        (46.75, "46,75 sager", "46.75 cases"),
    ],
)
def test_one_is_singular_and_the_decimal_sign_is_the_languages_own(number, danish, english):
    assert counted(number, da=("sag", "sager"), en=("case", "cases")) == Text(da=danish, en=english)
