"""The report as one file that needs nothing else: no script, no address, its style inside and vouched for."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from service.plots.drawing import picture
from service.simulation_report.markup import Html, element, joined
from service.simulation_report.opening import opening, title
from service.simulation_report.section import Plot, Section
from service.simulation_report.style import stylesheet
from service.simulation_report.telling import Telling


def page(telling: Telling, sections: Sequence[Section]) -> str:
    """The document."""
    style = stylesheet()
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
        element("ul", *(element("li", element("a", each.heading, href=f"#{each.name}")) for each in sections)),
        aria_label=telling.say("Indhold", "Contents"),
    )
    # The figures in brief belong to the first screen, so the contents come after them.
    first, *rest = (_section(each) for each in sections)
    body = element("body", opening(telling), element("main", first, contents, *rest))
    return f"<!doctype html>\n{element('html', head, body, lang=telling.language)}\n"


def _security_policy(style: str) -> str:
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _section(section: Section) -> Html:
    parts = (_figure(part) if isinstance(part, Plot) else part for part in section.parts)
    heading = element("h2", section.heading, id=f"{section.name}-heading")
    return element("section", heading, *parts, id=section.name, aria_labelledby=f"{section.name}-heading")


def _figure(plot: Plot) -> Html:
    panels = (Html(picture(panel, f"{plot.name}-{number}")) for number, panel in enumerate(plot.panels, 1))
    return element("figure", element("figcaption", plot.caption), element("div", joined(*panels), class_="panels"))
