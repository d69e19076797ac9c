"""What comes out of a round: an assignment for every new case, or the reason why it has none."""

import datetime
from enum import StrEnum

from models.case import TalkForm, TalkReason
from models.caseload import Measure
from models.policy import Policy
from models.rule_id import RuleId
from models.text import Text
from models.word import Identifier, Word

Terms = dict[RuleId, int]
"""Minutes by rule. A rule that is not named costs nothing here."""


class ProposalStatus(StrEnum):
    """How good the proposal is known to be."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Reason(Word):
    """One term in words."""

    rule: RuleId
    minutes: int
    text: Text


class Level(Word):
    """How a strict level ended: `bound` is the proved least `value`, None where nothing is proved."""

    name: str
    unit: str
    value: int
    bound: int | None


class PlannedTalk(Word):
    """The first talk as the round sees it. `decided_by` None: only proposed, for the team to decide."""

    form: TalkForm
    deadline: datetime.date | None
    reason: TalkReason | None = None
    decided_by: Identifier | None = None


class RunnerUp(Word):
    """The consultant who would be next for the case while every other case stays where it is.

    `terms` is what each rule would cost more there; it includes caseload and cohesion and sums to the extra minutes.
    """

    consultant_id: Identifier
    extra_minutes_others_fixed: int
    terms: Terms
    reasons: tuple[Reason, ...]


class Assignment(Word):
    """A case and the consultant proposed for it.

    `terms` hold the pairwise rules and sum to `minutes`. `marginal` is how much less the plan's caseload and cohesion
    would cost without this case; those belong to nobody's case alone and are no part of `minutes`.
    """

    case_id: Identifier
    consultant_id: Identifier
    minutes: int
    terms: Terms
    reasons: tuple[Reason, ...]
    marginal: Terms
    first_talk: PlannedTalk
    runner_up: RunnerUp | None


class OtherTeam(Word):
    """A new case that another team's round distributes."""

    case_id: Identifier
    team_id: Identifier


class Unassigned(Word):
    """A new case that must wait, first in line next time.

    `blocked_by` are the rules whose removal, together, lets it in, verified by solving without them.
    """

    case_id: Identifier
    blocked_by: tuple[RuleId, ...]
    minutes: int
    terms: Terms
    reasons: tuple[Reason, ...]


class ConsultantCaseload(Word):
    """A consultant's caseload before and after, in the policy's measure (weight in quarters of a case).

    `terms` hold caseload and cohesion. Counts and weights stand beside each other whatever the measure.
    """

    consultant_id: Identifier
    measure: Measure
    before: int
    after: int
    target: int
    limit: int | None
    terms: Terms
    reasons: tuple[Reason, ...]
    count_before: int
    count_after: int
    weight_quarters_before: int
    weight_quarters_after: int


class SolverRun(Word):
    """How the proposal was found, enough to find it again."""

    seed: int
    seconds: float
    stopped_by: str
    repeatable: bool
    ties_settled: bool
    versions: dict[str, str]


class Proposal(Word):
    """The proposal of one round. Nothing in it is live before a named person accepts it.

    The terms of all assignments, caseloads and unassigned cases sum to `objective_minutes` exactly.
    `objective_minutes` and `bound_minutes` are None where no plan, or no bound, was found in time.
    """

    municipality: str
    date: datetime.date
    teams: tuple[Identifier, ...]
    status: ProposalStatus
    levels: tuple[Level, ...]
    objective_minutes: int | None
    bound_minutes: int | None
    assignments: tuple[Assignment, ...]
    other_team: tuple[OtherTeam, ...]
    unassigned: tuple[Unassigned, ...]
    caseloads: tuple[ConsultantCaseload, ...]
    remarks: tuple[Text, ...] = ()
    policy: Policy
    solver: SolverRun

    @property
    def gap_percent(self) -> float | None:
        """Distance from value to bound in percent of the value; None where either is missing."""
        if self.objective_minutes is None or self.bound_minutes is None:
            return None
        if self.objective_minutes == self.bound_minutes:
            return 0.0
        return 100 * (self.objective_minutes - self.bound_minutes) / max(1, abs(self.objective_minutes))
