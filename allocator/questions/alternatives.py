"""The best plans one after the other, and how many there are within some minutes of the best."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import Formulation
from allocator.problem import Limit
from allocator.questions.clock import Clock
from allocator.questions.difference import difference
from allocator.questions.outcome import NoPlan, Outcome, settle
from allocator.questions.shift import name_price
from allocator.questions.standing import Standing, stand
from allocator.solving.incumbent import Progress
from models.alternative import Alternative, Alternatives, Freedom
from models.errors import Finding, UnusableInput
from models.policy import Policy
from models.snapshot import Snapshot
from models.text import Text
from models.travel import TravelTimes

DEFAULT_COUNT = 3
DEFAULT_CAP = 50


def find_alternatives(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    count: int = DEFAULT_COUNT,
    min_differences: int = 1,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Alternatives:
    """The proposal and the best plans after it; strict levels come before minutes.

    Parameters
    ----------
    count
        How many plans, the proposal among them, >= 1.
    min_differences
        In how many cases a plan differs at least from each one before it, >= 1.
    time_limit_s
        Seconds for the proposal, and as many again for the others.

    Raises
    ------
    UnusableInput
        A number is less than 1, or what `distribute` raises.
    """
    findings = [
        _too_small(name, value) for name, value in (("count", count), ("min_differences", min_differences)) if value < 1
    ]
    if findings:
        raise UnusableInput(findings)
    standing = stand(
        snapshot,
        policy,
        travel,
        team_id=team_id,
        seed=seed,
        time_limit_s=time_limit_s,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    plans: list[Alternative] = []
    is_exhausted = False
    for outcome in _in_order(standing, min_differences, Clock(time_limit_s, should_stop)):
        if outcome is None:
            is_exhausted = True
        elif len(plans) < count:
            plans.append(_named(standing, outcome))
        if len(plans) == count:
            break
    return Alternatives(
        status=standing.plan.status, min_differences=min_differences, plans=tuple(plans), is_exhausted=is_exhausted
    )


def count_plans(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    within_minutes: int,
    cap: int = DEFAULT_CAP,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Freedom:
    """All plans within some minutes of the best, counted up to `cap`, and whom each case could have in them.

    Parameters
    ----------
    within_minutes
        >= 0; 0 counts the plans that are as good as the proposal.
    cap
        >= 1.

    Raises
    ------
    UnusableInput
        A number is too small, or what `distribute` raises.
    """
    if within_minutes < 0 or cap < 1:
        raise UnusableInput(
            [_too_small("within_minutes", within_minutes) if within_minutes < 0 else _too_small("cap", cap)]
        )
    standing = stand(
        snapshot,
        policy,
        travel,
        team_id=team_id,
        seed=seed,
        time_limit_s=time_limit_s,
        on_progress=on_progress,
        should_stop=should_stop,
    )
    best = standing.outcome
    counted: list[IntArray] = []
    is_complete = False
    for outcome in _in_order(standing, 1, Clock(time_limit_s, should_stop)):
        if outcome is None or best is None or not _is_within(best, outcome, within_minutes):
            # Nothing is within unless it is proved: an unproved plan that is further away says nothing of the others.
            is_complete = outcome is None or outcome.is_proved
            break
        if len(counted) == cap:
            break
        counted.append(outcome.assignment)
    facts = standing.formulation.facts
    return Freedom(
        status=standing.plan.status,
        within_minutes=within_minutes,
        num_plans=len(counted),
        is_complete=is_complete and best is not None and best.is_proved,
        choices={
            case.id: _choices(standing.formulation, {int(plan[i]) for plan in counted})
            for case, i in sorted(((case, i) for i, case in enumerate(facts.cases)), key=lambda each: each[0].id)
        },
    )


def _in_order(standing: Standing, min_differences: int, clock: Clock) -> Iterator[Outcome | None]:
    """The proposal, then the best of the plans that differ enough from all before; None once there is none, proved."""
    if standing.outcome is None:
        return
    found = [standing.outcome]
    yield standing.outcome
    while not clock.is_over:
        others = replace(standing.formulation, differs=tuple(_differs(each, min_differences) for each in found))
        try:
            outcome = settle(others, None, clock, seed=standing.seed)
        except NoPlan:
            yield None
            return
        if outcome is None:
            return
        found.append(outcome)
        yield outcome


def _differs(outcome: Outcome, min_differences: int) -> Limit:
    """At most so many cases where they are in the plan that at least `min_differences` are elsewhere."""
    n, m = outcome.formulation.facts.shape
    same = (outcome.assignment[:, None] == np.arange(m)[None, :]).astype(np.int64)
    return Limit(same, (outcome.assignment < 0).astype(np.int64), upper=n - min_differences)


def _is_within(best: Outcome, outcome: Outcome, minutes: int) -> bool:
    return outcome.values[:-1] == best.values[:-1] and outcome.minutes <= best.minutes + minutes


def _named(standing: Standing, outcome: Outcome) -> Alternative:
    assert standing.outcome is not None  # noqa: S101 - there is a plan
    best = standing.outcome
    extra = difference(best, outcome)
    price = name_price(standing.formulation, extra, best.assignment, outcome.assignment)
    facts = standing.formulation.facts
    return Alternative(
        assignments={
            case.id: facts.consultants[j].id if j >= 0 else None
            for case, j in sorted(
                zip(facts.cases, outcome.assignment.tolist(), strict=True), key=lambda each: each[0].id
            )
        },
        extra_minutes=outcome.minutes - best.minutes,
        extra_minutes_at_least=extra.at_least,
        gives_way=extra.levels,
        moves=price.moves,
    )


def _choices(formulation: Formulation, takers: set[int]) -> tuple[str | None, ...]:
    consultants = formulation.facts.consultants
    return tuple(sorted((consultants[j].id for j in takers if j >= 0), key=str)) + ((None,) if -1 in takers else ())


def _too_small(name: str, value: int) -> Finding:
    return Finding(
        code="number_too_small",
        what=Text(da=f"{name} er {value}.", en=f"{name} is {value}."),
        remedy=Text(da="Angiv et større tal.", en="Give a larger number."),
    )
