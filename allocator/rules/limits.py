"""How many cases a consultant may have, and how many new ones she may be given in a round."""

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.problem import Limit
from allocator.rules import keeping
from models.caseload import QUARTERS_PER_CASE, Measure
from models.rule_id import RuleId
from models.text import Text

ID = RuleId.LIMITS
SENTENCE = Text(
    da="Ingen får flere sager end sit loft; den, der allerede er over, får ingen.",
    en="Nobody gets more cases than her limit; whoever is already above gets none.",
)
UNIT = "cases, or quarters of a case by weight"


def max_load(facts: Facts) -> IntArray | None:
    """(m,): the limit in the policy's measure; None where nobody has one. Who has none may take everything."""
    limits = facts.limit(facts.policy.caseload.measure)
    if all(limit is None for limit in limits):
        return None
    everything = facts.load_before + facts.case_load.sum()
    most_allowed = np.array(
        [
            most if limit is None else limit * facts.units_per_case
            for limit, most in zip(limits, everything.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    if not facts.is_rebalance:
        return most_allowed
    kept: IntArray = facts.load_before + keeping.kept(facts, facts.case_load)
    return np.maximum(most_allowed, kept)


def leave_no_room(facts: Facts, i: int, j: int, loads: IntArray | None, rows: tuple[Limit, ...]) -> bool:
    """Whether the limits keep case i from consultant j even if she gets no other.

    Parameters
    ----------
    loads, rows
        What `max_load` and `weight_rows` say of the round, as whoever asks of many pairs works it out once.
    """
    most_cases = max_cases(facts)
    return (
        (loads is not None and bool(facts.load_before[j] + facts.case_load[i] > loads[j]))
        or (most_cases is not None and most_cases[j] == 0)
        or any(row.pair[i, j] > row.upper for row in rows)
    )


def max_cases(facts: Facts) -> IntArray | None:
    """(m,): the most new cases in the round, also by a limit in number of cases where the policy measures weight."""
    if facts.is_rebalance:
        return _max_cases_after(facts)
    num_cases = facts.shape[0]
    most = facts.policy.caseload.max_new_per_round
    result = np.full(facts.shape[1], num_cases if most is None else min(num_cases, most), dtype=np.int64)
    if facts.policy.caseload.measure is Measure.WEIGHT:
        for j, limit in enumerate(facts.limit(Measure.COUNT)):
            if limit is not None:
                result[j] = min(int(result[j]), max(0, limit - int(facts.count_before[j])))
    return None if (result >= num_cases).all() else result


def weight_rows(facts: Facts) -> tuple[Limit, ...]:
    """Limits by weight where the policy measures number of cases; rows that could never bind are spared."""
    if facts.policy.caseload.measure is Measure.WEIGHT:
        return ()
    rows = []
    kept = keeping.kept(facts, facts.case_quarters)
    for j, limit in enumerate(facts.limit(Measure.WEIGHT)):
        if limit is None:
            continue
        room = max(0, limit * QUARTERS_PER_CASE - int(facts.quarters_before[j]), int(kept[j]))
        if facts.case_quarters.sum() > room:
            pair = np.zeros(facts.shape, dtype=np.int64)
            pair[:, j] = facts.case_quarters
            rows.append(Limit(pair, upper=room))
    return tuple(rows)


def most_gained(facts: Facts, j: int) -> int | None:
    """How many cases more consultant j may have after a rebalance than she keeps; None where there is no limit.

    What goes back to her does not count against a newcomer's ramp, only against one that she returned to.
    """
    part, consultant = facts.policy.move, facts.consultants[j]
    limits = [part.max_gained]
    if facts.is_on_ramp(consultant) and part.max_gained_on_ramp is not None:
        num_back = 0 if consultant.ramp_weeks is not None else int((keeping.rightful(facts) == j).sum())
        limits.append(part.max_gained_on_ramp + num_back)
    return min((limit for limit in limits if limit is not None), default=None)


def _max_cases_after(facts: Facts) -> IntArray | None:
    """(m,): the most of a rebalance's cases: by count where the policy measures weight, and by what she may gain."""
    num_cases = facts.shape[0]
    result = np.full(facts.shape[1], num_cases, dtype=np.int64)
    kept = keeping.kept(facts, np.ones(num_cases, dtype=np.int64))
    if facts.policy.caseload.measure is Measure.WEIGHT:
        for j, limit in enumerate(facts.limit(Measure.COUNT)):
            if limit is not None:
                result[j] = max(0, limit - int(facts.count_before[j]), int(kept[j]))
    for j in range(facts.shape[1]):
        most = most_gained(facts, j)
        if most is not None:
            result[j] = min(int(result[j]), int(kept[j]) + most)
    return None if (result >= num_cases).all() else result
