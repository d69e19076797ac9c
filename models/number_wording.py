"""The single numbers that could change an answer, said in both languages."""

from collections.abc import Mapping

from models.policy import Policy
from models.policy_wording import unit_in_words
from models.text import Text

_NUMBERS: Mapping[str, Text] = {
    "caseload": Text(da="antallet af åbne sager", en="the number of open cases"),
    "preference": Text(da="ønsket om sagstypen", en="the preference for the type of case"),
    "wish": Text(da="ønsket om sagen", en="the wish for the case"),
    "industry_knowledge": Text(da="kendskabet til branchen", en="the knowledge of the industry"),
    "travel_minutes": Text(da="vejen hver vej", en="the way, each way"),
}

_UNITS: Mapping[str, Text] = {
    "step": Text(da="trin fra -2 til 2", en="steps from -2 to 2"),
    "level 0-3": Text(da="trin 0-3", en="level 0-3"),
}


def number_in_words(what: str) -> Text:
    """A number that is asked about; a policy's setting by its own sentence.

    Raises
    ------
    KeyError, AttributeError
        No number is called so.
    """
    if what in _NUMBERS:
        return _NUMBERS[what]
    part, name = what.split(".")
    kind = Policy.model_fields[part].annotation
    extra = getattr(kind, "model_fields")[name].json_schema_extra  # noqa: B009 - a part of a policy is a model
    danish, english = str(extra["da"]).rstrip("."), str(extra["en"]).rstrip(".")
    return Text(da=f"»{danish}«", en=f'"{english}"')


def number_unit_in_words(unit: str) -> Text:
    """The unit of such a number.

    Raises
    ------
    KeyError
        The unit has no words yet.
    """
    return _UNITS[unit] if unit in _UNITS else unit_in_words(unit)
