"""Caseload: little for the first case above target, much for the eighth, and room draws cases."""

import numpy as np
import pytest

from allocator import distribute
from allocator.rules import caseload
from models.caseload import Measure
from models.text import Text
from tests.allocator.policies import make_facts, make_policy, make_silent_policy
from tests.factories import StraightLineTravel, make_case, make_consultant, make_open_cases, make_snapshot

ONE = (make_consultant("AB", target_count=3, target_weight=3),)


def costs(policy, highest_load, consultants=ONE):
    return caseload.load_cost(make_facts(policy, consultants=consultants), highest_load).tolist()[0]


def test_the_dth_case_above_target_costs_d_steps_and_below_likewise():
    policy = make_policy(caseload={"step_above_minutes": 6, "step_below_minutes": 2})

    assert costs(policy, 7) == [2 + 4 + 6, 2 + 4, 2, 0, 6, 6 + 12, 6 + 12 + 18, 6 + 12 + 18 + 24]


def test_room_draws_nothing_where_the_policy_says_so():
    assert costs(make_policy(caseload={"step_below_minutes": 0}), 4) == [0, 0, 0, 0, 6]


def test_a_highest_load_below_the_target_cuts_the_curve():
    assert costs(make_policy(caseload={"step_below_minutes": 2}), 1) == [12, 6]


def test_everybody_has_her_own_target():
    consultants = (make_consultant("AB", target_count=0), make_consultant("CD", target_count=2))
    facts = make_facts(consultants=consultants)

    curves = dict(zip((each.id for each in facts.consultants), caseload.load_cost(facts, 2).tolist(), strict=True))
    assert curves == {"AB": [0, 6, 18], "CD": [9, 3, 0]}


def test_by_weight_the_curve_runs_in_quarters_and_meets_the_count_at_whole_cases():
    by_count = make_policy(caseload={"step_above_minutes": 6, "step_below_minutes": 3})
    by_weight = make_policy(caseload={"measure": Measure.WEIGHT, "step_above_minutes": 6, "step_below_minutes": 3})

    quarters = costs(by_weight, 40)

    assert quarters[12:17] == [0, 1, 2, 4, 6]
    assert quarters[::4] == costs(by_count, 10)


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("step_above", [1, 2, 5, 7, 999])
@pytest.mark.parametrize("step_below", [0, 1, 3, 1000])
def test_marginal_costs_never_fall_and_the_target_is_cheapest(measure, step_above, step_below):
    policy = make_policy(
        caseload={"measure": measure, "step_above_minutes": step_above, "step_below_minutes": step_below}
    )

    curve = np.array(costs(policy, 60))

    assert (np.diff(curve, 2) >= 0).all()
    assert curve.min() == curve[3 if measure is Measure.COUNT else 12] == 0


def test_a_case_goes_where_there_is_room():
    snapshot = make_snapshot(cases=(make_case(1), *make_open_cases("AB", 4), *make_open_cases("CD", 3, 6000)))

    proposal = distribute(snapshot, make_silent_policy(), StraightLineTravel())

    assert proposal.assignments[0].consultant_id == "CD"
    assert proposal.assignments[0].marginal == {"caseload": -3 * 42}


def test_the_eighth_above_target_is_so_dear_that_even_the_way_is_shorter():
    policy = make_silent_policy(travel={"counted_percent": 100, "expected_visits": 1})
    far = make_consultant("CD", target_count=0, home={"latitude": 55.77043, "longitude": 9.7211})
    near = make_consultant("AB", target_count=0)

    def taker(num_open):
        cases = (make_case(1), *make_open_cases("AB", num_open))
        return (
            distribute(make_snapshot(consultants=(near, far), cases=cases), policy, StraightLineTravel())
            .assignments[0]
            .consultant_id
        )

    assert taker(6) == "AB"  # 7 steps of 6 minutes against one step and 40 minutes on the road
    assert taker(7) == "CD"  # 8 steps


@pytest.mark.parametrize(
    ("measure", "load", "danish", "english"),
    [
        (Measure.COUNT, 1, "1 sag mod et måltal på 3.", "1 case against a target of 3."),
        (Measure.COUNT, 46, "46 sager mod et måltal på 3.", "46 cases against a target of 3."),
        (Measure.WEIGHT, 4, "1 sag efter vægt mod et måltal på 3.", "1 case by weight against a target of 3."),
        (
            Measure.WEIGHT,
            13,
            "3,25 sager efter vægt mod et måltal på 3.",
            "3.25 cases by weight against a target of 3.",
        ),
    ],
)
def test_the_sentence_holds_what_she_has_against_her_target(measure, load, danish, english):
    facts = make_facts(make_policy(caseload={"measure": measure}), consultants=ONE)

    assert caseload.reason(facts, 0, load) == Text(da=danish, en=english)
