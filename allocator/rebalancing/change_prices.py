"""What rows are worth, from an LP over the changes of a plan.

In a rebalance nearly every case stays where it is. So the LP counts changes and not pairs: what each adds in minutes,
in load, in numbers and in rows, and no row says that every case has its consultant.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]
from scipy.sparse import csr_array, vstack  # type: ignore[import-untyped]

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.problem import AssignmentProblem

REACH: Final = 12
"""The LP knows the minutes of loads exactly that so many of the heaviest cases lead to; beyond, they go on straight."""

_Entries: TypeAlias = tuple[IntArray, IntArray, IntArray]
"""Rows, columns and values."""


@dataclass(frozen=True, eq=False)
class Prices:
    """Minutes for each unit of the rows.

    Attributes
    ----------
    load
        (m,): for a unit of load, any sign.
    count
        (m,): for a case, beside its load; >= 0.
    group
        (n, m): for a case's share of the fee that its group meets at a consultant; >= 0.
    limit
        (number of limits,): for a unit of each; >= 0.
    """

    load: FloatArray
    count: FloatArray
    group: FloatArray
    limit: FloatArray


def suggest_prices(problem: AssignmentProblem, pairs: BoolArray, plan: IntArray, time_limit_s: float) -> Prices:
    """The LP's prices; all 0 where it has none in time.

    Parameters
    ----------
    pairs
        (n, m): those that may be used.
    plan
        (n,): a feasible plan of such pairs, -1 for left out.
    """
    n, m = problem.cost.shape
    changes = _Changes(problem, pairs, plan)
    prices = changes.solve(time_limit_s) if changes.num_columns else None
    if prices is None:
        return Prices(np.zeros(m), np.zeros(m), np.zeros((n, m)), np.zeros(len(problem.limits)))
    return prices


class _Changes:
    """The LP.

    Its columns are the changes, first those to another consultant and then those to waiting; the fees that can be met;
    and what load costs, in steps of units that cost the same.
    """

    def __init__(self, problem: AssignmentProblem, pairs: BoolArray, plan: IntArray) -> None:
        self._problem, self._plan = problem, plan
        self._given = np.flatnonzero(plan >= 0)
        self._has = plan[self._given]
        other = pairs.copy()
        other[self._given, self._has] = False
        self._moved, self._to = np.nonzero(other)
        self._waits = np.flatnonzero(problem.optional & (plan >= 0))
        self._changed = np.concatenate([self._moved, self._waits])
        self._group, self._fee_of = np.nonzero(self._can_be_met() & (problem.group_fee > 0))

    def solve(self, time_limit_s: float) -> Prices | None:
        """The prices; None where there are none in time."""
        problem = self._problem
        n, m = problem.cost.shape
        linked, staying = self._linked, self._staying
        owner, marginal, units = self._steps
        sizes = [m, len(problem.limits), len(linked), len(staying), n]
        room = problem.max_cases - np.bincount(self._has, minlength=m)
        upper = [np.ones(len(self._changed) + len(self._group)), units]
        fee = problem.group_fee[self._group, self._fee_of]
        result = linprog(
            np.concatenate([self._more(problem.cost, problem.left_out_cost), fee, marginal]).astype(float),
            A_eq=self._rows(m, self._at_consultants(problem.weight), (owner, self._steps_from, -np.ones_like(owner))),
            b_eq=-self._load_in_plan,
            A_ub=vstack(
                [
                    self._rows(m, self._at_consultants(np.ones((n, m), dtype=np.int64))),
                    self._rows(len(problem.limits), *self._in_limits),
                    self._rows(len(linked), *self._pays_where_it_goes),
                    self._rows(len(staying), *self._pays_where_it_stays),
                    self._rows(n, (self._changed, np.arange(len(self._changed)), np.ones_like(self._changed))),
                ]
            ),
            b_ub=np.concatenate(
                [room, self._slack_of_limits, np.zeros(len(linked)), -np.ones(len(staying)), np.ones(n)]
            ),
            bounds=np.stack([np.zeros(self.num_columns), np.concatenate(upper)], axis=1),
            method="highs-ds",
            options={"time_limit": time_limit_s},
        )
        if result.status != 0:
            return None
        count, limit, of_linked, of_staying, _ = np.split(-result.ineqlin.marginals, np.cumsum(sizes)[:-1])
        group = np.zeros((n, m))
        group[self._moved[linked], self._to[linked]] = of_linked
        group[staying, self._plan[staying]] = of_staying
        return Prices(load=-result.eqlin.marginals, count=count, group=group, limit=limit)

    def _can_be_met(self) -> BoolArray:
        """(g, m): which fees a case of the group can cause."""
        problem = self._problem
        met = np.zeros(problem.group_fee.shape, dtype=np.bool_)
        for case, consultant in ((self._moved, self._to), (self._given, self._has)):
            grouped = problem.group[case] >= 0
            met[problem.group[case[grouped]], consultant[grouped]] = True
        return met

    def _more(self, pair: IntArray, left_out: IntArray) -> IntArray:
        """What each change counts more than the plan does."""
        now = left_out.copy()
        now[self._given] = pair[self._given, self._has]
        then = np.concatenate([pair[self._moved, self._to], left_out[self._waits]])
        more: IntArray = then - now[self._changed]
        return more

    def _at_consultants(self, pair: IntArray) -> _Entries:
        """What each change counts where the case goes, and no longer counts where it comes from."""
        leaves = np.flatnonzero(self._plan[self._changed] >= 0)
        case = self._changed[leaves]
        return (
            np.concatenate([self._to, self._plan[case]]),
            np.concatenate([np.arange(len(self._to)), leaves]),
            np.concatenate([pair[self._moved, self._to], -pair[case, self._plan[case]]]),
        )

    @property
    def _in_limits(self) -> list[_Entries]:
        columns = np.arange(len(self._changed))
        return [
            (np.full(len(columns), k), columns, self._more(row.pair, row.left_out))
            for k, row in enumerate(self._problem.limits)
        ]

    @property
    def _slack_of_limits(self) -> list[float]:
        """What the plan leaves of each limit, which may be any number."""
        waiting = self._plan < 0
        return [
            float(row.upper - int(row.pair[self._given, self._has].sum() + row.left_out[waiting].sum()))
            for row in self._problem.limits
        ]

    @cached_property
    def _linked(self) -> IntArray:
        """The changes that meet a fee."""
        linked = np.flatnonzero(self._problem.group[self._moved] >= 0)
        return linked[self._fee_column(self._moved[linked], self._to[linked]) >= 0]

    @cached_property
    def _staying(self) -> IntArray:
        """The cases that meet a fee where they are."""
        staying = self._given[self._problem.group[self._given] >= 0]
        return staying[self._fee_column(staying, self._plan[staying]) >= 0]

    @property
    def _pays_where_it_goes(self) -> list[_Entries]:
        nth = np.arange(len(self._linked))
        paid = self._fee_column(self._moved[self._linked], self._to[self._linked])
        return [(nth, self._linked, np.ones_like(nth)), (nth, paid, -np.ones_like(nth))]

    @property
    def _pays_where_it_stays(self) -> list[_Entries]:
        """All of a case but what goes elsewhere."""
        nth = np.arange(len(self._staying))
        place = np.full(self._problem.num_cases, -1)
        place[self._staying] = nth
        leaves = np.flatnonzero(place[self._changed] >= 0)
        paid = self._fee_column(self._staying, self._plan[self._staying])
        return [(place[self._changed[leaves]], leaves, -np.ones_like(leaves)), (nth, paid, -np.ones_like(nth))]

    def _fee_column(self, case: IntArray, consultant: IntArray) -> IntArray:
        """The columns of the fees that these cases, each of a group, meet; -1 for none."""
        columns = np.full(self._problem.group_fee.shape, -1)
        columns[self._group, self._fee_of] = len(self._changed) + np.arange(len(self._group))
        found: IntArray = columns[self._problem.group[case], consultant]
        return found

    @cached_property
    def _load_in_plan(self) -> IntArray:
        """(m,): what the plan adds to the base load."""
        load = np.zeros(self._problem.num_consultants, dtype=np.int64)
        np.add.at(load, self._has, self._problem.weight[self._given, self._has])
        return load

    @cached_property
    def _steps(self) -> tuple[IntArray, IntArray, IntArray]:
        """Whose, at how many minutes a unit, and how many units, the cheapest first."""
        problem = self._problem
        reach = REACH * int(problem.weight.max(initial=1))
        owner, marginal, units = [], [], []
        for j in range(problem.num_consultants):
            base, room, now = int(problem.base_load[j]), int(problem.room[j]), int(self._load_in_plan[j])
            minutes = np.zeros(room, dtype=np.int64)
            if problem.load_cost is not None:
                minutes = np.diff(problem.load_cost[j, base : base + room + 1])
            low, high = max(0, now - reach), min(room, now + reach)
            if low < high:
                minutes = np.clip(minutes, minutes[low], minutes[high - 1])
            each, count = np.unique(minutes, return_counts=True)
            owner.append(np.full(len(each), j))
            marginal.append(each)
            units.append(count)
        return np.concatenate(owner), np.concatenate(marginal), np.concatenate(units)

    @property
    def _steps_from(self) -> IntArray:
        """The columns of the steps."""
        return len(self._changed) + len(self._group) + np.arange(len(self._steps[0]))

    @property
    def num_columns(self) -> int:
        """Of all kinds together."""
        return len(self._changed) + len(self._group) + len(self._steps[0])

    def _rows(self, num_rows: int, *entries: _Entries) -> csr_array:
        if not entries:
            return csr_array((num_rows, self.num_columns), dtype=float)
        row, column, value = (np.concatenate(each) for each in zip(*entries, strict=True))
        return csr_array((value.astype(float), (row, column)), shape=(num_rows, self.num_columns))
