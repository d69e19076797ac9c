"""Citizens who come back: which arrivals they are, and what they have from their earlier case."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from allocator.simulation.calendar import DAYS_PER_WEEK, NEVER
from models.streams import Streams
from models.world import World


def send_back(columns: dict[str, NDArray[Any]], num_open: int, world: World, streams: Streams) -> None:
    """Make the stated share of arrivals those of citizens who had a case before, and give them what they had then.

    The earlier case is the one that closed last before a time drawn for the return; where none did in the simulation,
    it closed long before, with a post drawn at random.
    """
    facts = world.cases
    number = len(columns["received"]) - num_open
    returns = streams.named("returning").random(number) * 100 < facts.returning_percent.value
    gaps = -np.log1p(-streams.named("return-gap").random(number)) * facts.return_gap_weeks.value * DAYS_PER_WEEK
    posts = np.floor(streams.named("earlier-post").random(number) * len(world.posts)).astype(np.int64)
    by_closing = np.argsort(columns["closes"], kind="stable")
    closings = columns["closes"][by_closing]
    for arrival in np.flatnonzero(returns).tolist():
        index = num_open + arrival
        closed_by = columns["received"][index] - max(1.0, gaps[arrival])
        place = int(np.searchsorted(closings, closed_by, side="right")) - 1
        if place < 0:
            columns["predecessor"][index] = -2
            columns["earlier_post"][index] = posts[arrival]
            continue
        earlier = by_closing[place]
        columns["predecessor"][index] = earlier
        columns["case_type"][index] = columns["case_type"][earlier]
        if columns["is_employed"][index] and columns["is_employed"][earlier] and columns["lost_job"][earlier] == NEVER:
            columns["employer"][index] = columns["employer"][earlier]
            columns["workplace"][index] = columns["workplace"][earlier]
