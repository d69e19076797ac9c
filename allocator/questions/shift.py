"""Two plans of one round side by side: which cases go elsewhere, and what that is to each consultant."""

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.questions.difference import Difference
from models.override_price import CaseMove, ConsultantShift, PlanPrice


def name_price(formulation: Formulation, extra: Difference, before: IntArray, after: IntArray) -> PlanPrice:
    """The difference in value with the two plans that show it."""
    facts = formulation.facts
    names = [each.id for each in facts.consultants]
    moved = np.flatnonzero(before != after).tolist()
    waiting = formulation.left_out_minutes
    return PlanPrice(
        extra_minutes=extra.minutes,
        extra_minutes_at_least=extra.at_least,
        extra_minutes_at_most=extra.at_most,
        gives_way=extra.levels,
        moves=tuple(
            CaseMove(
                case_id=case_id,
                from_consultant_id=names[before[i]] if before[i] >= 0 else None,
                to_consultant_id=names[after[i]] if after[i] >= 0 else None,
            )
            for case_id, i in sorted((facts.cases[i].id, i) for i in moved)
        ),
        consultants=_shifts(formulation, before, after),
        waiting_minutes=int(waiting[after < 0].sum() - waiting[before < 0].sum()),
    )


def consultant_minutes(formulation: Formulation, assignment: IntArray) -> IntArray:
    """(m,): minutes of each consultant's new cases, caseload and new faces; with those of waiting, all of a plan's."""
    minutes = np.zeros(formulation.facts.shape[1], dtype=np.int64)
    for j in range(len(minutes)):
        own = np.flatnonzero(assignment == j)
        load = formulation.facts.load_before[j] + formulation.facts.case_load[own].sum()
        groups = np.unique(formulation.group[own][formulation.group[own] >= 0])
        minutes[j] = formulation.pair_minutes[own, j].sum() + formulation.load_cost[j, load]
        minutes[j] += formulation.group_fee[groups, j].sum()
    return minutes


def _shifts(formulation: Formulation, before: IntArray, after: IntArray) -> tuple[ConsultantShift, ...]:
    facts = formulation.facts
    more = consultant_minutes(formulation, after) - consultant_minutes(formulation, before)
    shifts = []
    for j, consultant in enumerate(facts.consultants):
        gets, gives = (after == j) & (before != j), (before == j) & (after != j)
        if gets.any() or gives.any():
            shifts.append(
                ConsultantShift(
                    consultant_id=consultant.id,
                    gets=tuple(sorted(facts.cases[i].id for i in np.flatnonzero(gets))),
                    gives=tuple(sorted(facts.cases[i].id for i in np.flatnonzero(gives))),
                    weight_quarters_more=int(facts.case_quarters[gets].sum() - facts.case_quarters[gives].sum()),
                    minutes=int(more[j]),
                )
            )
    return tuple(sorted(shifts, key=lambda each: each.consultant_id))
