"""The method in plain words: a page that a new colleague can read."""

from enum import StrEnum

from models.rule_id import RuleId
from models.text import Text
from models.word import Word


class ParagraphKind(StrEnum):
    """How a paragraph stands on the page."""

    TEXT = "text"
    STEP = "step"
    POINT = "point"


class Paragraph(Word):
    """A few sentences. `rules`: those that it tells of; steps are numbered from 1 within their section."""

    text: Text
    kind: ParagraphKind = ParagraphKind.TEXT
    rules: tuple[RuleId, ...] = ()


class Section(Word):
    """A heading and what stands under it."""

    heading: Text
    paragraphs: tuple[Paragraph, ...]


class Method(Word):
    """The whole page."""

    title: Text
    sections: tuple[Section, ...]
