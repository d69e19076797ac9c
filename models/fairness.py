"""Fair to whom: what each consultant has before and after a round, and how far apart that puts them.

Only what is given to people is in it: cases, their weight, the way to them. Nothing of what anybody does or achieves.
"""

import datetime
from enum import StrEnum

from models.proposal import ProposalStatus
from models.rule_id import RuleId
from models.word import Identifier, Word


class Quantity(StrEnum):
    """What is compared between consultants."""

    COUNT = "count"
    WEIGHT = "weight"
    TRAVEL = "travel"
    HEAVY = "heavy"
    UNWANTED = "unwanted"
    CONTACTS_BROKEN = "contacts_broken"


class Share(Word):
    """What a consultant has at one time.

    `weight_quarters` in quarters of a normal case. `travel_minutes`: from home to the workplaces and back, as often as
    the policy expects visits in a case, all of it real whatever the policy counts; None where a home, an office or a
    way is not known. Heavy is a case that weighs more than a normal one, unwanted one of a type that the team's
    preferences taken together are against. Contacts are her cases of employers with a fixed contact person: kept where
    that is she, with the deputy where that is she, else broken.
    """

    count: int
    weight_quarters: int
    travel_minutes: int | None
    num_heavy: int
    num_unwanted: int
    contacts_kept: int
    contacts_with_deputy: int
    contacts_broken: int


class ConsultantShare(Word):
    """A consultant before and after the round, with her own targets: by number of cases, and by weight in quarters.

    A policy has one target for a full-time consultant; it stands in for either where a consultant has none of her own.
    """

    consultant_id: Identifier
    working_time_percent: int
    target_count: int
    target_weight_quarters: int
    before: Share
    after: Share


class Spread(Word):
    """How far apart consultants are: Gini's mean difference, over all pairs of the round's consultants.

    The average distance between two consultants picked at random; 0 where all are alike. Caseloads are taken as the
    distance to the consultant's own target, in cases, by weight in normal cases; everything else by full-time
    consultant, divided by her working time. `unit` is `cases` or `minutes`; rounded half up to hundredths. None where
    it is not known for all. Source: C. Gini, Variabilità e mutabilità, 1912.
    """

    quantity: Quantity
    unit: str
    before: float | None
    after: float | None


class RuleEffect(Word):
    """What a rule does to the spreads: the proposal against the best plan if the rule cost nothing.

    `effect` is the spread with the rule less the spread without it, in hundredths exactly: above 0, the rule drives
    consultants apart; below 0, it brings them together. None where no such plan was found. `is_exact` where both plans
    are proved best; of several that cost the same, it is those that the ties choose. `counts` False: the rule has no
    price in this policy. `num_moved`: cases that go elsewhere without it.
    """

    rule: RuleId
    counts: bool
    status: ProposalStatus
    is_exact: bool
    num_moved: int | None
    effect: dict[Quantity, float | None]


class Fairness(Word):
    """The answer for one round. Without a plan there are no consultants, spreads and effects."""

    municipality: str
    date: datetime.date
    teams: tuple[Identifier, ...]
    policy_name: str
    policy_version: int
    status: ProposalStatus
    consultants: tuple[ConsultantShare, ...]
    spreads: tuple[Spread, ...]
    effects: tuple[RuleEffect, ...]
