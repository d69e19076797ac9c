"""A sentence for people, in both of the product's languages."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from models.word import Word

Language = Literal["da", "en"]


def _sayable(value: Any) -> Any:  # noqa: ANN401 - whatever is validated afterwards
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


Said = Annotated[str, BeforeValidator(_sayable)]
"""Text for people. What is no character, as in the name of a file from another system, becomes a question mark."""


class Text(Word):
    """The same sentence twice: Danish first, English second."""

    da: Said
    en: Said

    def in_language(self, language: Language) -> str:
        """The sentence in one language."""
        return self.da if language == "da" else self.en
