"""To whoever has fewest cases for her hours."""

from dataclasses import dataclass

from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import fullness, give_one_by_one, least
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class LeastLoaded:
    """As cases arrive, the lowest caseload against the target."""

    name: str = "least-loaded"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Færrest sager", en="Least loaded")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Sagen går til den, der har færrest sager i forhold til sit måltal.",
            en="The case goes to whoever has fewest cases against her target.",
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one."""
        return give_one_by_one(round_, lambda _, who, load: least(fullness(round_, load), who))
