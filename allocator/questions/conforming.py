"""A plan made to keep hard rules that are new to it, by the nearest means: a start for a solver, and an upper bound."""

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.neighbours import neighbours_of
from allocator.questions.outcome import keeps_hard_rules, values_of
from allocator.questions.repair import repaired


def conform(formulation: Formulation, assignment: IntArray) -> IntArray:
    """Every case whose pair is forbidden now, and every one that waits, goes to the best place the others leave it.

    A case that one consultant alone may have is put there even if another has to move for it, where that pays. What
    finds no place waits.
    """
    allowed = formulation.allowed()
    plan = assignment.copy()
    rows = np.flatnonzero(plan >= 0)
    plan[rows[~allowed[rows, plan[rows]]]] = -1
    for i in sorted(np.flatnonzero(plan < 0).tolist(), key=lambda each: int(allowed[each].sum())):
        neighbours = neighbours_of(formulation.unheld_problem, plan, i)
        places = np.flatnonzero(neighbours.is_feasible)
        options = [plan]
        if len(places):
            keys = [neighbours.total[places], *(level.pair[i][places] for level in reversed(formulation.levels))]
            nearest = plan.copy()
            nearest[i] = places[np.lexsort(keys)[0]]
            options.append(nearest)
        elif allowed[i].sum() == 1:
            options += repaired(formulation, plan, i, int(np.flatnonzero(allowed[i])[0]))
        options = [option for option in options if keeps_hard_rules(formulation, option)]
        plan = min(options, key=lambda option: values_of(formulation, option), default=plan)
    return plan
