"""Points where people live and work: near a town, drawn by how many live there."""

import math

import numpy as np

from data.demonstration.facts import MunicipalityFacts
from data.demonstration.shares import normalised
from data.towns import Town, towns_of
from models.position import Position

_KM_PER_DEGREE_OF_LATITUDE = 111.2
# How far out "in the country near a town" reaches beyond the town itself.
_COUNTRYSIDE_KM = 4.0


def draw_towns(rng: np.random.Generator, facts: MunicipalityFacts, size: int) -> list[Town]:
    """Towns with a probability in proportion to their population."""
    towns = towns_of(facts.key)
    chosen = rng.choice(len(towns), size=size, p=normalised([town.population for town in towns]))
    return [towns[index] for index in chosen]


def draw_position(
    rng: np.random.Generator, facts: MunicipalityFacts, town: Town, *, countryside: bool = False
) -> Position:
    """A point in the town, or in the country around it, inside the municipality's bounding box.

    A town is taken to be a disc as large as its population needs at the municipality's density. Five decimals: a metre.
    """
    radius_km = math.sqrt(town.population / facts.inhabitants_per_km2_of_town.value / math.pi)
    inner_km, outer_km = (radius_km, radius_km + _COUNTRYSIDE_KM) if countryside else (0.0, radius_km)
    south, west, north, east = facts.bounding_box.value
    while True:
        distance_km = math.sqrt(rng.uniform(inner_km**2, outer_km**2))
        bearing = rng.uniform(0, 2 * math.pi)
        latitude = town.position.latitude + distance_km * math.cos(bearing) / _KM_PER_DEGREE_OF_LATITUDE
        km_per_degree = _KM_PER_DEGREE_OF_LATITUDE * math.cos(math.radians(latitude))
        longitude = town.position.longitude + distance_km * math.sin(bearing) / km_per_degree
        if south <= latitude <= north and west <= longitude <= east:
            return Position(latitude=round(latitude, 5), longitude=round(longitude, 5))
