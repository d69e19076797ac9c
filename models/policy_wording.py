"""How a policy's units, values and levels, and what ended the search under it, are said aloud in both languages."""

from collections.abc import Mapping
from enum import StrEnum

from models.industry import SECTIONS
from models.policy import Policy
from models.rule_id import RuleId
from models.text import Text
from models.wording import word

_UNITS: Mapping[str, str] = {
    "% of target and limit": "% af måltal og loft",
    "% of the travel minutes": "% af køretiden",
    "cases": "sager",
    "cases (by the measure)": "sager (talt eller vægtet)",
    "cases a rebalance": "sager pr. omfordeling",
    "cases a round": "sager pr. runde",
    "choice": "valg",
    "days": "dage",
    "level 1-3": "trin 1-3",
    "minutes": "minutter",
    "minutes a case": "minutter pr. sag",
    "minutes a case above target": "minutter pr. sag over måltallet",
    "minutes a case received lately": "minutter pr. sag fået for nylig",
    "minutes a consultant": "minutter pr. konsulent",
    "minutes a free slot": "minutter pr. ledig tid",
    "minutes a missing level": "minutter pr. manglende trin",
    "minutes a moved case": "minutter pr. flyttet sag",
    "minutes a step": "minutter pr. trin",
    "minutes a working day": "minutter pr. arbejdsdag",
    "normal cases": "normale sager",
    "points": "point",
    "points a case": "point pr. sag",
    "points a week": "point pr. uge",
    "quarters of a case": "kvarte sager",
    "risk flags": "risikoflag",
    "sections of DB07": "hovedafdelinger i DB07",
    "visits a case": "besøg pr. sag",
    "weeks": "uger",
    "working days": "arbejdsdage",
}

_UNITS_OF_ONE: Mapping[str, Text] = {
    "cases": Text(da="sag", en="case"),
    "minutes": Text(da="minut", en="minute"),
    "points": Text(da="point", en="point"),
}

_LEVELS_BEFORE_THE_POLICY: Mapping[str, Text] = {
    "not_back": Text(
        da="dækkede sager, der ikke går tilbage",
        en="covered cases that do not go back",
    ),
    "contact_strangers": Text(
        da="sager til andre end den kontaktperson, der altid skal have dem",
        en="cases to others than the contact person who must always have them",
    ),
    "contact_deputies": Text(da="sager til kontaktpersonens stedfortræder", en="cases to the contact person's deputy"),
}

_STOPS: Mapping[str, str] = {
    "optimal": "bevis: intet forslag er bedre",
    "infeasible": "bevis: der er intet forslag",
    "cancelled": "afbrudt",
    "time limit": "tiden var gået",
    "deterministic limit": "regnearbejdet var brugt",
    "nothing left to try": "intet mere at prøve",
}


def unit_in_words(unit: str, number: int | None = None) -> Text:
    """The unit of a parameter or a level, in the singular after a `number` of one.

    Raises
    ------
    KeyError
        The unit has no Danish word yet; write it above.
    """
    if number == 1 and unit in _UNITS_OF_ONE:
        return _UNITS_OF_ONE[unit]
    return Text(da=_UNITS[unit], en=unit)


def level_in_words(name: str) -> Text:
    """The name of a strict level: one of those that come before the policy's own, or its rules joined by `+`.

    Raises
    ------
    ValueError
        No level is called so.
    """
    if name in _LEVELS_BEFORE_THE_POLICY:
        return _LEVELS_BEFORE_THE_POLICY[name]
    rules = [word(RuleId(rule)) for rule in name.split("+")]
    return Text(da=" og ".join(rule.da for rule in rules), en=" and ".join(rule.en for rule in rules))


def value_in_words(policy: Policy, path: str) -> Text | int:
    """The value of the parameter at a dotted path: a number as it is, anything else in words.

    Raises
    ------
    AttributeError
        The policy has no such part or setting.
    """
    part, name = path.split(".")
    value = getattr(getattr(policy, part), name)
    if isinstance(value, StrEnum):
        return word(value)
    if isinstance(value, dict):
        entries = [(word(member), quarters) for member, quarters in value.items()]
        return Text(
            da="; ".join(f"{entry.da}: {quarters}" for entry, quarters in entries),
            en="; ".join(f"{entry.en}: {quarters}" for entry, quarters in entries),
        )
    if isinstance(value, frozenset):
        members = [word(each) if isinstance(each, StrEnum) else SECTIONS[each] for each in sorted(value)]
        return Text(
            da="; ".join(member.da for member in members) or "ingen",
            en="; ".join(member.en for member in members) or "none",
        )
    return Text(da="intet", en="none") if value is None else int(value)


def stop_in_words(stopped_by: str) -> Text:
    """What ended the solver's search.

    Raises
    ------
    KeyError
        The end has no Danish words yet; write them above.
    """
    return Text(da=_STOPS[stopped_by], en=stopped_by)
