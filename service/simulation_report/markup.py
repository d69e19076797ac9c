"""Markup that cannot be broken by what is put into it: text is escaped unless it is markup already."""

from html import escape


class Html(str):
    """Markup as it stands; only `element` and its kin make it."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str) -> Html:
    """An element. Attributes are written as Python must have them: `class_`, `aria_label`."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{written}>{joined(*content)}</{name}>")


def joined(*content: str, between: str = "") -> Html:
    """Pieces one after the other."""
    return Html(escape(between).join(each if isinstance(each, Html) else escape(each) for each in content))


def paragraph(*content: str, **attributes: str) -> Html:
    """A paragraph."""
    return element("p", *content, **attributes)


def bullets(items: list[str]) -> Html:
    """A list without numbers."""
    return element("ul", *(element("li", item) for item in items))
