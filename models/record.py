"""A sealed record of one round: everything that the same proposal and reasons can be made from again, and no person.

What may stand in a record is what these classes list; nothing else of a snapshot can get into it. Cases, consultants
and employers are numbered in the order of their ids (S01, K01, 00000001), so that whoever holds the proposal can lay
the two side by side line by line, and nobody else can tell who is meant. Not in a record: case numbers, ids, initials,
names, homes and workplaces (only the minutes between them), risk flags (only the weight that comes of them), reasons
for a first talk, texts, who decided, and the days of illness and receipt (only the deadline, and how long it waited).
"""

import datetime
from typing import Annotated, Final, Literal

from pydantic import Field

from models.case import CaseNeed, CaseType, Employment, TalkForm
from models.consultant import Consultant
from models.employer import ContactMode
from models.industry import Section
from models.override import OverrideKind
from models.policy import Policy
from models.proposal import Proposal
from models.wish import Wish
from models.word import Identifier, Word

RECORD_FORMAT: Final = 1

Minutes = Annotated[int, Field(ge=0)]


class RecordedTalk(Word):
    """How the first talk is planned, and whether people have decided it; not why."""

    form: TalkForm
    is_decided: bool


class RecordedCase(Word):
    """A new case of the round. `waited_days` are from the day it waits since to the round, 0 where that is later."""

    id: Identifier
    case_type: CaseType
    employment: Employment
    employer_id: Identifier | None
    has_workplace: bool
    weight_quarters: Annotated[int, Field(ge=1)]
    deadline: datetime.date | None
    fast_track: bool
    waited_days: Annotated[int, Field(ge=0, le=700_000)]
    previous_consultant_id: Identifier | None
    needs: frozenset[CaseNeed]
    talk: RecordedTalk


class RecordedOpenCase(Word):
    """An open case: what it weighs, for whom. Its employer is told only where a new case has the same."""

    consultant_id: Identifier | None
    employer_id: Identifier | None
    weight_quarters: Annotated[int, Field(ge=1)]


class RecordedOtherTeamCase(Word):
    """A new case that another team's round distributes."""

    id: Identifier
    team_id: Identifier
    employer_id: Identifier | None


class RecordedEmployer(Word):
    """An employer of a new case: the trade it is in, as a section of DB07, and whom it knows."""

    id: Annotated[str, Field(pattern=r"^\d{8}$")]
    section: Section | None
    contact_id: Identifier | None
    contact_mode: ContactMode | None
    deputy_id: Identifier | None
    rhythm_days: Annotated[int, Field(ge=1)] | None


class RecordedOverride(Word):
    """A pin or an exclusion; not who decided it, nor why."""

    kind: OverrideKind
    case_id: Identifier
    consultant_id: Identifier


class RecordedRound(Word):
    """What the rules read. Cases and consultants stand in the order in which the solver met them.

    `consultants` have no home and the initials of their number; absences and free slots only from the day of the round.
    `one_way_minutes` has a row a case and a column a consultant.
    """

    municipality: str
    date: datetime.date
    teams: tuple[Identifier, ...]
    cases: tuple[RecordedCase, ...]
    other_team: tuple[RecordedOtherTeamCase, ...]
    consultants: tuple[Consultant, ...]
    employers: tuple[RecordedEmployer, ...]
    open_cases: tuple[RecordedOpenCase, ...]
    wishes: tuple[Wish, ...]
    overrides: tuple[RecordedOverride, ...]
    one_way_minutes: tuple[tuple[Minutes, ...], ...]


class Record(Word):
    """Input, policy, seed and versions, and the proposal that came of them, with its reasons.

    The proposal is the real one with the record's numbers for ids, without remarks of an import, reasons of first
    talks, and the seconds it took, so that the same round gives the same record. `blockers_verified`: the time sufficed
    to verify all that blocks the cases left out.
    """

    format: Literal[1] = RECORD_FORMAT
    versions: dict[str, str]
    policy: Policy
    seed: Annotated[int, Field(ge=0)]
    time_limit_s: Annotated[float, Field(ge=0)]
    blockers_verified: bool
    round: RecordedRound
    proposal: Proposal

    @property
    def is_promised(self) -> bool:
        """Whether the same versions must give the same again: proofs ended every search, and not the time."""
        return self.proposal.solver.repeatable and self.proposal.solver.ties_settled and self.blockers_verified
