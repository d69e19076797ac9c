import pytest

from service.media import JSON, WORKBOOK, preferred_language, preferred_media_type


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (WORKBOOK, WORKBOOK),
        (f"{WORKBOOK};q=0.5, {JSON};q=0.4", WORKBOOK),
        (f"{WORKBOOK}, */*;q=0.1", WORKBOOK),
        (f"{JSON};q=0, */*", WORKBOOK),
        ("Application/JSON; charset=utf-8", JSON),
        (f"{JSON};q=oops, {WORKBOOK};q=0.1", WORKBOOK),
        ("text/html", None),
        (f"{JSON};q=0", None),
        (",,", None),
    ],
)
def test_the_client_gets_the_form_it_would_rather_have(accept, chosen):
    assert preferred_media_type(accept, (JSON, WORKBOOK)) == chosen


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "da"),
        ("de", "da"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("da,en;q=0.8", "da"),
        ("en;q=0.5,da-DK;q=0.9", "da"),
        ("en,da", "da"),
    ],
)
def test_danish_unless_english_is_asked_for_first(header, language):
    assert preferred_language(header) == language
