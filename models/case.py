"""A case, and the decision about its first talk."""

import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.caseload import WeightQuarters
from models.errors import Implausible
from models.position import Position
from models.text import Text
from models.word import Day, Identifier, Word


class CaseType(StrEnum):
    """What the case is about, as roughly as the team speaks of it. Never a diagnosis."""

    STRESS_ANXIETY = "stress_anxiety"
    DEPRESSION = "depression"
    BRAIN_INJURY = "brain_injury"
    MUSCULOSKELETAL = "musculoskeletal"
    CANCER_HEART = "cancer_heart"
    SURGERY_INJURY = "surgery_injury"
    OTHER = "other"


class RiskFlag(StrEnum):
    """What makes a case a risk case (Hedensted's three)."""

    MENTAL_ILLNESS = "mental_illness"
    LITTLE_EMPLOYER_CONTACT = "little_employer_contact"
    JOB_DOES_NOT_FIT_HEALTH = "job_does_not_fit_health"


class Employment(StrEnum):
    """Whether there is a job to return to."""

    EMPLOYED = "employed"
    UNEMPLOYED = "unemployed"


class CaseNeed(StrEnum):
    """A competence a case may need beyond that of its employment."""

    FLEX_JOB = "flex_job"
    CLARIFICATION = "clarification"


class TalkForm(StrEnum):
    """How the first follow-up talk is held."""

    WORKPLACE = "workplace"
    ELSEWHERE = "elsewhere"
    LATER = "later"


class TalkReason(StrEnum):
    """Why a first talk is not held at the workplace in time. Distance and an existing plan are remarks, not reasons."""

    RECOVERY_JUST_AFTER_WEEK_8 = "recovery_just_after_week_8"
    WORK_ENVIRONMENT = "work_environment"
    SERIOUSLY_ILL = "seriously_ill"
    HOSPITALISED_OR_OPERATED = "hospitalised_or_operated"
    DISMISSED = "dismissed"
    CONFLICT = "conflict"
    EMPLOYER_REFUSES = "employer_refuses"
    MEDICAL_INFORMATION_MISSING = "medical_information_missing"


class FirstTalk(Word):
    """The team's decision about the first talk, and later where and when it was held."""

    form: TalkForm
    reason: TalkReason | None = None
    remark: Annotated[str, Field(max_length=400)] = ""
    decided_by: Identifier
    decided_on: Day
    agreed_for: Day | None = None
    held_on: Day | None = None
    held_at_workplace: bool | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.form is TalkForm.WORKPLACE) != (self.reason is None):
            raise Implausible(
                Text(
                    da="en samtale på arbejdspladsen har ingen grund, alle andre har en; ret formen eller grunden",
                    en="a talk at the workplace has no reason, any other form has one; correct the form or reason",
                )
            )
        if (self.held_on is None) != (self.held_at_workplace is None):
            raise Implausible(
                Text(
                    da="en samtale, der er holdt, har både en dag og et sted; skriv begge eller ingen af dem",
                    en="a talk that was held has both a date and a place; give both or neither",
                )
            )
        return self


class Case(Word):
    """One citizen's case: new while `consultant_id` is None, open afterwards.

    `team_id` None: whichever team of the round may take it. `deadline` None: computed from the dated rules.
    `weight_quarters` None: the policy's weight for its type and flags. `expected_back` is the doctor's date, as stated
    on the form, used only to tell whether the law asks for follow-up at all, and whether a case is so near its end that
    it had better not change hands. `covered_for_id`: who was away when the case was given to whoever has it now; it
    goes back to her when she returns, unless that is changed.
    """

    id: Identifier
    received: Day
    first_day_of_absence: Day
    case_type: CaseType
    team_id: Identifier | None = None
    employment: Employment = Employment.EMPLOYED
    category: Annotated[str, Field(max_length=10)] | None = None
    employer_id: Identifier | None = None
    workplace: Position | None = None
    risk_flags: frozenset[RiskFlag] = frozenset()
    weight_quarters: WeightQuarters | None = None
    deadline: Day | None = None
    expected_back: Day | None = None
    fast_track: bool = False
    fast_track_requested: Day | None = None
    previous_consultant_id: Identifier | None = None
    needs: frozenset[CaseNeed] = frozenset()
    waiting_since: Day | None = None
    first_talk: FirstTalk | None = None
    consultant_id: Identifier | None = None
    covered_for_id: Identifier | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.received < self.first_day_of_absence:
            raise Implausible(
                Text(
                    da="sagen er modtaget før første fraværsdag; ret en af datoerne",
                    en="a case was received before the first day of absence; correct one of the dates",
                )
            )
        if self.employment is Employment.UNEMPLOYED and self.employer_id is not None:
            raise Implausible(
                Text(
                    da="en ledig har ingen virksomhed; ret ansættelsen, eller lad virksomheden stå tom",
                    en="an unemployed person has no employer; correct the employment or leave the employer empty",
                )
            )
        if self.fast_track_requested is not None and not self.fast_track:
            raise Implausible(
                Text(
                    da="der er en dato for fast track, men sagen er det ikke; ret en af delene",
                    en="a fast-track request is dated, but the case is not fast track; correct one of the two",
                )
            )
        if self.covered_for_id is not None and self.covered_for_id == self.consultant_id:
            raise Implausible(
                Text(
                    da=f"{self.consultant_id} kan ikke dække for sig selv; nævn en anden, eller lad feltet stå tomt",
                    en=f"{self.consultant_id} cannot cover for herself; name another or leave it empty",
                )
            )
        if self.covered_for_id is not None and self.consultant_id is None:
            raise Implausible(
                Text(
                    da="en sag, som ingen har, dækkes ikke for nogen; nævn dens konsulent, eller lad feltet stå tomt",
                    en="a case that nobody has covers for nobody; name its consultant or leave it empty",
                )
            )
        return self

    @property
    def is_new(self) -> bool:
        """Whether nobody has the case yet."""
        return self.consultant_id is None

    @property
    def waits_since(self) -> datetime.date:
        """The day from which the citizen waits for a consultant."""
        return self.waiting_since or self.received

    @property
    def talk_form(self) -> TalkForm:
        """How the first talk is planned: as decided, else at the workplace where there is one."""
        if self.first_talk is not None:
            return self.first_talk.form
        return TalkForm.WORKPLACE if self.employment is Employment.EMPLOYED else TalkForm.ELSEWHERE
