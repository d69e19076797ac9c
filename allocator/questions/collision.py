"""When a round cannot give every case to somebody: a smallest set of what collides, and remedies that were tried."""

from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts, gather
from allocator.formulation import formulate
from allocator.questions.clock import Clock
from allocator.questions.collision_wording import remedy_text, text_of
from allocator.questions.demands import LIMIT_KINDS, Asked, Demands, OutOfTime, demands_of
from allocator.questions.smallest_set import irreducible, smallest
from models.caseload import QUARTERS_PER_CASE, Measure
from models.collision import Collision, Collisions, Demand, DemandKind, Remedy
from models.policy import Policy
from models.snapshot import Snapshot
from models.travel import TravelTimes

HIGHEST_LIMIT = 500
"""The largest number that a limit may be set to, on a consultant or in a policy."""


def find_collisions(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    should_stop: Callable[[], bool] | None = None,
) -> Collisions:
    """What keeps the round from giving every case to somebody, one set after the other until nothing does.

    Parameters are those of `distribute`.

    Raises
    ------
    UnusableInput
        As in `distribute`.
    """
    demands = demands_of(formulate(gather(snapshot, policy, travel, team_id=team_id, seed=seed)))
    clock = Clock(time_limit_s, should_stop)
    left = list(demands.all)
    collisions = []
    try:
        while (known := irreducible(demands, left, clock)) is not None:
            members, is_smallest = smallest(demands, left, known, clock.share(0.5))
            remedies = _remedies(demands, members, clock)
            named = tuple(_demand(demands, each) for each in sorted(members, key=demands.all.index))
            collisions.append(Collision(demands=named, is_smallest=is_smallest, remedies=remedies))
            cases = {each.i for each in members if each.kind is DemandKind.CASE}
            left = [each for each in left if each.i not in cases]
    except OutOfTime:
        return Collisions(collisions=tuple(collisions), is_complete=False)
    return Collisions(collisions=tuple(collisions), is_complete=True)


def _remedies(demands: Demands, members: list[Asked], clock: Clock) -> tuple[Remedy, ...]:
    """What people can change: overrides, limits, and which case waits. Rules of law and fact are not theirs to bend."""
    remedies: list[Remedy] = []
    for each in sorted(members, key=lambda each: (each.kind is DemandKind.CASE, demands.all.index(each))):
        if each.kind is DemandKind.RULE:
            continue
        value: int | None = None
        if each.kind in LIMIT_KINDS:
            value = _least_value(demands, each, demands.all, clock)
            suffices = value is not None
            value = value or _least_value(demands, each, members, clock)
            if value is None:
                continue
        else:
            suffices = _can_meet(demands, [other for other in demands.all if other != each], clock)
        demand = _demand(demands, each)
        text = remedy_text(demands.facts, each, value)
        # A limit of the policy is one remedy, however many consultants it binds.
        if all(text != other.text for other in remedies):
            remedies.append(Remedy(demand=demand, value=value, suffices=suffices, text=text))
    return tuple(remedies)


def _least_value(demands: Demands, asked: Asked, members: Collection[Asked], clock: Clock) -> int | None:
    """The least number to set a limit to at which the members can be met; None where no number will do."""
    low, high = _value(demands.facts, asked), HIGHEST_LIMIT
    if not _can_meet(_with_value(demands, asked, high), members, clock):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if _can_meet(_with_value(demands, asked, middle), members, clock):
            high = middle
        else:
            low = middle
    return high


def _with_value(demands: Demands, asked: Asked, value: int) -> Demands:
    """The demands after somebody has set the limit: her own, or the policy's, which then counts for everybody."""
    facts = demands.facts
    if asked.kind in (DemandKind.MAX_NEW_PER_ROUND, DemandKind.MAX_UNWANTED_PER_ROUND):
        return demands.with_most(asked.kind, np.full(facts.shape[1], value, dtype=np.int64))
    assert asked.j is not None  # noqa: S101 - a limit is somebody's
    by_count = asked.kind is DemandKind.LIMIT_COUNT
    limit = _effective(facts, asked.j, by_count, value)
    before = int(facts.count_before[asked.j]) if by_count else int(facts.quarters_before[asked.j])
    most: IntArray = demands.most[asked.kind].copy()
    most[asked.j] = max(0, limit * (1 if by_count else QUARTERS_PER_CASE) - before)
    return demands.with_most(asked.kind, most)


def _effective(facts: Facts, j: int, by_count: bool, own: int) -> int:
    """What her own limit comes to today: less while she is new."""
    field = "limit_count" if by_count else "limit_weight"
    changed = facts.consultants[j].model_copy(update={field: own})
    limit = replace(facts, consultants=(changed,)).limit(Measure.COUNT if by_count else Measure.WEIGHT)[0]
    assert limit is not None  # noqa: S101 - she has just been given one
    return limit


def _value(facts: Facts, asked: Asked) -> int:
    """The limit in force."""
    caseload, rotation = facts.policy.caseload, facts.policy.rotation
    if asked.kind is DemandKind.MAX_NEW_PER_ROUND:
        return caseload.max_new_per_round or 0
    if asked.kind is DemandKind.MAX_UNWANTED_PER_ROUND:
        return rotation.max_unwanted_per_round or 0
    assert asked.j is not None  # noqa: S101 - a limit is somebody's
    measure = Measure.COUNT if asked.kind is DemandKind.LIMIT_COUNT else Measure.WEIGHT
    return facts.limit(measure)[asked.j] or 0


def _demand(demands: Demands, asked: Asked) -> Demand:
    facts = demands.facts
    value = _value(facts, asked) if asked.kind in LIMIT_KINDS else None
    return Demand(
        kind=asked.kind,
        case_id=None if asked.i is None else facts.cases[asked.i].id,
        consultant_id=asked.consultant_id if asked.j is None else facts.consultants[asked.j].id,
        case_type=asked.case_type,
        rule=asked.rule,
        value=value,
        text=text_of(facts, asked, value),
    )


def _can_meet(demands: Demands, asked: Collection[Asked], clock: Clock) -> bool:
    return demands.meet(asked, clock) is not None
