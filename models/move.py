"""An open case that changes hands."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from models.errors import Implausible
from models.text import Text
from models.word import Identifier, Word


class MoveReason(StrEnum):
    """Why a citizen gets another consultant."""

    ABSENCE = "absence"
    DEPARTURE = "departure"
    RETURN = "return"
    NEWCOMER = "newcomer"
    HOURS_CHANGED = "hours_changed"
    LIMIT_CHANGED = "limit_changed"
    TEAM_CHANGED = "team_changed"
    SWAP = "swap"
    BALANCE = "balance"


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
