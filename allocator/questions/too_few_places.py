"""The fewest demands by which several cases can want for places: a bound from below, and where a set as small may be.

Where every case of a set could be placed by itself, demands collide only where some of the cases are confined to some
consultants by demands of their own, and the limits of these have too little room for them: a cut in the flow of cases
through types to consultants. Room by weight is counted by how many cases fit whichever they are, so there the bound may
lie below the smallest set.
"""

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from allocator.questions.clock import Clock
from allocator.questions.demands import Asked, Demands, OutOfTime
from models.case import CaseType
from models.collision import DemandKind

_Limit = tuple[int, CaseType | None]
"""Of a consultant's cases, or of those of one type."""


def too_few_places(demands: Demands, asked: Sequence[Asked], clock: Clock) -> tuple[int, list[Asked]] | None:
    """No set of which two cases or more are members has fewer members than the number; with all that may be in one.

    A case that is confined has itself and a demand that confines it among the members, and every limit with too little
    room is one; only where everybody's room is too little need no case be confined. None where there is always room.

    Raises
    ------
    OutOfTime
        It was not settled.
    """
    rows = [each.i for each in asked if each.kind is DemandKind.CASE and each.i is not None]
    room = _room(demands, asked, rows)
    model = cp_model.CpModel()
    cut = {limit: model.new_bool_var("") for limit in room}
    confined = {}
    for i, takers in zip(rows, demands.pairs(asked, rows), strict=True):
        case_type = demands.facts.cases[i].case_type
        ways = [
            [cut[limit] for limit in ((j, None), (j, case_type)) if limit in cut]
            for j in np.flatnonzero(takers).tolist()
        ]
        if ways and all(ways):
            confined[i] = model.new_bool_var("")
            for way in ways:
                model.add_bool_or([*way, confined[i].negated()])
    model.add(sum(confined.values()) >= 1 + sum(room[limit] * chosen for limit, chosen in cut.items()))
    model.add_bool_or(list(cut.values()))
    model.minimize(2 * sum(confined.values()) + sum(cut.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = clock.remaining_s
    status = cp_model.UNKNOWN if clock.is_over else solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise OutOfTime
    cases = {i for i, chosen in confined.items() if solver.boolean_value(chosen)}
    limits = {limit for limit, chosen in cut.items() if solver.boolean_value(chosen)}
    members = [each for each in asked if each.i in cases or (each.i is None and (each.j, each.case_type) in limits)]
    return min(2 * len(cases) + len(limits), _least_without_confining(demands, room)), members


def _least_without_confining(demands: Demands, room: dict[_Limit, int]) -> int:
    """At least one limit of everybody's, and one case more than they have room for."""
    num_consultants = demands.facts.shape[1]
    least = [min((most for limit, most in room.items() if limit[0] == j), default=0) for j in range(num_consultants)]
    return num_consultants + sum(least) + 1


def _room(demands: Demands, asked: Sequence[Asked], rows: Sequence[int]) -> dict[_Limit, int]:
    """How many cases fit, whichever they are, where that is fewer than there are."""
    heaviest = np.cumsum(np.sort(demands.facts.case_quarters[list(rows)])[::-1])
    room: dict[_Limit, int] = {}
    for each in asked:
        if each.i is not None or each.j is None:
            continue
        most = int(demands.most[each.kind][each.j])
        if each.kind is DemandKind.LIMIT_WEIGHT:
            most = int(np.searchsorted(heaviest, most, side="right"))
        limit = each.j, each.case_type
        if most < len(rows):
            room[limit] = min(room.get(limit, most), most)
    return room
