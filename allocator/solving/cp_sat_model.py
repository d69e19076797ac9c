"""The exact model: a Boolean for each usable pair, and the load as a sum of unit steps.

A convex load cost is a sum of marginal costs that never fall, so one Boolean for each unit of load, priced at its
marginal cost, fills up in order without being told to. That is worth a factor of a hundred over an integer load with
tangent cuts: the linear relaxation is almost tight.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from allocator.arrays import BoolArray, IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem

_YIELD_EVERY_VARIABLES: Final = 10_000


class UnitStepModel:
    """The CP-SAT model of a problem, and the way back from its solutions to plans.

    Empty until `build` has run to its end.

    Parameters
    ----------
    problem
        The problem.
    pairs
        (n, m): the pairs that a plan may use at all.
    random
        Decides the order of the variables, so that the order of cases or consultants breaks no tie.
    """

    def __init__(self, problem: AssignmentProblem, pairs: BoolArray, random: np.random.Generator) -> None:
        self.model = cp_model.CpModel()
        self.constant_minutes = 0
        self._problem = problem
        self._cases, self._consultants = _in_random_order(pairs, random)
        self._pair_weight = problem.weight[self._cases, self._consultants]
        # The variables, by their index: a Boolean for each pair, then for what the rules below add.
        self._variables: list[cp_model.IntVar] = []
        self._minutes: list[int] = problem.cost[self._cases, self._consultants].tolist()
        self._left_out: dict[int, cp_model.IntVar] = {}
        self._steps: dict[int, list[cp_model.IntVar]] = {}
        self._unit = np.ones(problem.num_consultants, dtype=np.int64)
        self._fees: dict[tuple[int, int], cp_model.IntVar] = {}

    def build(self) -> Iterator[None]:
        """Build the model; a generator, so that whoever drives it can stop between two rows."""
        for position in range(len(self._cases)):
            self._variables.append(self.model.new_bool_var(""))
            if position % _YIELD_EVERY_VARIABLES == 0:
                yield
        yield from self._choose_one_for_each_case()
        yield from self._count_cases()
        yield from self._carry_loads()
        yield from self._pay_group_fees()
        yield from self._respect_limits()
        self.model.minimize(LinearExpr.weighted_sum(self._variables, self._minutes))

    @property
    def sizes(self) -> dict[str, int]:
        """Counts of what the model is made of."""
        return {
            "variables": len(self._variables),
            "steps": sum(map(len, self._steps.values())),
            "fees": len(self._fees),
            "rows": len(self.model.proto.constraints),
        }

    def plan(self, solution: Iterable[int]) -> IntArray:
        """The plan of a solution, given as the value of each variable."""
        is_chosen = np.fromiter(solution, dtype=np.int64)[: len(self._cases)] == 1
        plan = np.full(self._problem.num_cases, LEFT_OUT)
        plan[self._cases[is_chosen]] = self._consultants[is_chosen]
        return plan

    def hint(self, plan: IntArray) -> None:
        """Tell the solver of a plan, in all variables; it needn't be feasible."""
        value = np.zeros(len(self._variables), dtype=np.int64)
        is_chosen = plan[self._cases] == self._consultants
        value[: len(is_chosen)] = is_chosen
        for i, variable in self._left_out.items():
            value[variable.index] = plan[i] == LEFT_OUT
        weight = np.zeros(self._problem.num_consultants, dtype=np.int64)
        np.add.at(weight, self._consultants[is_chosen], self._pair_weight[is_chosen])
        for j, steps in self._steps.items():
            for variable in steps[: weight[j] // self._unit[j]]:
                value[variable.index] = 1
        for i, j in zip(self._cases[is_chosen], self._consultants[is_chosen], strict=True):
            fee = self._fees.get((int(self._problem.group[i]), int(j)))
            if fee is not None:
                value[fee.index] = 1
        self.model.proto.solution_hint.vars.extend(range(len(value)))
        self.model.proto.solution_hint.values.extend(value.tolist())

    def _choose_one_for_each_case(self) -> Iterator[None]:
        """Every case goes to one consultant, or is left out if that may be."""
        for i, positions in enumerate(_positions_of_each(self._cases, self._problem.num_cases)):
            choices = self._at(positions)
            if self._problem.optional[i]:
                self._left_out[i] = self._new_variable(int(self._problem.left_out_cost[i]))
                choices.append(self._left_out[i])
            self.model.add_exactly_one(choices)
            yield

    def _count_cases(self) -> Iterator[None]:
        """Every consultant takes between `min_cases` and `max_cases` of the cases."""
        for j, positions in enumerate(_positions_of_each(self._consultants, self._problem.num_consultants)):
            least = max(int(self._problem.min_cases[j]), 0)
            most = min(int(self._problem.max_cases[j]), len(positions))
            if least > 0 or most < len(positions):
                self._keep_between(least, LinearExpr.sum(self._at(positions)), most)
            yield

    def _carry_loads(self) -> Iterator[None]:
        """The weight a consultant takes finds room, and is priced step by step where load costs anything."""
        problem = self._problem
        for j, positions in enumerate(_positions_of_each(self._consultants, problem.num_consultants)):
            base_load = int(problem.base_load[j])
            if problem.load_cost is not None:
                self.constant_minutes += int(problem.load_cost[j, base_load])
            positions = positions[self._pair_weight[positions] > 0]
            if len(positions) == 0:
                continue
            weight = self._pair_weight[positions]
            unit = int(np.gcd.reduce(weight))
            self._unit[j] = unit
            most_by_count = np.sort(weight)[::-1][: problem.max_cases[j]].sum()
            num_steps = int(min(problem.room[j], most_by_count) // unit)
            taken = LinearExpr.weighted_sum(self._at(positions), (weight // unit).tolist())
            if problem.load_cost is not None:
                loads = base_load + unit * np.arange(num_steps + 1)
                marginal_minutes = np.diff(problem.load_cost[j, loads]).tolist()
                self._steps[j] = [self._new_variable(minutes) for minutes in marginal_minutes]
                self.model.add(taken == LinearExpr.sum(self._steps[j]))
            elif problem.room[j] < most_by_count:
                self.model.add(taken <= num_steps)
            yield

    def _pay_group_fees(self) -> Iterator[None]:
        """A consultant with a case of a group pays its fee once."""
        problem = self._problem
        members: dict[tuple[int, int], list[int]] = defaultdict(list)
        group = problem.group[self._cases]
        has_fee = group >= 0
        has_fee[has_fee] = problem.group_fee[group[has_fee], self._consultants[has_fee]] > 0
        for position in np.flatnonzero(has_fee).tolist():
            members[int(group[position]), int(self._consultants[position])].append(position)
        for pair, positions in members.items():
            fee = int(problem.group_fee[pair])
            if len(positions) == 1:
                self._minutes[positions[0]] += fee
                continue
            self._fees[pair] = self._new_variable(fee)
            for position in positions:
                self.model.add_implication(self._variables[position], self._fees[pair])
            yield

    def _respect_limits(self) -> Iterator[None]:
        """What the chosen count in a limit is at most its `upper`."""
        left_out = list(self._left_out)
        for limit in self._problem.limits:
            counted = np.concatenate([limit.pair[self._cases, self._consultants], limit.left_out[left_out]])
            least, most = int(counted[counted < 0].sum()), int(counted[counted > 0].sum())
            if most > limit.upper:
                variables = [*self._variables[: len(self._cases)], *self._left_out.values()]
                counts = np.flatnonzero(counted)
                total = LinearExpr.weighted_sum([variables[v] for v in counts.tolist()], counted[counts].tolist())
                self._keep_between(least, total, limit.upper)
            yield

    def _keep_between(self, least: int, total: cp_model.LinearExprT, most: int) -> None:
        if least <= most:
            self.model.add_linear_constraint(total, least, most)
        else:  # CP-SAT takes an empty domain for none at all
            self.model.add_bool_or([])

    def _new_variable(self, minutes: int) -> cp_model.IntVar:
        self._variables.append(self.model.new_bool_var(""))
        self._minutes.append(minutes)
        return self._variables[-1]

    def _at(self, positions: IntArray) -> list[cp_model.IntVar]:
        return [self._variables[position] for position in positions]


def _in_random_order(pairs: BoolArray, random: np.random.Generator) -> tuple[IntArray, IntArray]:
    """The cases and consultants of the pairs, cases and consultants each in a random order."""
    cases, consultants = np.nonzero(pairs)
    case_rank, consultant_rank = random.permutation(pairs.shape[0]), random.permutation(pairs.shape[1])
    order = np.lexsort((consultant_rank[consultants], case_rank[cases]))
    return cases[order], consultants[order]


def _positions_of_each(labels: IntArray, num_labels: int) -> Sequence[IntArray]:
    """For each label, where it stands."""
    in_order = np.argsort(labels, kind="stable")
    ends = np.cumsum(np.bincount(labels, minlength=num_labels))
    return np.split(in_order, ends[:-1]) if num_labels else []
