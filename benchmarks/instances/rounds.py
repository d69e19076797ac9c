"""A weekly round of a municipality: new cases on top of present caseloads, in the shapes of the six."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from allocator.arrays import IntArray
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

FORBIDDEN_SHARE: Final = 0.075
WORKING_TIMES: Final = ((1.0, 0.75), (0.8, 0.15), (0.6, 0.1))
"""Share of full time, and how many consultants have it."""
LOAD_SPREAD: Final = 0.15


@dataclass(frozen=True)
class RoundShape:
    """How a round is drawn.

    Attributes
    ----------
    units_per_case
        Units of load in a normal case: 4 for weights in quarters.
    has_cohesion
        Whether employers with several cases are groups with fees.
    has_equal_weights
        Every case weighs one normal case.
    load_spread
        Present caseloads lie anywhere within this share of the target.
    """

    num_cases: int
    num_consultants: int
    region: Region
    units_per_case: int = QUARTERS_PER_CASE
    has_cohesion: bool = True
    has_equal_weights: bool = False
    load_spread: float = LOAD_SPREAD


MUNICIPALITIES: Final[Mapping[str, RoundShape]] = MappingProxyType(
    {
        "hedensted": RoundShape(14, 8, Region(side_km=23.0, num_towns=5)),
        "varde": RoundShape(15, 8, Region(side_km=35.0, num_towns=5)),
        "herning": RoundShape(26, 30, Region(side_km=36.0, num_towns=6)),
        "vejle": RoundShape(34, 14, Region(side_km=33.0, num_towns=6)),
        "aalborg": RoundShape(64, 30, Region(side_km=34.0, num_towns=8)),
        "copenhagen": RoundShape(186, 100, Region(side_km=10.0, num_towns=10)),
    }
)
"""Cases a round and consultants of each municipality; the side of the square is the root of its area in km2."""


def municipal(municipality: str, seed: int) -> AssignmentProblem:
    """A round of one of the six municipalities.

    Parameters
    ----------
    municipality
        A key of `MUNICIPALITIES`.
    seed
        >= 0; each gives another round, and always the same.
    """
    return draw_round(MUNICIPALITIES[municipality], seed)


def equal_weights(num_cases: int, num_consultants: int, seed: int, *, has_cohesion: bool = False) -> AssignmentProblem:
    """A round in which every case weighs the same; without cohesion it is a minimum-cost flow."""
    region = Region(side_km=33.0, num_towns=6)
    return draw_round(
        RoundShape(num_cases, num_consultants, region, has_cohesion=has_cohesion, has_equal_weights=True), seed
    )


@dataclass(frozen=True, eq=False)
class PracticeFacts:
    """What people look at who distribute by rule of thumb.

    Attributes
    ----------
    contact
        (n,): the employer's fixed contact person, -1 for none.
    one_way_minutes
        (n, m): from each consultant's home to the workplace.
    """

    contact: IntArray
    one_way_minutes: IntArray


def contested(num_cases: int, num_consultants: int, seed: int) -> AssignmentProblem:
    """A round in which much will do: short ways and like caseloads, so that many plans are nearly best."""
    region = Region(side_km=5.0, num_towns=4)
    return draw_round(RoundShape(num_cases, num_consultants, region, load_spread=0.05), seed)


def draw_round(shape: RoundShape, seed: int) -> AssignmentProblem:
    """As `draw_round_with_facts`, the problem alone."""
    return draw_round_with_facts(shape, seed)[0]


def draw_round_with_facts(shape: RoundShape, seed: int) -> tuple[AssignmentProblem, PracticeFacts]:
    """Draw a round that has at least one plan.

    Present caseloads lie within 15 % of the target of 45 cases (less for part-time), the limit is 55 cases; between 5
    and 10 % of the pairs are forbidden, never those of a plan drawn first.
    """
    random = np.random.default_rng([seed, shape.num_cases, shape.num_consultants, shape.units_per_case])
    n, m, units = shape.num_cases, shape.num_consultants, shape.units_per_case
    plane = draw_plane(random, shape.region)
    homes = plane.draw(random, m)
    cases = draw_cases(random, n, m, plane)
    weight = np.full(n, units, dtype=np.int64) if shape.has_equal_weights else draw_weight(random, n, units)

    times, shares = zip(*WORKING_TIMES, strict=True)
    working_time = random.choice(times, size=m, p=shares)
    target = np.floor(TARGET_CASES * units * working_time + 0.5).astype(np.int64)
    max_load = np.floor(LIMIT_CASES * units * working_time + 0.5).astype(np.int64)
    spread = random.uniform(1.0 - shape.load_spread, 1.0 + shape.load_spread, size=m)
    base_load = np.floor(target * spread + 0.5).astype(np.int64)

    # As many cases as consultants can hardly take need room: the caseloads of a growing team start lower.
    missing = int(1.15 * weight.sum()) - int(np.maximum(max_load - base_load, 0).sum())
    if missing > 0:
        base_load = np.maximum(0, base_load - -(-missing // m) - units)
    plan = plant_plan(random, weight, np.maximum(max_load - base_load, 0))
    allowed = random.random((n, m)) >= FORBIDDEN_SHARE
    allowed[np.arange(n), plan] = True

    group, fee = cohesion(cases, m) if shape.has_cohesion else (None, None)
    highest_load = int(base_load.max(initial=0) + weight.sum())
    problem = AssignmentProblem(
        cost=pair_minutes(random, cases, homes),
        allowed=allowed,
        weight=weight,
        base_load=base_load,
        max_load=max_load,
        load_cost=load_cost(target, highest_load, units),
        group=group,
        group_fee=fee,
    )
    return problem, PracticeFacts(cases.contact, one_way_minutes(cases.workplace, homes))
