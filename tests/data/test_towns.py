from importlib.resources import files

import pytest

from data.towns import MUNICIPALITY_CODES, all_towns, find_town, suggest_towns, town_names, towns_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Juelsminde", "Juelsminde"),
        ("  juels minde ", "Juelsminde"),
        ("7130 Juelsminde", "Juelsminde"),
        ("DK-7160 Tørring", "Tørring"),
        ("TOERRING", "Tørring"),
        ("Tørring", "Tørring"),
        ("Ålborg", "Aalborg"),
        ("A\u030alborg", "Aalborg"),
        ("aalborg", "Aalborg"),
        ("Nr. Nebel", "Nørre Nebel"),
        ("Copenhagen", "København"),
        ("Kbh", "København"),
        ("KBH.", "København"),
        ("Koebenhavn", "København"),
        ("2100 København Ø", "København"),
    ],
)
def test_a_town_is_found_however_it_is_spelt(written, name):
    expected = next(town.position for town in all_towns() if town.name == name)

    assert find_town(written) == expected


@pytest.mark.parametrize("written", ["Atlantis", "", "  ", "7130"])
def test_a_town_nobody_knows_is_not_found(written):
    assert find_town(written) is None


def test_a_misspelt_town_gets_suggestions():
    assert suggest_towns("Juelsmindde") == ("Juelsminde",)
    assert suggest_towns("Kobenhavn")[0] == "København"
    assert suggest_towns("qqqq") == ()


def test_no_two_towns_share_a_spelling():
    for town in all_towns():
        for name in (town.name, *town.also_called):
            assert find_town(name) == town.position


def test_towns_of_a_municipality_are_found_by_key_and_by_code():
    by_key = towns_of("hedensted")

    assert [town.name for town in by_key] == ["Hedensted", "Løsning", "Juelsminde", "Tørring", "Hornsyld", "Uldum"]
    assert towns_of("0766") == towns_of("766") == by_key
    assert {town.municipality for town in all_towns()} == set(MUNICIPALITY_CODES)


def test_an_unknown_municipality_is_an_error():
    with pytest.raises(KeyError, match="odense"):
        towns_of("odense")


def test_wrong_populations_are_corrected_and_marked():
    corrected = {town.name: town.population for town in all_towns() if town.population_is_corrected}

    assert corrected == {"Hedensted": 8000, "Løsning": 4200, "København": 538_924}
    assert sum(town.population for town in towns_of("copenhagen")) == 632_340


def test_all_towns_lie_in_denmark():
    assert all(town.position.is_in_denmark for town in all_towns())
    assert len(town_names()) == len(all_towns()) == len(set(town_names()))


def test_the_credit_line_stands_with_the_data():
    text = (files("data") / "towns.csv").read_text("utf-8")
    assert "GeoNames (CC BY 4.0); contains data from Klimadatastyrelsen (DAGI) and Statistics Denmark" in text
