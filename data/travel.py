"""Travel times: an honest estimate from the straight line, or a team's own table of minutes.

Both answer the question of `models.travel.TravelTimes`: one-way whole minutes between positions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
from geopy.distance import ELLIPSOIDS  # type: ignore[import-untyped]  # geopy ships no types
from pydantic import Field, model_validator

from data.travel_table import Point, point_of, read_travel_table
from models.errors import Finding, UnusableInput
from models.position import Position
from models.text import Text
from models.word import Word

_EQUATOR_KM, _, _FLATTENING = ELLIPSOIDS["WGS-84"]


class GeodesicTravel(Word):
    """Minutes by car from the straight line: the geodesic times a road factor, driven at speeds that grow with the way.

    The first `town_km` of road are driven at `town_kmh`, the next up to `rural_until_km` at `rural_kmh`, the rest at
    `motorway_kmh`; `fixed_minutes` (parking, the walk to the door) are added to every trip. A longer way therefore
    never takes less time. The sum is rounded once, halves up.

    The defaults give 40 km/h on a trip of 13.1 km, where the Danish travel survey found 42.3 (all modes, 2006-2017),
    and 71 km/h on one of 60 km, where long commutes were found to go 75.

    Known weakness: a fjord lengthens the way by more than any factor. Stouby-Børkop is 10.4 km in a straight line and
    24.1 km by land. One in five home-to-work lines crosses water in Hedensted, one in seven in Aalborg, hardly any
    elsewhere; a team there is better served by `MatrixTravel`. In the middle of Copenhagen the estimate is too fast.

    Sources: road factor 1.3 +- 0.1 for motorised road networks (arXiv 2406.06490, 2024), 1.34 in 300 European cities
    (doi 10.1177/23998083231168870, 2023). Speeds, their reach and the fixed minutes are assumed, and held against the
    travel survey (DTU, Transportvaneundersøgelsen).
    """

    road_factor: float = Field(1.3, ge=1, le=3, description="kilometres of road per kilometre of straight line")
    town_kmh: float = Field(30, ge=5, le=130, description="km/h on the first kilometres of road")
    rural_kmh: float = Field(65, ge=5, le=130, description="km/h on the following kilometres")
    motorway_kmh: float = Field(105, ge=5, le=130, description="km/h on the rest")
    town_km: float = Field(4, ge=0, le=50, description="kilometres of road driven at town speed, both ends together")
    rural_until_km: float = Field(25, ge=0, le=500, description="kilometres of road after which motorway speed is kept")
    fixed_minutes: float = Field(3, ge=0, le=60, description="minutes added to every trip, also the shortest")

    @model_validator(mode="after")
    def _reaches_in_order(self) -> Self:
        if self.rural_until_km < self.town_km:
            raise ValueError(
                f"rural roads end ({self.rural_until_km} km) before the town does ({self.town_km} km); "
                "raise rural_until_km or lower town_km"
            )
        return self

    def minutes(self, origins: Sequence[Position], destinations: Sequence[Position]) -> npt.NDArray[np.int64]:
        """One-way minutes, shape (origins, destinations); all pairs at once, O(origins x destinations)."""
        road_km = self.road_factor * geodesic_km(origins, destinations)
        town_km = np.minimum(road_km, self.town_km)
        rural_km = np.minimum(road_km, self.rural_until_km) - town_km
        hours = town_km / self.town_kmh + rural_km / self.rural_kmh + (road_km - town_km - rural_km) / self.motorway_kmh
        whole_minutes: npt.NDArray[np.int64] = np.floor(60 * hours + self.fixed_minutes + 0.5).astype(np.int64)
        return whole_minutes


def geodesic_km(origins: Sequence[Position], destinations: Sequence[Position]) -> npt.NDArray[np.float64]:
    """Kilometres along the WGS 84 ellipsoid, shape (origins, destinations).

    Lambert's formula for long lines, because geopy's own geodesic takes one pair at a time (0.1 ms each, twelve seconds
    for 1,170 x 100). The two agree within 0.01 % on lines between places in and around Denmark; it is not meant for
    points on opposite sides of the earth.
    """
    latitude_1, longitude_1 = (angle[:, np.newaxis] for angle in _radians(origins))
    latitude_2, longitude_2 = (angle[np.newaxis, :] for angle in _radians(destinations))
    reduced_1 = np.arctan((1 - _FLATTENING) * np.tan(latitude_1))
    reduced_2 = np.arctan((1 - _FLATTENING) * np.tan(latitude_2))
    mean, half_difference = (reduced_1 + reduced_2) / 2, (reduced_2 - reduced_1) / 2
    haversine = (
        np.sin(half_difference) ** 2
        + np.cos(reduced_1) * np.cos(reduced_2) * np.sin((longitude_2 - longitude_1) / 2) ** 2
    )
    angle = 2 * np.arcsin(np.sqrt(np.minimum(haversine, 1)))
    same = haversine == 0
    north_south = (angle + np.sin(angle)) * (np.cos(mean) * np.sin(half_difference)) ** 2 / np.where(same, 1, haversine)
    east_west = (angle - np.sin(angle)) * (np.sin(mean) * np.cos(half_difference)) ** 2 / np.cos(angle / 2) ** 2
    kilometres: npt.NDArray[np.float64] = _EQUATOR_KM * (angle - _FLATTENING / 2 * (north_south + east_west))
    return kilometres


def _radians(positions: Sequence[Position]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    return (
        np.radians(np.array([position.latitude for position in positions], dtype=np.float64)),
        np.radians(np.array([position.longitude for position in positions], dtype=np.float64)),
    )


@dataclass(frozen=True)
class MatrixTravel:
    """Minutes as a team has measured or looked them up, pair by pair; there and back may differ.

    `minutes_by_pair` goes from (origin, destination) to minutes. From a point to itself it is 0 minutes unless the
    table says otherwise. Points are the same when they agree to five decimals, about a metre.
    """

    minutes_by_pair: Mapping[tuple[Point, Point], int]

    @classmethod
    def from_csv(cls, path: Path, points: Mapping[str, Position] | None = None) -> Self:
        """The table in a CSV file: `fra;til;minutter` (or `from,to,minutes`), one row a pair and direction.

        Parameters
        ----------
        path
            UTF-8 or Windows-1252; separated by semicolon, tabulator or comma.
        points
            Names of the team's own for positions; a place may also be a known town or "latitude longitude" in degrees.

        Raises
        ------
        UnusableInput
            The file has no such columns, or rows that cannot be read; every fault has its own finding.
        OSError
            The file cannot be opened.
        """
        return cls(read_travel_table(path.name, path.read_bytes(), points or {}))

    def minutes(self, origins: Sequence[Position], destinations: Sequence[Position]) -> npt.NDArray[np.int64]:
        """One-way minutes, shape (origins, destinations).

        Raises
        ------
        UnusableInput
            The table lacks pairs; each missing pair has its own finding.
        """
        starts, ends = [point_of(position) for position in origins], [point_of(position) for position in destinations]
        missing = dict.fromkeys(
            (start, end)
            for start in starts
            for end in ends
            if start != end and (start, end) not in self.minutes_by_pair
        )
        if missing:
            raise UnusableInput([_missing(*pair) for pair in missing])
        table = [[self.minutes_by_pair.get((start, end), 0) for end in ends] for start in starts]
        return np.array(table, dtype=np.int64).reshape(len(starts), len(ends))


def _missing(start: Point, end: Point) -> Finding:
    way = f"{start[0]} {start[1]} → {end[0]} {end[1]}"
    return Finding(
        code="travel_pair_missing",
        what=Text(da=f"Køretidstabellen mangler {way}.", en=f"The table of travel times lacks {way}."),
        remedy=Text(da="Tilføj rækken, eller brug den beregnede køretid.", en="Add the row, or use the estimate."),
    )
