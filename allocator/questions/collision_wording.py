"""Colliding demands and their remedies in sentences."""

from allocator.facts import Facts
from allocator.questions.demands import Asked
from allocator.rules import RULE_BY_ID
from models.collision import DemandKind
from models.text import Text
from models.wording import word


def text_of(facts: Facts, asked: Asked, value: int | None) -> Text:
    """What the demand asks."""
    case = "" if asked.i is None else facts.cases[asked.i].id
    who = _initials(facts, asked)
    match asked.kind:
        case DemandKind.CASE:
            return Text(da=f"Sag {case} skal have en konsulent.", en=f"Case {case} is to have a consultant.")
        case DemandKind.PIN:
            return Text(da=f"Sag {case} er fastlåst til {who}.", en=f"Case {case} is pinned to {who}.")
        case DemandKind.EXCLUSION:
            return Text(da=f"{who} er udelukket fra sag {case}.", en=f"{who} is excluded from case {case}.")
        case DemandKind.RULE:
            rule = RULE_BY_ID[asked.rule].sentence
            return Text(da=f"Sag {case}: {rule.da}", en=f"Case {case}: {rule.en}")
        case DemandKind.LIMIT_COUNT:
            return Text(da=f"{who} har et loft på {value} sager.", en=f"{who} has a limit of {value} cases.")
        case DemandKind.LIMIT_WEIGHT:
            return Text(
                da=f"{who} har et loft på {value} normale sager efter vægt.",
                en=f"{who} has a limit of {value} normal cases by weight.",
            )
        case DemandKind.MAX_NEW_PER_ROUND:
            return Text(
                da=f"{who} får højst {value} nye sager i runden.",
                en=f"{who} gets at most {value} new cases in the round.",
            )
        case DemandKind.MAX_UNWANTED_PER_ROUND:
            kind = _kind(asked)
            return Text(
                da=f"{who} får højst {value} sager i runden af den uønskede type {kind.da}.",
                en=f"{who} gets at most {value} cases in the round of the unwanted type {kind.en}.",
            )


def remedy_text(facts: Facts, asked: Asked, value: int | None) -> Text:
    """What would mend it."""
    case = "" if asked.i is None else facts.cases[asked.i].id
    who = _initials(facts, asked)
    match asked.kind:
        case DemandKind.CASE:
            return Text(da=f"Lad sag {case} vente til næste runde.", en=f"Leave case {case} for the next round.")
        case DemandKind.PIN:
            return Text(
                da=f"Ophæv fastlåsningen af sag {case} til {who}.", en=f"Release the pin of case {case} to {who}."
            )
        case DemandKind.EXCLUSION:
            return Text(
                da=f"Ophæv udelukkelsen af {who} fra sag {case}.", en=f"Lift the exclusion of {who} from case {case}."
            )
        case DemandKind.LIMIT_COUNT:
            return Text(
                da=f"Sæt loftet for {who} op til {value} sager.", en=f"Raise the limit of {who} to {value} cases."
            )
        case DemandKind.LIMIT_WEIGHT:
            return Text(
                da=f"Sæt loftet for {who} op til {value} normale sager efter vægt.",
                en=f"Raise the limit of {who} to {value} normal cases by weight.",
            )
        case DemandKind.MAX_NEW_PER_ROUND:
            return Text(
                da=f"Lad politikken give én konsulent op til {value} nye sager i en runde.",
                en=f"Let the policy give one consultant up to {value} new cases in a round.",
            )
        case DemandKind.MAX_UNWANTED_PER_ROUND:
            return Text(
                da=f"Lad politikken give én konsulent op til {value} sager af en uønsket type i en runde.",
                en=f"Let the policy give one consultant up to {value} cases of an unwanted type in a round.",
            )
        case DemandKind.RULE:
            raise ValueError("a rule of law or fact has no remedy")


def _initials(facts: Facts, asked: Asked) -> str:
    if asked.consultant_id is not None:
        return facts.initials[asked.consultant_id]
    return "" if asked.j is None else facts.consultants[asked.j].initials


def _kind(asked: Asked) -> Text:
    assert asked.case_type is not None  # noqa: S101 - such a limit is of a type
    return word(asked.case_type)
