"""Reading a page as a browser would: its elements, its text, and whether all that was opened is closed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "br", "hr", "link", "img", "input"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    children: list["Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, name=None):
        for child in self.children:
            if name is None or child.name == name:
                yield child
            yield from child.all(name)

    @property
    def text(self):
        return "".join([*self.words, *(child.text for child in self.children)])


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].words.append(data)


def read(page):
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> is never closed"
    return reader.open[0]
