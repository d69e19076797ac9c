"""What it is that differs between two plans of one round: case by case, person by person, minutes by rule."""

import datetime

from models.proposal import Level, ProposalStatus, Terms
from models.word import Identifier, Word


class ComparedPlan(Word):
    """One of the two plans, as far as the comparison speaks of it."""

    policy_name: str
    policy_version: int
    status: ProposalStatus
    levels: tuple[Level, ...]
    objective_minutes: int


class CaseChange(Word):
    """A case that another consultant gets in the second plan, or that costs other minutes there.

    A consultant who is None: the case waits. `terms` are the minutes of its pairwise rules, or of waiting, second plan
    less first; they sum to `minutes`.
    """

    case_id: Identifier
    from_consultant_id: Identifier | None
    to_consultant_id: Identifier | None
    terms: Terms
    minutes: int

    @property
    def changes_hands(self) -> bool:
        """Whether somebody else gets it."""
        return self.from_consultant_id != self.to_consultant_id


class ConsultantChange(Word):
    """What a consultant gives and gets from the first plan to the second.

    `terms` are the minutes of everything she has, her cases' and her caseload's and cohesion's, second less first; they
    sum to `minutes`. Caseloads are those after the round, weights in quarters of a normal case.
    """

    consultant_id: Identifier
    gives: tuple[Identifier, ...]
    gets: tuple[Identifier, ...]
    count_first: int
    count_second: int
    weight_quarters_first: int
    weight_quarters_second: int
    terms: Terms
    minutes: int


class PlanDifference(Word):
    """The second plan of a round against the first.

    Two ways lead from `first.objective_minutes` to `second.objective_minutes`, both exactly `minutes`: the terms of
    `consultants` with `waiting_terms`, which belong to nobody; or the terms of `cases` with the caseload and cohesion
    of `consultants`. `terms` are the whole by rule. Who and what is not named does not differ. Where the policies are
    not the same, part of a difference may be that of their prices.
    """

    municipality: str
    date: datetime.date
    teams: tuple[Identifier, ...]
    first: ComparedPlan
    second: ComparedPlan
    is_same_policy: bool
    minutes: int
    terms: Terms
    waiting_terms: Terms
    cases: tuple[CaseChange, ...]
    consultants: tuple[ConsultantChange, ...]
