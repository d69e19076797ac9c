"""The weekly round: gather the facts, formulate, solve, and name the result."""

import time
from collections.abc import Callable

from allocator.facts import gather
from allocator.formulation import formulate
from allocator.lexicographic import solve_in_levels
from allocator.naming import name_plan
from allocator.recording import record_plan
from allocator.solving.incumbent import Progress
from allocator.solving.stopping import Stopping
from models.policy import Policy
from models.proposal import Proposal
from models.record import Record
from models.snapshot import Snapshot
from models.travel import TravelTimes

MIN_NAMING_S = 2.0
"""Verifying what blocks the cases left out has the solver's unused time, and this at the least."""


def distribute(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Proposal:
    """A proposal for every new case of one round, best under the policy and proved so, or with its bound.

    Parameters
    ----------
    snapshot
        The team, its cases and what people have said, as of one day.
    travel
        How long the way is from home to workplace.
    team_id
        The round of this team and of those that share its pool; None is the first team.
    time_limit_s
        Seconds of solving, and of verifying what blocks the cases left out, which may take 2 s beyond it. Where that
        is not enough, the rest of them have no blocking rules named.
    seed
        Breaks the ties that are left when the fewest cases received lately have not.
    on_progress
        Told of better plans and bounds while everything in minutes is solved.
    should_stop
        Asked at least every 0.1 s; True ends the solve with the best so far.

    Raises
    ------
    UnusableInput
        There is no such team, it has no consultant, or a home is missing that the policy counts from.
    """
    proposal, _ = distribute_with_record(
        snapshot,
        policy,
        travel,
        team_id=team_id,
        time_limit_s=time_limit_s,
        seed=seed,
        on_progress=on_progress,
        should_stop=should_stop,
        with_record=False,
    )
    return proposal


def distribute_with_record(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    with_record: bool = True,
) -> tuple[Proposal, Record | None]:
    """As `distribute`, and the record that the same can be made from again.

    The record is None where no plan was found, or where it is not wanted.
    """
    started_s = time.monotonic()
    facts = gather(snapshot, policy, travel, team_id=team_id, seed=seed)
    formulation = formulate(facts)
    plan = solve_in_levels(
        formulation, time_limit_s=time_limit_s, seed=seed, on_progress=on_progress, should_stop=should_stop
    )
    seconds = time.monotonic() - started_s
    proposal = name_plan(
        snapshot.municipality,
        formulation,
        plan,
        seed=seed,
        seconds=seconds,
        stopping=Stopping(max(time_limit_s - seconds, MIN_NAMING_S), should_stop),
    )
    if not with_record or plan.best is None:
        return proposal, None
    return proposal, record_plan(
        snapshot.municipality,
        facts,
        plan,
        seed=seed,
        time_limit_s=time_limit_s,
        stopping=Stopping(max(time_limit_s - seconds, MIN_NAMING_S), should_stop),
    )
