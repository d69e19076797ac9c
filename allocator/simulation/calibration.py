"""Setting the one number of first talks that nobody has measured, so that a practice gives the share that is known."""

from collections.abc import Iterable

import numpy as np

from allocator.simulation.calendar import DAYS_PER_WEEK
from allocator.simulation.distributor import Distributor
from allocator.simulation.first_talks import base_percent_for
from allocator.simulation.running import simulate_replication
from models.world import World


def talk_base_percent(
    world: World, practice: Distributor, *, seed: int, replications: Iterable[int], weeks: int, warm_up_weeks: int
) -> float:
    """The base chance, in per cent, at which the practice holds the world's share of first talks at the workplace.

    What becomes of the talks changes nothing else in the world, so the replications need not be run again for each
    guess.

    Parameters
    ----------
    practice
        The way in which the municipality distributes, whose share is known.
    weeks, warm_up_weeks
        Of each replication; cases received in the warm-up do not count.
    """
    factors, chances = [], []
    for replication in replications:
        cases = simulate_replication(world, practice, seed=seed, replication=replication, weeks=weeks).cases
        counted = cases.talk_due & (cases.received >= DAYS_PER_WEEK * warm_up_weeks)
        factors.append(cases.talk_factor[counted])
        chances.append(cases.talk_chance[counted])
    held_percent = world.talks.held_at_workplace_percent.value
    return base_percent_for(held_percent, np.concatenate(factors), np.concatenate(chances))
