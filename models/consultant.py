"""A retention consultant. No name, no address, nothing about productivity or behaviour; no reason for an absence."""

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.case import CaseType
from models.caseload import CaseCount
from models.errors import Implausible
from models.industry import Section
from models.position import Position
from models.text import Text
from models.word import Day, Identifier, Word


class Competence(StrEnum):
    """What a consultant may be given."""

    EMPLOYED = "employed"
    UNEMPLOYED = "unemployed"
    FLEX_JOB = "flex_job"
    GOES_OUT = "goes_out"
    CLARIFICATION = "clarification"


class Absence(Word):
    """Days away, both included. The reason is not the product's business and is not kept."""

    first_day: Day
    last_day: Day

    @model_validator(mode="after")
    def _in_order(self) -> "Absence":
        if self.last_day < self.first_day:
            raise Implausible(
                Text(
                    da=f"et fravær slutter ({self.last_day}), før det begynder ({self.first_day}); byt om på dagene",
                    en=f"an absence ends ({self.last_day}) before it begins ({self.first_day}); swap the dates",
                )
            )
        return self


class ConflictOfInterest(Word):
    """A consultant must not have this employer's cases, or this case. Exactly one of the two is named."""

    employer_id: Identifier | None = None
    case_id: Identifier | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "ConflictOfInterest":
        if (self.employer_id is None) == (self.case_id is None):
            raise Implausible(
                Text(
                    da="en inhabilitet gælder enten en virksomhed eller en sag; nævn netop en af dem",
                    en="a conflict of interest names either an employer or a case; give exactly one of them",
                )
            )
        return self


IsoWeek = Annotated[str, Field(pattern=r"^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$")]
"""A week as ISO 8601 writes it: 2026-W02."""

KnowledgeLevel = Annotated[int, Field(ge=0, le=3)]
"""How well a consultant knows an industry: 0 not at all, 3 from inside."""

PreferenceStep = Annotated[int, Field(ge=-2, le=2)]
"""From -2 (would much rather not) over 0 to +2 (would much like)."""


class Consultant(Word):
    """One consultant as the distribution sees her.

    `target_*` and `limit_*` are her own figures for her own hours; None takes the policy's, scaled by working time. A
    newcomer's ramp lowers either, rounded half up once; `ramp_weeks` is her own length of it, None the policy's.
    `end_date` is her last day where she leaves: she is given no more cases, and hers are to be handed over.
    `free_visit_slots` counts free appointments by week;
    None means that the calendar is not known, which costs nothing.
    """

    id: Identifier
    team_id: Identifier
    initials: Annotated[str, Field(min_length=1, max_length=8)]
    home: Position | None = None
    working_time_percent: Annotated[int, Field(ge=1, le=100)] = 100
    target_count: CaseCount | None = None
    target_weight: CaseCount | None = None
    limit_count: CaseCount | None = None
    limit_weight: CaseCount | None = None
    industries: dict[Section, KnowledgeLevel] = Field(default_factory=dict)
    preferences: dict[CaseType, PreferenceStep] = Field(default_factory=dict)
    competences: frozenset[Competence] = frozenset({Competence.EMPLOYED, Competence.GOES_OUT})
    absences: tuple[Absence, ...] = ()
    start_date: Day | None = None
    ramp_weeks: Annotated[int, Field(ge=0, le=104)] | None = None
    end_date: Day | None = None
    conflicts: tuple[ConflictOfInterest, ...] = ()
    free_visit_slots: dict[IsoWeek, Annotated[int, Field(ge=0, le=200)]] | None = None
    received_lately: dict[CaseType, Annotated[int, Field(ge=0, le=500)]] = Field(default_factory=dict)

    @property
    def num_received_lately(self) -> int:
        """Cases of all types received lately."""
        return sum(self.received_lately.values())

    def is_absent(self, day: datetime.date) -> bool:
        """Whether she is away on that day."""
        return any(absence.first_day <= day <= absence.last_day for absence in self.absences)
