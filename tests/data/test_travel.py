import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from data.towns import all_towns
from data.travel import GeodesicTravel, MatrixTravel, geodesic_km
from models.errors import UnusableInput
from models.position import Position
from models.travel import TravelTimes
from tests.factories import HEDENSTED, JUELSMINDE, TOERRING

EQUATOR = Position(latitude=0, longitude=0)
KM_PER_DEGREE = 111.3195


def east_of_start(road_km):
    """A point so far by road, at the default factor, from the point where equator and Greenwich meet."""
    return Position(latitude=0, longitude=road_km / 1.3 / KM_PER_DEGREE)


def test_kilometres_agree_with_geopy_for_all_towns():
    positions = [town.position for town in all_towns()]
    expected = [
        [geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).km for b in positions] for a in positions
    ]

    np.testing.assert_allclose(geodesic_km(positions, positions), expected, rtol=1e-4, atol=1e-6)


places = st.builds(Position, latitude=st.floats(54, 58), longitude=st.floats(7, 16))


@given(places, places)
def test_kilometres_agree_with_geopy_anywhere_in_denmark(a, b):
    expected = geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).km

    assert geodesic_km([a], [b])[0, 0] == pytest.approx(expected, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize(
    ("road_km", "minutes"),
    [
        (0, 3),  # the fixed minutes alone
        (2, 7),  # 4 in town
        (4, 11),  # 8 in town
        (13.1, 19),  # 8 in town, 8.4 on rural roads
        (25, 30),  # 19.4 on rural roads
        (60, 50),  # 20 on the motorway
    ],
)
def test_a_trip_is_driven_in_town_then_on_rural_roads_then_on_the_motorway(road_km, minutes):
    assert GeodesicTravel().minutes([EQUATOR], [east_of_start(road_km)]).tolist() == [[minutes]]


def test_the_average_speeds_are_those_of_the_travel_survey():
    usual, long = GeodesicTravel().minutes([EQUATOR], [east_of_start(13.1), east_of_start(60)])[0]

    assert 13.1 / usual * 60 == pytest.approx(42.3, rel=0.05)
    assert 60 / long * 60 == pytest.approx(75, rel=0.05)


@given(st.lists(st.floats(0, 400), min_size=2, max_size=30))
def test_a_longer_way_never_takes_less_time(distances):
    minutes = GeodesicTravel().minutes([EQUATOR], [east_of_start(km) for km in sorted(distances)])[0]

    assert (np.diff(minutes) >= 0).all()


def test_minutes_are_whole_and_shaped_origins_by_destinations():
    travel: TravelTimes = GeodesicTravel()

    minutes = travel.minutes([HEDENSTED, JUELSMINDE], [HEDENSTED, JUELSMINDE, TOERRING])

    assert minutes.shape == (2, 3)
    assert minutes.dtype == np.int64
    assert minutes[0, 1] == minutes[1, 0]
    assert travel.minutes([], [HEDENSTED]).shape == (0, 1)
    assert travel.minutes([HEDENSTED], []).shape == (1, 0)


def test_many_pairs_are_one_calculation():
    rng = np.random.default_rng(1)
    workplaces = [Position(latitude=56 + a, longitude=9 + b) for a, b in rng.random((1170, 2))]
    homes = [Position(latitude=56 + a, longitude=9 + b) for a, b in rng.random((100, 2))]

    minutes = GeodesicTravel().minutes(workplaces, homes)

    assert minutes.shape == (1170, 100)
    assert minutes[7, 3] == GeodesicTravel().minutes([workplaces[7]], [homes[3]])[0, 0]


def test_a_slower_road_takes_longer():
    slower = GeodesicTravel(road_factor=1.6, town_kmh=25)

    assert (slower.minutes([HEDENSTED], [TOERRING]) > GeodesicTravel().minutes([HEDENSTED], [TOERRING])).all()


@pytest.mark.parametrize(
    ("field", "value"), [("road_factor", 0.9), ("town_kmh", 0), ("fixed_minutes", -1), ("rural_until_km", 1)]
)
def test_an_impossible_parameter_is_refused(field, value):
    with pytest.raises(ValidationError, match=field):
        GeodesicTravel(**{field: value})


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "køretider.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("fra;til;minutter\nHedensted;Tørring;21\n\nTørring;Hedensted;23\n", "utf-8-sig"),
        ("Fra;Til;Minutter;Bemærkning\nHedensted;Tørring;21;omvej\nTørring;Hedensted;23\n", "cp1252"),
        ("from,to,minutes\nHedensted,Tørring,21\nTørring,Hedensted,23\n", "utf-8"),
        ("minutes\tto\tfrom\n21\tTørring\tHedensted\n23\tHedensted\tTørring\n", "utf-8"),
        ("fra;til;minutter\n55,77043 9,7011;55.85, 9.48333;21\nTørring;Hedensted;23\n", "utf-8"),
    ],
)
def test_a_table_is_read_as_danish_and_english_spreadsheets_write_it(tmp_path, text, encoding):
    travel: TravelTimes = MatrixTravel.from_csv(written(tmp_path, text, encoding))

    minutes = travel.minutes([HEDENSTED, TOERRING], [HEDENSTED, TOERRING])

    assert minutes.tolist() == [[0, 21], [23, 0]]
    assert minutes.dtype == np.int64


def test_a_team_may_name_its_own_points(tmp_path):
    path = written(tmp_path, "fra;til;minutter\nkontoret;Juelsminde;31\n")

    travel = MatrixTravel.from_csv(path, {"Kontoret": HEDENSTED})

    assert travel.minutes([HEDENSTED], [JUELSMINDE]).tolist() == [[31]]


def test_the_table_may_say_how_long_a_trip_within_a_town_takes(tmp_path):
    path = written(tmp_path, "fra;til;minutter\nHedensted;Hedensted;6\n")

    assert MatrixTravel.from_csv(path).minutes([HEDENSTED], [HEDENSTED]).tolist() == [[6]]


def test_all_missing_pairs_are_named_together():
    travel = MatrixTravel({((55.77043, 9.7011), (55.85, 9.48333)): 21})

    with pytest.raises(UnusableInput) as caught:
        travel.minutes([HEDENSTED, HEDENSTED, TOERRING], [TOERRING, JUELSMINDE])

    assert [finding.code for finding in caught.value.findings] == ["travel_pair_missing"] * 2
    assert "55.77043 9.7011 → 55.70876 10.01668" in caught.value.findings[0].sentence("da")
    assert "55.85 9.48333 → 55.70876 10.01668" in caught.value.findings[1].sentence("en")


def test_nothing_asked_is_nothing_missing():
    assert MatrixTravel({}).minutes([], [HEDENSTED]).shape == (0, 1)


def test_all_faults_of_a_table_are_reported_together(tmp_path):
    path = written(
        tmp_path,
        "fra;til;minutter\n"
        "Juelsmindde;Tørring;21\n"
        "Hedensted;Tørring;12,5\n"
        "Hedensted;95.0 9.0;7\n"
        "Hedensted;Uldum;8\n"
        "Hedensted;Uldum;9\n"
        "Atlantis;Uldum\n",
    )

    with pytest.raises(UnusableInput) as caught:
        MatrixTravel.from_csv(path)

    found = caught.value.findings
    assert [(finding.code, finding.row, finding.column) for finding in found] == [
        ("travel_place_unknown", 2, "fra"),
        ("travel_minutes_invalid", 3, "minutter"),
        ("travel_place_unknown", 4, "til"),
        ("travel_pair_twice", 6, None),
        ("travel_place_unknown", 7, "fra"),
        ("travel_minutes_invalid", 7, "minutter"),
    ]
    assert "Eller mentes Juelsminde?" in found[0].sentence("da")
    assert found[0].sheet == "køretider.csv"


@pytest.mark.parametrize("text", ["", "Hedensted;Tørring;21\n"])
def test_a_table_without_its_headings_is_refused(tmp_path, text):
    with pytest.raises(UnusableInput, match="lacks the columns from, to and minutes"):
        MatrixTravel.from_csv(written(tmp_path, text))


def test_a_table_no_spreadsheet_wrote_is_refused(tmp_path):
    with pytest.raises(UnusableInput, match="cannot be read as CSV"):
        MatrixTravel.from_csv(written(tmp_path, "fra;til;minutter\n" + "x" * 200_000))


def test_a_fjord_takes_ten_minutes_more_than_the_estimate_knows():
    """The documented weakness: Stouby-Børkop is 10.4 km in a straight line and 24.1 km by land."""
    estimated, by_land = GeodesicTravel().minutes([EQUATOR], [east_of_start(1.3 * 10.4), east_of_start(24.1)])[0]

    assert by_land - estimated == 10


def test_what_cannot_be_read_is_quoted_shortened_and_without_personal_numbers(tmp_path):
    table = tmp_path / "minutter 0102031234.csv"
    table.write_text(f"fra;til;minutter\n010203-1234;{'x' * 5_000};0102031234\n")
    with pytest.raises(UnusableInput) as caught:
        MatrixTravel.from_csv(table, {})
    said = [finding.sentence("da") for finding in caught.value.findings]
    assert len(said) == 3
    assert "1234" not in "".join(said)
    assert max(len(sentence) for sentence in said) < 300
