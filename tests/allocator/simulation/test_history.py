"""What happens is the same under every policy, and named so that a change of one thing leaves the others."""

import subprocess
import sys
from dataclasses import fields

import numpy as np
import pytest

from allocator.simulation import draw_history, run, simulate_replication
from allocator.simulation.cases import Cases
from allocator.simulation.inflow import inflow_per_week, mean_open_cases
from allocator.simulation.policies import PRACTICES, Optimiser
from data.demonstration.world import REFORM_DATE, simulated_world
from models.presets import preset

HEDENSTED = simulated_world("hedensted")


def same_prefix(short, long, number, name):
    return np.array_equal(getattr(short, name)[:number], getattr(long, name)[:number])


def test_arrivals_absences_and_durations_are_identical_under_every_policy():
    ways = [*(make() for make in PRACTICES.values()), Optimiser(preset("hedensted"))]
    runs = [simulate_replication(HEDENSTED, way, seed=5, replication=3, weeks=6) for way in ways]

    for each in runs[1:]:
        for name in ("received", "case_type", "closes", "talk_chance", "talk_due"):
            assert np.array_equal(getattr(runs[0].cases, name), getattr(each.cases, name)), (each.policy, name)
        assert np.array_equal(runs[0].weekly["arrivals"], each.weekly["arrivals"])
        assert np.array_equal(runs[0].weekly["present"], each.weekly["present"])
        open_and_waiting = each.weekly["open_cases"] + each.weekly["waiting"]
        if each.policy in ("meeting", "self-selection", "optimiser-hedensted"):
            assert np.array_equal(runs[0].weekly["present"], each.weekly["present"])
            assert (open_and_waiting == each.weekly["open_cases"] + each.weekly["waiting"]).all()


def test_a_history_used_for_one_policy_is_not_changed_by_it():
    history = draw_history(HEDENSTED, seed=5, replication=3, weeks=10)
    first = run(history, PRACTICES["nearest"]()).digest()
    run(history, PRACTICES["random"]())

    assert run(history, PRACTICES["nearest"]()).digest() == first


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others():
    way = PRACTICES["judgement"]()
    digests = [
        simulate_replication(HEDENSTED, way, seed=seed, replication=replication, weeks=8).digest()
        for seed, replication in ((1, 0), (1, 0), (1, 1), (2, 0))
    ]

    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


@pytest.mark.slow
def test_another_process_gives_the_same_bytes_also_from_the_optimiser():
    program = (
        "from data.demonstration.world import simulated_world\n"
        "from allocator.simulation import simulate_replication\n"
        "from allocator.simulation.policies import Optimiser\n"
        "world = simulated_world('hedensted')\n"
        "print(simulate_replication(world, Optimiser(world.practice), seed=1, replication=3, weeks=49).digest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for hash_seed in ("1", "2")
    }
    here = simulate_replication(HEDENSTED, Optimiser(HEDENSTED.practice), seed=1, replication=3, weeks=49)

    assert digests == {f"{here.digest()}\n"}


def test_a_longer_replication_begins_with_the_shorter():
    short = draw_history(HEDENSTED, seed=1, replication=0, weeks=10)
    long = draw_history(HEDENSTED, seed=1, replication=0, weeks=30)
    number = short.cases.num_cases

    for field in fields(Cases):
        if field.name != "num_open":
            assert same_prefix(short.cases, long.cases, number, field.name), field.name
    assert np.array_equal(short.staff.is_away[:8, :70], long.staff.is_away[:8, :70])
    assert np.array_equal(short.slots, long.slots[:, :20])


@pytest.mark.parametrize(
    ("path", "value", "changed"),
    [
        ("cases.fast_track_percent", 50.0, {"fast_track_requested"}),
        ("cases.lost_job_percent", 90.0, {"closes_with_job"}),
        ("cases.flex_job_percent", 90.0, {"flex_job", "kind"}),
        ("cases.elsewhere_percent", 90.0, {"elsewhere", "kind"}),
        ("staff.departure_percent", 90.0, set()),
        ("talks.base_percent", 1.0, set()),
    ],
)
def test_changing_one_number_leaves_every_other_property_of_every_case(path, value, changed):
    before = draw_history(HEDENSTED, seed=1, replication=0, weeks=10).cases
    after = draw_history(HEDENSTED.with_fact(path, value), seed=1, replication=0, weeks=10).cases
    differing = {
        field.name
        for field in fields(Cases)
        if not np.array_equal(getattr(before, field.name), getattr(after, field.name))
    }

    assert differing == changed


@pytest.mark.parametrize("key", ["hedensted", "herning", "vejle", "varde", "aalborg"])
def test_inflow_times_duration_is_the_documented_caseload(key):
    world = simulated_world(key)
    documented = {"hedensted": 43, "herning": 39, "vejle": 52, "varde": 44, "aalborg": 48}[key]

    assert mean_open_cases(world.cases) / len(world.posts) == pytest.approx(documented, rel=0.01)


@pytest.mark.slow
@pytest.mark.parametrize("start", [HEDENSTED.start, REFORM_DATE])
def test_three_years_do_not_drift(start):
    """The third year against the first, over replications: no more apart than their noise explains."""
    world = simulated_world("hedensted", start=start)
    way = PRACTICES["least-loaded"]()
    open_cases = np.array(
        [
            simulate_replication(world, way, seed=9, replication=each, weeks=156).weekly["open_cases"]
            for each in range(40)
        ]
    )
    change = open_cases[:, 104:].mean(axis=1) - open_cases[:, :52].mean(axis=1)
    standard_error = change.std(ddof=1) / np.sqrt(len(change))
    mean = mean_open_cases(world.cases)

    assert abs(change.mean()) < 3 * standard_error
    assert standard_error < 0.03 * mean
    assert open_cases.mean() == pytest.approx(mean, rel=0.03)


def test_the_reform_leaves_a_third_of_the_cases_and_two_thirds_of_the_caseload():
    before, after = simulated_world("hedensted"), simulated_world("hedensted", start=REFORM_DATE)

    assert inflow_per_week(after.cases) / inflow_per_week(before.cases) == pytest.approx(0.34, abs=0.01)
    assert mean_open_cases(after.cases) / mean_open_cases(before.cases) == pytest.approx(0.65, abs=0.01)


def test_under_the_reform_short_absences_have_no_first_talk():
    world = simulated_world("hedensted", start=REFORM_DATE)
    history = draw_history(world, seed=1, replication=0, weeks=20)
    cases = history.cases
    is_short = cases.is_employed & (cases.closes - cases.first_absence < 26 * 7)
    is_plain = (cases.received >= 0) & (cases.fast_track_requested > 10**5)

    assert (history.deadlines[is_short & is_plain] == 10**6).all()
    assert (history.deadlines[~is_short & is_plain] < 10**6).all()


def test_returning_citizens_have_the_employer_and_type_of_their_earlier_case():
    cases = draw_history(HEDENSTED, seed=1, replication=0, weeks=52).cases
    returning = np.flatnonzero(cases.predecessor >= 0)
    earlier = cases.predecessor[returning]
    kept = cases.is_employed[returning] & cases.is_employed[earlier]

    assert (cases.predecessor[cases.num_open :] != -1).mean() == pytest.approx(0.15, abs=0.04)
    assert (cases.closes[earlier] < cases.received[returning]).all()
    assert (cases.case_type[returning] == cases.case_type[earlier]).all()
    assert (cases.employer[returning][kept] == cases.employer[earlier][kept]).all()


def test_cases_come_in_the_stated_proportions():
    world = simulated_world("vejle")
    cases = draw_history(world, seed=1, replication=0, weeks=156).cases
    number = cases.num_cases
    tolerance = 4 * np.sqrt(0.25 / number)

    for kind, percent in enumerate(world.cases.case_types_percent.value.values()):
        assert (cases.case_type == kind).mean() == pytest.approx(percent / 100, abs=tolerance)
    for column, percent in enumerate(world.cases.risk_flags_percent.value.values()):
        assert cases.risk_flags[:, column].mean() == pytest.approx(percent / 100, abs=tolerance)
    lags = (cases.received - cases.first_absence)[cases.num_open :]
    assert lags.min() >= 21
    assert lags.max() <= 49


def test_a_world_under_the_older_rules_stays_under_them_also_after_the_reform():
    """A comparison of policies is not to be one of laws half-way through."""
    history = draw_history(HEDENSTED, seed=1, replication=0, weeks=40)

    assert (history.deadlines < 10**6).all()
    assert history.cases.received.max() > history.calendar.day_of(REFORM_DATE)
