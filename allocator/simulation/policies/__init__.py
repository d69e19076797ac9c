"""Ways of distributing, one a file, and the list of those that need nothing but their name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from allocator.simulation.distributor import Distributor
from allocator.simulation.policies.administrator import Administrator
from allocator.simulation.policies.at_random import AtRandom
from allocator.simulation.policies.between_teams import BetweenTeams
from allocator.simulation.policies.booker import Booker
from allocator.simulation.policies.by_birthday import ByBirthday
from allocator.simulation.policies.by_district import ByDistrict
from allocator.simulation.policies.equal_number import EqualNumber
from allocator.simulation.policies.judgement import Judgement
from allocator.simulation.policies.least_loaded import LeastLoaded
from allocator.simulation.policies.look_ahead import LookAhead
from allocator.simulation.policies.meeting import Meeting
from allocator.simulation.policies.nearest import Nearest
from allocator.simulation.policies.optimiser import Optimiser
from allocator.simulation.policies.self_selection import SelfSelection
from allocator.simulation.policies.special_competence import SpecialCompetence

_WAYS: tuple[Callable[[], Distributor], ...] = (
    Meeting,
    Administrator,
    Booker,
    EqualNumber,
    BetweenTeams,
    ByDistrict,
    ByBirthday,
    SpecialCompetence,
    Judgement,
    SelfSelection,
    LeastLoaded,
    Nearest,
    AtRandom,
)

PRACTICES: Mapping[str, Callable[[], Distributor]] = MappingProxyType({make().name: make for make in _WAYS})
"""Ways of people by name, in the order of the documented practices, the six classic ways, and the others.

To add a way, add its class here. The optimiser and the one that looks ahead need a policy and are made with it.
"""

PRACTICE_OF_PRESET: Mapping[str, str] = MappingProxyType(
    {"hedensted": "meeting", "herning": "administrator", "vejle": "booker"}
)
"""How the municipality of each preset distributes (Sammen om Fastholdelse, evaluation 2019)."""

__all__ = ["PRACTICES", "PRACTICE_OF_PRESET", "LookAhead", "Optimiser"]
