"""Hedensted's weekly meeting: everything weighed at once in the head, case by case, and every case given to someone."""

from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import give_one_by_one, least, urgent_first
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class Meeting:
    """Weekly, urgent cases first. Geography, contact person, caseload and preferences in no fixed order.

    What each counts is in minutes and assumed, as are the prices of the preset; people at a table are taken to weigh
    one case at a time, and to be no finer than `noise_minutes`.
    """

    name: str = "meeting"
    mode: Mode = Mode.WEEKLY
    contact_minutes: int = 120
    visits: int = 2
    liking_minutes: int = 15
    case_above_minutes: int = 6
    noise_minutes: int = 30

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Mødet, som i Hedensted", en="The meeting, as in Hedensted")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Som i Hedensted: teamet vejer geografi, kontaktperson, sagsstamme og ønsker på det ugentlige møde.",
            en="As in Hedensted: the team weighs geography, contact, caseload and preferences at its weekly meeting.",
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one, urgent first."""
        people = np.arange(round_.shape[1])

        def choose(i: int, who: BoolArray, load: IntArray) -> int:
            minutes = (
                2 * self.visits * round_.one_way_minutes[i]
                - self.liking_minutes * round_.liking[i]
                + self.case_above_minutes * (load - round_.target)
                + self.noise_minutes * round_.noise[i]
            )
            if round_.contact[i] >= 0:
                minutes = minutes + self.contact_minutes * (people != round_.contact[i])
            return least(minutes, who)

        return give_one_by_one(round_, choose, urgent_first(round_))
