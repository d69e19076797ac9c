import numpy as np
import pytest

from allocator.simulation.statistics import Ends, Standing, judge_sensitivity
from allocator.simulation.study import (
    ASSUMED_RANGES,
    AssumedRange,
    YearlyFigure,
    assumed_values,
    ranges_for,
    run_study,
    studies_at_ends,
    yearly_figures,
)
from data.demonstration import MUNICIPALITIES
from data.demonstration.world import simulated_world
from models.fact import Status
from tests.allocator.simulation.study.studies import InMemory, OneByOne, make_study

WAIT = YearlyFigure("wait_days", per="given")


@pytest.mark.slow
@pytest.mark.parametrize("key", MUNICIPALITIES)
def test_every_range_is_one_that_the_world_may_have(key):
    study = make_study(world=simulated_world(key))
    ranges = ranges_for(study.world)
    facts = {fact.path: fact for fact in study.world.facts()}

    assert len(ranges) >= 12
    for each in ranges:
        low, high = studies_at_ends(study, each)
        assert low.differences_from(study) == high.differences_from(study) == ("world",)
        assert each.low <= facts[each.path].value <= each.high
        assert facts[each.path].status is not Status.PUBLISHED


def test_a_number_that_is_nothing_here_and_one_that_is_known_are_not_tried():
    world = simulated_world("hedensted")
    known = next(fact.path for fact in world.facts() if fact.status is Status.PUBLISHED)
    nothing = AssumedRange("cases.unemployed_percent", 0.5, 2, "of nobody")

    assert ranges_for(world, (nothing, AssumedRange(known, 0.5, 2, "known"))) == ()


def test_no_percentage_passes_a_hundred():
    (each,) = ranges_for(simulated_world("vejle"), (AssumedRange("cases.exempt_percent", 1, 3, "too far"),))

    assert (each.low, each.high) == (90, 100)


def test_a_number_that_no_world_has_is_not_passed_over():
    with pytest.raises(KeyError, match=r"cases\.luck"):
        ranges_for(simulated_world("vejle"), (AssumedRange("cases.luck", 0, 2, "none"),))


def test_a_verdict_is_tried_at_both_ends_of_a_range():
    """Who gives at once lets people wait less than a weekly meeting, however many come."""
    study = make_study(weeks=10)
    (inflow,) = ranges_for(study.world, (ASSUMED_RANGES[0],))

    def differences(of):
        store = InMemory()
        run_study(of, store, OneByOne(), in_hand=1)
        figures = yearly_figures(of, store, [WAIT])[WAIT]
        return figures[1] - figures[0]

    ends = [differences(each) for each in studies_at_ends(study, inflow)]
    (effect,) = judge_sensitivity(
        [inflow], assumed_values(study.world, [inflow]), differences(study), {inflow.path: Ends(*ends)}
    )

    assert effect.standing is Standing.HOLDS
    assert effect.swing.estimate == pytest.approx(np.mean(ends[1] - ends[0]))
