"""The method as a page: on a terminal, and as a text file that any program can open."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from models.method import Method, ParagraphKind, Section
from models.text import Language


class MethodPage:
    """A method in one language."""

    def __init__(self, method: Method, language: Language) -> None:
        self._method = method
        self._language = language

    def render(self) -> RenderableType:
        """The page for a terminal or a pipe."""
        parts: list[RenderableType] = [Line(self._method.title.in_language(self._language), style="bold")]
        for section in self._method.sections:
            parts.append(Line(f"\n{section.heading.in_language(self._language)}", style="bold underline"))
            for mark, text in self._marked(section):
                hanging = Line(f"{mark} {text}" if mark else text)
                parts.append(Padding(hanging, (0, 0, 0, 2 if mark else 0)))
        return Group(*parts)

    def markdown(self) -> str:
        """The page as Markdown."""
        lines = [f"# {self._method.title.in_language(self._language)}"]
        for section in self._method.sections:
            lines += ["", f"## {section.heading.in_language(self._language)}"]
            previous = None
            for mark, text in self._marked(section):
                if not (mark and previous):  # points of one list stand together
                    lines.append("")
                lines.append(f"{mark} {text}" if mark else text)
                previous = mark
        return "\n".join(lines)

    def _marked(self, section: Section) -> Iterator[tuple[str, str]]:
        """Every paragraph with what stands before it: a number, a dash, or nothing."""
        number = 0
        for paragraph in section.paragraphs:
            number += paragraph.kind is ParagraphKind.STEP
            mark = {ParagraphKind.TEXT: "", ParagraphKind.STEP: f"{number}.", ParagraphKind.POINT: "-"}[paragraph.kind]
            yield mark, paragraph.text.in_language(self._language)
