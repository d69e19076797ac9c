"""What is to be rebalanced, as it is handed to the process that measures it."""

from typing import Literal, TypeAlias

from benchmarks.questions.rounds import Counted
from models.word import Word

Wish: TypeAlias = Literal["frontier", "price", "departure"]
SolverName: TypeAlias = Literal["ours", "integer-load", "highs"]


class RebalanceJob(Word):
    """Rebalance one demonstration.

    Attributes
    ----------
    wish
        `frontier`: 0 to `max_moves` voluntary moves; `price`: any number of moves, each at `price_minutes` besides its
        own; `departure`: the consultant with the most cases leaves, and no case moves that need not.
    limit_s
        The time limit of everything that is wished for together.
    max_moves
        Of a frontier; 0 otherwise.
    price_minutes
        Of a point at a price; 0 otherwise.
    """

    wish: Wish
    municipality: str
    counted: Counted
    seed: int
    solver: SolverName
    limit_s: float
    max_moves: int = 0
    price_minutes: int = 0
