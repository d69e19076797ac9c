"""The phase that starts from a known plan, alone: what it finds, and when it leaves things to others."""

import numpy as np

from allocator.evaluation import evaluate
from allocator.problem import AssignmentProblem
from allocator.rebalancing import near_plan
from allocator.rebalancing.near_plan import search_near_plan
from allocator.solving.portfolio import PORTFOLIO, solve
from allocator.solving.stopping import Stopping
from tests.allocator.problems import municipality, two_by_two
from tests.allocator.solving.searches import new_search

WORSE = [1, 0]
BEST_MINUTES = 3


def test_a_plan_that_can_be_bettered_is_and_the_better_one_is_proved():
    search = new_search(two_by_two())
    search.incumbent.offer(np.array(WORSE))
    search_near_plan(search, PORTFOLIO)

    assert search.incumbent.is_settled
    assert search.incumbent.objective == BEST_MINUTES
    assert "relaxation" in search.seconds


def test_without_a_plan_there_is_nothing_to_start_from():
    search = new_search(two_by_two())
    search_near_plan(search, PORTFOLIO)

    assert search.incumbent.bound is None


def test_a_problem_with_too_many_pairs_for_an_lp_is_left_to_others(monkeypatch):
    monkeypatch.setattr(near_plan, "MOST_PAIRS", 3)
    search = new_search(two_by_two())
    search.incumbent.offer(np.array(WORSE))
    search_near_plan(search, PORTFOLIO)

    assert search.incumbent.bound is None


def test_where_the_first_choices_do_not_prove_it_those_that_could_be_better_are_taken_in(monkeypatch):
    monkeypatch.setattr(near_plan, "FIRST_CHANGES", 0)
    problem = municipality(40, 8)
    plain = solve(problem)
    search = new_search(problem)
    search.incumbent.offer(np.asarray(solve(problem, 0.0).assignment))
    search_near_plan(search, PORTFOLIO)

    assert search.incumbent.is_settled
    assert search.incumbent.objective == plain.objective == evaluate(problem, search.incumbent.plan)


def test_a_plan_that_is_best_is_proved_so_without_a_solve():
    problem = two_by_two()
    search = new_search(problem)
    search.incumbent.offer(np.array([0, 1]))
    search_near_plan(search, {})

    assert search.incumbent.is_settled


def test_without_time_there_is_a_bound_that_holds():
    problem = municipality(40, 8)
    search = new_search(problem)
    search.incumbent.offer(np.asarray(solve(problem, 0.0).assignment))
    search.stopping = Stopping(0.0)
    search_near_plan(search, PORTFOLIO)

    assert search.incumbent.bound is not None
    assert search.incumbent.bound <= solve(problem).objective


def test_whoever_wants_to_stop_is_heard_before_the_lp():
    search = new_search(two_by_two())
    search.incumbent.offer(np.array(WORSE))
    search.stopping = Stopping(60.0, lambda: True)
    search_near_plan(search, PORTFOLIO)

    assert search.incumbent.bound is None


def poor_plan(problem):
    """A plan in which every case goes to a dear consultant."""
    dear = AssignmentProblem(
        cost=-problem.cost, weight=problem.weight, base_load=problem.base_load, max_load=problem.max_load
    )
    return np.asarray(solve(dear, 1.0).assignment)


def test_where_the_few_choices_are_not_settled_either_the_rest_is_left_to_others():
    problem = municipality(40, 8)
    search = new_search(problem)
    search.incumbent.offer(poor_plan(problem))
    search_near_plan(search, {"hint": PORTFOLIO["hint"]})

    assert not search.incumbent.is_settled
    assert search.incumbent.bound is not None


def test_a_part_that_is_stopped_before_anything_is_known_of_it_adds_nothing():
    problem = municipality(40, 8)
    search = new_search(problem)
    first = poor_plan(problem)
    search.incumbent.offer(first)
    search_near_plan(search, {})

    assert (search.incumbent.plan == first).all()
