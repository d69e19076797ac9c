"""A sentence for people, in both of the product's languages."""

from typing import Literal

from models.word import Word

Language = Literal["da", "en"]


class Text(Word):
    """The same sentence twice: Danish first, English second."""

    da: str
    en: str

    def in_language(self, language: Language) -> str:
        """The sentence in one language."""
        return self.da if language == "da" else self.en
