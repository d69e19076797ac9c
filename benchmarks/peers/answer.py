"""What a solver answers, before anybody has judged it."""

import math
from dataclasses import dataclass
from typing import Final, Protocol

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem

ABSOLUTE_SLACK: Final = 1e-6
RELATIVE_SLACK: Final = 1e-9
"""Solvers give bounds as doubles: one that lies above a whole number by less than the slack counts as that number."""


@dataclass(frozen=True, eq=False)
class Answer:
    """A plan and a bound as claimed.

    Attributes
    ----------
    assignment
        (n,): consultant index, -1 for left out; None for no plan.
    bound
        Minutes: lower bound on every plan; None for none.
    claims_infeasible
        Whether the solver says that there is no plan.
    stopped_by
        In the solver's own words.
    seconds_by_phase
        Of solvers that tell.
    """

    assignment: IntArray | None
    bound: int | None
    claims_infeasible: bool
    stopped_by: str
    seconds_by_phase: dict[str, float]


class Solver(Protocol):
    """Solves one problem within a time limit, which counts from the arrays on."""

    def __call__(self, problem: AssignmentProblem, time_limit_s: float, workers: int) -> Answer:
        """An answer; a solver that can't handle a field of the problem raises `UnsuitedProblem`."""


class UnsuitedProblem(ValueError):
    """The solver doesn't handle a field that this problem uses."""


def whole_bound(bound_minutes: float) -> int | None:
    """The least whole number that a lower bound given as a double proves; None for none."""
    if not math.isfinite(bound_minutes):
        return None
    return math.ceil(bound_minutes - max(ABSOLUTE_SLACK, RELATIVE_SLACK * abs(bound_minutes)))
