"""Fair to whom: shares, their spread as one figure each, and what every rule does to it."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

import numpy as np

from allocator.facts import Facts, gather
from allocator.formulation import Formulation, formulate
from allocator.lexicographic import Best, solve_in_levels
from allocator.shares import Counting
from allocator.solving.incumbent import Progress
from models.caseload import QUARTERS_PER_CASE
from models.fairness import ConsultantShare, Fairness, Quantity, RuleEffect, Share, Spread
from models.policy import Policy
from models.policy_prices import PRICES, has_price, without_price
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.travel import TravelTimes

_Measured = Callable[[ConsultantShare, Share], Fraction | None]


def measure_fairness(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Fairness:
    """What each consultant of a round has before and after it, the spread, and the effect of each rule on the spread.

    Parameters are those of `distribute`; `time_limit_s` is for each solve, and there is one more for every rule that
    costs anything in the round.

    Raises
    ------
    UnusableInput
        What `distribute` raises.
    """
    facts = gather(snapshot, policy, travel, team_id=team_id, seed=seed)

    def solved(facts: Facts, formulation: Formulation) -> _Solved:
        plan = solve_in_levels(
            formulation, time_limit_s=time_limit_s, seed=seed, on_progress=on_progress, should_stop=should_stop
        )
        shares = None if plan.best is None else Counting.of(facts, snapshot, travel).shares(plan.best.assignment)
        return _Solved(plan.status, plan.best, shares)

    formulation = formulate(facts)
    proposed = solved(facts, formulation)
    effects = []
    if proposed.shares is not None:
        for rule in PRICES:
            if _costs_anything(formulation, rule):
                free = replace(facts, policy=without_price(policy, rule))
                without = solved(free, formulate(free))
            else:
                without = proposed
            effects.append(_effect(rule, has_price(policy, rule), proposed, without))
    return Fairness(
        municipality=snapshot.municipality,
        date=facts.date,
        teams=facts.teams,
        policy_name=policy.name,
        policy_version=policy.version,
        status=proposed.status,
        consultants=proposed.shares or (),
        spreads=() if proposed.shares is None else spreads(proposed.shares),
        effects=tuple(effects),
    )


def spreads(shares: Sequence[ConsultantShare]) -> tuple[Spread, ...]:
    """The spread of every quantity, before and after."""
    return tuple(
        Spread(
            quantity=quantity,
            unit="minutes" if quantity is Quantity.TRAVEL else "cases",
            before=_spread([measured(each, each.before) for each in shares]),
            after=_spread([measured(each, each.after) for each in shares]),
        )
        for quantity, measured in _QUANTITIES.items()
    )


def mean_difference(values: Sequence[Fraction]) -> Fraction:
    """The average distance between two of the values, over all pairs; 0 where there are fewer than two. O(m^2)."""
    pairs = list(combinations(values, 2))
    return sum((abs(one - other) for one, other in pairs), start=Fraction()) / max(1, len(pairs))


@dataclass(frozen=True)
class _Solved:
    status: ProposalStatus
    best: Best | None
    shares: tuple[ConsultantShare, ...] | None


def _costs_anything(formulation: Formulation, rule: RuleId) -> bool:
    """Whether the rule costs any plan of this round anything; otherwise the best plan without it is the best one."""
    if rule is RuleId.CASELOAD:
        return bool(formulation.load_cost.any())
    if rule is RuleId.COHESION:
        return bool(formulation.group_fee.any())
    return bool(formulation.minutes[rule].any())


def _effect(rule: RuleId, counts: bool, proposed: _Solved, without: _Solved) -> RuleEffect:
    now = _after(proposed)
    then = _after(without) if without.shares is not None else dict.fromkeys(Quantity)
    moved = (
        None
        if proposed.best is None or without.best is None
        else int(np.count_nonzero(proposed.best.assignment != without.best.assignment))
    )
    return RuleEffect(
        rule=rule,
        counts=counts,
        status=without.status,
        is_exact=proposed.status is without.status is ProposalStatus.OPTIMAL,
        num_moved=moved,
        effect={quantity: _less(now[quantity], then[quantity]) for quantity in Quantity},
    )


def _after(solved: _Solved) -> dict[Quantity, float | None]:
    return {spread.quantity: spread.after for spread in spreads(solved.shares or ())}


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else round(one - other, 2)


def _spread(values: Sequence[Fraction | None]) -> float | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return math.floor(mean_difference(known) * 100 + Fraction(1, 2)) / 100


def _by_full_time(consultant: ConsultantShare, amount: int) -> Fraction:
    return Fraction(100 * amount, consultant.working_time_percent)


_QUANTITIES: Mapping[Quantity, _Measured] = {
    Quantity.COUNT: lambda consultant, share: Fraction(share.count - consultant.target_count),
    Quantity.WEIGHT: lambda consultant, share: Fraction(
        share.weight_quarters - consultant.target_weight_quarters, QUARTERS_PER_CASE
    ),
    Quantity.TRAVEL: lambda consultant, share: (
        None if share.travel_minutes is None else _by_full_time(consultant, share.travel_minutes)
    ),
    Quantity.HEAVY: lambda consultant, share: _by_full_time(consultant, share.num_heavy),
    Quantity.UNWANTED: lambda consultant, share: _by_full_time(consultant, share.num_unwanted),
    Quantity.CONTACTS_BROKEN: lambda consultant, share: _by_full_time(consultant, share.contacts_broken),
}
