"""What consultants may gain by a rebalance, as limits on what they have, and back in words of a rebalance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from allocator.facts import Facts
from allocator.rules import keeping
from allocator.rules.limits import most_gained
from models.caseload import Measure
from models.collision import Collision, Demand, DemandKind, Remedy
from models.consultant import Consultant
from models.text import Text


@dataclass(frozen=True)
class GainLimit:
    """A limit on gains that leaves less room than the consultant's own limit does.

    Attributes
    ----------
    most
        Cases that she may have after the rebalance.
    gained
        How many more that are than she keeps.
    setting
        The policy's number, which what goes back to her comes on top of.
    own_limit
        Her own limit today in cases; None for none.
    on_ramp
        Whether it is that of a newcomer, or of somebody who is just back.
    """

    consultant: Consultant
    most: int
    gained: int
    setting: int
    own_limit: int | None
    on_ramp: bool


def gain_limits(facts: Facts) -> dict[str, GainLimit]:
    """The limits on gains that bind before own limits do, by consultant."""
    kept = facts.count_before + keeping.kept(facts, np.ones(facts.shape[0], dtype=np.int64))
    part, own = facts.policy.move, facts.limit(Measure.COUNT)
    found = {}
    for j, each in enumerate(facts.consultants):
        gained = most_gained(facts, j)
        if gained is None:
            continue
        most, own_limit = int(kept[j]) + gained, own[j]
        if own_limit is None or most < own_limit:
            on_ramp = gained != part.max_gained
            setting = part.max_gained_on_ramp if on_ramp else part.max_gained
            found[each.id] = GainLimit(each, most, gained, gained if setting is None else setting, own_limit, on_ramp)
    return found


def as_own_limit(facts: Facts, consultant: Consultant, limits: Mapping[str, GainLimit]) -> Consultant:
    """The consultant with what she may gain as a limit of her own, and no ramp that would lower it."""
    if consultant.id not in limits:
        return consultant
    by_weight = facts.limit(Measure.WEIGHT)[facts.consultant_index[consultant.id]]
    return consultant.model_copy(
        update={"limit_count": limits[consultant.id].most, "limit_weight": by_weight, "ramp_weeks": 0}
    )


def in_words_of_gains(collision: Collision, limits: Mapping[str, GainLimit]) -> Collision:
    """The collision with limits on gains called what they are, and what would mend them the policy's to change."""
    remedies: dict[Text | tuple[bool, bool], Remedy] = {}
    for each in collision.remedies:
        limit = _limit_of(each.demand, limits)
        if limit is None:
            remedies[each.text] = each
        elif each.value is not None and (limit.own_limit is None or each.value <= limit.own_limit):
            value = limit.setting + each.value - limit.most
            known = remedies.get((limit.on_ramp, each.suffices))
            if known is None or known.value is None or value < known.value:
                remedies[limit.on_ramp, each.suffices] = each.model_copy(
                    update={"demand": _named(each.demand, limit), "value": value, "text": _remedy_text(limit, value)}
                )
    return collision.model_copy(
        update={
            "demands": _all_named(collision.demands, limits),
            "remedies": tuple(remedies.values()),
        }
    )


def _all_named(demands: Sequence[Demand], limits: Mapping[str, GainLimit]) -> tuple[Demand, ...]:
    named = []
    for each in demands:
        limit = _limit_of(each, limits)
        named.append(each if limit is None else _named(each, limit))
    return tuple(named)


def _limit_of(demand: Demand, limits: Mapping[str, GainLimit]) -> GainLimit | None:
    if demand.kind is not DemandKind.LIMIT_COUNT:
        return None
    return limits.get(demand.consultant_id or "")


def _named(demand: Demand, limit: GainLimit) -> Demand:
    who = limit.consultant.initials
    da = f"{who} får højst {limit.gained} sager flere, end {who} beholder."
    en = f"{who} gets at most {limit.gained} cases more than {who} keeps."
    if limit.on_ramp:
        da = f"{who} er ny eller lige vendt tilbage og får højst {limit.gained} sager flere."
        en = f"{who} is new or just back and gets at most {limit.gained} cases more."
    return demand.model_copy(
        update={"kind": DemandKind.MAX_NEW_PER_ROUND, "value": limit.gained, "text": Text(da=da, en=en)}
    )


def _remedy_text(limit: GainLimit, value: int) -> Text:
    if limit.on_ramp:
        return Text(
            da=f"Lad politikken give den, der er ny eller lige vendt tilbage, op til {value} sager flere.",
            en=f"Let the policy give whoever is new or just back up to {value} cases more.",
        )
    return Text(
        da=f"Lad politikken give én konsulent op til {value} sager flere ved en omfordeling.",
        en=f"Let the policy give one consultant up to {value} cases more by a rebalance.",
    )
