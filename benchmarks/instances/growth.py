"""Families in which one size grows and the others stand still, to see how time grows."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from allocator.problem import AssignmentProblem
from benchmarks.instances.plane import Region
from benchmarks.instances.rounds import RoundShape, draw_round

REGION: Final = Region(side_km=33.0, num_towns=6)


def by_cases(num_cases: int, seed: int) -> AssignmentProblem:
    """Rounds of a team of twenty with more and more new cases."""
    return draw_round(RoundShape(num_cases, 20, REGION), seed)


def by_consultants(num_consultants: int, seed: int) -> AssignmentProblem:
    """Rounds of forty new cases in larger and larger teams."""
    return draw_round(RoundShape(40, num_consultants, REGION), seed)


def by_weights(units_per_case: int, seed: int) -> AssignmentProblem:
    """Rounds of forty new cases and twenty consultants with weights in finer and finer parts of a case."""
    return draw_round(RoundShape(40, 20, REGION, units_per_case=units_per_case), seed)


GROWTH: Final[Mapping[str, tuple[tuple[int, ...], Callable[[int, int], AssignmentProblem]]]] = MappingProxyType(
    {
        "cases": ((10, 20, 40, 80, 160), by_cases),
        "consultants": ((5, 10, 20, 40, 80), by_consultants),
        "weights": ((1, 2, 4, 8, 16, 32), by_weights),
    }
)
"""The families: what grows, its sizes, and how a problem of a size and seed is drawn."""
