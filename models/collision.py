"""When it cannot be done: what collides, as a smallest set, and what would mend it."""

from enum import StrEnum

from models.case import CaseType
from models.rule_id import RuleId
from models.text import Text
from models.word import Identifier, Word


class DemandKind(StrEnum):
    """What can be asked of a plan, so that together it is too much."""

    CASE = "case"
    PIN = "pin"
    EXCLUSION = "exclusion"
    RULE = "rule"
    LIMIT_COUNT = "limit_count"
    LIMIT_WEIGHT = "limit_weight"
    MAX_NEW_PER_ROUND = "max_new_per_round"
    MAX_UNWANTED_PER_ROUND = "max_unwanted_per_round"


class Demand(Word):
    """One thing asked of a plan.

    A case is to be given to somebody; a pin or an exclusion of a case holds; a rule over pairs holds for a case; a
    limit holds for a consultant, that of unwanted cases for one type; in a rebalance `max_new_per_round` is what she
    may gain by it. `value` is the limit in force for her; None where there is no number.
    """

    kind: DemandKind
    case_id: Identifier | None = None
    consultant_id: Identifier | None = None
    case_type: CaseType | None = None
    rule: RuleId
    value: int | None = None
    text: Text


class Remedy(Word):
    """What to do, verified by solving: then this set collides no more.

    `value` is what to set a limit to, the least that will do. `suffices`: then every case of the round has somebody.
    """

    demand: Demand
    value: int | None
    suffices: bool
    text: Text


class Collision(Word):
    """Demands that cannot all be met, each of them necessary: without any one of them the others can.

    `is_smallest`: proved that no set with fewer members collides.
    """

    demands: tuple[Demand, ...]
    is_smallest: bool
    remedies: tuple[Remedy, ...]


class Collisions(Word):
    """What keeps a round from giving every case to somebody; no set where nothing does.

    The sets have no case in common. `is_complete`: everything was settled in time, and nobody stopped the question;
    otherwise there may be more.
    """

    collisions: tuple[Collision, ...]
    is_complete: bool
