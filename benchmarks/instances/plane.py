"""A municipality without a map: towns of uneven size in a square, and minutes by car between places."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from allocator.arrays import IntArray

Places = NDArray[np.float64]
"""(k, 2): kilometres east and north."""

ROAD_FACTOR: Final = 1.3
TOWN_KMH, RURAL_KMH, MOTORWAY_KMH = 30.0, 65.0, 105.0
TOWN_KM, RURAL_UNTIL_KM = 4.0, 25.0
FIXED_MINUTES: Final = 3.0
SHARE_IN_TOWNS: Final = 0.75
TOWN_SPREAD_KM: Final = 1.2


@dataclass(frozen=True)
class Region:
    """A square of `side_km` kilometres in which to put `num_towns` towns."""

    side_km: float
    num_towns: int


@dataclass(frozen=True, eq=False)
class Plane:
    """A square with its towns, (t, 2), the largest first."""

    side_km: float
    towns: Places

    def draw(self, random: np.random.Generator, num_places: int) -> Places:
        """Three in four near one of the towns, the largest of which draws most; the rest anywhere in the square."""
        pull = 1.0 / np.arange(1, len(self.towns) + 1)
        town = random.choice(len(self.towns), size=num_places, p=pull / pull.sum())
        near_town = self.towns[town] + random.normal(0.0, TOWN_SPREAD_KM, size=(num_places, 2))
        anywhere = random.uniform(0.0, self.side_km, size=(num_places, 2))
        in_town = random.random(num_places) < SHARE_IN_TOWNS
        return np.where(in_town[:, None], near_town, anywhere)


def draw_plane(random: np.random.Generator, region: Region) -> Plane:
    """Put the towns of a region somewhere."""
    return Plane(region.side_km, random.uniform(0.0, region.side_km, size=(region.num_towns, 2)))


def one_way_minutes(origins: Places, destinations: Places) -> IntArray:
    """(origins, destinations): whole minutes by car, rounded half up.

    Slow in town, faster further out, with a fixed time for parking and the door, as the product's own estimate has it.
    """
    difference = origins[:, None, :] - destinations[None, :, :]
    road_km = ROAD_FACTOR * np.sqrt((difference**2).sum(axis=2))
    minutes = FIXED_MINUTES + 60.0 * (
        np.minimum(road_km, TOWN_KM) / TOWN_KMH
        + np.clip(road_km - TOWN_KM, 0.0, RURAL_UNTIL_KM - TOWN_KM) / RURAL_KMH
        + np.maximum(road_km - RURAL_UNTIL_KM, 0.0) / MOTORWAY_KMH
    )
    return np.asarray(np.floor(minutes + 0.5), dtype=np.int64)
