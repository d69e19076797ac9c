"""Problems of the literature drawn afresh by their published recipes, in any size."""

from typing import Final, Literal, TypeAlias

import numpy as np

from allocator.arrays import IntArray
from allocator.problem import AssignmentProblem

GapType: TypeAlias = Literal["a", "b", "c", "d", "e"]
GAP_TYPES: Final[tuple[GapType, ...]] = ("a", "b", "c", "d", "e")


def generalised_assignment(kind: GapType, num_jobs: int, num_agents: int, seed: int) -> AssignmentProblem:
    """Jobs to agents of limited capacity, at least cost.

    With n jobs, m agents, resource a and cost c:

    - a: a in 5..25, c in 10..50, capacity 0.6 (n/m) 15 + 0.4 R, where R is the largest resource that an agent needs
      when each job goes to its cheapest agent;
    - b: as a, with 0.7 of the capacity;
    - c: a and c as in a, capacity 0.8 of the agent's sum of a over m;
    - d: a in 1..100, c = 111 - a + e with e in -10..10, capacity as in c;
    - e: a = 1 - 10 ln x with x in (0, 1], c = 1000/a - 10 y with y in [0, 1], capacity as in c.

    Capacities and, in e, resources and costs are rounded down. A draw may have no solution, b most often.

    Sources: P. C. Chu and J. E. Beasley, "A genetic algorithm for the generalised assignment problem", Computers &
    Operations Research 24, 1997 (a to d); M. Yagiura, T. Ibaraki and F. Glover, "An ejection chain approach for the
    generalized assignment problem", INFORMS Journal on Computing 16, 2004 (e, after Laguna et al. 1995).
    """
    random = np.random.default_rng([seed, num_jobs, num_agents, GAP_TYPES.index(kind)])
    shape = (num_jobs, num_agents)
    match kind:
        case "a" | "b" | "c":
            resource, cost = random.integers(5, 26, size=shape), random.integers(10, 51, size=shape)
        case "d":
            resource = random.integers(1, 101, size=shape)
            cost = 111 - resource + random.integers(-10, 11, size=shape)
        case "e":
            exact = 1.0 - 10.0 * np.log(1.0 - random.random(shape))
            resource = np.floor(exact).astype(np.int64)
            cost = np.floor(1000.0 / exact - 10.0 * random.random(shape)).astype(np.int64)
    return AssignmentProblem(cost=cost, weight=resource, max_load=_capacity(kind, resource, cost))


def _capacity(kind: GapType, resource: IntArray, cost: IntArray) -> IntArray:
    num_jobs, num_agents = resource.shape
    if kind in ("c", "d", "e"):
        return np.asarray(8 * resource.sum(axis=0) // (10 * num_agents))
    cheapest = cost.argmin(axis=1)
    needed = np.bincount(cheapest, weights=resource[np.arange(num_jobs), cheapest], minlength=num_agents)
    # 0.6 (n/m) 15 + 0.4 R over a common denominator; type b takes 7/10 of it.
    tenths = 90 * num_jobs + 4 * num_agents * int(needed.max())
    share = 7 if kind == "b" else 10
    return np.full(num_agents, share * tenths // (100 * num_agents), dtype=np.int64)


def facility_location(num_customers: int, num_sites: int, seed: int) -> AssignmentProblem:
    """Single-source capacitated facility location: each customer gets all from one site, open sites cost once.

    Consultants are sites, cases customers, the weight a demand; one group of everybody carries the price of opening.
    Places in a square of 200, demands 10..50, opening 300..700; a trip costs a tenth of demand times distance, and the
    capacities, drawn alike around their mean, together hold 2 to 3.5 times the demand.

    In the manner of K. Holmberg, M. Rönnqvist and D. Yuan, "An exact algorithm for the capacitated facility location
    problems with single sourcing", European Journal of Operational Research 113, 1999. A draw may have no solution.
    """
    random = np.random.default_rng([seed, num_customers, num_sites, 11])
    customers = random.uniform(0.0, 200.0, size=(num_customers, 2))
    sites = random.uniform(0.0, 200.0, size=(num_sites, 2))
    distance = np.sqrt(((customers[:, None, :] - sites[None, :, :]) ** 2).sum(axis=2))
    demand = random.integers(10, 51, size=num_customers)
    mean_capacity = random.uniform(2.0, 3.5) * demand.sum() / num_sites
    return AssignmentProblem(
        cost=np.floor(demand[:, None] * distance / 10.0 + 0.5).astype(np.int64),
        weight=demand,
        max_load=np.floor(mean_capacity * random.uniform(0.7, 1.3, size=num_sites)).astype(np.int64),
        group=np.zeros(num_customers, dtype=np.int64),
        group_fee=random.integers(300, 701, size=(1, num_sites)),
    )
