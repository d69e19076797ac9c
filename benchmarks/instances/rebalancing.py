"""All open cases of a team with their present consultants: who should move, at a price for each move."""

from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem, Limit
from benchmarks.instances.caseload_curve import load_cost
from benchmarks.instances.caseworld import (
    LIMIT_CASES,
    QUARTERS_PER_CASE,
    TARGET_CASES,
    cohesion,
    draw_cases,
    draw_weight,
    pair_minutes,
    plant_plan,
)
from benchmarks.instances.plane import Region, draw_plane, one_way_minutes

REGION: Final = Region(side_km=36.0, num_towns=6)
MOVE_MINUTES_BY_STAGE: Final = (60, 90, 120, 180)
STAGE_SHARES: Final = (0.25, 0.35, 0.25, 0.15)
FORBIDDEN_SHARE: Final = 0.06
SHARE_ABSENT: Final = 1 / 15


def rebalance(
    num_cases: int = 1170, num_consultants: int = 30, seed: int = 0, *, max_voluntary_moves: int | None = None
) -> AssignmentProblem:
    """Every open case, priced away from its present consultant by its stage.

    One consultant in fifteen is absent: her pairs are forbidden, so her cases are forced to move; there is a plan that
    moves no others. Loads count from 0, because every case is in the problem; whoever has more than the limit may keep
    it.

    Parameters
    ----------
    num_cases, num_consultants
        About 39 cases a consultant fill nine tenths of the room that the absent leave.
    seed
        >= 0.
    max_voluntary_moves
        At most so many moves besides the forced ones, as a `Limit`; None for no such row.
    """
    n, m = num_cases, num_consultants
    random = np.random.default_rng([seed, n, m, 1])
    plane = draw_plane(random, REGION)
    homes = plane.draw(random, m)
    cases = draw_cases(random, n, m, plane)
    weight = draw_weight(random, n)
    target = np.full(m, TARGET_CASES * QUARTERS_PER_CASE, dtype=np.int64)
    present = _draw_present(random, one_way_minutes(cases.workplace, homes))
    at_present = np.bincount(present, weights=weight, minlength=m).astype(np.int64)
    max_load = np.maximum(LIMIT_CASES * QUARTERS_PER_CASE, at_present)

    absent = np.zeros(m, dtype=np.bool_)
    absent[random.choice(m, size=int(m * SHARE_ABSENT), replace=False)] = True
    forced = np.flatnonzero(absent[present])
    taken_over_by = plant_plan(random, weight[forced], np.where(absent, 0, max_load - at_present))
    allowed = random.random((n, m)) >= FORBIDDEN_SHARE
    allowed[np.arange(n), present] = True
    allowed[forced, taken_over_by] = True
    allowed[:, absent] = False

    is_move = np.arange(m)[None, :] != present[:, None]
    price = random.choice(MOVE_MINUTES_BY_STAGE, size=n, p=STAGE_SHARES)
    group, fee = cohesion(cases, m)
    return AssignmentProblem(
        cost=pair_minutes(random, cases, homes) + price[:, None] * is_move,
        allowed=allowed,
        weight=weight,
        max_load=max_load,
        load_cost=load_cost(target, int(max_load.max()), QUARTERS_PER_CASE),
        group=group,
        group_fee=fee,
        limits=[]
        if max_voluntary_moves is None
        else [Limit(is_move.astype(np.int64), upper=len(forced) + max_voluntary_moves)],
    )


def _draw_present(random: np.random.Generator, minutes: IntArray) -> IntArray:
    """(n,): the present consultants: the near ones more often, some with a fuller caseload than others."""
    pull = np.exp(-minutes / 20.0) * np.maximum(random.normal(1.0, 0.25, size=minutes.shape[1]), 0.4)
    pull /= pull.sum(axis=0)  # everybody gets about as many, wherever she lives
    pull = pull.cumsum(axis=1)
    return np.asarray((random.random((len(pull), 1)) * pull[:, -1:] > pull).sum(axis=1), dtype=np.int64)
