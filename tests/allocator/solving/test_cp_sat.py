import itertools
import math
from typing import Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from allocator.problem import AssignmentProblem, Limit
from allocator.solving.cp_sat_model import UnitStepModel
from allocator.solving.cp_sat_search import search_exactly
from allocator.solving.incumbent import Incumbent, SolverContradiction
from allocator.solving.obstacles import usable_pairs
from allocator.solving.search import Search
from allocator.solving.stopping import Stopping
from tests.allocator.problems import NUM_IN_FAMILY, member_of_family, municipality, two_by_two


def built(problem: AssignmentProblem) -> UnitStepModel:
    model = UnitStepModel(problem, usable_pairs(problem), np.random.default_rng(0))
    for _ in model.build():
        pass
    return model


def new_search(problem: AssignmentProblem, judged_as: AssignmentProblem | None = None, **changes: Any) -> Search:
    stopping = Stopping(60.0)
    return Search(problem, Incumbent(judged_as or problem, lambda: stopping.elapsed_s), stopping, **changes)


def test_a_step_carries_the_common_divisor_of_the_weights() -> None:
    problem = two_by_two(weight=[4, 6], base_load=[1, 2], load_cost=[[0] * 12] * 2)
    assert built(problem).sizes == {"variables": 4 + 5 + 4, "steps": 5 + 4, "fees": 0, "rows": 2 + 2}


def test_loads_that_cannot_be_reached_have_no_steps() -> None:
    assert built(two_by_two(load_cost=[[0] * 100] * 2)).sizes["steps"] == 4
    assert built(two_by_two(load_cost=[[0] * 100] * 2, max_cases=[1, 2])).sizes["steps"] == 3
    assert built(two_by_two(load_cost=[[0] * 100] * 2, max_load=[1, 1], weight=[1, 0])).sizes["steps"] == 2


def test_rows_that_cannot_bind_are_spared() -> None:
    never = two_by_two(max_load=[2, 2], max_cases=[2, 2], limits=[Limit(np.ones((2, 2)), upper=4)])
    assert built(never).sizes["rows"] == 2
    for binding in ({"max_load": [1, 2]}, {"max_cases": [1, 2]}, {"limits": [Limit(np.ones((2, 2)), upper=3)]}):
        assert built(two_by_two(**binding)).sizes["rows"] == 3


def test_a_group_of_one_has_its_fee_in_the_price_of_the_pair() -> None:
    assert built(two_by_two(group=[0, 1], group_fee=[3, 4])).sizes["fees"] == 0
    assert built(two_by_two(group=[0, 0], group_fee=[[3, 0]])).sizes["fees"] == 1


@pytest.mark.parametrize("seed", range(0, NUM_IN_FAMILY, 2))
def test_a_hint_of_a_feasible_plan_is_a_feasible_solution_at_its_price(seed: int) -> None:
    search = new_search(member_of_family(seed))
    search_exactly(search)
    if search.incumbent.plan is None:
        return
    model, solver = built(search.problem), cp_model.CpSolver()
    model.hint(search.incumbent.plan)
    solver.parameters.fix_variables_to_their_hinted_value = True
    assert solver.solve(model.model) == cp_model.OPTIMAL
    assert round(solver.objective_value) + model.constant_minutes == search.incumbent.objective


def test_a_hint_that_breaks_the_rules_does_no_harm() -> None:
    problem = two_by_two(allowed=[[0, 1], [1, 1]], max_load=[9, 1], load_cost=[[0, 0, 0]] * 2, optional=[1, 1])
    for hint in ([0, 0], [1, 1], [-1, 0]):
        search = new_search(problem, hint=np.array(hint))
        search_exactly(search)
        assert search.incumbent.is_settled


def test_building_can_be_stopped() -> None:
    search = new_search(municipality(64, 30))
    asked = 0

    def third_time() -> bool:
        nonlocal asked
        asked += 1
        return asked >= 3

    search.stopping = Stopping(60.0, third_time, clock=itertools.count(step=0.02).__next__)
    search_exactly(search)
    assert search.stopping.reason() == "cancelled"
    assert asked == 3
    assert "search" not in search.seconds


def test_without_time_nothing_is_built() -> None:
    search = new_search(two_by_two())
    search.stopping = Stopping(0.0)
    search_exactly(search)
    assert search.incumbent.plan is None
    assert search.sizes == {}


def test_an_answer_that_the_judge_does_not_share_is_a_contradiction() -> None:
    with pytest.raises(SolverContradiction, match=r"CP-SAT calls a plan optimal at 3\.0 minutes; the judge says 5"):
        search_exactly(new_search(two_by_two(), judged_as=two_by_two(cost=[[1, 5], [4, 4]])))


def test_a_model_that_the_solver_refuses_is_a_contradiction() -> None:
    with pytest.raises(SolverContradiction, match=r"CP-SAT answers CpSolverStatus\.MODEL_INVALID"):
        search_exactly(new_search(two_by_two(), deterministic_limit=math.nan))
