"""To anyone."""

from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import give_one_by_one
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class AtRandom:
    """As cases arrive, drawn among those who may have the case, in proportion to their hours."""

    name: str = "random"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Lodtrækning", en="At random")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(da="Sagen går til en tilfældig.", en="The case goes to anyone at random.")

    def distribute(self, round_: Round) -> Choice:
        """One by one."""

        def choose(i: int, who: BoolArray, _: IntArray) -> int:
            hours = np.cumsum(np.where(who, round_.hours, 0))
            return int(np.searchsorted(hours, round_.chance[i] * hours[-1], side="right"))

        return give_one_by_one(round_, choose)
