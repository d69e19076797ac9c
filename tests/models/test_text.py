from models.text import Text


def test_a_sentence_is_told_in_the_language_asked_for():
    text = Text(da="Ja.", en="Yes.")
    assert text.in_language("da") == "Ja."
    assert text.in_language("en") == "Yes."
