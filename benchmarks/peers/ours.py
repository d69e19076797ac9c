"""The product's own solver, in the peers' terms."""

from allocator.problem import AssignmentProblem
from allocator.solving.portfolio import solve
from benchmarks.peers.answer import Answer


def solve_with_ours(problem: AssignmentProblem, time_limit_s: float, workers: int) -> Answer:
    """`allocator.solve` as anybody calls it."""
    result = solve(problem, time_limit_s=time_limit_s, seed=0, workers=workers)
    return Answer(
        result.assignment,
        result.bound,
        result.status == "infeasible",
        result.statistics.stopped_by,
        dict(result.statistics.seconds),
    )
