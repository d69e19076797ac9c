"""The single numbers that could send a case to another consultant: hers, the pair's, and the prices of the policy."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from math import gcd
from typing import TypeVar

from allocator.facts import Facts
from allocator.formulation import Formulation
from allocator.rules import RULE_BY_ID, calendar
from models.case import TalkForm
from models.caseload import QUARTERS_PER_CASE, Measure
from models.policy import Policy
from models.rule_id import RuleId

_Worked = TypeVar("_Worked", Facts, Formulation)


class Kind(Enum):
    """How the value at which the answer flips is found."""

    PAIR = "pair"
    """It changes the minutes of this pair alone, and those only one way: what she costs more says it."""
    STEPS = "steps"
    """Few values: each is tried."""
    PRICE = "price"
    """Minutes grow with it in a straight line between its breaks, where they are not rounded."""


@dataclass(frozen=True)
class Number:
    """A number and what the round would be if it had another value.

    Attributes
    ----------
    last
        For each direction in which it may go, the last value within bounds.
    at
        The formulation at a value.
    breaks
        Of a price: values between which minutes are straight lines.
    period
        Of a price: minutes of its multiples lie on straight lines; in between they are rounded.
    changes_levels
        Whether a strict level counts what it prices.
    is_of_waiting
        Whether it prices nothing but cases that wait.
    """

    what: str
    unit: str
    now: int
    last: tuple[int, ...]
    kind: Kind
    at: Callable[[int], Formulation]
    breaks: tuple[int, ...] = ()
    period: int = 1
    changes_levels: bool = True
    is_of_waiting: bool = False


_PRICES: Mapping[str, tuple[RuleId, ...]] = {
    "contact.broken_minutes": (RuleId.CONTACT,),
    "contact.deputy_minutes": (RuleId.CONTACT,),
    "travel.expected_visits": (RuleId.TRAVEL,),
    "travel.counted_percent": (RuleId.TRAVEL,),
    "calendar.no_slot_minutes": (RuleId.CALENDAR,),
    "calendar.minutes_less_per_slot": (RuleId.CALENDAR,),
    "industry.missing_level_minutes": (RuleId.INDUSTRY,),
    "preference.step_minutes": (RuleId.PREFERENCE,),
    "preference.wish_step_minutes": (RuleId.WISH,),
    "returning.not_previous_minutes": (RuleId.RETURNING,),
    "urgency.minutes_per_case_above_target": (RuleId.URGENCY,),
    "caseload.step_above_minutes": (),
    "caseload.step_below_minutes": (),
    "cohesion.new_face_minutes": (),
    "rotation.minutes_per_recent_case": (RuleId.ROTATION,),
    "absence.absent_day_minutes": (RuleId.ABSENCE,),
    "left_out.case_minutes": (),
}
"""The prices of a policy, with the pairwise rules whose minutes they make."""


def numbers_of(formulation: Formulation, i: int, j: int) -> Iterator[Number]:
    """Every number that may be asked about for case i and consultant j, those about her first."""
    yield from _hers(formulation, i, j)
    yield from prices_of(formulation)


def prices_of(formulation: Formulation) -> Iterator[Number]:
    """Every price of the policy."""
    facts = formulation.facts
    for path, rules in _PRICES.items():
        now, low, high, unit = _setting(facts.policy, path)
        if path.startswith("travel") and 0 in (
            facts.policy.travel.expected_visits,
            facts.policy.travel.counted_percent,
        ):
            continue  # nobody has asked how long the way is
        yield Number(
            what=path,
            unit=unit,
            now=now,
            last=tuple(value for value in (low, high) if value != now),
            kind=Kind.PRICE,
            at=partial(_with_price, formulation, path, rules),
            breaks=_breaks(facts, path),
            period=_period(facts, path),
            changes_levels=any(rule in level for level in facts.policy.levels for rule in rules),
            is_of_waiting=path == "left_out.case_minutes",
        )


def _hers(formulation: Formulation, i: int, j: int) -> Iterator[Number]:
    facts = formulation.facts
    case, consultant = facts.cases[i], facts.consultants[j]
    has = int(facts.count_before[j])
    if facts.policy.caseload.measure is Measure.WEIGHT:
        has = min(has, int(facts.quarters_before[j]) // QUARTERS_PER_CASE)
    if has:
        before = int(facts.count_before[j])
        yield Number(
            "caseload",
            "cases",
            before,
            (before - has,),
            Kind.STEPS,
            lambda value: _with_caseload(formulation, j, before - value),
        )
    preference = consultant.preferences.get(case.case_type, 0)
    if preference < 2:
        yield Number(
            "preference", "step", preference, (2,), Kind.STEPS, lambda value: _with_preference(formulation, i, j, value)
        )
    wish = facts.wishes.get((consultant.id, case.id), 0)
    if wish < 2:
        yield Number("wish", "step", wish, (2,), Kind.PAIR, lambda value: _with_wish(formulation, i, j, value))
    section = facts.section_of(case)
    if section is not None and consultant.industries.get(section, 0) < 3:
        level = consultant.industries.get(section, 0)
        yield Number(
            "industry_knowledge",
            "level 0-3",
            level,
            (3,),
            Kind.STEPS,
            lambda value: _with_knowledge(formulation, i, j, value),
        )
    way = int(facts.one_way_minutes[i, j])
    if way and case.talk_form is TalkForm.WORKPLACE:
        yield Number(
            "travel_minutes", "minutes", way, (0,), Kind.PAIR, lambda value: _with_way(formulation, i, j, value)
        )


def _with_caseload(formulation: Formulation, j: int, fewer: int) -> Formulation:
    facts = formulation.facts
    less = {**facts.fewer_open_cases, facts.consultants[j].id: fewer}
    counted = _FACTS - {"count_before", "quarters_before"}
    changed = _same(facts, replace(facts, fewer_open_cases=less), counted)
    return _refreshed(formulation, changed, RuleId.URGENCY, but={"max_load", "highest_load", "load_cost", "rows"})


def _with_preference(formulation: Formulation, i: int, j: int, step: int) -> Formulation:
    consultant, case_type = formulation.facts.consultants[j], formulation.facts.cases[i].case_type
    preferences = {**consultant.preferences, case_type: step}
    facts = _with_consultant(formulation.facts, j, but={"unwanted_types"}, preferences=preferences)
    # What she likes is part of what the team would rather not have.
    return _refreshed(formulation, facts, RuleId.PREFERENCE, RuleId.ROTATION, but={"rows"})


def _with_knowledge(formulation: Formulation, i: int, j: int, level: int) -> Formulation:
    section = formulation.facts.section_of(formulation.facts.cases[i])
    assert section is not None  # noqa: S101 - a case without an industry asks for no knowledge
    industries = {**formulation.facts.consultants[j].industries, section: level}
    return _refreshed(formulation, _with_consultant(formulation.facts, j, industries=industries), RuleId.INDUSTRY)


def _with_wish(formulation: Formulation, i: int, j: int, step: int) -> Formulation:
    facts = formulation.facts
    wishes = {**facts.wishes, (facts.consultants[j].id, facts.cases[i].id): step}
    return _refreshed(formulation, _same(facts, replace(facts, wishes=wishes), _FACTS), RuleId.WISH)


def _with_way(formulation: Formulation, i: int, j: int, minutes: int) -> Formulation:
    facts = formulation.facts
    one_way = facts.one_way_minutes.copy()
    one_way[i, j] = minutes
    return _refreshed(formulation, _same(facts, replace(facts, one_way_minutes=one_way), _FACTS), RuleId.TRAVEL)


def _with_price(formulation: Formulation, path: str, rules: tuple[RuleId, ...], value: int) -> Formulation:
    part, name = path.split(".")
    facts, policy = formulation.facts, formulation.facts.policy
    changed = policy.model_copy(update={part: getattr(policy, part).model_copy(update={name: value})})
    priced = _same(facts, replace(facts, policy=changed), _FACTS)
    return _refreshed(formulation, priced, *rules, but=_MADE_OF_PRICE.get(part, frozenset()))


def _with_consultant(facts: Facts, j: int, but: Set[str] = frozenset(), **fields: object) -> Facts:
    consultants = list(facts.consultants)
    consultants[j] = consultants[j].model_copy(update=fields)
    return _same(facts, replace(facts, consultants=tuple(consultants)), _FACTS - but)


_FACTS = frozenset(
    {
        "consultant_index",
        "case_index",
        "open_by_consultant",
        "count_before",
        "quarters_before",
        "case_quarters",
        "target",
        "unwanted_types",
        "cases_by_employer",
    }
)
"""What facts work out once and no number here changes, unless it is said."""

_PARTS = frozenset({"max_load", "highest_load", "load_cost", "group", "group_fee", "left_out_minutes", "rows"})
"""What a formulation works out once and no number of a pair changes, unless it is said."""

_MADE_OF_PRICE: Mapping[str, Set[str]] = {
    "caseload": {"load_cost"},
    "cohesion": {"group_fee"},
    "left_out": {"left_out_minutes"},
}


def _refreshed(formulation: Formulation, facts: Facts, *rules: RuleId, but: Set[str] = frozenset()) -> Formulation:
    """The formulation of other facts, of which only these pairwise rules and these parts take notice."""
    minutes, forbidden = dict(formulation.minutes), dict(formulation.forbidden)
    for each in rules:
        rule = RULE_BY_ID[each]
        if rule.minutes is not None:
            minutes[each] = rule.minutes(facts)
        if rule.forbids is not None:
            forbidden[each] = rule.forbids(facts)
    changed = replace(formulation, facts=facts, minutes=minutes, forbidden=forbidden)
    levels = {"levels"} if not any(rule in level for level in facts.policy.levels for rule in rules) else set()
    return _same(formulation, changed, (_PARTS | levels) - but)


def _same(before: _Worked, after: _Worked, names: Set[str]) -> _Worked:
    """The second with what the first has worked out of it."""
    vars(after).update({name: value for name, value in vars(before).items() if name in names})
    return after


def _setting(policy: Policy, path: str) -> tuple[int, int, int, str]:
    """Value, bounds and unit of a setting, as the policy's own words state them."""
    part, name = path.split(".")
    words = getattr(policy, part)
    field = type(words).model_fields[name]
    low = next(int(each.ge) for each in field.metadata if hasattr(each, "ge"))
    high = next(int(each.le) for each in field.metadata if hasattr(each, "le"))
    return int(getattr(words, name)), low, high, str(field.json_schema_extra["unit"])


def _breaks(facts: Facts, path: str) -> tuple[int, ...]:
    """Where free slots make the calendar's price reach nothing."""
    if not path.startswith("calendar"):
        return ()
    part = facts.policy.calendar
    slots = {each for i in range(facts.shape[0]) for each in calendar.free_slots(facts, i) if each is not None}
    if path == "calendar.no_slot_minutes":
        return tuple(sorted({part.minutes_less_per_slot * each for each in slots}))
    least = {part.no_slot_minutes // each for each in slots if each}
    return tuple(sorted(least | {each + 1 for each in least}))


def _period(facts: Facts, path: str) -> int:
    """Minutes are rounded where a price is divided: by weight into quarters, in travel by the percentage."""
    travel = facts.policy.travel
    if path == "travel.counted_percent":
        return 100 // gcd(100, 2 * travel.expected_visits)
    if path == "travel.expected_visits":
        return 100 // gcd(100, 2 * travel.counted_percent)
    if facts.policy.caseload.measure is Measure.COUNT:
        return 1
    if path == "urgency.minutes_per_case_above_target":
        return QUARTERS_PER_CASE
    if path in ("caseload.step_above_minutes", "caseload.step_below_minutes"):
        return 2 * QUARTERS_PER_CASE * QUARTERS_PER_CASE
    return 1
