import pytest
from pydantic import ValidationError

from models.position import Position


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(55.77, 9.70), (55.10, 14.70), (57.74, 10.60), (54.56, 11.97), (55.55, 8.08)],
    ids=["Hedensted", "Rønne", "Skagen", "Gedser", "Blåvand"],
)
def test_denmark_reaches_from_blaavand_to_bornholm_and_from_gedser_to_skagen(latitude, longitude):
    here = Position(latitude=latitude, longitude=longitude)
    assert here.is_in_denmark
    assert not here.looks_swapped
    swapped = Position(latitude=longitude, longitude=latitude)
    assert not swapped.is_in_denmark
    assert swapped.looks_swapped


@pytest.mark.parametrize(("latitude", "longitude"), [(53.55, 9.99), (59.33, 18.07), (64.18, -51.72), (55.7, 7.9)])
def test_abroad_is_neither_denmark_nor_swapped(latitude, longitude):
    there = Position(latitude=latitude, longitude=longitude)
    assert not there.is_in_denmark
    assert not there.looks_swapped


@pytest.mark.parametrize(("latitude", "longitude"), [(90.1, 0), (-90.1, 0), (0, 180.1), (0, -180.1)])
def test_a_point_off_the_earth_is_an_error(latitude, longitude):
    with pytest.raises(ValidationError, match=r"latitude|longitude"):
        Position(latitude=latitude, longitude=longitude)
