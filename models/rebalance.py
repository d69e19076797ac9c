"""What comes out of a rebalance: the best plan with 0, 1, 2, ... voluntary moves, for a person to pick from."""

import datetime

from models.collision import Collisions
from models.fairness import ConsultantShare
from models.move import Move, MoveReason, ProposedMove
from models.occasion import Occasion
from models.policy import Policy
from models.proposal import ConsultantCaseload, Level, ProposalStatus, SolverRun
from models.rule_id import RuleId
from models.text import Text
from models.word import Day, Identifier, Word


class ForcedCase(Word):
    """A case whose consultant may no longer keep it, and the rules that say so."""

    case_id: Identifier
    from_consultant_id: Identifier
    reason: MoveReason
    rules: tuple[RuleId, ...]


class UncoveredCase(Word):
    """A case that must move and that nobody may have, or has room for. `blocked_by` as in a proposal."""

    case_id: Identifier
    from_consultant_id: Identifier
    reason: MoveReason
    blocked_by: tuple[RuleId, ...]
    minutes: int


class RebalancePoint(Word):
    """One plan of a rebalance.

    `max_moves` is the most voluntary moves, None for any number; `price_minutes` a price put on each besides its own,
    no part of `objective_minutes`. `forced` are the moves of cases that must, `back` those of covered cases to whom
    they are covered for, `moves` the voluntary ones, which alone are counted. `bound_minutes` is the proved least with
    the strict levels where they are, and None where nothing is proved. `earned_minutes` is what the plan costs less
    than with no voluntary move, where the strict levels are the same, else None.
    """

    max_moves: int | None
    price_minutes: int = 0
    status: ProposalStatus
    levels: tuple[Level, ...]
    objective_minutes: int
    bound_minutes: int | None
    earned_minutes: int | None
    ties_settled: bool
    forced: tuple[ProposedMove, ...]
    back: tuple[ProposedMove, ...]
    moves: tuple[ProposedMove, ...]
    uncovered: tuple[UncoveredCase, ...]
    caseloads: tuple[ConsultantCaseload, ...]
    shares: tuple[ConsultantShare, ...]

    @property
    def all_moves(self) -> tuple[ProposedMove, ...]:
        """Every case that changes hands."""
        return (*self.forced, *self.back, *self.moves)

    @property
    def gap_percent(self) -> float | None:
        """Distance from value to bound in percent of the value; None where no bound is known."""
        if self.bound_minutes is None:
            return None
        return 100 * (self.objective_minutes - self.bound_minutes) / max(1, abs(self.objective_minutes))


class AppliedMoves(Word):
    """Moves that a named person carries out: all of a plan's, or some of them."""

    moves: tuple[Move, ...]
    applied_by: Identifier
    applied_on: Day


class Successor(Word):
    """Who might be an employer's contact after somebody who leaves, and what speaks for her, the best first.

    `num_cases` of the employer she would have after the forced moves; `industry_level` 0-3, None where the employer's
    industry is not known; `one_way_minutes` None where the policy takes no account of travel.
    """

    consultant_id: Identifier
    is_deputy: bool
    num_cases: int
    industry_level: int | None
    one_way_minutes: int | None
    text: Text


class Succession(Word):
    """An employer whose fixed contact person, or her deputy, leaves."""

    employer_id: Identifier
    leaves_id: Identifier
    was_deputy: bool
    successors: tuple[Successor, ...]


class Rebalance(Word):
    """The answer to a rebalance. Nothing in it is live before a named person applies moves of it.

    `frontier` holds a point for each number of voluntary moves from 0 on, as far as it was asked for, or as one more
    betters anything. `best` has any number of moves: all that earn more than they disturb. `stops_paying_at` is the
    fewest moves that are proved to be as good as that, None where it is not known. `collisions` say why cases are left
    uncovered with no voluntary move, or why a limit that is set below what somebody has cannot hold; None where
    neither is asked.
    """

    municipality: str
    date: datetime.date
    teams: tuple[Identifier, ...]
    occasions: tuple[Occasion, ...]
    forced: tuple[ForcedCase, ...]
    frontier: tuple[RebalancePoint, ...]
    best: RebalancePoint
    stops_paying_at: int | None
    successions: tuple[Succession, ...]
    collisions: Collisions | None
    remarks: tuple[Text, ...]
    policy: Policy
    solver: SolverRun
