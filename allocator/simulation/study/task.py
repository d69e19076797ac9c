"""What is done with a piece of a study, and under which name its result is stored."""

from collections.abc import Callable
from dataclasses import dataclass

from allocator.simulation.study.study import Piece


@dataclass(frozen=True)
class Task:
    """Work that any executor can do: a function of a module, from text and numbers to bytes.

    Attributes
    ----------
    prefix
        Before the piece's own name.
    work
        Takes the study's JSON, the first replication and how many.
    """

    prefix: str
    work: Callable[[str, int, int], bytes]

    def name(self, piece: Piece) -> str:
        """By which the result is stored."""
        return f"{self.prefix}{piece.name}"
