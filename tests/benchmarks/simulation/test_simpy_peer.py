"""The peer on SimPy comes to the same figures as ours, though they share only what was drawn."""

import numpy as np
import pytest

from allocator.simulation import FIGURES, draw_history, run
from allocator.simulation.policies import PRACTICES
from benchmarks.simulation.simpy_figures import figures_of
from benchmarks.simulation.simpy_year import simulate_year
from data.demonstration.world import simulated_world
from models.caseload import Measure
from models.presets import preset
from tests.allocator.simulation.worlds import make_cases, make_post, make_staff, make_world


def assert_same_figures(history):
    ours = run(history, PRACTICES["booker"]())
    peer = figures_of(history, simulate_year(history))

    assert ours.weekly.keys() == peer.weekly.keys() == FIGURES.keys()
    for table in ("weekly", "by_post", "by_case_type"):
        own, other = getattr(ours, table), getattr(peer, table)
        assert own.keys() == other.keys(), table
        for name in own:
            assert np.array_equal(own[name], other[name]), (table, name)
    return ours


@pytest.mark.slow
@pytest.mark.parametrize("key", ["vejle", "hedensted", "herning"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_year_of_the_booker_has_every_figure_of_ours(key, seed):
    ours = assert_same_figures(draw_history(simulated_world(key), seed=seed, replication=seed, weeks=52))

    assert ours.weekly["given"].sum() > 300


def test_weeks_in_which_people_come_go_fall_ill_and_lose_their_jobs_too():
    world = (
        simulated_world("vejle").with_fact("staff.departure_percent", 90.0).with_fact("cases.lost_job_percent", 40.0)
    )
    busy = world.with_fact("staff.sick_days_per_year", 60.0).with_fact("cases.elsewhere_percent", 30.0)
    ours = assert_same_figures(draw_history(busy, seed=1, replication=0, weeks=20))

    assert ours.weekly["handed_over"].sum() > 100


def test_a_team_in_which_only_some_may_have_the_unemployed_too():
    able = frozenset({"employed", "goes_out"})
    posts = tuple(
        make_post(number, competences=competences)
        for number, competences in enumerate((able, able, frozenset({"unemployed"})), 1)
    )
    world = make_world(posts=posts, cases=make_cases(lost_job_percent=50.0), staff=make_staff(sick_days_per_year=40.0))

    assert_same_figures(draw_history(world, seed=1, replication=0, weeks=40))


def test_a_booker_who_counts_cases_refuses_weights():
    practice = preset("vejle")
    by_weight = practice.caseload.model_copy(update={"measure": Measure.WEIGHT})
    world = simulated_world("vejle", practice=practice.model_copy(update={"caseload": by_weight}))

    with pytest.raises(ValueError, match="counts weight"):
        simulate_year(draw_history(world, seed=1, replication=0, weeks=1))
