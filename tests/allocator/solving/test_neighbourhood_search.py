"""Plans made better consultant by consultant, while the others' cases stand still."""

import math

import numpy as np
import pytest

from allocator.evaluation import evaluate
from allocator.solving.bundle_search import explore
from allocator.solving.compact import compact
from allocator.solving.neighbourhood_search import NeighbourhoodSearch
from allocator.solving.node import Node, root_of
from allocator.solving.portfolio import solve
from allocator.solving.search import Search
from benchmarks.instances.assignment_families import generalised_assignment
from tests.allocator.solving.searches import new_search


def begun(seed: int) -> tuple[Search, Node]:
    """A search with the plan that is had in no time, and its root."""
    search = new_search(generalised_assignment("d", 30, 5, seed))
    first = solve(search.problem, time_limit_s=0).assignment
    assert first is not None
    search.incumbent.offer(first)
    compacted = compact(search.problem, search.pairs, np.random.default_rng(0))
    assert compacted is not None
    root = root_of(compacted, search.problem.num_cases)
    assert root is not None
    return search, root


@pytest.mark.parametrize("seed", range(5))
def test_the_neighbourhood_of_everybody_is_the_whole_problem(seed: int) -> None:
    search, root = begun(seed)
    before = search.incumbent.objective
    plans = NeighbourhoodSearch(search, root, root, lambda node, _: explore(search, node, math.inf))
    assert before is not None
    assert plans.run(2.0)
    best = solve(search.problem).objective
    assert search.incumbent.objective == best
    assert search.incumbent.plan is not None
    assert evaluate(search.problem, search.incumbent.plan) == best


def test_without_a_plan_there_is_no_neighbourhood() -> None:
    search, root = begun(0)
    search.incumbent.plan = search.incumbent.objective = None
    plans = NeighbourhoodSearch(search, root, root, lambda node, work: explore(search, node, work))
    assert not plans.run(1.0)


def test_others_come_first() -> None:
    search, root = begun(0)
    before = search.incumbent.objective
    plans = NeighbourhoodSearch(search, root, root, lambda node, work: explore(search, node, work))
    plans.take_share()
    assert search.incumbent.objective == before
    search.deterministic_time += 10
    plans.take_share()
    assert search.incumbent.objective is not None
    assert before is not None
    assert search.incumbent.objective < before
