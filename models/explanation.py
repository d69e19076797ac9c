"""Why a case goes where the proposal sends it, and who else could have it."""

from pydantic import Field

from models.proposal import ProposalStatus, Reason, Terms
from models.rule_id import RuleId
from models.text import Text
from models.word import Identifier, Word


class LevelChange(Word):
    """What a strict level counts more than in the proposal: between two proved numbers, equal where it is exact."""

    name: str
    unit: str
    extra_at_least: int
    extra_at_most: int


class Candidate(Word):
    """One consultant for the case.

    `extra_minutes` is what the whole plan would cost more, everything else arranged anew: None unless both optima are
    proved. It lies between `extra_minutes_at_least` and `extra_minutes_at_most`, both proved and None only where
    `blocked_by` names the hard rules that forbid her, the round has no plan, or somebody stopped the question first.
    `gives_way` names the strict levels that change, in their order; they decide before the minutes, which may then be
    fewer than the proposal's. `terms` are her pairwise minutes, `also_moves` the other cases that would go elsewhere.
    """

    consultant_id: Identifier
    terms: Terms
    reasons: tuple[Reason, ...]
    extra_minutes: int | None
    extra_minutes_at_least: int | None
    extra_minutes_at_most: int | None
    blocked_by: tuple[RuleId, ...]
    gives_way: tuple[LevelChange, ...] = ()
    also_moves: tuple[Identifier, ...] = ()


class Fit(Word):
    """One waiting case for a consultant: what the whole plan would cost if she got it. As in `Candidate`."""

    case_id: Identifier
    proposed_for: Identifier | None
    terms: Terms
    reasons: tuple[Reason, ...]
    extra_minutes: int | None
    extra_minutes_at_least: int | None
    extra_minutes_at_most: int | None
    blocked_by: tuple[RuleId, ...]
    gives_way: tuple[LevelChange, ...] = ()
    also_moves: tuple[Identifier, ...] = ()


class BestFits(Word):
    """The waiting cases of a round in the order in which they fit one consultant, the best first."""

    consultant_id: Identifier
    status: ProposalStatus
    num_cases_proposed: int
    fits: tuple[Fit, ...]


class FlipPoint(Word):
    """The nearest value of one number, in one direction, at which an optimal plan gives her the case; else unchanged.

    `what` is the number: `caseload` (her open cases, each as a normal one), `preference` (for the type), `wish` (for
    the case), `industry_knowledge` (of the employer's industry), `travel_minutes` (one way, to this case's workplace),
    or the dotted path of a policy's setting.
    """

    what: str
    unit: str
    now: int
    at: int

    @property
    def goes_up(self) -> bool:
        """Whether the value would have to rise."""
        return self.at > self.now


class WhyNot(Word):
    """Why the proposal does not give a consultant the case, and what alone would change it.

    `blocked_by` names the hard rules that forbid her. Otherwise `terms` are the minutes by rule that the whole best
    plan with her costs more than the proposal; they sum to the extra minutes. `flips_when` is empty where no single
    number within its bounds changes the answer, unless `unsettled` names numbers that were not settled in time.
    """

    consultant_id: Identifier
    blocked_by: tuple[RuleId, ...] = ()
    gives_way: tuple[LevelChange, ...] = ()
    terms: Terms = Field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    flips_when: tuple[FlipPoint, ...]
    unsettled: tuple[str, ...] = ()


class BindingLimit(Word):
    """A consultant who would get the case but for her limit of caseload, verified by solving without it.

    `limit` is in cases, or normal cases by weight, in the policy's measure; None where it is the other measure's.
    `saves_minutes` is what the whole plan would cost less; None where a strict level would be better, which decides.
    """

    consultant_id: Identifier
    limit: int | None
    saves_minutes: int | None
    text: Text


class Explanation(Word):
    """The answer for one case. `consultant_id` None: the case is left out.

    `status` is the proposal's, or `cancelled` where somebody stopped the question: then what was not looked at is
    missing from `binding_limits`, stands among the `unsettled`, or has no extra minutes and nothing that blocks it.
    `reasons` are sentences for the terms, the largest first; `binding_limits` are of others.
    """

    case_id: Identifier
    consultant_id: Identifier | None
    terms: Terms
    reasons: tuple[Reason, ...]
    ranking: tuple[Candidate, ...]
    why_not: tuple[WhyNot, ...]
    status: ProposalStatus
    binding_limits: tuple[BindingLimit, ...] = ()
