"""Consultants' own swaps: open cases that change hands in a ring, so that everybody involved is better off."""

import datetime

from models.move import Move
from models.policy import SwapApproval
from models.proposal import ProposalStatus, Reason, Terms
from models.rule_id import RuleId
from models.text import Text
from models.word import Identifier, Word


class SwapParty(Word):
    """What a swap is to one of those involved.

    `terms` are what her own minutes change by, less than nothing where she saves: the pairwise rules of what she gets
    less those of what she gives, what the change of hands costs among them, and her own caseload. They sum to
    `minutes`. Weights in quarters of a normal case.
    """

    consultant_id: Identifier
    gives: Identifier
    gets: Identifier
    minutes: int
    terms: Terms
    weight_quarters_before: int
    weight_quarters_after: int


class Swap(Word):
    """A ring of two to four cases: each goes to whoever has the next one, the last to whoever has the first.

    `minutes` are those of all parties together. `plan_minutes` is what everything that the team has would cost more,
    which differs where somebody is new to an employer with several cases.
    """

    parties: tuple[SwapParty, ...]
    moves: tuple[Move, ...]
    minutes: int
    plan_minutes: int

    @property
    def improves_everyone(self) -> bool:
        """Whether each party's own minutes fall."""
        return all(party.minutes < 0 for party in self.parties)


class Swaps(Word):
    """All swaps of two to four cases that lower the own minutes of everybody involved and break no hard rule.

    `swaps` are the best in order of `minutes`, of equal ones the first by consultants and cases; there are `num_swaps`
    in all. `together` are those in which nobody takes part twice and that save most together, so that each holds
    whatever becomes of the others; `together_at_least` is the proved least that any such choice comes to, None
    where nothing is proved. Where `is_complete` is False the time was up: there may be more, and better ones.
    """

    municipality: str
    date: datetime.date
    teams: tuple[Identifier, ...]
    policy_name: str
    policy_version: int
    approval: SwapApproval
    is_complete: bool
    num_swaps: int
    swaps: tuple[Swap, ...]
    together: tuple[Swap, ...]
    together_minutes: int
    together_at_least: int | None
    status: ProposalStatus


class SwapObstacle(Word):
    """Why one case of a proposed swap may not go where it would: rules, of which each is enough."""

    case_id: Identifier
    consultant_id: Identifier
    rules: tuple[RuleId, ...]
    text: Text


class SwapCheck(Word):
    """A swap that consultants propose, held against rules and minutes.

    `is_allowed` says nothing of whether it pays: that is for those involved, and `approvers`, to judge. Approvers are
    the parties, or nobody by name where the policy leaves it to a coordinator. `reasons` are of what each party gets,
    by case.
    """

    swap: Swap
    is_allowed: bool
    obstacles: tuple[SwapObstacle, ...]
    approval: SwapApproval
    approvers: tuple[Identifier, ...]
    reasons: dict[Identifier, tuple[Reason, ...]]
    sentence: Text
