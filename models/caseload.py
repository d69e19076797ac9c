"""How heavy a case is and how much a consultant has. Every target and limit names its measure."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

QUARTERS_PER_CASE = 4
"""Weights are kept in whole quarters of a normal case, so that sums are exact."""


class Measure(StrEnum):
    """What is counted: cases, or their weight."""

    COUNT = "count"
    WEIGHT = "weight"


CaseCount = Annotated[int, Field(ge=0, le=500)]
"""A number of cases; for a target or limit by weight, a number of normal cases."""

WeightQuarters = Annotated[int, Field(ge=1, le=40)]
"""How heavy a case is, in quarters of a normal case: 4 is normal, 40 is ten times that."""

WeightChangeQuarters = Annotated[int, Field(ge=-40, le=40)]
"""What something adds to the weight of a case, in quarters of a normal case; less than nothing makes it lighter."""


def scaled_half_up(value: int, part: int, whole: int = 100) -> int:
    """`value` times `part` / `whole`, halves rounded up: the share of a target or limit for part-time or a ramp.

    Whole numbers only, because 45 x 0.7 in floating point is a hair below 31.5 and would round the wrong way.
    """
    return (2 * value * part + whole) // (2 * whole)
