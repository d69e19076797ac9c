"""What is simulated: one world, the ways that are compared in it, and how often. Enough to run it again."""

import platform
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Self

from pydantic import Field, model_validator

from allocator.simulation.study.rounding import rounding
from allocator.simulation.study.way import Way
from models.errors import Implausible
from models.json_text import json_text
from models.text import Text
from models.word import Word
from models.world import World

_PARTS = ("sagsfordeler", "numpy", "scipy", "ortools", "numba")


@dataclass(frozen=True)
class Piece:
    """Some replications in a row, under all ways; the first is numbered `first`, from 0."""

    first: int
    num_replications: int

    @property
    def name(self) -> str:
        """By which it is stored; in the order of the replications."""
        return f"{self.first:06d}-{self.first + self.num_replications - 1:06d}"


class Study(Word):
    """It holds no person, as the world holds none, and goes to workers as its own JSON.

    Attributes
    ----------
    weeks
        Of each replication, warm-up included.
    piece_replications
        How many make a piece: what is stored at once, and lost at most by each process when all are killed.
    made_with
        Versions of what the figures depend on. Another one might give other figures in the last place, so a study is
        finished with those with which it was begun.
    """

    world: World
    ways: Annotated[tuple[Way, ...], Field(min_length=1)]
    seed: Annotated[int, Field(ge=0)]
    replications: Annotated[int, Field(ge=1, le=1_000_000)]
    weeks: Annotated[int, Field(ge=1, le=5_200)]
    piece_replications: Annotated[int, Field(ge=1)] = 5
    made_with: dict[str, str] = Field(default_factory=lambda: versions())

    @model_validator(mode="after")
    def _ways_differ(self) -> Self:
        twice = sorted({name for name in self.names if self.names.count(name) > 1})
        if twice:
            names = ", ".join(twice)
            raise Implausible(
                Text(
                    da=f"flere måder hedder {names}; giv politikkerne hver sit navn",
                    en=f"several ways are called {names}; give the policies a name each",
                )
            )
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Of the ways."""
        return tuple(way.name for way in self.ways)

    def pieces(self, num_replications: int | None = None) -> tuple[Piece, ...]:
        """What the first so many replications are run in; None for all.

        The pieces do not depend on how many there are of them: the last one is run whole, unless the study itself ends.
        """
        wanted = self.replications if num_replications is None else min(num_replications, self.replications)
        step = self.piece_replications
        return tuple(Piece(first, min(step, self.replications - first)) for first in range(0, wanted, step))

    def as_json(self) -> str:
        """The same text for the same study in every process: sets are written in order."""
        return json_text(self)

    def differences_from(self, other: "Study") -> tuple[str, ...]:
        """The fields in which the two are not the same."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) != getattr(other, name))


def versions() -> dict[str, str]:
    """Of what the figures depend on, here and now; `rounding` stands for the kind of processor."""
    return {"python": platform.python_version(), **{part: version(part) for part in _PARTS}, "rounding": rounding()}
