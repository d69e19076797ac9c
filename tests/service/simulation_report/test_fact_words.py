"""Every number of a world has a name in both languages, and a value that can be read."""

import pytest

from data.demonstration.world import simulated_world
from models.world import CaseFacts, StaffFacts, TalkFacts, World
from service.simulation_report.fact_words import FACT_WORDS, fact_title, fact_value
from service.simulation_report.telling import Telling
from tests.judgements import make_judgement

PARTS = {"cases": CaseFacts, "staff": StaffFacts, "talks": TalkFacts}


def telling(language="da"):
    return Telling(make_judgement(), language)


def test_every_number_of_a_world_has_a_name_and_nothing_else_has():
    assert set(FACT_WORDS) == {f"{part}.{name}" for part, words in PARTS.items() for name in words.model_fields}
    assert set(PARTS) <= set(World.model_fields)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_value_of_a_municipality_can_be_said(language):
    for fact in simulated_world("hedensted").facts():
        assert fact_title(fact.path, telling(language))
        assert fact_value(fact.path, fact.value, telling(language))


def test_values_are_said_with_their_units_and_parts():
    said = {
        ("cases.inflow_per_week", 14.2): "14,2",
        ("cases.fast_track_percent", 15.0): "15\xa0%",
        ("cases.return_gap_weeks", 26.0): "26\xa0uger",
        ("cases.received_days", (21, 49)): "21; 49\xa0dage",
        ("staff.holiday_blocks", ((7, 8, 1), (27, 30, 3))): "7–8 (1); 27–30 (3)",
        ("staff.holiday_blocks", ()): "–",
        ("cases.survival_shares", (1.0, 0.5275)): "1; 0,5275",
    }
    for (path, value), expected in said.items():
        assert fact_value(path, value, telling()) == expected
    assert fact_value("cases.survival_shares", [1.0, 0.5275], telling("en")) == "1; 0.5275"
    assert fact_value("cases.risk_flags_percent", {"mental_illness": 40.0}, telling("en")) == "mental illness 40%"
    assert fact_value("cases.received_by_weekday_percent", (24.0, 19.5), telling("en")) == "Mon 24%; Tue 19.5%"


def test_a_number_nobody_has_named_is_no_silent_blank():
    with pytest.raises(KeyError):
        fact_title("cases.moon_phase", telling())
