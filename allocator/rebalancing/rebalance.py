"""The front door of a rebalance: from a snapshot and what has happened to the plans that a person picks from."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.formulation import formulate
from allocator.rebalancing.frontier import Frontier, FrontierProgress, trace
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.impossible import cases_above_new_limits, explain_impossible
from allocator.rebalancing.naming import Naming
from allocator.rebalancing.occasions import apply_occasions
from allocator.rebalancing.points import Ground, Point, solve_point
from allocator.rebalancing.succession import propose_successors
from allocator.rules.counted import counted
from allocator.shares import Counting
from models.occasion import Occasion
from models.policy import Policy
from models.proposal import ProposalStatus, SolverRun
from models.rebalance import Rebalance
from models.snapshot import Snapshot
from models.text import Text
from models.travel import TravelTimes

LEAST_COLLIDING_S, MOST_COLLIDING_S = 2.0, 5.0
"""Saying what collides has the time that the plans leave, within these limits."""

LoadCost = Callable[[Facts, int], IntArray]
"""Facts and the highest load to the minutes of every caseload, (m, highest + 1)."""


def rebalance(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    occasions: Sequence[Occasion] = (),
    team_id: str | None = None,
    max_moves: int = 20,
    time_limit_s: float = 60.0,
    seed: int = 0,
    load_cost_of: LoadCost | None = None,
    on_progress: Callable[[FrontierProgress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Rebalance:
    """The best plan with at most 0, 1, 2, ... voluntary moves, each proved or with its bound.

    Parameters
    ----------
    snapshot
        The team and its open cases, before the occasions.
    occasions
        What has happened, in order.
    team_id
        The pool of this team; None is that of the first team.
    max_moves
        Where the frontier ends, >= 0, unless one more move betters nothing before.
    time_limit_s
        Seconds of solving for all points together. Saying what collides may take 2 s beyond it.
    seed
        Settles what is equal in everything else.
    load_cost_of
        What caseloads cost where they are not to be judged by today's; None by today's.
    on_progress
        Told of every point that stands, and of plans and bounds of the one under way.
    should_stop
        Asked at least every 0.1 s; True ends the solve with what there is.

    Raises
    ------
    UnusableInput
        There is no such team, it has no consultant, a home is missing that the policy counts from, or an occasion
        speaks of what is not there.
    """
    task = _Task.of(snapshot, policy, travel, occasions, team_id, time_limit_s, seed, load_cost_of, should_stop)
    return task.answer(trace(task.ground, max_moves, on_progress))


def rebalance_at_price(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    price_minutes: int,
    occasions: Sequence[Occasion] = (),
    team_id: str | None = None,
    time_limit_s: float = 10.0,
    seed: int = 0,
    load_cost_of: LoadCost | None = None,
    on_progress: Callable[[FrontierProgress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Rebalance:
    """The one plan whose voluntary moves each earn more than a price besides their own; at 0 all that earn anything.

    Its frontier holds the plan without voluntary moves, and the answer is `best`. Parameters are those of `rebalance`.

    Parameters
    ----------
    price_minutes
        Put on every voluntary move besides its own price, >= 0.

    Raises
    ------
    UnusableInput
        As in `rebalance`.
    """
    task = _Task.of(snapshot, policy, travel, occasions, team_id, time_limit_s, seed, load_cost_of, should_stop)
    ground = task.ground
    first = solve_point(
        replace(ground, deadline_s=ground.deadline_s - ground.remaining_s / 2), start=ground.at_rest, max_moves=0
    )
    told = None
    if on_progress is not None:
        told = lambda known: on_progress(FrontierProgress(None, (first,), known))  # noqa: E731
    best = solve_point(ground, start=first.assignment, max_moves=None, price_minutes=price_minutes, on_progress=told)
    return task.answer(Frontier((first,), best, None), price_minutes)


@dataclass(frozen=True)
class _Task:
    """One rebalance: what it is about, and how much time there is."""

    snapshot: Snapshot
    travel: TravelTimes
    occasions: tuple[Occasion, ...]
    team_id: str | None
    ground: Ground
    started_s: float

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        policy: Policy,
        travel: TravelTimes,
        occasions: Sequence[Occasion],
        team_id: str | None,
        time_limit_s: float,
        seed: int,
        load_cost_of: LoadCost | None,
        should_stop: Callable[[], bool] | None,
    ) -> "_Task":
        started_s = time.monotonic()
        changed = apply_occasions(snapshot, occasions)
        formulation = formulate(gather_rebalance(changed, policy, travel, team_id=team_id, seed=seed))
        if load_cost_of is not None:
            load_cost = load_cost_of(formulation.facts, formulation.highest_load)
            formulation = replace(formulation, horizon_load_cost=load_cost)
        ground = Ground(formulation, seed, started_s + time_limit_s, should_stop)
        return cls(changed, travel, tuple(occasions), team_id, ground, started_s)

    def answer(self, frontier: Frontier, price_minutes: int = 0) -> Rebalance:
        """Everything named."""
        facts = self.ground.formulation.facts
        naming = Naming(self.ground.formulation, Counting.of(facts, self.snapshot, self.travel), self.occasions)
        forced = naming.forced_cases()
        first = frontier.points[0]
        seconds = time.monotonic() - self.started_s
        collisions = None
        above = cases_above_new_limits(self.ground.formulation, self.occasions)
        if above or (first.assignment < 0).any():
            collisions = explain_impossible(
                self.snapshot,
                self.travel,
                self.ground.formulation,
                above,
                team_id=self.team_id,
                time_limit_s=min(max(LEAST_COLLIDING_S, self.ground.remaining_s), MOST_COLLIDING_S),
                seed=self.ground.seed,
                should_stop=self.ground.should_stop,
            )
        return Rebalance(
            municipality=self.snapshot.municipality,
            date=facts.date,
            teams=facts.teams,
            occasions=self.occasions,
            forced=forced,
            frontier=tuple(naming.point(point, max_moves=k, first=first) for k, point in enumerate(frontier.points)),
            best=naming.point(frontier.best, max_moves=None, price_minutes=price_minutes, first=first),
            stops_paying_at=frontier.stops_paying_at,
            successions=propose_successors(facts, self.snapshot, self.travel, first.assignment, self.occasions),
            collisions=collisions,
            remarks=_remarks(self.snapshot),
            policy=facts.policy,
            solver=self._run((*frontier.points, frontier.best), seconds),
        )

    def _run(self, points: Sequence[Point], seconds: float) -> SolverRun:
        results = [result for point in points for result in point.results]
        return SolverRun(
            seed=self.ground.seed,
            seconds=round(seconds, 3),
            stopped_by=next((each.statistics.stopped_by for each in results if each.status != "optimal"), "optimal"),
            repeatable=all(each.statistics.is_repeatable for each in results)
            and all(point.status is ProposalStatus.OPTIMAL for point in points),
            ties_settled=all(point.ties_settled for point in points),
            versions=dict(results[-1].statistics.versions),
        )


def _remarks(snapshot: Snapshot) -> tuple[Text, ...]:
    """What a reader should know that no move says."""
    if not snapshot.new_cases:
        return ()
    cases = counted(
        len(snapshot.new_cases), da=("ny sag venter", "nye sager venter"), en=("new case waits", "new cases wait")
    )
    return (
        Text(
            da=f"{cases.da} på næste fordeling og tæller ikke med her.",
            en=f"{cases.en} for the next distribution and count for nothing here.",
        ),
    )
