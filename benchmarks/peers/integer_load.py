"""Peer (a), the model most people write for CP-SAT. Fixed: it is neither weakened nor tuned.

One Boolean for each allowed pair, a row for each case, one integer load for each consultant, its cost held from below
by tangents, implications for the group fees, and the parameters as they come, save for time and threads.
"""

import time

import numpy as np
from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem
from benchmarks.peers.answer import Answer
from benchmarks.peers.cp_sat_answer import run_cp_sat


def solve_with_integer_loads(problem: AssignmentProblem, time_limit_s: float, workers: int) -> Answer:
    """Build the model and let CP-SAT solve it."""
    started = time.perf_counter()
    model = IntegerLoadModel(problem)
    return run_cp_sat(model.model, model.cases, model.consultants, 0, problem, started + time_limit_s, workers)


class IntegerLoadModel:
    """The CP-SAT model; its first variables are the pairs, in the order of `cases` and `consultants`."""

    def __init__(self, problem: AssignmentProblem) -> None:
        self.model = cp_model.CpModel()
        self.cases, self.consultants = np.nonzero(problem.allowed)
        self._problem = problem
        self._takes = [
            self.model.new_bool_var(f"case {i} to {j}") for i, j in zip(self.cases, self.consultants, strict=True)
        ]
        self._objective = [LinearExpr.weighted_sum(self._takes, self._at_pairs(problem.cost))]
        self._left_out = self._assign_every_case()
        self._carry_loads()
        self._count_cases()
        self._pay_group_fees()
        self._respect_limits()
        self.model.minimize(LinearExpr.sum(self._objective))

    def _at_pairs(self, matrix: IntArray) -> list[int]:
        values: list[int] = matrix[self.cases, self.consultants].tolist()
        return values

    def _assign_every_case(self) -> dict[int, cp_model.IntVar]:
        """Exactly one consultant, or left out where that may be; the variable of each case that may."""
        problem = self._problem
        left_out: dict[int, cp_model.IntVar] = {}
        for i in range(problem.num_cases):
            choices = [self._takes[k] for k in np.flatnonzero(self.cases == i)]
            if problem.optional[i]:
                left_out[i] = self.model.new_bool_var(f"case {i} left out")
                choices.append(left_out[i])
            self.model.add_exactly_one(choices)
        prices = problem.left_out_cost[list(left_out)].tolist()
        self._objective.append(LinearExpr.weighted_sum(list(left_out.values()), prices))
        return left_out

    def _carry_loads(self) -> None:
        problem = self._problem
        for j in range(problem.num_consultants):
            pairs = np.flatnonzero(self.consultants == j)
            base_load = int(problem.base_load[j])
            largest_load = base_load + int(problem.room[j])
            load = self.model.new_int_var(base_load, largest_load, f"load of {j}")
            weights = problem.weight[self.cases[pairs], j].tolist()
            self.model.add(load == base_load + LinearExpr.weighted_sum([self._takes[k] for k in pairs], weights))
            if problem.load_cost is not None:
                self._price_load(load, problem.load_cost[j], base_load, largest_load)

    def _price_load(self, load: cp_model.IntVar, curve: IntArray, base_load: int, largest_load: int) -> None:
        """The cost lies on or above every tangent: a line for each step of the curve, equal ones once."""
        reached = curve[base_load : largest_load + 1]
        cost = self.model.new_int_var(int(reached.min()), int(reached.max()), f"cost of {load.name}")
        slopes = np.diff(reached)
        for step in np.flatnonzero(np.diff(slopes, prepend=slopes[:1] - 1)):
            slope = int(slopes[step])
            self.model.add(cost >= int(reached[step]) + slope * (load - (base_load + int(step))))
        self._objective.append(1 * cost)

    def _count_cases(self) -> None:
        problem = self._problem
        for j in range(problem.num_consultants):
            number = LinearExpr.sum([self._takes[k] for k in np.flatnonzero(self.consultants == j)])
            if problem.min_cases[j] > 0:
                self.model.add(number >= int(problem.min_cases[j]))
            if problem.max_cases[j] < problem.num_cases:
                self.model.add(number <= int(problem.max_cases[j]))

    def _pay_group_fees(self) -> None:
        problem = self._problem
        paid: dict[tuple[int, int], cp_model.IntVar] = {}
        for take, i, j in zip(self._takes, self.cases.tolist(), self.consultants.tolist(), strict=True):
            g = int(problem.group[i])
            if g < 0 or problem.group_fee[g, j] == 0:
                continue
            if (g, j) not in paid:
                paid[g, j] = self.model.new_bool_var(f"group {g} at {j}")
            self.model.add_implication(take, paid[g, j])
        fees = [int(problem.group_fee[pair]) for pair in paid]
        self._objective.append(LinearExpr.weighted_sum(list(paid.values()), fees))

    def _respect_limits(self) -> None:
        for limit in self._problem.limits:
            variables = [*self._takes, *self._left_out.values()]
            counted = [*self._at_pairs(limit.pair), *limit.left_out[list(self._left_out)].tolist()]
            self.model.add(LinearExpr.weighted_sum(variables, counted) <= limit.upper)
