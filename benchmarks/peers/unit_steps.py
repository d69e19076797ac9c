"""The unit-step model in no solver's words: Booleans with their minutes, and rows.

A convex load cost is the sum of the marginal costs of its units; one Boolean a unit, priced at its marginal cost, fills
up in order by itself. Written apart from the product's own model, so that the peers stay as they are.
"""

from dataclasses import dataclass, field

import numpy as np

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem


@dataclass(frozen=True, eq=False)
class Row:
    """`lower` <= sum of coefficients times columns <= `upper`; None for no such end."""

    columns: IntArray
    coefficients: IntArray
    lower: int | None
    upper: int | None


@dataclass(eq=False)
class UnitSteps:
    """The model, built by `build_unit_steps`; all columns are Boolean.

    Attributes
    ----------
    cases, consultants
        (p,): of the first p columns, the pairs.
    minutes
        Of each column.
    constant_minutes
        What every plan costs besides: the load costs of the base loads.
    exactly_one
        Sets of columns of which exactly one is chosen.
    implications
        Pairs of columns of which the first needs the second.
    rows
        All others.
    """

    cases: IntArray
    consultants: IntArray
    minutes: list[int]
    constant_minutes: int = 0
    exactly_one: list[IntArray] = field(default_factory=list)
    implications: list[tuple[int, int]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add_columns(self, minutes: IntArray) -> IntArray:
        """The indices of new columns with these prices."""
        first = len(self.minutes)
        self.minutes.extend(minutes.tolist())
        return np.arange(first, len(self.minutes))


def build_unit_steps(problem: AssignmentProblem) -> UnitSteps:
    """Write a problem down, all its fields."""
    cases, consultants = np.nonzero(problem.allowed)
    model = UnitSteps(cases, consultants, problem.cost[cases, consultants].tolist())
    optional = np.flatnonzero(problem.optional)
    left_out = model.add_columns(problem.left_out_cost[optional])
    out_column = dict(zip(optional.tolist(), left_out.tolist(), strict=True))

    for i, columns in enumerate(_columns_of(cases, problem.num_cases)):
        also = [out_column[i]] if i in out_column else []
        model.exactly_one.append(np.concatenate([columns, np.array(also, dtype=np.int64)]))
    for j, columns in enumerate(_columns_of(consultants, problem.num_consultants)):
        _carry_load(model, problem, j, columns)
        _count_cases(model, problem, j, columns)
    _pay_group_fees(model, problem)
    for limit in problem.limits:
        counted = np.concatenate([limit.pair[cases, consultants], limit.left_out[optional]])
        model.rows.append(Row(np.concatenate([np.arange(len(cases)), left_out]), counted, None, limit.upper))
    return model


def _carry_load(model: UnitSteps, problem: AssignmentProblem, j: int, columns: IntArray) -> None:
    base_load, room = int(problem.base_load[j]), int(problem.room[j])
    if problem.load_cost is not None:
        model.constant_minutes += int(problem.load_cost[j, base_load])
    weight = problem.weight[model.cases[columns], j]
    columns, weight = columns[weight > 0], weight[weight > 0]
    if len(columns) == 0:
        return
    unit = int(np.gcd.reduce(weight))
    num_steps = min(room, int(weight.sum())) // unit
    if problem.load_cost is None:
        model.rows.append(Row(columns, weight // unit, None, num_steps))
        return
    loads = base_load + unit * np.arange(num_steps + 1)
    steps = model.add_columns(np.diff(problem.load_cost[j, loads]))
    coefficients = np.concatenate([weight // unit, np.full(num_steps, -1)])
    model.rows.append(Row(np.concatenate([columns, steps]), coefficients, 0, 0))


def _count_cases(model: UnitSteps, problem: AssignmentProblem, j: int, columns: IntArray) -> None:
    least, most = int(problem.min_cases[j]), int(problem.max_cases[j])
    if least > 0 or most < len(columns):
        model.rows.append(Row(columns, np.ones(len(columns), dtype=np.int64), max(least, 0), most))


def _pay_group_fees(model: UnitSteps, problem: AssignmentProblem) -> None:
    group = problem.group[model.cases]
    paid: dict[tuple[int, int], int] = {}
    for column in np.flatnonzero(group >= 0).tolist():
        pair = int(group[column]), int(model.consultants[column])
        fee = problem.group_fee[pair]
        if fee == 0:
            continue
        if pair not in paid:
            paid[pair] = int(model.add_columns(np.array([fee]))[0])
        model.implications.append((column, paid[pair]))


def _columns_of(labels: IntArray, num_labels: int) -> list[IntArray]:
    in_order = np.argsort(labels, kind="stable")
    return np.split(in_order, np.cumsum(np.bincount(labels, minlength=num_labels))[:-1])
