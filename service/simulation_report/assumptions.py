"""What the simulation takes as given: every number with how sure it is and where it is from."""

from collections import Counter

from models.fact import Status
from models.text import Text
from models.wording import word
from service.simulation_report.fact_words import fact_title, fact_value
from service.simulation_report.markup import Html, element, paragraph
from service.simulation_report.section import Section
from service.simulation_report.tables import Column, Row, RowGroup, Table
from service.simulation_report.telling import Telling, capitalised

_PARTS = {
    "cases": Text(da="Sagerne", en="The cases"),
    "staff": Text(da="Konsulenterne", en="The consultants"),
    "talks": Text(da="De første samtaler", en="The first talks"),
}


def assumptions(telling: Telling) -> Section:
    """The section."""
    say, facts = telling.say, telling.judgement.facts
    num = Counter(fact.status for fact in facts)
    columns = (
        Column(say("Tal", "Number"), is_number=False),
        Column(say("Værdi", "Value"), is_number=False),
        Column(say("Hvor sikkert", "How sure"), is_number=False),
        Column(say("Hvorfra", "Where from"), is_number=False),
    )
    groups = [
        RowGroup(
            telling.text(title),
            tuple(
                Row(
                    capitalised(fact_title(fact.path, telling)),
                    (
                        fact_value(fact.path, fact.value, telling),
                        element("span", telling.text(word(fact.status)), class_=f"tag {fact.status.value}"),
                        _source(fact.source),
                    ),
                )
                for fact in facts
                if fact.path.split(".")[0] == part
            ),
        )
        for part, title in _PARTS.items()
    ]
    return Section(
        "assumptions",
        say("Hvad der er lagt til grund", "What is taken as given"),
        (
            paragraph(
                say(
                    f"Af {len(facts)} tal er {num[Status.PUBLISHED]} offentliggjort, {num[Status.DERIVED]} udledt af, "
                    f"hvad der er offentliggjort eller talt, og {num[Status.ASSUMED]} antaget. Kilderne står på "
                    "engelsk.",
                    f"Of {len(facts)} numbers {num[Status.PUBLISHED]} are published, {num[Status.DERIVED]} derived "
                    f"from what is published or counted, and {num[Status.ASSUMED]} assumed.",
                )
            ),
            Table(
                "table-facts",
                say("Alle tal, deres sikkerhed og kilde", "All numbers, how sure they are and their source"),
                columns,
                tuple(group for group in groups if group.rows),
            ),
        ),
    )


def _source(source: str) -> Html:
    return element("span", source, lang="en")
