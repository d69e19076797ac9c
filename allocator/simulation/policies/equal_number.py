"""An equal number to each: new cases in turn."""

from dataclasses import dataclass

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import give_one_by_one, least
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class EqualNumber:
    """As cases arrive, to whoever has received fewest new ones for her hours, whatever she has open."""

    name: str = "equal-number"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Lige mange sager", en="Equal number")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(da="Lige mange nye sager til hver, på skift.", en="An equal number of new cases to each, in turn.")

    def distribute(self, round_: Round) -> Choice:
        """One by one."""
        received = round_.num_received.copy()

        def choose(_: int, who: BoolArray, __: IntArray) -> int:
            j = least(received / round_.hours, who)
            received[j] += 1
            return j

        return give_one_by_one(round_, choose)
