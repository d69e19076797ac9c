"""What a solve gives back: values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from allocator.arrays import IntArray
from allocator.solving.incumbent import Progress
from allocator.solving.obstacles import Obstacle

Status: TypeAlias = Literal["optimal", "feasible", "infeasible", "unknown", "cancelled"]
StoppedBy: TypeAlias = Literal[
    "optimal", "infeasible", "cancelled", "time limit", "deterministic limit", "nothing left to try"
]


@dataclass(frozen=True)
class Statistics:
    """How a solve went.

    Attributes
    ----------
    stopped_by
        What ended it: a proof, the caller, a limit, or phases that prove nothing.
    is_repeatable
        Whether the same problem, arguments and versions give the same plan again: with one worker, after a proof or the
        deterministic limit.
    seconds
        By phase, and `total`. Of the phase `exact`, the parts `model` and `search` as well.
    sizes
        Counts of what was handled, such as `cases`, `consultants`, `pairs`, `variables`.
    incumbents
        Every better plan or bound, in order of time.
    obstacle
        What alone makes the problem infeasible, where a look at the numbers shows it.
    deterministic_time
        The solver's own measure of work, the unit of `deterministic_limit`.
    seed, workers
        As given.
    versions
        Of the libraries that decide the answer.
    """

    stopped_by: StoppedBy
    is_repeatable: bool
    seconds: Mapping[str, float]
    sizes: Mapping[str, int]
    incumbents: tuple[Progress, ...]
    obstacle: Obstacle | None
    deterministic_time: float
    seed: int
    workers: int
    versions: Mapping[str, str]

    @property
    def blocked_case(self) -> int | None:
        """The index of a case that nobody may take, where that makes the problem infeasible."""
        return self.obstacle.index if self.obstacle is not None and self.obstacle.kind == "case" else None


@dataclass(frozen=True, eq=False)
class Result:
    """The answer to a problem.

    Attributes
    ----------
    status
        `optimal`: the plan is proved best. `feasible`: a plan, stopped before the proof. `infeasible`: it is proved
        that there is no plan. `unknown`: neither plan nor proof. `cancelled`: the caller stopped it before a proof;
        the best plan so far stands in `assignment`, if there was one.
    assignment
        (n,), read-only: consultant index, -1 for left out; None when there is no plan.
    objective
        Minutes: what `evaluate(problem, assignment)` gives; None when there is no plan.
    bound
        Minutes: proved lower bound on every plan; None when there is none, and when infeasible.
    statistics
        How it went.
    """

    status: Status
    assignment: IntArray | None
    objective: int | None
    bound: int | None
    statistics: Statistics
