"""One distribution from beginning to end."""

import datetime
from typing import Self

from pydantic import model_validator

from models.errors import Implausible
from models.override import Override
from models.proposal import Proposal
from models.snapshot import Snapshot
from models.text import Text
from models.word import Identifier, Word


class Decision(Word):
    """What a named person accepted: who accepted it, when, and who got which case."""

    accepted_by: Identifier
    accepted_on: datetime.date
    assignments: dict[Identifier, Identifier]


class Round(Word):
    """What the round was decided from, what was proposed, what people changed, and what they decided."""

    id: Identifier
    snapshot: Snapshot
    proposal: Proposal | None = None
    overrides: tuple[Override, ...] = ()
    decision: Decision | None = None

    @model_validator(mode="after")
    def _decides_about_its_own_cases(self) -> Self:
        if self.decision is not None:
            known_cases = {case.id for case in self.snapshot.new_cases}
            known_consultants = {consultant.id for consultant in self.snapshot.consultants}
            for case_id, consultant_id in self.decision.assignments.items():
                if case_id not in known_cases or consultant_id not in known_consultants:
                    raise Implausible(
                        Text(
                            da=f"beslutningen giver {case_id} til {consultant_id}; begge skal høre til runden",
                            en=f"the decision gives {case_id} to {consultant_id}; both must be of this round",
                        )
                    )
        return self
