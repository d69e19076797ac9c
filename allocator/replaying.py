"""Solving a record again, and holding what comes of it against what was recorded, word by word."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from allocator.evaluation import InfeasiblePlan, evaluate
from allocator.formulation import Formulation, formulate
from allocator.lexicographic import solve_in_levels
from allocator.naming import name_plan
from allocator.recorded_facts import facts_of
from allocator.recording import versions_here, without_reasons_of_talks
from allocator.seal import digest_of
from allocator.solving.incumbent import Progress
from allocator.solving.stopping import Stopping
from models.proposal import Proposal
from models.record import Record
from models.replay import Replay, ReplayDifference, VersionDifference

_MISSING = "-"


def replay(
    record: Record,
    *,
    time_limit_s: float,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Replay:
    """Solve the recorded round again under the recorded policy and seed, and compare proposal and reasons.

    Everything must be the same but the seconds and the versions; those of the versions that are others are named.

    Parameters
    ----------
    time_limit_s
        Seconds of solving, and as many of verifying what blocks the cases left out; more than was needed then does no
        harm.
    """
    formulation = formulate(facts_of(record.round, record.policy))
    plan = solve_in_levels(
        formulation, time_limit_s=time_limit_s, seed=record.seed, on_progress=on_progress, should_stop=should_stop
    )
    again = without_reasons_of_talks(
        name_plan(
            record.round.municipality,
            formulation,
            plan,
            seed=record.seed,
            seconds=0.0,
            stopping=Stopping(time_limit_s, should_stop),
        )
    )
    differences = tuple(_differences("", _comparable(record.proposal), _comparable(again)))
    return Replay(
        digest=digest_of(record),
        is_same=not differences,
        is_promised=record.is_promised,
        status=again.status,
        objective_minutes=again.objective_minutes,
        recorded_objective_minutes=record.proposal.objective_minutes,
        recorded_plan_minutes=_minutes_of_recorded_plan(formulation, record.proposal),
        num_assignments=len(record.proposal.assignments),
        num_reasons=_num_reasons(record.proposal),
        differences=differences,
        versions=_version_differences(record),
    )


def _comparable(proposal: Proposal) -> Any:  # noqa: ANN401 - JSON
    content = proposal.model_dump(mode="json")
    content["policy"]["industry"]["mandatory_sections"].sort()  # a set, whose order is chance
    content["policy"]["move"]["sensitive_flags"].sort()
    del content["solver"]["seconds"], content["solver"]["versions"]
    return content


def _differences(path: str, recorded: Any, replayed: Any) -> Iterator[ReplayDifference]:  # noqa: ANN401 - JSON
    if isinstance(recorded, dict) and isinstance(replayed, dict):
        for name in sorted(recorded.keys() | replayed.keys()):
            inner = f"{path}.{name}" if path else str(name)
            yield from _differences(inner, recorded.get(name, _MISSING), replayed.get(name, _MISSING))
    elif isinstance(recorded, list) and isinstance(replayed, list) and len(recorded) == len(replayed):
        for index, (old, new) in enumerate(zip(recorded, replayed, strict=True)):
            yield from _differences(f"{path}[{index}]", old, new)
    elif recorded != replayed:
        yield ReplayDifference(path=path, recorded=_shown(recorded), replayed=_shown(replayed))


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _minutes_of_recorded_plan(formulation: Formulation, proposal: Proposal) -> int | None:
    facts = formulation.facts
    assignment = np.full(facts.shape[0], -1, dtype=np.int64)
    for each in proposal.assignments:
        i, j = facts.case_index.get(each.case_id), facts.consultant_index.get(each.consultant_id)
        if i is None or j is None:
            return None
        assignment[i] = j
    try:
        return evaluate(formulation.unheld_problem, assignment)
    except InfeasiblePlan:
        return None


def _num_reasons(proposal: Proposal) -> int:
    parts = (
        *(each.reasons for each in proposal.assignments),
        *(each.reasons for each in proposal.caseloads),
        *(each.reasons for each in proposal.unassigned),
        *(each.runner_up.reasons for each in proposal.assignments if each.runner_up is not None),
    )
    return sum(len(reasons) for reasons in parts)


def _version_differences(record: Record) -> tuple[VersionDifference, ...]:
    here = versions_here()
    return tuple(
        VersionDifference(part=part, recorded=record.versions.get(part), here=here.get(part))
        for part in sorted(record.versions.keys() | here.keys())
        if record.versions.get(part) != here.get(part)
    )
