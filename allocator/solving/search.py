"""One solve under way: what its phases share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from allocator.arrays import BoolArray, IntArray
from allocator.problem import AssignmentProblem
from allocator.solving.incumbent import Incumbent
from allocator.solving.obstacles import Obstacle, usable_pairs
from allocator.solving.stopping import Stopping
from allocator.solving.twins import case_twins


@dataclass
class Search:
    """The problem, the caller's wishes, the best so far, and the record of what happened."""

    problem: AssignmentProblem
    incumbent: Incumbent
    stopping: Stopping
    seed: int = 0
    workers: int = 1
    hint: IntArray | None = None
    deterministic_limit: float | None = None

    obstacle: Obstacle | None = None
    deterministic_time: float = 0.0
    is_deterministic_limit_reached: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @cached_property
    def pairs(self) -> BoolArray:
        """(n, m): the pairs that a plan may use at all."""
        return usable_pairs(self.problem)

    @cached_property
    def case_twins(self) -> IntArray:
        """(n,): a number for each case, the same for cases that are alike in everything."""
        return case_twins(self.problem, self.pairs)

    @property
    def is_spent(self) -> bool:
        """Whether the deterministic limit is reached."""
        return self.deterministic_limit is not None and self.deterministic_time >= self.deterministic_limit

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Record the seconds that a part of the work takes."""
        started_s = self.stopping.elapsed_s
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + self.stopping.elapsed_s - started_s


Phase: TypeAlias = Callable[[Search], None]
"""One way of getting on: offers plans to the incumbent and raises its bound. Asks `stopping` at least every 0.1 s."""
