import numpy as np

from data.demonstration.facts import municipality_facts
from data.demonstration.places import draw_position
from data.towns import towns_of
from data.travel import geodesic_km

FACTS = municipality_facts("hedensted")
HEDENSTED = towns_of("hedensted")[0]


def drawn(facts, **options):
    rng = np.random.default_rng(1)
    return [draw_position(rng, facts, HEDENSTED, **options) for _ in range(200)]


def test_a_town_of_eight_thousand_is_a_disc_of_little_more_than_a_kilometre():
    distances_km = geodesic_km([HEDENSTED.position], drawn(FACTS))

    assert 1.0 < distances_km.max() < 1.3


def test_the_countryside_begins_where_the_town_ends():
    distances_km = geodesic_km([HEDENSTED.position], drawn(FACTS, countryside=True))

    assert 1.1 < distances_km.min() < 2
    assert 4 < distances_km.max() < 5.4


def test_nobody_lives_outside_the_municipality():
    south, west, north, _ = FACTS.bounding_box.value
    box = FACTS.bounding_box.model_copy(update={"value": (south, west, north, HEDENSTED.position.longitude)})

    places = drawn(FACTS.model_copy(update={"bounding_box": box}))

    assert all(place.longitude <= HEDENSTED.position.longitude for place in places)
