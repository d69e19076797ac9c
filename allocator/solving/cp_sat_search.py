"""The exact phase: CP-SAT on the unit-step model, in a thread of its own so that it can be watched and stopped.

The calling thread hears of every plan and bound through a queue, judges them, tells the caller, and asks whether to
stop. So all of the caller's functions run in the caller's thread, and what they raise reaches the caller.
"""

import math
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from queue import Empty, SimpleQueue
from typing import Final, TypeAlias

import numpy as np
from ortools.sat.python import cp_model

from allocator.arrays import IntArray
from allocator.solving.cp_sat_model import UnitStepModel
from allocator.solving.incumbent import SolverContradiction
from allocator.solving.search import Search
from allocator.solving.stopping import POLL_INTERVAL_S

_Event: TypeAlias = IntArray | float | None
"""A plan, a lower bound without the constant, or that the search has ended."""

_ROUNDING_SLACK: Final = 1e-6
"""CP-SAT's bounds are whole numbers given as doubles; sums below 2**53 leave at most this much error."""

_STRATEGIES_OF_SEVERAL_WORKERS: Final = ("max_lp", "lb_tree_search", "reduced_costs")
"""Those that use the whole linear relaxation come first. With CP-SAT's own choice for 2 or 4 workers, problems that one
worker proves in 0.2 s (60 cases, 20 consultants) are not proved in 20 s, whatever the `linearization_level`."""


def search_exactly(search: Search) -> None:
    """Improve plan and bound until the one proves the other, or it is time to stop."""
    if search.stopping.reason() is not None:
        return
    with search.timed("model"):
        random = np.random.default_rng(search.seed)
        model = UnitStepModel(search.problem, search.pairs, random)
        for _ in model.build():
            if search.stopping.reason() is not None:
                return
        search.sizes.update(model.sizes)
        start = search.hint if search.incumbent.plan is None else search.incumbent.plan
        if start is not None:
            model.hint(start)
    with search.timed("search"):
        _run(search, model)


def _run(search: Search, model: UnitStepModel) -> None:
    events: SimpleQueue[_Event] = SimpleQueue()
    solver = cp_model.CpSolver()
    _set_parameters(solver, search)
    solver.best_bound_callback = events.put
    reporter = _Reporter(lambda solution: events.put(model.plan(solution)))
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="cp-sat") as executor:
        ended = executor.submit(solver.solve, model.model, reporter)
        ended.add_done_callback(lambda _: events.put(None))
        try:
            _watch(search, model, events)
        finally:
            _stop(solver, ended)
    while not events.empty():
        _take(search, model, events.get())
    _conclude(search, model, solver, ended.result())


def _watch(search: Search, model: UnitStepModel, events: "SimpleQueue[_Event]") -> None:
    """Take what the search reports until it ends, is settled, or has to stop."""
    while not search.incumbent.is_settled and search.stopping.reason() is None:
        try:
            event = events.get(timeout=min(POLL_INTERVAL_S, search.stopping.remaining_s))
        except Empty:
            continue
        if event is None:
            return
        _take(search, model, event)


def _take(search: Search, model: UnitStepModel, event: _Event) -> None:
    if isinstance(event, np.ndarray):
        search.incumbent.offer(event)
    elif event is not None:
        _take_bound(search, model, event)


def _take_bound(search: Search, model: UnitStepModel, bound_minutes: float) -> None:
    search.incumbent.raise_bound(math.ceil(bound_minutes - _ROUNDING_SLACK) + model.constant_minutes)


def _stop(solver: cp_model.CpSolver, ended: "Future[cp_model.CpSolverStatus]") -> None:
    """Stop the search, more than once: CP-SAT forgets a wish that comes before it has begun."""
    while not ended.done():
        solver.stop_search()
        wait([ended], timeout=POLL_INTERVAL_S)


def _conclude(search: Search, model: UnitStepModel, solver: cp_model.CpSolver, status: object) -> None:
    """Read the answer, as far as it means anything: objective and bound stand at 0 where there is no plan."""
    response = solver.response_proto
    search.deterministic_time += response.deterministic_time
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        search.incumbent.offer(model.plan(response.solution))
        _take_bound(search, model, response.best_objective_bound)
        if status == cp_model.OPTIMAL and not search.incumbent.is_settled:
            raise SolverContradiction(
                f"CP-SAT calls a plan optimal at {response.objective_value + model.constant_minutes} minutes; "
                f"the judge says {search.incumbent.objective}, the bound {search.incumbent.bound}"
            )
    elif status == cp_model.INFEASIBLE:
        search.incumbent.prove_infeasible()
    elif status != cp_model.UNKNOWN:
        raise SolverContradiction(f"CP-SAT answers {status}: {model.model.validate()}")
    if search.deterministic_limit is not None and search.stopping.reason() is None:
        search.is_deterministic_limit_reached = search.is_spent


def _set_parameters(solver: cp_model.CpSolver, search: Search) -> None:
    parameters = solver.parameters
    parameters.num_workers = search.workers
    parameters.random_seed = search.seed % 2**31
    parameters.add_lp_constraints_lazily = False
    if search.workers == 1:
        parameters.linearization_level = 2
    else:
        parameters.subsolvers.extend(_STRATEGIES_OF_SEVERAL_WORKERS)
    if math.isfinite(search.stopping.remaining_s):
        # A moment more than there is, so that it is always our clock that ends it, and says so.
        parameters.max_time_in_seconds = search.stopping.remaining_s + POLL_INTERVAL_S
    if search.deterministic_limit is not None:
        parameters.max_deterministic_time = search.deterministic_limit - search.deterministic_time
    # An interrupt is Python's: it reaches the watching thread, which stops the search.
    parameters.catch_sigint_signal = False


class _Reporter(cp_model.CpSolverSolutionCallback):
    """Passes each solution on."""

    def __init__(self, report: Callable[[Sequence[int]], None]) -> None:
        super().__init__()
        self._report = report

    def on_solution_callback(self) -> None:
        """Called by CP-SAT in its own thread."""
        self._report(self.response_proto.solution)
