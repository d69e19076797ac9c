import itertools
import math
import pickle
import threading
from typing import Any

import numpy as np
import pytest

from allocator.evaluation import MalformedPlan, evaluate
from allocator.solving.cp_sat_search import search_exactly
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import solve
from tests.allocator.problems import market_split, municipality, two_by_two


def num_search_threads() -> int:
    return sum(thread.name.startswith("cp-sat") for thread in threading.enumerate())


def test_a_proved_plan_says_so() -> None:
    problem = municipality(14, 8)
    result = solve(problem, seed=5)
    assert result.status == "optimal"
    assert result.objective == result.bound == evaluate(problem, result.assignment)
    assert not result.assignment.flags.writeable
    statistics = result.statistics
    assert statistics.stopped_by == "optimal"
    assert statistics.is_repeatable
    assert (statistics.seed, statistics.workers, statistics.obstacle) == (5, 1, None)
    assert set(statistics.seconds) == {
        "equal weights",
        "look",
        "hint",
        "components",
        "bundles",
        "kernels",
        "compact",
        "root",
        "total",
    }
    assert statistics.seconds["total"] >= statistics.seconds["bundles"] >= statistics.seconds["root"]
    assert (statistics.sizes["cases"], statistics.sizes["consultants"], statistics.sizes["pairs"]) == (14, 8, 112)
    assert statistics.deterministic_time > 0
    assert set(statistics.versions) == {"numba", "numpy", "ortools", "scipy"}


def test_a_plan_that_costs_the_separable_bound_needs_no_exact_search() -> None:
    result = solve(two_by_two())
    assert result.status == "optimal"
    assert "exact" not in result.statistics.seconds


def test_every_step_forward_is_told_and_recorded() -> None:
    told: list[Progress] = []
    result = solve(municipality(34, 14), on_progress=told.append)
    assert tuple(told) == result.statistics.incumbents
    assert (told[-1].objective, told[-1].bound) == (result.objective, result.bound)
    for earlier, later in itertools.pairwise(told):
        assert earlier.elapsed_s <= later.elapsed_s
        assert earlier.objective is None or earlier.objective >= later.objective
        assert earlier.bound <= later.bound


def test_without_time_there_is_still_a_greedy_plan() -> None:
    problem = municipality(14, 8)
    result = solve(problem, time_limit_s=0)
    assert result.status == "feasible"
    assert evaluate(problem, result.assignment) == result.objective > result.bound
    assert result.statistics.stopped_by == "time limit"
    assert not result.statistics.is_repeatable


def test_out_of_time_without_a_plan_is_unknown() -> None:
    result = solve(market_split(), time_limit_s=0.3)
    assert (result.status, result.assignment, result.objective, result.bound) == ("unknown", None, None, 0)
    assert result.statistics.stopped_by == "time limit"
    assert num_search_threads() == 0


def test_there_may_be_no_time_limit() -> None:
    assert solve(municipality(14, 8), time_limit_s=math.inf).status == "optimal"


def test_a_deterministic_limit_stops_at_the_same_plan() -> None:
    problem = municipality(60, 20)
    results = [solve(problem, time_limit_s=60, deterministic_limit=0.001) for _ in range(2)]
    for result in results:
        assert result.status == "feasible"
        assert result.statistics.stopped_by == "deterministic limit"
        assert result.statistics.is_repeatable
        assert result.bound < result.objective
    np.testing.assert_equal(results[0].assignment, results[1].assignment)


def test_the_time_limit_comes_before_a_deterministic_limit_that_is_far_away() -> None:
    result = solve(market_split(), time_limit_s=0.2, deterministic_limit=1000.0)
    assert result.statistics.stopped_by == "time limit"
    assert not result.statistics.is_repeatable


def test_who_wants_nothing_gets_nothing() -> None:
    result = solve(municipality(14, 8), should_stop=lambda: True)
    assert (result.status, result.assignment, result.bound) == ("cancelled", None, None)
    assert result.statistics.stopped_by == "cancelled"


def test_cancelled_with_a_plan_gives_the_best_so_far() -> None:
    problem = municipality(186, 60)
    seen: list[Progress] = []
    result = solve(
        problem,
        time_limit_s=60,
        on_progress=seen.append,
        should_stop=lambda: bool(seen) and seen[-1].objective is not None,
    )
    assert result.status == "cancelled"
    assert evaluate(problem, result.assignment) == result.objective == seen[-1].objective
    assert result.bound < result.objective


def test_the_exact_search_is_cancelled_while_it_runs() -> None:
    num_asked = 0

    def after_some_polls_of_the_search() -> bool:
        nonlocal num_asked
        num_asked += 1
        return num_search_threads() > 0 and num_asked > 10

    result = solve(
        market_split(), time_limit_s=60, should_stop=after_some_polls_of_the_search, phases={"exact": search_exactly}
    )
    assert (result.status, result.assignment) == ("cancelled", None)
    assert result.statistics.stopped_by == "cancelled"
    assert num_asked > 10
    assert num_search_threads() == 0


@pytest.mark.parametrize("name", ["on_progress", "should_stop"])
def test_what_the_caller_raises_comes_back_to_the_caller(name: str) -> None:
    def fail(*_: Any) -> bool:
        if num_search_threads() > 0:
            raise LookupError("the job is gone")
        return False

    with pytest.raises(LookupError, match="the job is gone"):
        solve(municipality(60, 20), time_limit_s=60, phases={"exact": search_exactly}, **{name: fail})
    assert num_search_threads() == 0


def test_the_caller_is_asked_and_told_in_the_calling_thread() -> None:
    threads = set()
    solve(
        municipality(34, 14),
        on_progress=lambda _: threads.add(threading.get_ident()),
        should_stop=lambda: bool(threads.add(threading.get_ident())),
    )
    assert threads == {threading.get_ident()}


def test_a_feasible_hint_is_the_first_plan_to_beat() -> None:
    problem = municipality(34, 14)
    best = solve(problem)
    result = solve(problem, hint=best.assignment, time_limit_s=0)
    assert result.objective == best.objective
    np.testing.assert_equal(result.assignment, best.assignment)


def test_a_hint_that_is_not_feasible_is_only_a_suggestion() -> None:
    problem = two_by_two(allowed=[[1, 0], [0, 1]])
    assert solve(problem, hint=[1, 1]).assignment.tolist() == [0, 1]
    assert solve(market_split(), hint=np.zeros(40, dtype=int), time_limit_s=0.2).status == "unknown"


def test_a_hint_that_is_no_plan_is_refused() -> None:
    with pytest.raises(MalformedPlan, match="give one consultant for each of 2 cases"):
        solve(two_by_two(), hint=[0])


def test_several_workers_find_the_same_value_and_do_not_claim_to_repeat_the_plan() -> None:
    problem = municipality(34, 14)
    result = solve(problem, workers=2, time_limit_s=60)
    assert (result.status, result.objective) == ("optimal", solve(problem).objective)
    assert not result.statistics.is_repeatable


def test_between_equals_the_seed_decides_and_not_the_row() -> None:
    problem = two_by_two(cost=[[0, 0], [0, 0]], max_cases=[1, 1])
    assert {tuple(solve(problem, seed=seed).assignment) for seed in range(20)} == {(0, 1), (1, 0)}


def test_a_seed_may_be_any_whole_number() -> None:
    assert solve(municipality(14, 8), seed=2**63 + 11).status == "optimal"


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ({"time_limit_s": -1}, "time_limit_s is -1: give 0 or more seconds"),
        ({"time_limit_s": math.nan}, "time_limit_s is nan: give 0 or more seconds"),
        ({"seed": -1}, "seed is -1: give 0 or more"),
        ({"workers": 0}, "workers is 0: give 1 or more threads"),
        ({"deterministic_limit": 0}, "deterministic_limit is 0: give more than 0, or None for no limit"),
        ({"deterministic_limit": math.nan}, "deterministic_limit is nan"),
    ],
)
def test_an_argument_outside_its_range_is_refused(argument: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        solve(two_by_two(), **argument)


def test_a_result_can_be_sent_to_another_process() -> None:
    result = solve(municipality(14, 8))
    twin = pickle.loads(pickle.dumps(result))  # noqa: S301 - our own bytes
    np.testing.assert_equal(twin.assignment, result.assignment)
    assert (twin.status, twin.objective, twin.statistics) == (result.status, result.objective, result.statistics)
