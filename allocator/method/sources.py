"""Where the numbers come from: what is documented, and what is assumed."""

from allocator.method.paragraphs import paragraph, point
from models.method import Paragraph, Section
from models.policy import Parameter, Policy
from models.policy_wording import unit_in_words, value_in_words
from models.text import Text

_SINGULARS = {
    "minutter": "minut",
    "minutes": "minute",
    "sager": "sag",
    "cases": "case",
    "dage": "dag",
    "days": "day",
    "uger": "uge",
    "weeks": "week",
    "arbejdsdage": "arbejdsdag",
    "normale": "normal",
    "visits": "visit",
    "points": "point",
}
_WITHOUT_UNIT = ("choice", "sections of DB07", "level 1-3")


def sources_section(policy: Policy) -> Section:
    """Every number and choice of the policy once, with its source or as assumed."""
    documented = [each for each in policy.parameters() if each.source is not None]
    assumed = [each for each in policy.parameters() if each.source is None]
    paragraphs: list[Paragraph] = []
    if documented:
        paragraphs += [
            paragraph(
                "Disse tal og valg følger en kilde, som står ved dem:",
                "These numbers and choices follow a source, which stands beside them:",
            ),
            *(_point(policy, each) for each in documented),
        ]
    else:
        paragraphs.append(
            paragraph(
                "Ingen af tallene har en kilde; alle er antaget.", "None of the numbers has a source; all are assumed."
            )
        )
    if assumed:
        paragraphs += [
            paragraph(
                "Disse er antaget. Teamet bør tage stilling til dem, for ingen andre har gjort det:",
                "These are assumed. The team should make up its mind about them, for nobody else has:",
            ),
            *(_point(policy, each) for each in assumed),
        ]
    return Section(
        heading=Text(
            da="Hvad der er dokumenteret, og hvad der er antaget", en="What is documented, and what is assumed"
        ),
        paragraphs=tuple(paragraphs),
    )


def _point(policy: Policy, parameter: Parameter) -> Paragraph:
    said = value_in_words(policy, parameter.path)
    value = said if isinstance(said, Text) else Text(da=str(said), en=str(said))
    if not isinstance(said, Text) and parameter.unit not in _WITHOUT_UNIT:
        unit = unit_in_words(parameter.unit)
        unit = _of_one(unit) if said == 1 else unit
        value = Text(da=f"{value.da} {unit.da}", en=f"{value.en} {unit.en}")
    source = parameter.source
    da, en = (parameter.sentence.in_language(language).removesuffix(".") for language in ("da", "en"))
    if source is None:
        return point(f"{da}: {value.da}.", f"{en}: {value.en}.")
    return point(f"{da}: {value.da}. Kilde: {source.da}.", f"{en}: {value.en}. Source: {source.en}.")


def _of_one(unit: Text) -> Text:
    """`minut pr. sag`: what is counted in the singular, what it is counted by as it was."""

    def singular(words: str, end: str) -> str:
        counted, by, rest = words.partition(end)
        return " ".join(_SINGULARS.get(each, each) for each in counted.split()) + by + rest

    return Text(da=singular(unit.da, " pr. "), en=singular(unit.en, " a "))
