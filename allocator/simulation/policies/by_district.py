"""By district: everybody has a part of the map."""

from dataclasses import dataclass

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import fullness, give_one_by_one, least
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class ByDistrict:
    """As cases arrive, whose district the workplace is in; the nearest where she cannot, fewest where there is none."""

    name: str = "by-district"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Efter distrikt", en="By district")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Hver konsulent har sit distrikt; sagen følger arbejdspladsen.",
            en="Every consultant has a district; the case follows the workplace.",
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one."""

        def choose(i: int, who: BoolArray, load: IntArray) -> int:
            own = int(round_.district[i])
            if own >= 0 and who[own]:
                return own
            return least(round_.one_way_minutes[i] + fullness(round_, load) / 1000, who)

        return give_one_by_one(round_, choose)
