"""Between the teams first, then within the team."""

from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import fullness, give_one_by_one, least
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class BetweenTeams:
    """As cases arrive: the team that has received fewest for its hours, and in it the lowest caseload.

    A round of one team is split in two halves, as larger teams usually are.
    """

    name: str = "between-teams"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Mellem teams", en="Between teams")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Sagerne deles mellem teamene efter størrelse, og i teamet til den med færrest.",
            en="Cases are divided between teams by size, and within the team to whoever has fewest.",
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one."""
        team = round_.team if len(np.unique(round_.team)) > 1 else np.arange(round_.shape[1]) % 2
        received = np.bincount(team, weights=round_.num_received)
        hours = np.bincount(team, weights=round_.hours)

        def choose(_: int, who: BoolArray, load: IntArray) -> int:
            able = np.bincount(team, weights=who) > 0
            chosen = least(received / np.maximum(hours, 1), able)
            received[chosen] += 1
            return least(fullness(round_, load), who & (team == chosen))

        return give_one_by_one(round_, choose)
