import numpy as np
import pytest

from allocator.simulation import simulate_replication
from allocator.simulation.calibration import talk_base_percent
from allocator.simulation.first_talks import base_percent_for, chance_factor
from allocator.simulation.policies import PRACTICE_OF_PRESET, PRACTICES
from data.demonstration.world import simulated_world
from tests.allocator.simulation.worlds import make_cases, make_talks, make_world


def held_percent(world, practice, replications, weeks=78, warm_up_weeks=26):
    """Of the first talks of cases received after the warm-up."""
    due = held = 0
    for replication in replications:
        cases = simulate_replication(world, practice, seed=11, replication=replication, weeks=weeks).cases
        counted = cases.talk_due & (cases.received >= 7 * warm_up_weeks)
        due, held = due + counted.sum(), held + cases.talk_held[counted].sum()
    return 100 * held / due


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "documented", "num_replications"), [("hedensted", 50, 40), ("herning", 46, 12), ("vejle", 48, 20)]
)
def test_each_documented_practice_holds_the_documented_share_of_first_talks_at_the_workplace(
    key, documented, num_replications
):
    practice = PRACTICES[PRACTICE_OF_PRESET[key]]()

    assert held_percent(simulated_world(key), practice, range(num_replications)) == pytest.approx(documented, abs=2)


def test_the_base_that_is_found_gives_the_share_that_is_wanted():
    world = make_world(
        posts=7, cases=make_cases(inflow_per_week=30.0), talks=make_talks(held_at_workplace_percent=35.0)
    )
    arguments = {"seed": 11, "replications": range(4), "weeks": 30, "warm_up_weeks": 10}
    base = talk_base_percent(world, PRACTICES["meeting"](), **arguments)
    calibrated = world.with_fact("talks.base_percent", base)

    assert base != 80
    assert held_percent(calibrated, PRACTICES["meeting"](), range(4), weeks=30, warm_up_weeks=10) == pytest.approx(
        35, abs=0.5
    )


def test_the_base_is_a_quantile_and_never_more_than_certain():
    uniforms = np.linspace(0.05, 0.95, 10)

    assert base_percent_for(50, np.ones(10), uniforms) == pytest.approx(55)
    assert base_percent_for(50, np.full(10, 0.5), uniforms) == 100
    assert base_percent_for(50, np.zeros(10), uniforms) == 100


def test_calendar_load_and_travel_each_take_their_part_of_the_chance():
    talks = make_talks()

    def factor(slots=1000, load=45, target=45, minutes=0):
        return float(chance_factor(talks, np.array(slots), np.array(load), np.array(target), np.array(minutes)))

    assert factor() == pytest.approx(1)
    assert factor(slots=0) == 0
    assert factor(slots=1) == pytest.approx(0.3)
    assert factor(load=44) == pytest.approx(1)
    assert factor(load=90) == pytest.approx(np.exp(-1))
    assert factor(minutes=60) == pytest.approx(np.exp(-0.3))


@pytest.mark.slow
def test_waiting_and_load_cost_first_talks():
    """Whoever lets cases wait, and whoever piles them up, holds fewer talks than whoever does neither."""
    world = simulated_world("hedensted")
    quick = held_percent(world, PRACTICES["least-loaded"](), range(10))

    assert held_percent(world, PRACTICES["self-selection"](), range(10)) < quick - 5
    assert held_percent(world, PRACTICES["random"](), range(10)) < quick
