"""What people's decisions cost: the best plan with them against the best plan without."""

from models.explanation import LevelChange
from models.override import Override
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from models.word import Identifier, Word


class CaseMove(Word):
    """A case that goes to somebody else. A consultant who is None: the case waits."""

    case_id: Identifier
    from_consultant_id: Identifier | None
    to_consultant_id: Identifier | None


class ConsultantShift(Word):
    """What changes for one consultant; `minutes` of her cases, caseload and cohesion are how many more than before."""

    consultant_id: Identifier
    gets: tuple[Identifier, ...]
    gives: tuple[Identifier, ...]
    weight_quarters_more: int
    minutes: int


class PlanPrice(Word):
    """What one best plan costs more than another.

    `extra_minutes` is None unless both are proved best; it lies between the two numbers that always stand. `gives_way`
    names the strict levels that change and decide before the minutes. `moves` are as few as could be found among plans
    that are as good; `consultants` and `waiting_minutes` tell where the minutes of these two plans differ.
    """

    extra_minutes: int | None
    extra_minutes_at_least: int
    extra_minutes_at_most: int
    gives_way: tuple[LevelChange, ...]
    moves: tuple[CaseMove, ...]
    consultants: tuple[ConsultantShift, ...]
    waiting_minutes: int


class OverridePrice(Word):
    """One override among several.

    `blocked_by` names the hard rules that forbid what a pin asks for; the case then waits. `added` is the price of it
    alone on top of the proposal, `taken_back` what the draft with all overrides costs more without it: never more than
    nothing while no strict level changes.
    """

    override: Override
    blocked_by: tuple[RuleId, ...]
    added: PlanPrice
    taken_back: PlanPrice


class OverridePrices(Word):
    """All overrides on trial: together on top of the proposal, and each by itself.

    `status` is the proposal's, or `cancelled` where somebody stopped the question: then prices lie between numbers that
    are proved, but further apart than the time would have brought them.
    """

    status: ProposalStatus
    together: PlanPrice
    each: tuple[OverridePrice, ...]
