"""The judge: whether a plan is allowed and what it costs, written without any solver."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem
from models.errors import SagsfordelerError

LEFT_OUT = -1
"""Stands in a plan where another case has its consultant."""

Rule: TypeAlias = Literal["allowed", "optional", "max_load", "load_cost", "min_cases", "max_cases", "limits"]
"""The field of the problem that forbids a plan."""


@dataclass(frozen=True)
class Violation:
    """One way in which a plan breaks the problem's rules.

    `index` is the case for `allowed` and `optional`, the consultant for loads and counts, the position for `limits`;
    `value` is what the plan has there and `bound` the nearest that would do.
    """

    rule: Rule
    index: int
    value: int
    bound: int

    def __str__(self) -> str:
        match self.rule:
            case "allowed":
                return f"case {self.index} may not go to consultant {self.value}"
            case "optional":
                return f"case {self.index} may not be left out"
            case "max_load" | "load_cost":
                return f"consultant {self.index} has load {self.value}, {self.rule} lets {self.bound}"
            case "min_cases" | "max_cases":
                return f"consultant {self.index} has {self.value} of the cases, {self.rule} is {self.bound}"
            case "limits":
                return f"limits[{self.index}] comes to {self.value}, at most {self.bound} will do"


class MalformedPlan(SagsfordelerError, ValueError):
    """The array isn't a plan for this problem: wrong shape, no integers, or no such consultant."""


class InfeasiblePlan(SagsfordelerError, ValueError):
    """The plan breaks rules of the problem; `violations` holds every one."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__(self.violations)

    def __str__(self) -> str:
        return "; ".join(map(str, self.violations))


def evaluate(problem: AssignmentProblem, assignment: ArrayLike) -> int:
    """What a plan costs, in minutes.

    Parameters
    ----------
    problem
        The problem.
    assignment
        (n,): the consultant of each case, -1 for a case left out.

    Returns
    -------
    int
        The costs of the chosen pairs and of the cases left out, the load costs of all consultants, and the group fees.

    Raises
    ------
    MalformedPlan
        If the array isn't a plan for this problem.
    InfeasiblePlan
        If the plan breaks rules of the problem.
    """
    plan = read_plan(problem, assignment)
    violations = _find_violations(problem, plan)
    if violations:
        raise InfeasiblePlan(violations)
    cases, consultants = _chosen_pairs(plan)
    minutes = int(problem.cost[cases, consultants].sum())
    minutes += int(problem.left_out_cost[plan == LEFT_OUT].sum())
    if problem.load_cost is not None:
        minutes += int(problem.load_cost[np.arange(problem.num_consultants), total_loads(problem, plan)].sum())
    if problem.num_groups:
        group = problem.group[cases]
        fees_due = set(zip(group[group >= 0].tolist(), consultants[group >= 0].tolist(), strict=True))
        minutes += sum(int(problem.group_fee[g, j]) for g, j in fees_due)
    return minutes


def find_violations(problem: AssignmentProblem, assignment: ArrayLike) -> list[Violation]:
    """Every rule of the problem that a plan breaks; empty for a feasible plan.

    Raises
    ------
    MalformedPlan
        If the array isn't a plan for this problem.
    """
    return _find_violations(problem, read_plan(problem, assignment))


def _find_violations(problem: AssignmentProblem, plan: IntArray) -> list[Violation]:
    return [
        *_broken_by_cases(problem, plan),
        *_broken_by_consultants(problem, plan),
        *_broken_limits(problem, plan),
    ]


def read_plan(problem: AssignmentProblem, assignment: ArrayLike) -> IntArray:
    """The plan as a read-only int64 copy of shape (n,), with entries from -1 to m - 1.

    Raises
    ------
    MalformedPlan
        If it isn't that.
    """
    raw = np.asarray(assignment)
    if raw.shape != (problem.num_cases,):
        raise MalformedPlan(
            f"the plan has shape {raw.shape}: give one consultant for each of {problem.num_cases} cases"
        )
    if raw.size and raw.dtype.kind not in "iu":
        raise MalformedPlan(
            f"the plan holds values of type {raw.dtype}: give the indices of consultants, -1 for left out"
        )
    plan = raw.astype(np.int64)
    for i in np.flatnonzero((plan < LEFT_OUT) | (plan >= problem.num_consultants)):
        raise MalformedPlan(
            f"the plan gives case {i} to consultant {plan[i]}: there are 0 to {problem.num_consultants - 1}"
        )
    plan.setflags(write=False)
    return plan


def total_loads(problem: AssignmentProblem, plan: IntArray) -> IntArray:
    """(m,): base load and the weight of the cases in a plan, of each consultant."""
    loads = problem.base_load.copy()
    cases, consultants = _chosen_pairs(plan)
    np.add.at(loads, consultants, problem.weight[cases, consultants])
    return loads


def _chosen_pairs(plan: IntArray) -> tuple[IntArray, IntArray]:
    cases = np.flatnonzero(plan != LEFT_OUT)
    return cases, plan[cases]


def _broken_by_cases(problem: AssignmentProblem, plan: IntArray) -> Iterator[Violation]:
    cases, consultants = _chosen_pairs(plan)
    is_broken = ~problem.optional
    is_broken[cases] = ~problem.allowed[cases, consultants]
    for i in map(int, np.flatnonzero(is_broken)):
        j = int(plan[i])
        if j == LEFT_OUT and not problem.optional[i]:
            yield Violation("optional", i, 0, 1)
        elif j != LEFT_OUT and not problem.allowed[i, j]:
            yield Violation("allowed", i, j, 0)


def _broken_by_consultants(problem: AssignmentProblem, plan: IntArray) -> Iterator[Violation]:
    counts = np.bincount(plan[plan != LEFT_OUT], minlength=problem.num_consultants)
    loads = total_loads(problem, plan)
    is_broken = (counts < problem.min_cases) | (counts > problem.max_cases)
    if problem.max_load is not None:
        is_broken |= loads > np.maximum(problem.max_load, problem.base_load)
    if problem.load_cost is not None:
        is_broken |= loads >= problem.load_cost.shape[1]
    for j in map(int, np.flatnonzero(is_broken)):
        load, count = int(loads[j]), int(counts[j])
        if problem.max_load is not None and load > max(problem.max_load[j], problem.base_load[j]):
            yield Violation("max_load", j, load, int(max(problem.max_load[j], problem.base_load[j])))
        if problem.load_cost is not None and load > problem.load_cost.shape[1] - 1:
            yield Violation("load_cost", j, load, problem.load_cost.shape[1] - 1)
        if count < problem.min_cases[j]:
            yield Violation("min_cases", j, count, int(problem.min_cases[j]))
        if count > problem.max_cases[j]:
            yield Violation("max_cases", j, count, int(problem.max_cases[j]))


def _broken_limits(problem: AssignmentProblem, plan: IntArray) -> Iterator[Violation]:
    cases, consultants = _chosen_pairs(plan)
    chosen, waiting = cases * problem.num_consultants + consultants, np.flatnonzero(plan == LEFT_OUT)
    for k, limit in enumerate(problem.limits):
        total = int(limit.pair.ravel()[chosen].sum()) + int(limit.left_out[waiting].sum())
        if total > limit.upper:
            yield Violation("limits", k, total, limit.upper)
