"""The best plan of a small problem by trying all; shares nothing with the judge or the solvers."""

import numpy as np

from allocator.problem import AssignmentProblem


def least_minutes(problem: AssignmentProblem) -> int | None:
    """The minutes of the best plan, None when no plan is feasible; tries all (m + 1)**n plans at once."""
    n, m = problem.num_cases, problem.num_consultants
    # The last choice stands for leaving out.
    choice = np.stack(np.meshgrid(*[np.arange(m + 1)] * n, indexing="ij"), axis=-1).reshape(-1, n)
    takes = choice[:, :, np.newaxis] == np.arange(m)
    is_left_out = choice == m

    minutes = (takes * problem.cost).sum(axis=(1, 2)) + (is_left_out * problem.left_out_cost).sum(axis=1)
    is_feasible = ~(takes & ~problem.allowed).any(axis=(1, 2)) & ~(is_left_out & ~problem.optional).any(axis=1)

    added = (takes * problem.weight).sum(axis=1)
    load = problem.base_load + added
    if problem.max_load is not None:
        is_feasible &= ((load <= problem.max_load) | (added == 0)).all(axis=1)
    if problem.load_cost is not None:
        longest = problem.load_cost.shape[1] - 1
        is_feasible &= (load <= longest).all(axis=1)
        minutes += problem.load_cost[np.arange(m), np.minimum(load, longest)].sum(axis=1)

    count = takes.sum(axis=1)
    is_feasible &= ((problem.min_cases <= count) & (count <= problem.max_cases)).all(axis=1)
    for g in range(problem.num_groups):
        minutes += (takes[:, problem.group == g].any(axis=1) * problem.group_fee[g]).sum(axis=1)
    for limit in problem.limits:
        counted = (takes * limit.pair).sum(axis=(1, 2)) + (is_left_out * limit.left_out).sum(axis=1)
        is_feasible &= counted <= limit.upper
    return int(minutes[is_feasible].min()) if is_feasible.any() else None
