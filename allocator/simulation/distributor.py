"""The way in which cases are given: the one thing that differs between two simulations of the same history."""

from dataclasses import dataclass
from typing import Protocol

from allocator.arrays import IntArray
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class Choice:
    """Who gets which case.

    Attributes
    ----------
    consultant
        (n,): place in the round, `WAITS` for nobody.
    is_proved
        Whether the choice is what the way means, and not the best that the time allowed.
    """

    consultant: IntArray
    is_proved: bool = True


class Distributor(Protocol):
    """A way of distributing. A new one is one file.

    Attributes
    ----------
    name
        As on the command line and in tables.
    title
        What it is called, short enough for a heading.
    sentence
        What it does.
    mode
        Once a week, or whenever a case arrives.
    """

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> Text: ...

    @property
    def sentence(self) -> Text: ...

    @property
    def mode(self) -> Mode: ...

    def distribute(self, round_: Round) -> Choice:
        """Give the waiting cases to consultants. It must depend on the round alone, so that policies are compared."""
        ...
