"""The best plans in order and their number, held against every plan of small rounds."""

import pytest

from allocator import count_plans, find_alternatives
from models.errors import UnusableInput
from tests.allocator.policies import make_silent_policy
from tests.allocator.questions.every_plan import every_plan, is_small
from tests.allocator.round_judge import RoundJudge
from tests.factories import StraightLineTravel, make_case, make_consultant, make_snapshot
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()
SEEDS = [seed for seed in range(100) if is_small(RoundJudge(*random_team(seed)), most=400)]


def num_different(one, other):
    return sum(one[case_id] != other[case_id] for case_id in one)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("min_differences", [1, 2])
def test_each_plan_is_the_best_of_those_that_differ_enough_from_all_before(seed, min_differences):
    snapshot, policy = random_team(seed)
    every = every_plan(RoundJudge(snapshot, policy))

    found = find_alternatives(snapshot, policy, TRAVEL, count=4, min_differences=min_differences)

    best = min(values for values, _ in every)
    before = []
    for each in found.plans:
        left = [
            (values, plan)
            for values, plan in every
            if all(num_different(plan, other) >= min_differences for other in before)
        ]
        values = {tuple(plan.items()): values for values, plan in left}[
            tuple((case_id, each.assignments[case_id]) for case_id in left[0][1])
        ]
        assert values == min(values for values, _ in left)
        assert each.extra_minutes == each.extra_minutes_at_least == values[-1] - best[-1]
        assert [change.extra_at_most for change in each.gives_way] == [
            there - here for here, there in zip(best[:-1], values[:-1], strict=True) if there != here
        ]
        assert {move.case_id for move in each.moves} == {
            case_id for case_id, who in each.assignments.items() if who != found.plans[0].assignments[case_id]
        }
        before.append(each.assignments)
    is_left = any(all(num_different(plan, other) >= min_differences for other in before) for _, plan in every)
    assert len(found.plans) == 4 or not is_left
    assert found.is_exhausted == (len(found.plans) < 4)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_all_plans_within_some_minutes_are_counted(seed):
    snapshot, policy = random_team(seed)
    every = every_plan(RoundJudge(snapshot, policy))
    best = min(values for values, _ in every)
    within = [plan for values, plan in every if values[:-1] == best[:-1] and values[-1] <= best[-1] + 25]

    found = count_plans(snapshot, policy, TRAVEL, within_minutes=25, cap=30, time_limit_s=30)

    assert found.num_plans == min(30, len(within))
    assert found.is_complete == (len(within) <= 30)
    if found.is_complete:
        assert {case_id: set(who) for case_id, who in found.choices.items()} == {
            case_id: {plan[case_id] for plan in within} for case_id in best and within[0]
        }


def test_two_consultants_alike_leave_the_team_free_to_choose():
    found = count_plans(make_snapshot(), make_silent_policy(), TRAVEL, within_minutes=0)

    assert (found.num_plans, found.is_complete) == (2, True)
    assert found.choices == {"2026-0001": ("AB", "CD")}


def test_a_case_that_waits_in_one_of_the_plans_says_so():
    snapshot = make_snapshot(consultants=(make_consultant("AB", limit_count=1),), cases=(make_case(1), make_case(2)))

    found = count_plans(snapshot, make_silent_policy(), TRAVEL, within_minutes=0)

    assert found.choices == {"2026-0001": ("AB", None), "2026-0002": ("AB", None)}


def test_counting_stops_at_the_cap():
    found = count_plans(make_snapshot(), make_silent_policy(), TRAVEL, within_minutes=0, cap=1)

    assert (found.num_plans, found.is_complete) == (1, False)


def test_an_empty_round_has_one_plan():
    found = find_alternatives(make_snapshot(cases=()), make_silent_policy(), TRAVEL)

    assert (len(found.plans), found.is_exhausted) == (1, True)
    assert found.plans[0].assignments == {}


def test_a_round_that_is_stopped_has_no_plans():
    snapshot, policy = make_snapshot(), make_silent_policy()

    assert find_alternatives(snapshot, policy, TRAVEL, should_stop=lambda: True).plans == ()
    found = count_plans(snapshot, policy, TRAVEL, within_minutes=0, should_stop=lambda: True)
    assert (found.num_plans, found.is_complete) == (0, False)


@pytest.mark.parametrize("numbers", [{"count": 0}, {"min_differences": 0}])
def test_numbers_of_plans_and_differences_are_at_least_one(numbers):
    with pytest.raises(UnusableInput, match="Give a larger number"):
        find_alternatives(make_snapshot(), make_silent_policy(), TRAVEL, **numbers)


@pytest.mark.parametrize("numbers", [{"within_minutes": -1}, {"within_minutes": 0, "cap": 0}])
def test_minutes_and_cap_cannot_be_less_than_they_must(numbers):
    with pytest.raises(UnusableInput, match="Give a larger number"):
        count_plans(make_snapshot(), make_silent_policy(), TRAVEL, **numbers)
