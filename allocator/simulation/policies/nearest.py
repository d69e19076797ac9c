"""To whoever lives nearest."""

from dataclasses import dataclass

from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import fullness, give_one_by_one, least
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class Nearest:
    """As cases arrive, the shortest way to the workplace; the lower caseload where that is equal, or there is none."""

    name: str = "nearest"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Den nærmeste", en="Nearest")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Sagen går til den, der bor nærmest arbejdspladsen.",
            en="The case goes to whoever lives nearest the workplace.",
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one. Fullness stays well below 1,000, so it only settles ties of whole minutes."""
        return give_one_by_one(
            round_, lambda i, who, load: least(round_.one_way_minutes[i] + fullness(round_, load) / 1000, who)
        )
