"""Peer (e), what people do by rule of thumb: the fixed contact person, otherwise whoever lives nearest and has room."""

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem
from benchmarks.instances.rounds import PracticeFacts
from benchmarks.peers.answer import Answer, UnsuitedProblem


def distribute_by_practice(problem: AssignmentProblem, facts: PracticeFacts) -> Answer:
    """One case after the other in the order they came, never looking back; ties to the lower load.

    A case for which nobody has room is left out if that may be, otherwise there is no plan.

    Raises
    ------
    UnsuitedProblem
        If the problem has minimum counts or limits: rows over the whole plan, of which the rule knows nothing.
    """
    if problem.limits or (problem.min_cases > 0).any():
        raise UnsuitedProblem("the practice rule knows no limits over the whole plan and no least number of cases")
    load, largest_load, places = problem.base_load.copy(), problem.base_load + problem.room, problem.max_cases.copy()
    plan = np.full(problem.num_cases, LEFT_OUT, dtype=np.int64)
    for i in range(problem.num_cases):
        can = problem.allowed[i] & (load + problem.weight[i] <= largest_load) & (places > 0)
        if can.any():
            j = _choose(facts, i, can, load)
            plan[i] = j
            load[j] += problem.weight[i, j]
            places[j] -= 1
        elif not problem.optional[i]:
            return Answer(None, None, False, f"no room for case {i}", {})
    return Answer(plan, None, False, "end of the list", {})


def _choose(facts: PracticeFacts, i: int, can: BoolArray, load: IntArray) -> int:
    contact = facts.contact[i]
    if contact >= 0 and can[contact]:
        return int(contact)
    nearest_first = np.lexsort((load, facts.one_way_minutes[i]))
    return int(nearest_first[can[nearest_first]][0])
