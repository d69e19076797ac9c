import numpy as np
import pytest

from allocator.simulation.statistics import KimNelson, Measure, Precision, per_replication
from allocator.simulation.study import run_until, weekly_figures
from tests.allocator.simulation.study.studies import InMemory, OneByOne, make_study


def yearly(study, store, number):
    """(replications, ways): days waited, in the mean of the weeks."""
    weekly = weekly_figures(study, store, ["wait_days"], num_replications=number)["wait_days"]
    return np.column_stack([per_replication(each, Measure.MEAN) for each in weekly])


def test_a_study_runs_until_the_difference_is_known_well_enough():
    study, store = make_study(replications=400), InMemory()
    precision, looks = Precision(half_width=1, first_look=10), []

    def judge(number):
        figures = yearly(study, store, number)
        looks.append(precision.look(figures[:, 1] - figures[:, 0]))
        return looks[-1].next_replications

    done = run_until(study, store, OneByOne(), in_hand=1, first=precision.first_look, judge=judge)

    assert len(looks) > 1
    assert not any(look.is_reached for look in looks[:-1])
    assert looks[-1].is_reached
    assert done.num_done == 2 * len(store.pieces) < 400


def test_a_study_runs_until_the_best_is_selected():
    study, store, rule = make_study(replications=400), InMemory(), KimNelson(indifference=0.5, first_stage=10)
    done = run_until(
        study,
        store,
        OneByOne(),
        in_hand=1,
        first=rule.first_stage,
        judge=lambda number: rule.select(yearly(study, store, number)).next_replications,
    )

    assert rule.select(yearly(study, store, done.num_done)).best == 0  # who gives at once lets nobody wait


@pytest.mark.parametrize("wanted", [6, 1000])
def test_it_ends_with_the_study(wanted):
    asked = []
    done = run_until(
        make_study(), InMemory(), OneByOne(), in_hand=1, first=2, judge=lambda number: asked.append(number) or wanted
    )

    assert asked == [2, 5]
    assert done.num_done == 5


def test_a_stopped_run_asks_no_more():
    store = InMemory()
    done = run_until(
        make_study(),
        store,
        OneByOne(),
        in_hand=1,
        first=4,
        judge=lambda _: pytest.fail("was asked"),
        should_stop=lambda: bool(store.pieces),
    )

    assert (done.num_done, done.is_complete) == (2, False)
