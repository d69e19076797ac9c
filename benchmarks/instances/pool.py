"""The whole country as one pool: many cases and consultants, few candidates for each case."""

from typing import Final

import numpy as np

from allocator.problem import AssignmentProblem
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

REGION: Final = Region(side_km=200.0, num_towns=60)


def national_pool(
    num_cases: int = 10_000, num_consultants: int = 1_000, candidates: int = 20, seed: int = 0
) -> AssignmentProblem:
    """Each case may go to its `candidates` nearest of twice as many, drawn at random.

    The caseloads before leave room for some 1.7 times the cases. A case whose candidates are full in the plan drawn
    first gets one more.
    """
    n, m = num_cases, num_consultants
    random = np.random.default_rng([seed, n, m, candidates])
    plane = draw_plane(random, REGION)
    homes = plane.draw(random, m)
    cases = draw_cases(random, n, m, plane)
    weight = draw_weight(random, n)
    minutes = one_way_minutes(cases.workplace, homes)
    reach = min(m, 2 * candidates)
    nearest = np.argpartition(minutes, reach - 1, axis=1)[:, :reach]
    chosen = random.permuted(nearest, axis=1)[:, : min(m, candidates)]

    target = np.full(m, TARGET_CASES * QUARTERS_PER_CASE, dtype=np.int64)
    max_load = np.full(m, LIMIT_CASES * QUARTERS_PER_CASE, dtype=np.int64)
    room = random.normal(1.7, 0.2, size=m).clip(1.0) * weight.sum() / m
    base_load = np.maximum(0, max_load - room.astype(np.int64))
    plan = plant_plan(random, weight, max_load - base_load, chosen)
    allowed = np.zeros((n, m), dtype=np.bool_)
    np.put_along_axis(allowed, chosen, True, axis=1)
    allowed[np.arange(n), plan] = True

    group, fee = cohesion(cases, m)
    return AssignmentProblem(
        cost=pair_minutes(random, cases, homes),
        allowed=allowed,
        weight=weight,
        base_load=base_load,
        max_load=max_load,
        load_cost=load_cost(target, int(max_load.max()), QUARTERS_PER_CASE),
        group=group,
        group_fee=fee,
    )
