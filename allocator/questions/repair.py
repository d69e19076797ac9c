"""Plans that give one case to one consultant, mended from a given plan by moving or leaving out one other case."""

from collections.abc import Iterator

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.neighbours import neighbours_of_each
from allocator.questions.outcome import keeps_hard_rules

NUM_TARGETS = 3
"""How many of the nearest places are tried for a case that has to make room."""


def repaired(formulation: Formulation, assignment: IntArray, i: int, j: int) -> Iterator[IntArray]:
    """Plans with case i at consultant j: as it is, with another of hers elsewhere, and at last with enough left out.

    Some may break rules; at least one does not wherever the pair itself is possible. The round that the plan is of may
    allow less than these plans need; only hard rules are looked at, levels are the reader's to compare.
    """
    plan = assignment.copy()
    plan[i] = j
    yield plan
    problem = formulation.unheld_problem
    hers = [each for each in np.flatnonzero(plan == j).tolist() if each != i]
    each_elsewhere = neighbours_of_each(problem, plan, np.array(hers, dtype=np.int64)) if hers else []
    for other, neighbours in zip(hers, each_elsewhere, strict=True):
        minutes = np.where(neighbours.is_feasible, neighbours.total, np.iinfo(np.int64).max)
        minutes[j] = np.iinfo(np.int64).max
        keys = [minutes, *(level.pair[other] for level in reversed(formulation.levels))]
        for target in np.lexsort(keys)[:NUM_TARGETS].tolist():
            if neighbours.is_feasible[target] and target != j:
                changed = plan.copy()
                changed[other] = target
                yield changed
    points = formulation.levels[0].left_out
    for other in sorted(hers, key=lambda each: int(points[each])):
        if keeps_hard_rules(formulation, plan):
            break
        plan = plan.copy()
        plan[other] = -1
        yield plan
