"""Text from elsewhere on a terminal: what would steer the terminal is taken out of it."""

import re
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

# The last ones turn the direction of writing, also of what follows.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without control characters, but for line ends and tabulators."""
    return _CONTROLS.sub("", text)


class Printable:
    """Whatever is given, rendered without the control characters of its texts; colours are no part of them."""

    def __init__(self, content: RenderableType) -> None:
        self._content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """What Rich asks of anything that it can print."""
        for text, style, control in console.render(self._content, options):
            yield Segment(printable(text), style, control)
