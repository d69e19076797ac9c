"""Why a case goes where the proposal sends it, and who else could have it."""

from models.proposal import Reason, Terms
from models.rule_id import RuleId
from models.word import Identifier, Word


class Candidate(Word):
    """One consultant for the case.

    `extra_minutes` is what the whole plan would cost more, everything else arranged anew: None unless proved.
    It lies between `extra_minutes_at_least` and `extra_minutes_at_most`, both proved, either None where nothing is.
    `blocked_by` names the hard rules that forbid her; then there are no minutes. `terms` are her pairwise minutes.
    """

    consultant_id: Identifier
    terms: Terms
    reasons: tuple[Reason, ...]
    extra_minutes: int | None
    extra_minutes_at_least: int | None
    extra_minutes_at_most: int | None
    blocked_by: tuple[RuleId, ...]
    also_moves: tuple[Identifier, ...] = ()


class FlipPoint(Word):
    """The nearest value of one number at which she would get the case."""

    what: str
    unit: str
    now: int
    at: int


class WhyNot(Word):
    """What would have to change for a consultant to get the case."""

    consultant_id: Identifier
    flips_when: tuple[FlipPoint, ...]


class Explanation(Word):
    """The answer for one case. `consultant_id` None: the case is left out or is another team's."""

    case_id: Identifier
    consultant_id: Identifier | None
    terms: Terms
    reasons: tuple[Reason, ...]
    ranking: tuple[Candidate, ...]
    why_not: tuple[WhyNot, ...]
