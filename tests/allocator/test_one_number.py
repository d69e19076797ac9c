"""Levels and minutes in one number: the same order, the same best plan, and bounds that say what is proved."""

import itertools

import numpy as np
import pytest

from allocator import AssignmentProblem, Limit, evaluate, solve
from allocator.formulation import formulate
from allocator.lexicographic import solve_in_levels
from allocator.one_number import in_one_number, solve_together, time_together_s
from allocator.questions.clock import Clock, Learnt
from allocator.questions.closest import settle_near
from allocator.questions.outcome import bracket, settle, values_if_kept
from models.proposal import ProposalStatus
from tests.allocator.policies import make_facts, make_silent_policy
from tests.factories import StraightLineTravel, make_case
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()


def formulation_of(seed):
    from allocator.facts import gather

    snapshot, policy = random_team(seed)
    return formulate(gather(snapshot, policy, TRAVEL))


def every_plan(formulation, most=3_000):
    """All plans that keep the rules with their values; none where there are too many to try."""
    options = [[-1, *np.flatnonzero(row).tolist()] for row in formulation.allowed()]
    if not options or np.prod([float(len(each)) for each in options]) > most:
        return []
    plans = [np.array(plan, dtype=np.int64) for plan in itertools.product(*options)]
    return [(values, plan) for plan in plans if (values := values_if_kept(formulation, plan)) is not None]


SMALL = [seed for seed in range(60) if every_plan(formulation_of(seed))]


@pytest.mark.parametrize("seeds", [SMALL[:12], pytest.param(SMALL[12:], marks=pytest.mark.slow)], ids=("few", "all"))
def test_the_number_puts_plans_in_the_order_of_levels_and_minutes(seeds):
    for seed in seeds:
        formulation = formulation_of(seed)
        plans = every_plan(formulation)
        whole = in_one_number(formulation)

        numbers = [evaluate(whole.problem, plan) for _, plan in plans]

        assert [whole.values(number) for number in numbers] == [values for values, _ in plans]
        assert sorted(range(len(plans)), key=lambda k: numbers[k]) == sorted(
            range(len(plans)),
            key=lambda k: plans[k][0],
        )


@pytest.mark.parametrize("seeds", [SMALL[:12], pytest.param(SMALL[12:], marks=pytest.mark.slow)], ids=("few", "all"))
def test_a_bound_on_the_number_proves_no_value_that_another_plan_undercuts(seeds):
    for seed in seeds:
        formulation = formulation_of(seed)
        plans = every_plan(formulation)
        whole = in_one_number(formulation)
        best = min(evaluate(whole.problem, plan) for _, plan in plans)
        least = min(values for values, _ in plans)
        for bound in (best, best - 1, best - 30, best - 10**4, best - 10**7):
            for values, _ in plans[:: max(1, len(plans) // 20)]:
                num_proved, first = whole.proved(values, bound)
                assert values[:num_proved] == least[:num_proved]
                if first is not None and values[:num_proved] == least[:num_proved]:
                    assert first <= least[num_proved]
        assert whole.proved(least, best) == (len(least), None)


@pytest.mark.parametrize("seed", SMALL[:10])
def test_together_and_one_after_the_other_come_to_the_same(seed, monkeypatch):
    formulation = formulation_of(seed)
    together = solve_in_levels(formulation, time_limit_s=10, seed=0)
    settled = settle(formulation, None, Clock(10), seed=0)
    for module in ("allocator.lexicographic", "allocator.questions.outcome"):
        monkeypatch.setattr(f"{module}.in_one_number", lambda _: None)

    in_turn = solve_in_levels(formulation, time_limit_s=10, seed=0)

    assert together.status is in_turn.status is ProposalStatus.OPTIMAL
    assert together.levels == in_turn.levels
    assert (together.best.objective, together.best.bound) == (in_turn.best.objective, in_turn.best.bound)
    assert settle(formulation, None, Clock(10), seed=0).values == settled.values
    assert settled.is_proved


def test_numbers_that_would_not_be_exact_are_solved_one_after_the_other():
    facts = make_facts(
        make_silent_policy(
            levels=[["contact"], ["industry"], ["travel"], ["preference"]],
            contact={"broken_minutes": 9_999},
            industry={"missing_level_minutes": 9_998},
            left_out={"case_minutes": 10_000},
        ),
        cases=tuple(make_case(number) for number in range(1, 40)),
    )
    formulation = formulate(facts)
    minutes = {
        rule: part + np.arange(part.size).reshape(part.shape) * 977 for rule, part in formulation.minutes.items()
    }
    large = formulation.__class__(facts, minutes, formulation.forbidden)

    assert in_one_number(formulation) is not None
    assert in_one_number(large) is None
    assert solve_in_levels(large, time_limit_s=10, seed=0).status is ProposalStatus.OPTIMAL


def test_a_unit_of_a_level_outweighs_what_can_follow_it_in_the_places_there_are():
    """Where many wait for few places, the number stays small: most of the cases have no say in what follows."""
    policy = make_silent_policy(levels=[["contact"], ["industry"]], caseload={"target": 1, "limit_count": 1})
    weights = []
    for num_waiting in (4, 40):
        formulation = formulate(make_facts(policy, cases=tuple(make_case(1 + number) for number in range(num_waiting))))
        minutes = {rule: part + 10 * np.arange(part.shape[1]) for rule, part in formulation.minutes.items()}
        whole = in_one_number(formulation.__class__(formulation.facts, minutes, formulation.forbidden))
        weights.append(whole.weights)

    assert weights[0] == weights[1]


def row(upper):
    return Limit(np.array([[1, 0], [1, 0]]), upper=upper)


@pytest.mark.parametrize(("upper", "plan"), [(2, [0, 0]), (1, [0, 1]), (0, [1, 1])])
def test_rows_are_left_aside_only_where_they_do_not_bind(upper, plan):
    problem = AssignmentProblem([[1, 5], [1, 4]], limits=(row(upper),))
    told = []

    result = solve_together(problem, time_limit_s=10, seed=0, on_progress=told.append)

    assert result.assignment.tolist() == plan
    assert result.objective == solve(problem).objective == result.bound
    assert told[-1].objective == result.objective


def test_what_cannot_be_without_rows_cannot_be_with_them():
    problem = AssignmentProblem([[1], [1]], max_cases=[1], limits=(Limit(np.array([[1], [1]]), upper=5),))

    assert solve_together(problem, time_limit_s=10, seed=0).status == "infeasible"


@pytest.mark.parametrize("seed", SMALL[:10])
def test_what_is_not_proved_together_in_time_is_proved_apart(seed, monkeypatch):
    formulation = formulation_of(seed)
    together = solve_in_levels(formulation, time_limit_s=10, seed=0)
    settled = settle(formulation, None, Clock(10), seed=0)
    for module in ("allocator.lexicographic", "allocator.questions.outcome", "allocator.questions.closest"):
        monkeypatch.setattr(f"{module}.time_together_s", lambda _: 0.0)

    apart = solve_in_levels(formulation, time_limit_s=10, seed=0)

    assert apart.status is ProposalStatus.OPTIMAL
    assert (apart.levels, apart.best.objective) == (together.levels, together.best.objective)
    assert settle(formulation, None, Clock(10), seed=0).values == settled.values


@pytest.mark.parametrize("seed", SMALL[:10])
def test_a_plan_is_as_near_whichever_way_it_is_found(seed, monkeypatch):
    formulation = formulation_of(seed)
    near = np.full(formulation.facts.shape[0], -1, dtype=np.int64)
    known = bracket(formulation, [near])
    assert known is not None
    found = [settle_near(known, near, clock, seed=0) for clock in (Clock(10), Clock(10, learnt=Learnt(True)))]
    monkeypatch.setattr("allocator.questions.closest.time_together_s", lambda _: 0.0)
    clock = Clock(10)
    found.append(settle_near(known, near, clock, seed=0))

    assert len({each.values for each in found}) == 1
    assert len({int((each.assignment != near).sum()) for each in found}) == 1
    assert all(each.is_proved for each in found)


def test_the_time_for_levels_together_is_a_part_of_what_is_left():
    assert time_together_s(0.2) == pytest.approx(0.1)
    assert time_together_s(1.0) == pytest.approx(0.2)
    assert time_together_s(10.0) == pytest.approx(1.0)
