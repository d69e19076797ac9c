"""An open case that changes hands."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from models.errors import Implausible
from models.proposal import Reason, Terms
from models.text import Text
from models.word import Day, Identifier, Word


class MoveReason(StrEnum):
    """Why a citizen gets another consultant."""

    ABSENCE = "absence"
    DEPARTURE = "departure"
    RETURN = "return"
    NEWCOMER = "newcomer"
    HOURS_CHANGED = "hours_changed"
    LIMIT_CHANGED = "limit_changed"
    TEAM_CHANGED = "team_changed"
    EMPLOYMENT_CHANGED = "employment_changed"
    COMPETENCE = "competence"
    CONFLICT = "conflict"
    DECISION = "decision"
    SWAP = "swap"
    BALANCE = "balance"


class MoveKind(StrEnum):
    """Whether a move is counted: only a voluntary one is, where the case could have stayed."""

    FORCED = "forced"
    BACK = "back"
    VOLUNTARY = "voluntary"


class CaseStage(StrEnum):
    """How far a case has come."""

    NEW = "new"
    BEFORE_FIRST_TALK = "before_first_talk"
    AFTER_FIRST_TALK = "after_first_talk"
    NEAR_END = "near_end"


class Move(Word):
    """One open case from one consultant to another."""

    case_id: Identifier
    from_consultant_id: Identifier
    to_consultant_id: Identifier
    reason: MoveReason

    @model_validator(mode="after")
    def _goes_somewhere(self) -> Self:
        if self.from_consultant_id == self.to_consultant_id:
            raise Implausible(
                Text(
                    da="en flytning går fra en konsulent til en anden; nævn to",
                    en="a move goes from one consultant to another; name two",
                )
            )
        return self


class MadeMove(Move):
    """A move that a named person has carried out. Consultants of it may have left, and its case may be closed."""

    moved_by: Identifier
    moved_on: Day


class ProposedMove(Move):
    """A move as a rebalance proposes it, with what it costs and what is to be handed over.

    `terms` are the pairwise minutes with whoever gets the case, the price of the change among them, and sum to
    `minutes`; `reasons` say them. `terms_before` are those with whoever has it now, also where she may not keep it.
    """

    kind: MoveKind
    stage: CaseStage
    minutes: int
    terms: Terms
    terms_before: Terms
    reasons: tuple[Reason, ...]
    handover: tuple[Text, ...]
