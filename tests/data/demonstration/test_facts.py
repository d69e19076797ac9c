import tomllib
from importlib.resources import files

import pytest
from pydantic import ValidationError

from data.demonstration.facts import (
    KEYS,
    MunicipalityFacts,
    NationalFacts,
    Trade,
    municipality_facts,
    national_facts,
)
from data.towns import towns_of

FOLDER = files("data.demonstration")


def raw(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def facts_in(table, path=""):
    for name, value in table.items():
        for index, each in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(each, dict):
                if "status" in each:
                    yield f"{path}{name}", each
                else:
                    yield from facts_in(each, f"{path}{name}.{index}.")


@pytest.mark.parametrize(
    ("key", "num_consultants", "caseload_range"),
    [
        ("hedensted", [8, 4], (40, 55)),
        ("herning", [30], (36, 42)),
        ("vejle", [14, 6], (45, 60)),
        ("copenhagen", [100], (40, 55)),
        ("aalborg", [30, 6], (40, 55)),
        ("varde", [8], (40, 55)),
    ],
)
def test_consultants_and_caseloads_are_the_documented_ones(key, num_consultants, caseload_range):
    facts = municipality_facts(key)

    assert [pool.num_consultants for pool in facts.pools] == num_consultants
    assert facts.main_pool.caseload_range.value == caseload_range


@pytest.mark.parametrize(
    ("key", "published", "used"),
    [
        ("hedensted", 13.8, 14.2),
        ("varde", 14.7, 14.5),
        ("herning", 26.2, 48.2),
        ("vejle", 34.1, 30.0),
        ("aalborg", 63.9, 59.4),
        ("copenhagen", 186.2, 185.6),
    ],
)
def test_the_public_inflow_stands_beside_the_one_used(key, published, used):
    pool = municipality_facts(key).main_pool

    assert pool.published_inflow_per_week.value == published
    assert pool.inflow_per_week.value == used
    assert f"the published inflow is {published}" in pool.inflow_per_week.source


@pytest.mark.parametrize("key", KEYS)
def test_inflow_times_mean_duration_is_caseload_times_consultants(key):
    mean_weeks = national_facts().survival.durations().mean_weeks

    for pool in municipality_facts(key).pools:
        open_cases = pool.caseload.value * pool.num_consultants
        assert pool.inflow_per_week.value * mean_weeks == pytest.approx(open_cases, rel=0.01)


@pytest.mark.parametrize(
    ("key", "population", "benefit", "employed"),
    [
        ("hedensted", 46_722, 2_351, 24_729),
        ("varde", 49_961, 2_484, 25_406),
        ("herning", 89_127, 4_062, 45_571),
        ("vejle", 115_748, 5_040, 59_589),
        ("aalborg", 217_075, 9_096, 107_919),
        ("copenhagen", 632_340, 23_411, 352_127),
    ],
)
def test_the_figures_of_statistics_denmark_are_carried_over(key, population, benefit, employed):
    facts = municipality_facts(key)

    assert facts.population.value == population
    assert facts.sickness_benefit_persons.value == benefit
    assert sum(facts.employed_by_industry_group.value) == employed


def test_documented_practice_is_in_the_files():
    herning, aalborg, hedensted = (municipality_facts(key) for key in ("herning", "aalborg", "hedensted"))

    assert len(herning.main_pool.teams) == 6
    assert [team.takes.value for team in herning.main_pool.teams].count(frozenset({"unemployed"})) >= 2
    assert sum(team.num_stay_in.value for team in herning.main_pool.teams) == 3
    assert (aalborg.num_agreements.value, aalborg.rhythm_days.value) == (5, 14)
    assert hedensted.main_pool.teams[0].num_flex_jobs.value == 2
    held = {key: municipality_facts(key).held_at_workplace_percent.value for key in ("hedensted", "herning", "vejle")}
    assert held == {"hedensted": 50, "herning": 46, "vejle": 48}


@pytest.mark.parametrize("name", [*KEYS, "national"])
def test_every_value_has_a_status_and_a_source(name):
    found = dict(facts_in(raw(name)))

    assert len(found) >= 15
    for path, fact in found.items():
        assert fact["status"] in {"published", "derived", "assumed"}, path
        assert len(fact["source"]) > 3, path
        assert "value" in fact, path


@pytest.mark.parametrize("key", KEYS)
def test_every_file_is_dated_and_its_offices_are_towns_of_the_municipality(key):
    facts = municipality_facts(key)

    assert facts.dated.isoformat() == "2026-01-05"
    offices = {team.office for pool in facts.pools for team in pool.teams}
    assert offices <= {town.name for town in towns_of(key)}


def test_an_unknown_municipality_is_an_error():
    with pytest.raises(KeyError, match="odense"):
        municipality_facts("odense")


def test_a_file_that_drifts_is_refused_with_the_inflow_that_would_not():
    table = raw("varde")
    table["pools"][0]["inflow_per_week"]["value"] = 20.0

    with pytest.raises(ValueError, match=r"varde, fastholdelse: 20.0 cases a week .* write inflow_per_week 14.5"):
        MunicipalityFacts.model_validate(table).check_no_drift(24.25)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda table: table["case_types_percent"]["value"].update(other=50), "sum to 140 %; make them 100"),
        (lambda table: table.update(code="0766"), "has not the code 0766"),
        (lambda table: table["pools"].append(table["pools"][0]), "same id"),
        (lambda table: table["population"].update(status="guessed"), "published"),
        (lambda table: table["population"].pop("source"), "source"),
        (lambda table: table.update(mood={"value": 1, "status": "assumed", "source": "none"}), "mood"),
    ],
)
def test_a_faulty_municipality_is_refused(change, message):
    table = raw("varde")
    change(table)

    with pytest.raises(ValidationError, match=message):
        MunicipalityFacts.model_validate(table)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda table: table["survival_weeks"]["value"].pop(), "one share for each week"),
        (lambda table: table["survival_weeks"]["value"].sort(reverse=True), "put them in order"),
        (lambda table: table["tail_from_week"].update(value=23), "23 is none of survival_weeks"),
        (lambda table: table["received_days"].update(value=[21, 50]), "the middle of received_days"),
        (lambda table: table.update(trades=table["trades"][:3]), "every industry group"),
    ],
)
def test_faulty_national_figures_are_refused(change, message):
    table = raw("national")
    change(table)

    with pytest.raises(ValidationError, match=message):
        NationalFacts.model_validate(table)


def test_a_trade_whose_codes_disagree_is_refused():
    with pytest.raises(ValidationError, match="different sections"):
        Trade(name="Bageri", group=2, db07="1071", db25="47", weight=1)
