"""The best plan and the best bound so far: where all phases meet."""

from collections.abc import Callable
from dataclasses import dataclass

from allocator.arrays import IntArray
from allocator.evaluation import evaluate, find_violations
from allocator.problem import AssignmentProblem
from models.errors import SagsfordelerError


@dataclass(frozen=True)
class Progress:
    """How far a solve is: the best plan's minutes and the proved lower bound, None where there is none yet."""

    elapsed_s: float
    objective: int | None
    bound: int | None


class SolverContradiction(SagsfordelerError, RuntimeError):
    """Two answers that can't both be true, such as a bound above a plan: a fault in a solver, to be reported."""


class Incumbent:
    """Keeps the best plan and bound, judges every plan, and tells the caller of each step forward.

    Parameters
    ----------
    problem
        What the plans are for.
    elapsed_s
        Seconds since the start.
    on_progress
        Told of every better plan and bound; what it raises is passed on. None for nobody.
    """

    def __init__(
        self,
        problem: AssignmentProblem,
        elapsed_s: Callable[[], float],
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.plan: IntArray | None = None
        self.objective: int | None = None
        self.bound: int | None = None
        self.is_proved_infeasible = False
        self.history: list[Progress] = []
        self._problem = problem
        self._elapsed_s = elapsed_s
        self._on_progress = on_progress

    @property
    def cutoff(self) -> int | None:
        """The most that a better plan can cost; None where no plan is known."""
        return None if self.objective is None else self.objective - 1

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to find: the plan is proved best, or that there is none is proved."""
        return self.is_proved_infeasible or (self.objective is not None and self.objective == self.bound)

    def offer(self, plan: IntArray) -> None:
        """Take a plan if it is better than the best.

        Raises
        ------
        InfeasiblePlan
            If it breaks the problem's rules.
        """
        objective = evaluate(self._problem, plan)
        if self.objective is None or objective < self.objective:
            self.plan, self.objective = plan, objective
            self._step_forward()

    def offer_if_feasible(self, plan: IntArray) -> bool:
        """Take a plan if it is feasible and better than the best; say whether it is feasible."""
        if find_violations(self._problem, plan):
            return False
        self.offer(plan)
        return True

    def raise_bound(self, bound: int) -> None:
        """Take a proved lower bound if it is better than the best."""
        if self.bound is None or bound > self.bound:
            self.bound = bound
            self._step_forward()

    def prove_optimal(self) -> None:
        """Take the proof that there is no better plan than the best."""
        if self.objective is not None:
            self.raise_bound(self.objective)

    def prove_infeasible(self) -> None:
        """Take the proof that there is no plan."""
        self.is_proved_infeasible = True
        self._check()

    def _step_forward(self) -> None:
        self._check()
        self.history.append(Progress(self._elapsed_s(), self.objective, self.bound))
        if self._on_progress is not None:
            self._on_progress(self.history[-1])

    def _check(self) -> None:
        if self.objective is None:
            return
        if self.is_proved_infeasible:
            raise SolverContradiction(f"a plan of {self.objective} minutes is known, yet a proof says there is none")
        if self.bound is not None and self.bound > self.objective:
            raise SolverContradiction(f"a plan of {self.objective} minutes is known, yet a bound says {self.bound}")
