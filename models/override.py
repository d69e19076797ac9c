"""What a person decides against, or ahead of, the proposal."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.word import Identifier, Word


class OverrideKind(StrEnum):
    """What is decided about a case and a consultant."""

    PIN = "pin"
    EXCLUSION = "exclusion"


class OverrideReason(StrEnum):
    """Why a person decides it."""

    KNOWS_CITIZEN = "knows_citizen"
    KNOWS_EMPLOYER = "knows_employer"
    CITIZEN_ASKS = "citizen_asks"
    EMPLOYER_ASKS = "employer_asks"
    WORKLOAD = "workload"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    SENSITIVE = "sensitive"
    OTHER = "other"


class Override(Word):
    """A case goes to this consultant (pin) or not to her (exclusion), with who said so and why."""

    kind: OverrideKind
    case_id: Identifier
    consultant_id: Identifier
    reason: OverrideReason
    text: Annotated[str, Field(max_length=400)] = ""
    decided_by: Identifier
