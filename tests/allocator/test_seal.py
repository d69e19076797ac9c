import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.distribution import distribute_with_record
from allocator.seal import RecordChanged, digest_of, open_sealed, seal
from models.errors import UnusableInput
from models.presets import preset
from tests.factories import StraightLineTravel, make_case, make_employer, make_snapshot

_, RECORD = distribute_with_record(
    make_snapshot(employers=(make_employer(),), cases=(make_case(1), make_case(2, employer_id=make_employer().id))),
    preset("herning"),
    StraightLineTravel(),
)
FILE = seal(RECORD)


def test_a_sealed_record_opens_as_it_was():
    assert open_sealed(FILE) == RECORD
    assert open_sealed(FILE, digest_of(RECORD)) == RECORD
    assert open_sealed(FILE, digest_of(RECORD).removeprefix("sha256:").upper()) == RECORD


def test_a_file_is_one_line_with_the_digest_first():
    assert FILE.startswith(b'{"digest":"sha256:')
    assert FILE.count(b"\n") == 1
    assert json.loads(FILE)["digest"] == digest_of(RECORD)


def is_detected(file):
    try:
        open_sealed(file)
    except (RecordChanged, UnusableInput):
        return True
    return False


def test_every_character_is_sealed():
    for place in range(len(FILE)):
        other = b"7" if FILE[place : place + 1] != b"7" else b"8"
        assert is_detected(FILE[:place] + other + FILE[place + 1 :]), FILE[max(0, place - 20) : place + 20]


@settings(max_examples=200)
@given(st.integers(0, len(FILE) - 1), st.binary(max_size=2), st.integers(0, 2))
def test_whatever_is_put_in_taken_out_or_exchanged_is_detected(place, put_in, num_out):
    tampered = FILE[:place] + put_in + FILE[place + num_out :]
    assert tampered == FILE or is_detected(tampered)


def changed(content):
    with pytest.raises(RecordChanged) as caught:
        open_sealed(content)
    assert caught.value.finding.code == "record_changed"
    return caught.value.finding.what.en


def test_one_minute_more_does_not_match_the_seal():
    assert "does not match the seal" in changed(FILE.replace(b'"seed":0', b'"seed":1', 1))


def test_the_same_content_written_differently_is_told_as_such():
    assert "written differently" in changed(json.dumps(json.loads(FILE), indent=1).encode())
    assert "written differently" in changed(FILE.rstrip(b"\n"))


def test_a_record_sealed_afresh_shows_by_the_digest_that_was_noted():
    other = seal(RECORD.model_copy(update={"seed": 5}))
    assert open_sealed(other).seed == 5
    with pytest.raises(RecordChanged, match="not the seal that was noted"):
        open_sealed(other, digest_of(RECORD))


@pytest.mark.parametrize(
    "file",
    [b"", b"hej", b"[]", b"7", b'{"digest":"x"}\n', b"\xff\xfe", b"[" * 100_000, b'{"a":"\\ud800"}', b'{"a":NaN}'],
)
def test_what_is_no_record_is_unusable(file):
    with pytest.raises(UnusableInput) as caught:
        open_sealed(file)
    assert [finding.code for finding in caught.value.findings] == ["record_unreadable"]


def test_a_record_of_another_kind_is_refused_field_by_field():
    content = json.loads(FILE)["record"] | {"format": 2, "surprise": 1}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    file = b'{"digest":"sha256:' + hashlib.sha256(text).hexdigest().encode() + b'","record":' + text + b"}\n"
    with pytest.raises(UnusableInput) as caught:
        open_sealed(file)
    assert {finding.column for finding in caught.value.findings} == {"format", "surprise"}
