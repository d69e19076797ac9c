"""The ways of distributing that are measured, by name."""

from typing import Final

from allocator.simulation.policies import PRACTICES
from allocator.simulation.study import Way
from models.world import World

OPTIMISER: Final = "optimiser"
LOOK_AHEAD: Final = "look-ahead"
REBALANCED: Final = "optimiser+even-out"
PEER: Final = "simpy"
"""Vejle's booker written with SimPy; measured beside ours, and no way of ours."""
PEER_OF: Final = "booker"

OURS: Final = (*PRACTICES, OPTIMISER, LOOK_AHEAD)
SIX: Final = ("meeting", "administrator", "booker", OPTIMISER, LOOK_AHEAD, REBALANCED)
"""What a comparison of six ways is made of: the three documented practices, and three of the optimiser."""


def way_named(name: str, world: World) -> Way:
    """A practice, or the optimiser with the world's own policy, people giving what its limits leave no room for."""
    match name:
        case "optimiser":
            return Way(policy=world.practice, rest_by_hand=True)
        case "look-ahead":
            return Way(policy=world.practice, rest_by_hand=True, look_ahead_weeks=2)
        case "optimiser+even-out":
            return Way(policy=world.practice, rest_by_hand=True, even_out_weeks=4)
        case _:
            return Way(practice=name)
