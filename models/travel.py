"""How long the way is: the one question `allocator` asks of the outside, answered by `data` or by a table engine."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.position import Position


class TravelTimes(Protocol):
    """Positions in, whole minutes out."""

    def minutes(self, origins: Sequence[Position], destinations: Sequence[Position]) -> npt.NDArray[np.int64]:
        """One-way minutes from every origin to every destination: shape (origins, destinations), each >= 0."""
        ...
