"""A phase of the solver for rebalances: a good plan differs little from a known one, and most of it is settled at once.

The LP says of every choice for a case what the best plan with it costs at the least. So the problem is first solved
with the few choices that cost least; its best plan is the best of all, unless one that was left aside could be better.
Then those that could are taken in, and no others ever have to be.
"""

import math
from collections.abc import Mapping
from functools import partial
from typing import Final

import numpy as np

from allocator.arrays import IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem, Limit
from allocator.rebalancing.least_minutes import LeastMinutes, least_minutes
from allocator.rebalancing.watched import watched
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import solve
from allocator.solving.result import Result
from allocator.solving.search import Phase, Search

MOST_PAIRS: Final = 500_000
"""Up to so many the LP takes a second or two."""

LONGEST_LP_S: Final = 2.0
FIRST_CHANGES: Final = 60
"""How many changes of the plan are looked at first."""


def search_near_plan(search: Search, phases: Mapping[str, Phase]) -> None:
    """Find the best plan by the few choices that matter, and prove it; nothing where no plan is known yet.

    Parameters
    ----------
    phases
        What is done with the few choices.
    """
    plan = search.incumbent.plan
    if plan is None or not 0 < int(search.pairs.sum()) <= MOST_PAIRS:
        return
    with search.timed("relaxation"):
        # Whoever counts work instead of seconds wants the same plan again, however busy the machine is.
        longest_s = LONGEST_LP_S if search.deterministic_limit is None else math.inf
        limit_s = min(longest_s, search.stopping.remaining_s)
        least = watched(
            partial(least_minutes, search.problem, search.pairs, plan, limit_s),
            lambda: search.stopping.reason() == "cancelled",
        )
    if least is None:
        return
    _raise_bound(search, least.total)
    first = _reach_of_first(least)
    for reach, share in ((first, 0.5), (None, 1.0)):
        cutoff, plan = search.incumbent.cutoff, search.incumbent.plan
        if search.incumbent.is_settled or search.stopping.reason() is not None or cutoff is None or plan is None:
            return
        within = cutoff if reach is None else min(reach, cutoff)
        part = _Part(search.problem, least, plan, within)
        result = _solve(search, part, plan, within, share, phases)
        if result.assignment is not None:
            search.incumbent.offer(part.whole(result.assignment))
        if result.bound is not None:
            _raise_bound(search, min(result.bound + part.constant_minutes, within + 1))


def _solve(
    search: Search, part: "_Part", plan: IntArray, within: int, share: float, phases: Mapping[str, Phase]
) -> Result:
    """The part by itself; a bound on it is one on the whole as far as it goes."""

    def told(known: Progress) -> None:
        if known.bound is not None:
            _raise_bound(search, min(known.bound + part.constant_minutes, within + 1))

    result = solve(
        part.problem,
        search.stopping.remaining_s * share,
        search.seed,
        search.workers,
        part.plan_of(plan),
        told,
        lambda: search.stopping.reason() == "cancelled",
        deterministic_limit=search.deterministic_limit,
        phases=phases,
    )
    search.stopping.set_back(result.statistics.seconds.get("kernels", 0.0))
    search.deterministic_time += result.statistics.deterministic_time
    search.sizes["cases_near_plan"] = part.problem.num_cases
    return result


def _raise_bound(search: Search, bound: int) -> None:
    """A bound is one on plans better than the best known; nothing is wrong where it says there are none."""
    objective = search.incumbent.objective
    search.incumbent.raise_bound(bound if objective is None else min(bound, objective))


def _reach_of_first(least: LeastMinutes) -> int:
    """Up to how many minutes the choices go that are looked at first, besides one for each case."""
    choices = np.concatenate([least.pair.ravel(), least.left_out])
    number = min(len(choices), len(least.pair) + FIRST_CHANGES)
    return int(np.partition(choices, number - 1)[number - 1])


class _Part:
    """The cases that have several choices within reach, while all others are where the plan has them.

    Attributes
    ----------
    problem
        Of these cases alone.
    constant_minutes
        What all the others cost.
    """

    def __init__(self, problem: AssignmentProblem, least: LeastMinutes, plan: IntArray, within: int) -> None:
        given = plan != LEFT_OUT
        pairs = least.pair <= within
        pairs[np.flatnonzero(given), plan[given]] = True
        may_wait = (least.left_out <= within) | ~given
        open_cases = pairs.sum(axis=1) + may_wait > 1
        self._plan = plan
        self._open = np.flatnonzero(open_cases)
        kept, to = np.flatnonzero(given & ~open_cases), plan[given & ~open_cases]
        waiting = ~given & ~open_cases
        load = problem.base_load.copy()
        np.add.at(load, to, problem.weight[kept, to])
        count = np.bincount(to, minlength=problem.num_consultants)
        is_met = np.zeros((problem.num_groups, problem.num_consultants), dtype=np.bool_)
        grouped = problem.group[kept] >= 0
        is_met[problem.group[kept[grouped]], to[grouped]] = True
        self.constant_minutes = int(
            problem.cost[kept, to].sum() + problem.left_out_cost[waiting].sum() + problem.group_fee[is_met].sum()
        )
        self.problem = AssignmentProblem(
            cost=problem.cost[self._open],
            allowed=pairs[self._open],
            weight=problem.weight[self._open],
            base_load=load,
            max_load=None if problem.max_load is None else np.maximum(problem.max_load, problem.base_load),
            load_cost=problem.load_cost,
            min_cases=problem.min_cases - count,
            max_cases=problem.max_cases - count,
            group=problem.group[self._open],
            group_fee=np.where(is_met, 0, problem.group_fee),
            optional=may_wait[self._open],
            left_out_cost=problem.left_out_cost[self._open],
            limits=tuple(
                Limit(
                    row.pair[self._open],
                    row.left_out[self._open],
                    upper=row.upper - int(row.pair[kept, to].sum() + row.left_out[waiting].sum()),
                )
                for row in problem.limits
            ),
        )

    def plan_of(self, plan: IntArray) -> IntArray:
        """The open cases' share of a plan."""
        return plan[self._open]

    def whole(self, plan: IntArray) -> IntArray:
        """A plan of the open cases with all others where they are."""
        result = self._plan.copy()
        result[self._open] = plan
        return result
