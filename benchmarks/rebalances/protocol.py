"""What is rebalanced: teams, seeds and limits. Written down before anything is run."""

from typing import Final

from benchmarks.questions.rounds import Counted
from benchmarks.rebalances.job import RebalanceJob, SolverName, Wish

NUM_SEEDS: Final = 3
COUNTED: Final[tuple[Counted, ...]] = ("practice", "by weight")
SOLVERS: Final[tuple[SolverName, ...]] = ("ours", "integer-load", "highs")
MAX_MOVES: Final = 20
PRICE_MINUTES: Final = 30

WISHES: Final[tuple[tuple[Wish, str, float], ...]] = (
    ("frontier", "herning", 60.0),
    ("frontier", "vejle", 15.0),
    ("price", "herning", 4.5),
    ("departure", "herning", 10.0),
)
"""What is wished for, where, and the time limit.

That of the price leaves half a second of the five for reading the facts and naming the moves. That of the departure is
longer than the two seconds of the bar, so that the page can say how long it took.
"""


def rebalance_jobs() -> list[RebalanceJob]:
    """Seed by seed, and ours next to its peers, so that a run that is stopped has something of everything."""
    return [
        RebalanceJob(
            wish=wish,
            municipality=municipality,
            counted=counted,
            seed=seed,
            solver=solver,
            limit_s=limit_s,
            max_moves=MAX_MOVES if wish == "frontier" else 0,
            price_minutes=PRICE_MINUTES if wish == "price" else 0,
        )
        for seed in range(NUM_SEEDS)
        for counted in COUNTED
        for wish, municipality, limit_s in WISHES
        for solver in SOLVERS
    ]
