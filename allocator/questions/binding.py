"""The limits that keep a case from somebody who would otherwise get it, each shown by solving without it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from allocator.formulation import Formulation
from allocator.neighbours import neighbours_of
from allocator.questions.changes import with_pair
from allocator.questions.clock import Clock
from allocator.questions.outcome import bracket, settle
from allocator.questions.pairs import blocked_by
from allocator.questions.repair import repaired
from allocator.questions.standing import Standing
from allocator.rules.counted import counted
from models.caseload import QUARTERS_PER_CASE, Measure
from models.explanation import BindingLimit
from models.text import Text

NO_LIMIT = 100_000
"""More than anybody can have, also where a newcomer's ramp makes it a tenth."""


def binding_limits(standing: Standing, i: int, clock: Clock) -> tuple[BindingLimit, ...]:
    """Those whose own limit of caseload is all that keeps case i from her in a better plan."""
    base = standing.outcome
    if base is None or not base.is_proved:
        return ()
    facts = standing.formulation.facts
    binding = []
    for j in _with_limit(standing, i):
        if clock.is_stopped:
            break
        free = _without_limit(standing.formulation, j)
        if blocked_by(free, i, j):
            continue
        hers = with_pair(free, i, j)
        outcome = settle(hers, bracket(hers, repaired(hers, base.assignment, i, j)), clock, seed=standing.seed)
        if outcome is not None and outcome.is_proved and outcome.values < base.values:
            changes = outcome.values[:-1] != base.values[:-1]
            saves = base.minutes - outcome.minutes
            binding.append(
                BindingLimit(
                    consultant_id=facts.consultants[j].id,
                    limit=_limit(standing.formulation, j),
                    saves_minutes=None if changes else saves,
                    text=_sentence(facts.consultants[j].initials, None if changes else saves),
                )
            )
    return tuple(sorted(binding, key=lambda each: (-(each.saves_minutes or 0), each.consultant_id)))


def _with_limit(standing: Standing, i: int) -> Iterator[int]:
    """The others who may have the case but for limits, and have one that the round could reach; the full ones first."""
    formulation = standing.formulation
    facts, may = formulation.facts, formulation.allowed()[i]
    neighbours = neighbours_of(formulation.unheld_problem, standing.assignment, i)
    for j in sorted(np.flatnonzero(may).tolist(), key=lambda each: bool(neighbours.is_feasible[each])):
        count, weight = facts.limit(Measure.COUNT)[j], facts.limit(Measure.WEIGHT)[j]
        if j != standing.assignment[i] and (
            (count is not None and facts.count_before[j] + facts.shape[0] > count)
            or (
                weight is not None and facts.quarters_before[j] + facts.case_quarters.sum() > weight * QUARTERS_PER_CASE
            )
        ):
            yield j


def _without_limit(formulation: Formulation, j: int) -> Formulation:
    consultants = list(formulation.facts.consultants)
    consultants[j] = consultants[j].model_copy(update={"limit_count": NO_LIMIT, "limit_weight": NO_LIMIT})
    return replace(formulation, facts=replace(formulation.facts, consultants=tuple(consultants)))


def _limit(formulation: Formulation, j: int) -> int | None:
    return formulation.facts.limit(formulation.facts.policy.caseload.measure)[j]


def _sentence(initials: str, saves: int | None) -> Text:
    if saves is None:
        return Text(
            da=f"Uden sit loft ville {initials} få sagen, og det ville være bedre i det, der går forud for minutter.",
            en=f"Without the limit {initials} would get the case, which would be better in what comes before minutes.",
        )
    minutes = counted(saves, da=("minut", "minutter"), en=("minute", "minutes"))
    return Text(
        da=f"Uden sit loft ville {initials} få sagen, og hele planen ville koste {minutes.da} mindre.",
        en=f"Without the limit {initials} would get the case, and the whole plan would cost {minutes.en} less.",
    )
