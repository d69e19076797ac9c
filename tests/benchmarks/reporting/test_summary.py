import math

from benchmarks.reporting.intervals import Interval
from benchmarks.reporting.summary import find_contradictions, summarise
from tests.benchmarks.lines import latency_line, solve_line, steps_line, survivor


def only(lines):
    (summary,) = summarise(lines).summaries
    return summary


def test_survivors_count_among_all_and_not_among_the_proved():
    group = only([solve_line("0", seconds=1), solve_line("1", seconds=2), survivor("2")]).of("ours")
    assert (group.num_proved, len(group.lines)) == (2, 3)
    assert group.median_seconds == Interval(2, 2)
    assert group.worst_seconds == Interval(60, math.inf)
    assert (group.median_gap, group.worst_gap) == (0.0, 0.1)


def test_a_proof_that_there_is_no_plan_is_a_proof():
    group = only([solve_line(status="infeasible", value=None, bound=None, gap=None)]).of("ours")
    assert (group.num_proved, group.worst_gap) == (1, 0.0)


def test_without_plan_or_bound_a_gap_has_no_end_and_faults_are_counted():
    lines = [survivor("0", status="unknown", value=None, gap=None), solve_line("1", status="wrong", gap=None)]
    group = only(lines).of("ours")
    assert group.worst_gap == math.inf
    assert group.num_faulty == 1


def test_ratios_pair_what_both_were_given():
    lines = [
        solve_line("0", seconds=1),
        solve_line("1", seconds=2),
        solve_line("2", seconds=3),
        solve_line("0", "highs", seconds=4),
        survivor("1", "highs"),
    ]
    assert only(lines).paired_ratios("highs") == [Interval(0.25, 0.25), Interval(0, 2 / 60)]
    assert only(lines).paired_ratios("scip") == []


def test_quality_is_held_against_the_best_plan_anybody_found():
    lines = [solve_line("0"), solve_line("0", "practice", status="feasible", value=120, bound=None, gap=None)]
    assert only(lines).excess("practice") == [0.2]
    assert only(lines).excess("ours") == [0.0]
    assert only(lines).excess("scip") == []


def test_no_plan_is_no_quality_and_a_wrong_one_no_measure():
    lines = [
        solve_line("0", value=100),
        solve_line("0", "scip", status="wrong", value=10),
        survivor("0", "highs", status="unknown", value=None, gap=None),
    ]
    assert only(lines).excess("highs") == [math.inf]


def test_series_and_classes_are_kept_apart():
    results = summarise([solve_line(), solve_line(series="5 s"), solve_line(class_name="varde"), steps_line()])
    assert len(results.summaries) == 3
    assert results.of("5 s", "hedensted") is not None
    assert results.of("5 s", "varde") is None
    assert len(results.steps) == 1
    assert summarise([latency_line()]).latencies


def test_answers_that_cannot_both_be_true_are_found():
    assert find_contradictions([solve_line(), solve_line(solver="highs"), steps_line()]) == []
    (found,) = find_contradictions([solve_line(value=99, bound=99), survivor(solver="highs", bound=100)])
    assert found.what == "highs proves 100, ours has a plan of 99"
    (found,) = find_contradictions(
        [solve_line(), solve_line(solver="scip", status="infeasible", value=None, bound=None)]
    )
    assert found.what == "scip proves that there is no plan, ours has one"


def test_a_value_other_than_the_published_optimum_is_found():
    assert find_contradictions([survivor(best_known=95)]) == []
    for published in (99, 101):
        (found,) = find_contradictions([solve_line(best_known=published)])
        assert f"published is {published}" in found.what
