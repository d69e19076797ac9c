"""Vejle's meeting booker: the contact person, or who lives nearest, or who has most time in the calendar."""

from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import fullness, give_one_by_one, known_contact, least
from allocator.simulation.round import WAITS, Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class Booker:
    """As cases arrive. Nearest counts among those with time before the deadline; equally near, the most time.

    `near_minutes`: ways that differ by no more than this from the shortest are equally near (assumed).
    """

    name: str = "booker"
    mode: Mode = Mode.ON_ARRIVAL
    near_minutes: int = 5

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Mødebookeren, som i Vejle", en="The meeting booker, as in Vejle")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Som i Vejle: fast kontaktperson, så den nærmeste med tid, så den med mest tid i kalenderen.",
            en="As in Vejle: fixed contact person, then the nearest with time, then most time in the calendar.",
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one."""

        def choose(i: int, who: BoolArray, load: IntArray) -> int:
            known = known_contact(round_, i, who)
            if known != WAITS:
                return known
            slots = round_.free_slots(i)
            with_time = who & (slots > 0)
            among = with_time if with_time.any() else who
            way = np.where(among, round_.one_way_minutes[i], np.inf)
            near = among & (way <= way.min() + self.near_minutes)
            return least(-slots + fullness(round_, load) / 1000, near)

        return give_one_by_one(round_, choose)
