"""The bound holds for every policy, and is reached where there is nothing to choose."""

import pytest

from allocator.simulation import draw_history, run
from allocator.simulation.hindsight import hindsight_bound
from allocator.simulation.policies import PRACTICES, LookAhead, Optimiser
from data.demonstration.world import simulated_world
from models.caseload import Measure
from models.policy import Mode
from models.presets import preset
from tests.allocator.simulation.worlds import make_cases, make_post, make_staff, make_world


def objective(history, way):
    return int(run(history, way).weekly["objective_minutes"].sum())


def test_with_one_consultant_there_is_nothing_to_choose_and_the_bound_is_the_objective():
    """But for rounding to whole minutes every week, and cohesion, which the bound gives away."""
    free = preset("hedensted")
    free = free.model_copy(update={"cohesion": free.cohesion.model_copy(update={"new_face_minutes": 0})})
    history = draw_history(make_world(practice=free), seed=1, replication=0, weeks=20)
    given = objective(history, PRACTICES["meeting"]())
    bound = hindsight_bound(history)

    assert bound <= given
    assert bound == pytest.approx(given, rel=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("replication", range(3))
def test_no_way_of_distributing_is_better_than_the_bound(replication):
    world = simulated_world("hedensted")
    history = draw_history(world, seed=6, replication=replication, weeks=20)
    ways = [
        *(make() for make in PRACTICES.values()),
        Optimiser(world.practice),
        Optimiser(world.practice, when=Mode.ON_ARRIVAL, rest_by_hand=True),
        LookAhead(world.practice),
    ]
    bound = hindsight_bound(history)

    assert 0 < bound <= min(objective(history, way) for way in ways)


@pytest.mark.slow
@pytest.mark.parametrize("measure", list(Measure))
def test_the_bound_holds_where_people_leave_and_jobs_are_lost(measure):
    both = frozenset({"employed", "unemployed", "goes_out"})
    posts = tuple(
        make_post(number, competences=both if number < 3 else frozenset({"employed", "goes_out"}))
        for number in range(1, 5)
    )
    practice = preset("hedensted")
    practice = practice.model_copy(update={"caseload": practice.caseload.model_copy(update={"measure": measure})})
    world = make_world(
        posts=posts,
        practice=practice,
        cases=make_cases(inflow_per_week=16.0, lost_job_percent=30.0, unemployed_percent=20.0),
        staff=make_staff(departure_percent=60.0),
    )
    for replication in range(3):
        history = draw_history(world, seed=2, replication=replication, weeks=40)
        bound = hindsight_bound(history)
        for name in ("least-loaded", "nearest", "equal-number"):
            assert bound <= objective(history, PRACTICES[name]())


def test_a_returning_citizen_whose_consultant_is_sure_counts_in_the_bound():
    world = simulated_world("hedensted")
    practice = world.practice
    free = practice.model_copy(update={"returning": practice.returning.model_copy(update={"not_previous_minutes": 0})})
    priced, unpriced = (
        hindsight_bound(draw_history(each, seed=6, replication=0, weeks=20), num_passes=100)
        for each in (world, world.model_copy(update={"practice": free}))
    )

    assert priced > unpriced


def test_more_passes_give_a_better_bound():
    history = draw_history(simulated_world("hedensted"), seed=6, replication=0, weeks=20)

    assert hindsight_bound(history, num_passes=1) <= hindsight_bound(history, num_passes=100)


def test_where_waiting_costs_nothing_there_is_no_bound():
    practice = preset("hedensted")
    practice = practice.model_copy(update={"left_out": practice.left_out.model_copy(update={"case_minutes": 0})})
    history = draw_history(make_world(practice=practice), seed=1, replication=0, weeks=4)

    with pytest.raises(ValueError, match="or there is no bound"):
        hindsight_bound(history)
