"""A team of consultants."""

from typing import Annotated

from pydantic import Field

from models.position import Position
from models.word import Identifier, Word


class Team(Word):
    """Consultants who share cases.

    Teams with the same `pool` share one round, as Herning's six under one administrator do; None means the team has
    a round of its own. `office` is where a consultant without a home position is taken to start from.
    """

    id: Identifier
    name: Annotated[str, Field(min_length=1, max_length=120)]
    pool: Identifier | None = None
    office: Position | None = None

    @property
    def round_pool(self) -> str:
        """The pool whose round the team's cases are distributed in."""
        return self.pool or self.id
