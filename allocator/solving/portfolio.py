"""The front door of solving: which phases, in which order, and what they come to."""

import math
from collections.abc import Callable, Mapping
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

from numpy.typing import ArrayLike

from allocator.arrays import closed
from allocator.evaluation import read_plan
from allocator.problem import AssignmentProblem
from allocator.solving.bundle_search import search_bundles
from allocator.solving.components import solve_components
from allocator.solving.cp_sat_search import search_exactly
from allocator.solving.first_look import judge_hint, look_for_obstacles
from allocator.solving.greedy import insert_greedily_if_needed
from allocator.solving.incumbent import Incumbent, Progress
from allocator.solving.result import Result, Statistics, Status, StoppedBy
from allocator.solving.search import Phase, Search
from allocator.solving.stopping import Stopping
from allocator.solving.transport import assign_equal_weights


def _solve_components(search: Search) -> None:
    solve_components(search, solve)


PORTFOLIO: Final[Mapping[str, Phase]] = MappingProxyType(
    {
        "equal weights": assign_equal_weights,
        "look": look_for_obstacles,
        "hint": judge_hint,
        "components": _solve_components,
        "bundles": search_bundles,
        "greedy": insert_greedily_if_needed,
        "exact": search_exactly,
    }
)
"""The phases by the name under which their seconds are recorded, in order; each is skipped once all is settled."""

_VERSIONS: Final = MappingProxyType({package: version(package) for package in ("numba", "numpy", "ortools", "scipy")})


def solve(
    problem: AssignmentProblem,
    time_limit_s: float = 10.0,
    seed: int = 0,
    workers: int = 1,
    hint: ArrayLike | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    *,
    deterministic_limit: float | None = None,
    phases: Mapping[str, Phase] = PORTFOLIO,
) -> Result:
    """Find the plan of least minutes, and prove it.

    Parameters
    ----------
    problem
        The problem.
    time_limit_s
        Seconds of wall clock, >= 0, that everything together may take; may be infinite. A greedy plan is made also when
        it is 0.
    seed
        >= 0. Breaks ties.
    workers
        Threads of the exact search, >= 1. Only with one is the answer repeatable.
    hint
        (n,): a plan to start from, -1 for left out. Judged first: a feasible one is the first plan to beat; one that
        isn't is only a suggestion to the exact search, used when nothing better is known.
    on_progress
        Told of every better plan and bound.
    should_stop
        Asked at least every 0.1 s; True cancels. Both functions are called from the calling thread, and what they raise
        ends the solve and reaches the caller.
    deterministic_limit
        > 0: the most work for the exact search in CP-SAT's own measure, about a second each. Unlike the time limit, it
        stops at the same plan each time. None for no limit.
    phases
        What to do, in order; for tests and experiments.

    Returns
    -------
    Result
        Status, plan, minutes, bound and statistics. Infeasible, out of time and cancelled are statuses.

    Raises
    ------
    ValueError
        If an argument is outside its range.
    MalformedPlan
        If the hint isn't a plan for this problem.
    SolverContradiction
        If two proved answers can't both be true; never silently repaired.
    """
    _check_arguments(time_limit_s, seed, workers, deterministic_limit)
    stopping = Stopping(time_limit_s, should_stop)
    search = Search(
        problem,
        Incumbent(problem, lambda: stopping.elapsed_s, on_progress),
        stopping,
        seed=seed,
        workers=workers,
        hint=None if hint is None else read_plan(problem, hint),
        deterministic_limit=deterministic_limit,
    )
    for name, phase in phases.items():
        if search.incumbent.is_settled or search.is_spent or stopping.reason() == "cancelled":
            break
        with search.timed(name):
            phase(search)
    return _conclude(search)


def _check_arguments(time_limit_s: float, seed: int, workers: int, deterministic_limit: float | None) -> None:
    if not time_limit_s >= 0:
        raise ValueError(f"time_limit_s is {time_limit_s}: give 0 or more seconds")
    if seed < 0:
        raise ValueError(f"seed is {seed}: give 0 or more")
    if workers < 1:
        raise ValueError(f"workers is {workers}: give 1 or more threads")
    if deterministic_limit is not None and not (0 < deterministic_limit < math.inf):
        raise ValueError(f"deterministic_limit is {deterministic_limit}: give more than 0, or None for no limit")


def _conclude(search: Search) -> Result:
    incumbent = search.incumbent
    stopped_by = _stopped_by(search)
    return Result(
        status=_status(search),
        assignment=None if incumbent.plan is None else closed(incumbent.plan),
        objective=incumbent.objective,
        bound=None if incumbent.is_proved_infeasible else incumbent.bound,
        statistics=Statistics(
            stopped_by=stopped_by,
            is_repeatable=search.workers == 1 and stopped_by not in ("cancelled", "time limit"),
            seconds={**search.seconds, "total": search.stopping.elapsed_s},
            sizes={
                "cases": search.problem.num_cases,
                "consultants": search.problem.num_consultants,
                "pairs": int(search.pairs.sum()),
                **search.sizes,
            },
            incumbents=tuple(incumbent.history),
            obstacle=search.obstacle,
            deterministic_time=search.deterministic_time,
            seed=search.seed,
            workers=search.workers,
            versions=dict(_VERSIONS),
        ),
    )


def _stopped_by(search: Search) -> StoppedBy:
    if search.incumbent.is_proved_infeasible:
        return "infeasible"
    if search.incumbent.is_settled:
        return "optimal"
    if search.is_deterministic_limit_reached:
        return "deterministic limit"
    return search.stopping.reason() or "nothing left to try"


def _status(search: Search) -> Status:
    if search.incumbent.is_proved_infeasible:
        return "infeasible"
    if search.incumbent.is_settled:
        return "optimal"
    if not search.is_deterministic_limit_reached and search.stopping.reason() == "cancelled":
        return "cancelled"
    return "unknown" if search.incumbent.plan is None else "feasible"
