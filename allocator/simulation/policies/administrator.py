"""Herning's administrator: the contact person, then knowledge of the industry, then fewest cases."""

from dataclasses import dataclass

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import fullness, give_one_by_one, known_contact, least
from allocator.simulation.round import WAITS, Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class Administrator:
    """As cases arrive. That the order is strict is our reading (Sammen om Fastholdelse, evaluation 2019)."""

    name: str = "administrator"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Administratoren, som i Herning", en="The administrator, as in Herning")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Som i Herning: fast kontaktperson, så kendskab til branchen, så færrest sager.",
            en="As in Herning: fixed contact person, then knowledge of the industry, then fewest cases.",
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one."""

        def choose(i: int, who: BoolArray, load: IntArray) -> int:
            known = known_contact(round_, i, who)
            if known != WAITS:
                return known
            best = who & (round_.knowledge[i] == round_.knowledge[i][who].max())
            return least(fullness(round_, load), best)

        return give_one_by_one(round_, choose)
