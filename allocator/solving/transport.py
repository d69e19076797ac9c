"""Cases that all weigh the same to a consultant, without fees or limits: exact in polynomial time.

Each consultant is a row of places, one for each case she could take, dearer from place to place because load costs are
convex. So the places fill up in order by themselves, and what remains is a linear assignment, or a flow where a
consultant must take some cases or where there are many places.
"""

from typing import Final

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # type: ignore[import-untyped]
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from allocator.arrays import IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem
from allocator.solving.obstacles import find_obstacle
from allocator.solving.search import Search

_MOST_PLACES_A_CASE: Final = 3
_LARGEST_FLOW_COST: Final = 2**62


def assign_equal_weights(search: Search) -> None:
    """Settle a problem in which only pairs, counts and the loads of equal cases matter."""
    problem = search.problem
    weight = _weight_of_each_consultant(search)
    if weight is None:
        return
    most = np.minimum(problem.max_cases, problem.num_cases)
    np.minimum(most, problem.room // np.maximum(weight, 1), out=most, where=weight > 0)
    if (most < np.maximum(problem.min_cases, 0)).any():
        plan = None
    else:
        places = _Places(problem, weight, most)
        if int(places.first[-1]) <= _MOST_PLACES_A_CASE * problem.num_cases and (problem.min_cases <= 0).all():
            plan = _assign(search, places)
        elif _fits_a_flow(problem, places):
            plan = _let_flow(search, places)
        else:
            return
    if plan is None:
        search.obstacle = find_obstacle(problem, search.pairs)
        search.incumbent.prove_infeasible()
    else:
        search.incumbent.offer(plan)
        search.incumbent.prove_optimal()


def _weight_of_each_consultant(search: Search) -> IntArray | None:
    """(m,): what every case weighs to a consultant; None where cases differ or the path does not fit."""
    problem = search.problem
    if problem.num_cases == 0 or problem.num_consultants == 0 or problem.limits:
        return None
    if problem.num_groups and problem.group_fee[problem.group[problem.group >= 0]].any():
        return None
    weight = problem.weight
    if weight.strides[1] == 0:
        weight = weight[:, :1]
    least, largest = weight.min(axis=0), weight.max(axis=0)
    if (least != largest).any():
        least = np.where(search.pairs, problem.weight, np.iinfo(np.int64).max).min(axis=0)
        largest = np.where(search.pairs, problem.weight, -1).max(axis=0)
        if (least < largest).any():
            return None
        least = np.where(largest < 0, 1, least)
    return np.asarray(np.broadcast_to(least, problem.num_consultants))


class _Places:
    """The places of all consultants in a row.

    Attributes
    ----------
    are_one_each
        Whether everybody has one place.
    first
        (m + 1,): where each consultant's places begin.
    consultant, minutes
        (S,): whose a place is, and what the case in it adds to her load cost.
    """

    def __init__(self, problem: AssignmentProblem, weight: IntArray, most: IntArray) -> None:
        self.are_one_each = bool((most == 1).all())
        self.first = np.append(0, np.cumsum(most))
        self.consultant = np.repeat(np.arange(problem.num_consultants), most)
        self.minutes = np.zeros(len(self.consultant), dtype=np.int64)
        if problem.load_cost is not None:
            number = np.arange(len(self.consultant)) - self.first[self.consultant]
            load = problem.base_load[self.consultant] + weight[self.consultant] * number
            self.minutes = (
                problem.load_cost[self.consultant, load + weight[self.consultant]]
                - problem.load_cost[self.consultant, load]
            )


def _fits_a_flow(problem: AssignmentProblem, places: _Places) -> bool:
    """Whether the flow's own potentials stay within 63 bits."""
    arrays = (problem.cost, problem.left_out_cost, places.minutes)
    largest = max(int(np.abs(array).max(initial=0)) for array in arrays)
    return largest * (problem.num_cases + problem.num_consultants + 2) ** 2 < _LARGEST_FLOW_COST


def _assign(search: Search, places: _Places) -> IntArray | None:
    """A plan by linear assignment, in doubles, which hold all sums exactly; None where there is none."""
    problem = search.problem
    outside = np.flatnonzero(problem.optional)
    minutes = problem.cost
    if not search.pairs.all():
        minutes = np.where(search.pairs, minutes, np.inf)
    if not places.are_one_each:
        minutes = minutes[:, places.consultant]
    if places.minutes.any():
        minutes = minutes + places.minutes
    if len(outside):
        own = np.full((problem.num_cases, len(outside)), np.inf)
        own[outside, np.arange(len(outside))] = problem.left_out_cost[outside]
        minutes = np.concatenate([minutes, own], axis=1)
    if minutes.shape[1] < problem.num_cases:
        return None
    case_order, place_order = _order(minutes.shape[0], search.seed), _order(minutes.shape[1], ~search.seed)
    try:
        case, place = linear_sum_assignment(minutes[case_order[:, np.newaxis], place_order])
    except ValueError:  # what SciPy says where every assignment is forbidden
        return None
    consultant = np.append(places.consultant, np.full(len(outside), LEFT_OUT))
    plan = np.empty(problem.num_cases, dtype=np.int64)
    plan[case_order[case]] = consultant[place_order[place]]
    return plan


def _order(length: int, seed: int) -> IntArray:
    """An order by a hash of index and seed, so that the order of rows breaks no tie; quicker than a generator.

    Source: the finishing steps of SplitMix64, Steele, Lea and Flood (2014).
    """
    mixed = np.arange(seed % 2**32, seed % 2**32 + length, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return np.argsort(mixed ^ (mixed >> np.uint64(27)))


def _let_flow(search: Search, places: _Places) -> IntArray | None:
    """A plan by minimum-cost flow: cases to consultants, who keep what they must take and send the rest on."""
    problem = search.problem
    n, m = problem.num_cases, problem.num_consultants
    case, consultant = np.nonzero(search.pairs)
    outside = np.flatnonzero(problem.optional)
    must = np.maximum(problem.min_cases, 0)
    if must.sum() > n:
        return None
    sink = n + m
    case_node, consultant_node = np.argsort(_order(n, search.seed)), n + np.argsort(_order(m, ~search.seed))
    number = np.arange(len(places.consultant)) - places.first[places.consultant]
    goes_on = number >= must[places.consultant]
    due = np.bincount(places.consultant[~goes_on], minlength=m)
    tails = np.concatenate([case_node[case], case_node[outside], consultant_node[places.consultant[goes_on]]])
    heads = np.concatenate(
        [consultant_node[consultant], np.full(len(outside), sink), np.full(int(goes_on.sum()), sink)]
    )
    costs = np.concatenate([problem.cost[case, consultant], problem.left_out_cost[outside], places.minutes[goes_on]])
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones(len(tails), dtype=np.int64), costs)
    supply = np.concatenate([np.ones(n, dtype=np.int64), -due, [due.sum() - n]])
    flow.set_nodes_supplies(np.concatenate([np.arange(n), consultant_node, [sink]]), supply)
    status = flow.solve()
    if status == flow.INFEASIBLE:
        return None
    if status != flow.OPTIMAL:
        raise RuntimeError(f"the flow answers {status}")
    is_used = flow.flows(arcs)[: len(case)] > 0
    plan = np.full(n, LEFT_OUT)
    plan[case[is_used]] = consultant[is_used]
    return plan
