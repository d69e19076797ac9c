"""By the citizen's birthday: everybody has some days of the month."""

from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import give_one_by_one
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text

_DAYS = 31


@dataclass(frozen=True)
class ByBirthday:
    """As cases arrive. The days 1-31 are divided among those who may have the case, in proportion to their hours."""

    name: str = "by-birthday"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Efter fødselsdato", en="By birthday")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Borgerens fødselsdag i måneden afgør det.", en="The citizen's day of birth in the month decides."
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one."""

        def choose(i: int, who: BoolArray, _: IntArray) -> int:
            hours = np.cumsum(np.where(who, round_.hours, 0))
            return int(np.searchsorted(hours, (round_.birthday[i] - 1) / _DAYS * hours[-1], side="right"))

        return give_one_by_one(round_, choose)
