from models.text import Text


def test_a_sentence_is_told_in_the_language_asked_for():
    text = Text(da="Ja.", en="Yes.")
    assert text.in_language("da") == "Ja."
    assert text.in_language("en") == "Yes."


def test_what_is_no_character_becomes_a_question_mark():
    text = Text(da="L\udce6rer.xlsx findes ikke.", en="There is no L\udce6rer.xlsx.")
    assert (text.da, text.en) == ("L?rer.xlsx findes ikke.", "There is no L?rer.xlsx.")
