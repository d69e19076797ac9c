"""A rebalance as JSON, in the shape that the design names: `forced`, and a `frontier` of points by `k`."""

import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from models.collision import Collisions
from models.fairness import ConsultantShare
from models.move import CaseStage, Move, MoveKind, MoveReason, ProposedMove
from models.occasion import Occasion
from models.policy import Policy
from models.proposal import ConsultantCaseload, Level, ProposalStatus, Reason, SolverRun, Terms
from models.rebalance import AppliedMoves, ForcedCase, Rebalance, RebalancePoint, Succession, UncoveredCase
from models.rule_id import RuleId
from models.text import Text


class MovedCase(BaseModel):
    """A case that changes hands. `terms` are its minutes with whoever gets it, `terms_before` with whoever has it."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    case_id: str
    from_: str = Field(alias="from")
    to: str
    kind: MoveKind
    reason: MoveReason
    stage: CaseStage
    minutes: int
    terms: Terms
    terms_before: Terms
    reasons: tuple[Reason, ...]
    handover: tuple[Text, ...]

    @classmethod
    def of(cls, move: ProposedMove) -> Self:
        """The move as it is written."""
        return cls(
            case_id=move.case_id,
            from_=move.from_consultant_id,
            to=move.to_consultant_id,
            kind=move.kind,
            reason=move.reason,
            stage=move.stage,
            minutes=move.minutes,
            terms=move.terms,
            terms_before=move.terms_before,
            reasons=move.reasons,
            handover=move.handover,
        )


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

    k: int | None
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

    @classmethod
    def of(cls, point: RebalancePoint) -> Self:
        """The point as it is written."""
        return cls(
            k=point.max_moves,
            price_minutes=point.price_minutes,
            status=point.status,
            levels=point.levels,
            objective_minutes=point.objective_minutes,
            bound_minutes=point.bound_minutes,
            earned_minutes=point.earned_minutes,
            ties_settled=point.ties_settled,
            moves=tuple(map(MovedCase.of, point.moves)),
            forced=tuple(map(MovedCase.of, point.forced)),
            back=tuple(map(MovedCase.of, point.back)),
            uncovered=point.uncovered,
            caseloads=point.caseloads,
            shares=point.shares,
        )


class MadeMove(BaseModel):
    """A case that has changed hands."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    case_id: str
    from_: str = Field(alias="from")
    to: str
    reason: MoveReason

    @classmethod
    def of(cls, move: Move) -> Self:
        """The move as it is written."""
        return cls(case_id=move.case_id, from_=move.from_consultant_id, to=move.to_consultant_id, reason=move.reason)


class MadeMoves(BaseModel):
    """Moves that somebody has carried out: who, when, and each with its reason code."""

    model_config = ConfigDict(frozen=True)

    by: str
    on: datetime.date
    moves: tuple[MadeMove, ...]

    @classmethod
    def of(cls, applied: AppliedMoves) -> Self:
        """The moves as they are written."""
        return cls(by=applied.applied_by, on=applied.applied_on, moves=tuple(map(MadeMove.of, applied.moves)))


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
        return cls(
            municipality=answer.municipality,
            date=answer.date,
            teams=answer.teams,
            occasions=answer.occasions,
            forced=tuple(ForcedMove.of(each, answer.frontier[0]) for each in answer.forced),
            frontier=tuple(map(FrontierEntry.of, answer.frontier)),
            best=FrontierEntry.of(answer.best),
            stops_paying_at=answer.stops_paying_at,
            successions=answer.successions,
            collisions=answer.collisions,
            remarks=answer.remarks,
            policy=answer.policy,
            solver=answer.solver,
            applied=None if applied is None else MadeMoves.of(applied),
        )


def rebalance_json(answer: Rebalance, *, applied: AppliedMoves | None = None, indent: int | None = None) -> str:
    """The rebalance as JSON text, with what somebody has carried out of it."""
    return RebalanceAnswer.of(answer, applied).model_dump_json(by_alias=True, indent=indent)
