"""Why a wish cannot be met: a smallest set of demands that collide, and remedies that were tried.

A wish is that every case that must move is covered, and that a limit that is set today holds.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from allocator.arrays import BoolArray
from allocator.facts import Facts
from allocator.formulation import Formulation
from allocator.questions.collision import find_collisions
from allocator.rebalancing.gain_limits import as_own_limit, gain_limits, in_words_of_gains
from models.case import Case
from models.caseload import QUARTERS_PER_CASE, Measure
from models.collision import Collision, Collisions, DemandKind, Remedy
from models.occasion import LimitChanges, Occasion
from models.policy import Policy
from models.rule_id import RuleId
from models.snapshot import Snapshot
from models.text import Text
from models.travel import TravelTimes


def cases_above_new_limits(formulation: Formulation, occasions: Sequence[Occasion]) -> frozenset[str]:
    """The cases that could move of consultants whose limit is set below what they have."""
    facts = formulation.facts
    stays: BoolArray = np.any(formulation.forbidden[RuleId.MOVE], axis=1)
    found: set[str] = set()
    for each in occasions:
        if isinstance(each, LimitChanges) and each.consultant_id in facts.consultant_index:
            j = facts.consultant_index[each.consultant_id]
            own = [i for i in np.flatnonzero(facts.holder == j).tolist() if formulation.may_keep[i]]
            if _is_above(facts, j, own, each):
                found |= {facts.cases[i].id for i in own if not stays[i]}
    return frozenset(found)


def _is_above(facts: Facts, j: int, own: Sequence[int], limit: LimitChanges) -> bool:
    count, weight = facts.limit(Measure.COUNT)[j], facts.limit(Measure.WEIGHT)[j]
    quarters = int(facts.quarters_before[j] + facts.case_quarters[list(own)].sum())
    by_count = limit.limit_count is not None and count is not None and facts.count_before[j] + len(own) > count
    by_weight = limit.limit_weight is not None and weight is not None and quarters > weight * QUARTERS_PER_CASE
    return bool(by_count or by_weight)


def explain_impossible(
    snapshot: Snapshot,
    travel: TravelTimes,
    formulation: Formulation,
    above: Collection[str],
    *,
    team_id: str | None,
    time_limit_s: float,
    seed: int,
    should_stop: Callable[[], bool] | None,
) -> Collisions:
    """What collides while everybody else keeps what she may keep.

    The cases that are looked at are so as if they were new, so that this is the question a round is asked; the limits
    on new cases in a round are not theirs, but what a consultant may gain by a rebalance is.

    Parameters
    ----------
    snapshot
        After the occasions.
    above
        Of `cases_above_new_limits`; they are looked at with those that must move.
    """
    facts = formulation.facts
    forced = {facts.cases[i].id for i in np.flatnonzero(~formulation.may_keep).tolist()}
    looked_at = {*forced, *above}
    cases = tuple(
        _as_new(case, looked_at) for case in snapshot.cases if case.id in looked_at or case.consultant_id is not None
    )
    ids = {case.id for case in cases}
    gains = gain_limits(facts)
    as_round = snapshot.model_copy(
        update={
            "cases": cases,
            "consultants": tuple(as_own_limit(facts, each, gains) for each in snapshot.consultants),
            "overrides": tuple(each for each in snapshot.overrides if each.case_id in ids),
            "wishes": tuple(each for each in snapshot.wishes if each.case_id in ids),
        }
    )
    found = find_collisions(
        as_round,
        _without_limits_of_a_round(facts.policy),
        travel,
        team_id=team_id,
        time_limit_s=time_limit_s,
        seed=seed,
        should_stop=should_stop,
    )
    holders = {facts.cases[i].id: facts.consultants[int(j)].initials for i, j in enumerate(facts.holder)}
    staying = {case_id: holders[case_id] for case_id in above}
    collisions = [_in_words_of_moves(in_words_of_gains(each, gains), staying) for each in found.collisions]
    return found.model_copy(update={"collisions": tuple(collisions)})


def _as_new(case: Case, looked_at: Collection[str]) -> Case:
    if case.id not in looked_at:
        return case
    return case.model_copy(update={"consultant_id": None, "covered_for_id": None})


def _without_limits_of_a_round(policy: Policy) -> Policy:
    caseload = policy.caseload.model_copy(update={"max_new_per_round": None})
    rotation = policy.rotation.model_copy(update={"max_unwanted_per_round": None})
    return policy.model_copy(update={"caseload": caseload, "rotation": rotation})


def _in_words_of_moves(collision: Collision, staying: Mapping[str, str]) -> Collision:
    """No round follows a rebalance in which a case could wait: it stays without cover, or with whoever has it."""
    return collision.model_copy(update={"remedies": tuple(_of_a_move(each, staying) for each in collision.remedies)})


def _of_a_move(remedy: Remedy, staying: Mapping[str, str]) -> Remedy:
    case_id = remedy.demand.case_id
    if remedy.demand.kind is not DemandKind.CASE or case_id is None:
        return remedy
    if case_id in staying:
        who = staying[case_id]
        text = Text(
            da=f"Lad {who} beholde sag {case_id} ud over loftet.",
            en=f"Let {who} keep case {case_id} beyond the limit.",
        )
    else:
        text = Text(
            da=f"Lad sag {case_id} stå uden dækning indtil videre.",
            en=f"Leave case {case_id} without cover for now.",
        )
    return remedy.model_copy(update={"text": text})
