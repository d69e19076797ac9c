import pickle
from typing import Any

import numpy as np
import pytest

from allocator.evaluation import InfeasiblePlan, MalformedPlan, Violation, evaluate, find_violations, total_loads
from allocator.problem import Limit
from tests.allocator.problems import two_by_two


def test_costs_of_the_chosen_pairs_are_added() -> None:
    assert evaluate(two_by_two(), [0, 1]) == 3
    assert evaluate(two_by_two(), [1, 0]) == 9


def test_load_costs_count_for_everybody_also_without_a_new_case() -> None:
    problem = two_by_two(weight=[1, 2], base_load=[0, 1], load_cost=[[0, 10, 30, 60], [5, 7, 9, 11]])
    assert evaluate(problem, [0, 0]) == 1 + 4 + 60 + 7
    assert total_loads(problem, np.array([0, 0])).tolist() == [3, 1]


def test_a_group_fee_is_paid_once_a_consultant() -> None:
    problem = two_by_two(group=[0, 0], group_fee=[[10, 20]])
    assert evaluate(problem, [0, 0]) == 1 + 4 + 10
    assert evaluate(problem, [0, 1]) == 1 + 2 + 10 + 20


def test_a_case_without_a_group_pays_no_fee() -> None:
    assert evaluate(two_by_two(group=[-1, -1], group_fee=[10]), [0, 1]) == 3


def test_a_case_left_out_has_its_price() -> None:
    assert evaluate(two_by_two(optional=[True, False], left_out_cost=[50, 99]), [-1, 1]) == 52


@pytest.mark.parametrize(
    ("changes", "plan", "violation", "sentence"),
    [
        ({"allowed": [[0, 1], [1, 1]]}, [0, 1], Violation("allowed", 0, 0, 0), "case 0 may not go to consultant 0"),
        ({}, [0, -1], Violation("optional", 1, 0, 1), "case 1 may not be left out"),
        (
            {"weight": [2, 3], "max_load": [4, 9]},
            [0, 0],
            Violation("max_load", 0, 5, 4),
            "consultant 0 has load 5, max_load lets 4",
        ),
        (
            {"weight": [2, 3], "base_load": [6, 0], "max_load": [4, 9]},
            [0, 1],
            Violation("max_load", 0, 8, 6),
            "consultant 0 has load 8, max_load lets 6",
        ),
        (
            {"load_cost": [[0, 0], [0, 0]]},
            [1, 1],
            Violation("load_cost", 1, 2, 1),
            "consultant 1 has load 2, load_cost lets 1",
        ),
        (
            {"min_cases": [1, 1]},
            [1, 1],
            Violation("min_cases", 0, 0, 1),
            "consultant 0 has 0 of the cases, min_cases is 1",
        ),
        (
            {"max_cases": [1, 1]},
            [1, 1],
            Violation("max_cases", 1, 2, 1),
            "consultant 1 has 2 of the cases, max_cases is 1",
        ),
        (
            {"optional": [1, 1], "limits": [Limit([[3, 4], [5, 6]], left_out=[1, 1], upper=3)]},
            [0, -1],
            Violation("limits", 0, 4, 3),
            "limits[0] comes to 4, at most 3 will do",
        ),
    ],
)
def test_every_rule_is_judged(changes: dict[str, Any], plan: list[int], violation: Violation, sentence: str) -> None:
    problem = two_by_two(**changes)
    assert find_violations(problem, plan) == [violation]
    assert str(violation) == sentence
    with pytest.raises(InfeasiblePlan, match=r".") as caught:
        evaluate(problem, plan)
    assert caught.value.violations == (violation,)
    assert str(pickle.loads(pickle.dumps(caught.value))) == sentence  # noqa: S301 - our own bytes


def test_somebody_above_the_limit_may_keep_and_take_what_weighs_nothing() -> None:
    problem = two_by_two(weight=[0, 1], base_load=[6, 0], max_load=[4, 4])
    assert evaluate(problem, [0, 1]) == 3


def test_all_violations_are_told_at_once() -> None:
    problem = two_by_two(allowed=[[0, 1], [1, 1]], max_cases=[1, 1], min_cases=[0, 1])
    with pytest.raises(InfeasiblePlan) as caught:
        evaluate(problem, [0, 0])
    assert [violation.rule for violation in caught.value.violations] == ["allowed", "max_cases", "min_cases"]


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ([0], "the plan has shape (1,): give one consultant for each of 2 cases"),
        ([[0, 1]], "the plan has shape (1, 2)"),
        ([0.0, 1.0], "the plan holds values of type float64: give the indices of consultants"),
        ([0, 2], "the plan gives case 1 to consultant 2: there are 0 to 1"),
        ([-2, 0], "the plan gives case 0 to consultant -2"),
    ],
)
def test_what_is_no_plan_is_refused(plan: Any, message: str) -> None:
    with pytest.raises(MalformedPlan) as caught:
        evaluate(two_by_two(), plan)
    assert message in str(caught.value)


def test_there_may_be_no_case_at_all() -> None:
    problem = two_by_two(cost=np.zeros((0, 2)), base_load=[1, 0], load_cost=[[0, 4], [3, 5]])
    assert evaluate(problem, []) == 4 + 3
