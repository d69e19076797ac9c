"""The report as one file that needs nothing else: no script, no address, its style inside and vouched for."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from service.plots.drawing import picture
from service.simulation_report.markup import Html, element, joined, paragraph
from service.simulation_report.opening import opening, title
from service.simulation_report.section import Plot, Section
from service.simulation_report.style import stylesheet
from service.simulation_report.tables import Table
from service.simulation_report.telling import Telling


def page(telling: Telling, sections: Sequence[Section]) -> str:
    """The document."""
    style, shown = stylesheet(), [*sections, *_appendix(telling, sections)]
    head = element(
        "head",
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_security_policy(style)}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="color-scheme" content="light dark">'),
        Html('<meta name="referrer" content="no-referrer">'),
        element("title", title(telling)),
        Html(f"<style>{style}</style>"),
    )
    contents = element(
        "nav",
        element("ul", *(element("li", element("a", each.heading, href=f"#{each.name}")) for each in shown)),
        aria_label=telling.say("Indhold", "Contents"),
    )
    # The figures in brief belong to the first screen, so the contents come after them.
    first, *rest = (_section(telling, each) for each in shown)
    body = element("body", opening(telling), element("main", first, contents, *rest))
    return f"<!doctype html>\n{element('html', head, body, lang=telling.language)}\n"


def _security_policy(style: str) -> str:
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _appendix(telling: Telling, sections: Sequence[Section]) -> list[Section]:
    """The large tables of all sections; nothing where there are none."""
    tables = tuple(table for section in sections for table in section.appendix)
    return [Section("tables", telling.say("Tabeller", "Tables"), tables)] if tables else []


def _section(telling: Telling, section: Section) -> Html:
    parts = [_part(part) for part in section.parts]
    if section.appendix:
        links = (element("a", table.caption, href=f"#{table.name}") for table in section.appendix)
        parts.append(paragraph(telling.say("I tal: ", "In numbers: "), joined(*links, between="; "), class_="note"))
    heading = element("h2", section.heading, id=f"{section.name}-heading")
    return element("section", heading, *parts, id=section.name, aria_labelledby=f"{section.name}-heading")


def _part(part: Html | Plot | Table) -> Html:
    match part:
        case Plot():
            return _figure(part)
        case Table():
            return part.html()
        case _:
            return part


def _figure(plot: Plot) -> Html:
    panels = (Html(picture(panel, f"{plot.name}-{number}")) for number, panel in enumerate(plot.panels, 1))
    return element("figure", element("figcaption", plot.caption), element("div", joined(*panels), class_="panels"))
