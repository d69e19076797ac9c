import pytest
from pydantic import ValidationError

from models.override import Override

FIELDS = {"kind": "pin", "case_id": "1", "consultant_id": "AB", "reason": "knows_citizen", "decided_by": "leder"}


def test_an_override_says_who_decided_and_why():
    assert Override(**FIELDS).text == ""
    for name in ("reason", "decided_by"):
        with pytest.raises(ValidationError, match=name):
            Override(**{key: value for key, value in FIELDS.items() if key != name})


def test_a_text_is_short_enough_to_be_read():
    with pytest.raises(ValidationError, match="text"):
        Override(**FIELDS, text="x" * 401)
