"""Other plans that are nearly as good: where a team is free to choose."""

from models.explanation import LevelChange
from models.override_price import CaseMove
from models.proposal import ProposalStatus
from models.word import Identifier, Word


class Alternative(Word):
    """A plan, and what it costs more than the first. `moves` are against the first plan.

    `extra_minutes_at_least` is the proved least of any plan that differs as much from those before it; equal to
    `extra_minutes` where it is proved to be the next best.
    """

    assignments: dict[Identifier, Identifier | None]
    extra_minutes: int
    extra_minutes_at_least: int | None
    gives_way: tuple[LevelChange, ...]
    moves: tuple[CaseMove, ...]


class Alternatives(Word):
    """The best plans in order, each differing from every one before it in at least `min_differences` cases.

    `is_exhausted`: it is proved that there is no further plan of the kind.
    """

    status: ProposalStatus
    min_differences: int
    plans: tuple[Alternative, ...]
    is_exhausted: bool


class Freedom(Word):
    """All plans that keep every strict level and cost at most `within_minutes` more than the best.

    `num_plans` is their number if `is_complete`, else there are at least so many. `choices` are, for every case, those
    who have it in one of the plans that were counted; None: it waits.
    """

    status: ProposalStatus
    within_minutes: int
    num_plans: int
    is_complete: bool
    choices: dict[Identifier, tuple[Identifier | None, ...]]
