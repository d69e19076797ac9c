"""By special competence: to whoever is best at the kind of case."""

from dataclasses import dataclass

from allocator.arrays import BoolArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.policies.one_by_one import fullness, give_one_by_one, least
from allocator.simulation.round import Round
from models.policy import Mode
from models.text import Text


@dataclass(frozen=True)
class SpecialCompetence:
    """As cases arrive: liking for the type of case and knowledge of the industry together; equally good, fewest."""

    name: str = "special-competence"
    mode: Mode = Mode.ON_ARRIVAL

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(da="Efter særlig kompetence", en="By special competence")

    @property
    def sentence(self) -> Text:
        """What it does."""
        return Text(
            da="Sagen går til den, der har sagstypen og branchen som speciale.",
            en="The case goes to whoever has the type and the industry as a speciality.",
        )

    def distribute(self, round_: Round) -> Choice:
        """One by one."""

        def choose(i: int, who: BoolArray, load: IntArray) -> int:
            skill = round_.liking[i] + round_.knowledge[i]
            best = who & (skill == skill[who].max())
            return least(fullness(round_, load), best)

        return give_one_by_one(round_, choose)
