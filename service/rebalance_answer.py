"""A rebalance as JSON, in the shape that the design names: `forced`, and a `frontier` of points by `k`.

The shapes are read from the rebalance's own fields, by their names there or as they are called in JSON.
"""

import datetime
from typing import Self

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from models.collision import Collisions
from models.fairness import ConsultantShare
from models.move import CaseStage, MoveKind, MoveReason
from models.occasion import Occasion
from models.policy import Policy
from models.proposal import ConsultantCaseload, Level, ProposalStatus, Reason, SolverRun, Terms
from models.rebalance import AppliedMoves, ForcedCase, Rebalance, RebalancePoint, Succession, UncoveredCase
from models.rule_id import RuleId
from models.text import Text


class MovedCase(BaseModel):
    """A case that changes hands. `terms` are its minutes with whoever gets it, `terms_before` with whoever has it."""

    model_config = ConfigDict(frozen=True)

    case_id: str
    from_: str = Field(validation_alias=AliasChoices("from", "from_consultant_id"), serialization_alias="from")
    to: str = Field(validation_alias=AliasChoices("to", "to_consultant_id"))
    kind: MoveKind
    reason: MoveReason
    stage: CaseStage
    minutes: int
    terms: Terms
    terms_before: Terms
    reasons: tuple[Reason, ...]
    handover: tuple[Text, ...]


class ForcedMove(BaseModel):
    """A case that may not stay, and why. `to` and `terms` are those with no voluntary move; `to` None: nobody."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    case_id: str
    from_: str = Field(alias="from")
    to: str | None
    terms: Terms
    reason: MoveReason
    rules: tuple[RuleId, ...]

    @classmethod
    def of(cls, forced: ForcedCase, first: RebalancePoint) -> Self:
        """The case with where it goes in the first point."""
        move = next((each for each in (*first.forced, *first.back) if each.case_id == forced.case_id), None)
        return cls(
            case_id=forced.case_id,
            from_=forced.from_consultant_id,
            to=None if move is None else move.to_consultant_id,
            terms={} if move is None else move.terms,
            reason=forced.reason,
            rules=forced.rules,
        )


class FrontierEntry(BaseModel):
    """The best plan with at most `k` voluntary moves, which are `moves`; `k` None: any number."""

    model_config = ConfigDict(frozen=True)

    k: int | None = Field(validation_alias=AliasChoices("k", "max_moves"))
    price_minutes: int
    status: ProposalStatus
    levels: tuple[Level, ...]
    objective_minutes: int
    bound_minutes: int | None
    earned_minutes: int | None
    ties_settled: bool
    moves: tuple[MovedCase, ...]
    forced: tuple[MovedCase, ...]
    back: tuple[MovedCase, ...]
    uncovered: tuple[UncoveredCase, ...]
    caseloads: tuple[ConsultantCaseload, ...]
    shares: tuple[ConsultantShare, ...]


class MadeMove(BaseModel):
    """A case that has changed hands."""

    model_config = ConfigDict(frozen=True)

    case_id: str
    from_: str = Field(validation_alias=AliasChoices("from", "from_consultant_id"), serialization_alias="from")
    to: str = Field(validation_alias=AliasChoices("to", "to_consultant_id"))
    reason: MoveReason


class MadeMoves(BaseModel):
    """Moves that somebody has carried out: who, when, and each with its reason code."""

    model_config = ConfigDict(frozen=True)

    by: str = Field(validation_alias=AliasChoices("by", "applied_by"))
    on: datetime.date = Field(validation_alias=AliasChoices("on", "applied_on"))
    moves: tuple[MadeMove, ...]


class RebalanceAnswer(BaseModel):
    """The answer to a rebalance. Nothing in it is live but what `applied` says that a named person has carried out."""

    model_config = ConfigDict(frozen=True)

    municipality: str
    date: datetime.date
    teams: tuple[str, ...]
    occasions: tuple[Occasion, ...]
    forced: tuple[ForcedMove, ...]
    frontier: tuple[FrontierEntry, ...]
    best: FrontierEntry
    stops_paying_at: int | None
    successions: tuple[Succession, ...]
    collisions: Collisions | None
    remarks: tuple[Text, ...]
    policy: Policy
    solver: SolverRun
    applied: MadeMoves | None = None

    @classmethod
    def of(cls, answer: Rebalance, applied: AppliedMoves | None = None) -> Self:
        """The rebalance as it is written."""
        forced = [ForcedMove.of(each, answer.frontier[0]) for each in answer.forced]
        return cls.model_validate({**dict(answer), "forced": forced, "applied": applied}, from_attributes=True)


def rebalance_json(answer: Rebalance, *, applied: AppliedMoves | None = None, indent: int | None = None) -> str:
    """The rebalance as JSON text, with what somebody has carried out of it."""
    return RebalanceAnswer.of(answer, applied).model_dump_json(by_alias=True, indent=indent)
