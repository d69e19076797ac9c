"""Where a round stands before anybody asks: its proposal, as proved as the time allowed."""

from collections.abc import Callable
from dataclasses import dataclass

from allocator.arrays import IntArray
from allocator.facts import gather
from allocator.formulation import Formulation, formulate
from allocator.lexicographic import Plan, solve_in_levels
from allocator.questions.clock import Clock
from allocator.questions.outcome import Outcome, values_of
from allocator.solving.incumbent import Progress
from models.policy import Policy
from models.proposal import ProposalStatus
from models.snapshot import Snapshot
from models.travel import TravelTimes


@dataclass(frozen=True)
class Standing:
    """A round and what is proposed for it. `outcome`: None where no plan was found in time."""

    formulation: Formulation
    plan: Plan
    outcome: Outcome | None
    seed: int

    @property
    def assignment(self) -> IntArray:
        """(n,): the proposal. Only where there is one."""
        assert self.outcome is not None  # noqa: S101 - asked for only behind a check
        return self.outcome.assignment

    def status_of_answer(self, clock: Clock) -> ProposalStatus:
        """The proposal's status, or that somebody stopped the question about it."""
        return ProposalStatus.CANCELLED if clock.is_stopped else self.plan.status


def stand(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    team_id: str | None,
    seed: int,
    time_limit_s: float,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Standing:
    """The same proposal that `distribute` makes of the same input."""
    formulation = formulate(gather(snapshot, policy, travel, team_id=team_id, seed=seed))
    plan = solve_in_levels(
        formulation, time_limit_s=time_limit_s, seed=seed, on_progress=on_progress, should_stop=should_stop
    )
    return Standing(formulation, plan, _outcome(formulation, plan), seed)


def _outcome(formulation: Formulation, plan: Plan) -> Outcome | None:
    if plan.best is None:
        return None
    values = values_of(formulation, plan.best.assignment)
    if plan.status is ProposalStatus.OPTIMAL:
        return Outcome(formulation, plan.best.assignment, values, len(values))
    bounds = (*(level.bound for level in plan.levels), plan.best.bound)
    for k, (value, bound) in enumerate(zip(values, bounds, strict=True)):
        if bound is None or bound < value:
            return Outcome(formulation, plan.best.assignment, values, k, bound)
    return Outcome(formulation, plan.best.assignment, values, len(values))
