"""Strict levels in order: each as small as possible, then held while the next is solved."""

import itertools

import numpy as np
import pytest

from allocator import solve
from allocator.formulation import formulate
from allocator.lexicographic import solve_in_levels, status_of
from allocator.solving.portfolio import PORTFOLIO
from models.consultant import ConflictOfInterest
from models.industry import Industry, IndustryScheme
from models.proposal import ProposalStatus
from tests.allocator.policies import make_facts, make_silent_policy
from tests.allocator.problems import two_by_two
from tests.factories import make_case, make_consultant, make_employer, make_relation

EMPLOYER = make_employer(industry=Industry(scheme=IndustryScheme.DB07, code="Q"))
CASE = make_case(1, employer_id=EMPLOYER.id)
CONTACT = make_consultant("AB")
SPECIALIST = make_consultant("CD", industries={"Q": 3})
IDLE = make_consultant("EF", target_count=60)
FIELDS = {
    "employers": (EMPLOYER,),
    "contact_relations": (make_relation(EMPLOYER, "AB"),),
    "consultants": (CONTACT, SPECIALIST, IDLE),
    "cases": (CASE,),
}
ONE_MINUTE_EACH = {
    "contact": {"broken_minutes": 1},
    "industry": {"missing_level_minutes": 1},
    "caseload": {"target": 0, "step_below_minutes": 100},
}


def plan_of(*levels, should_stop=None, time_limit_s=10.0, on_progress=None, **fields):
    formulation = formulate(make_facts(make_silent_policy(levels=levels, **ONE_MINUTE_EACH), **{**FIELDS, **fields}))
    plan = solve_in_levels(
        formulation, time_limit_s=time_limit_s, seed=0, should_stop=should_stop, on_progress=on_progress
    )
    return formulation, plan


def taker_of(formulation, plan):
    return [formulation.facts.consultants[j].id for j in plan.best.assignment]


@pytest.mark.parametrize(
    ("levels", "taker"),
    [
        ([], "EF"),
        ([["contact"]], "AB"),
        ([["contact"], ["industry"]], "AB"),
        ([["industry"], ["contact"]], "CD"),
        ([["industry"]], "CD"),
    ],
)
def test_a_minute_in_an_earlier_level_outweighs_everything_that_follows(levels, taker):
    formulation, plan = plan_of(*levels)

    assert taker_of(formulation, plan) == [taker]
    assert plan.status is ProposalStatus.OPTIMAL


def test_rules_of_one_level_are_added_before_it_is_compared():
    formulation, plan = plan_of(["contact", "industry"])

    assert taker_of(formulation, plan) == ["CD"]  # one minute against three
    assert plan.levels[1].name == "contact+industry"
    assert (plan.levels[1].value, plan.levels[1].bound) == (1, 1)


def test_a_later_level_gives_up_nothing_of_an_earlier_one():
    conflicts = (ConflictOfInterest(employer_id=EMPLOYER.id),)
    no_contact = make_consultant("AB", conflicts=conflicts)

    formulation, plan = plan_of(["contact"], ["industry"], consultants=(no_contact, SPECIALIST, IDLE))

    assert taker_of(formulation, plan) == ["CD"]
    assert [(level.value, level.bound) for level in plan.levels] == [(0, 0), (1, 1), (0, 0)]


def test_the_minutes_and_their_bound_are_those_of_the_last_level():
    formulation, plan = plan_of(["contact"])

    best = plan.best
    assert best.objective == best.bound
    assert best.ties_settled
    assert [result.status for result in plan.results] == ["optimal"]
    assert plan.is_repeatable
    assert plan.stopped_by == "optimal"
    assert formulation.unheld_problem.num_cases == 1


def test_a_case_that_must_wait_is_priced_while_as_few_as_possible_do():
    full = [make_consultant(name, limit_count=0) for name in ("AB", "CD")]

    formulation, plan = plan_of(consultants=(*full, make_consultant("EF", limit_count=1)), cases=(CASE, make_case(2)))

    assert sorted(plan.best.assignment.tolist()) == [-1, formulation.facts.consultant_index["EF"]]
    assert plan.levels[0].value == plan.levels[0].bound == 100


def test_of_equals_the_one_who_received_fewest_lately_gets_the_case():
    busy = make_consultant("AB", received_lately={"other": 3})
    idle = make_consultant("CD", received_lately={"depression": 1})

    formulation, plan = plan_of(employers=(), contact_relations=(), consultants=(busy, idle), cases=(make_case(1),))

    assert taker_of(formulation, plan) == ["CD"]


def test_a_round_without_cases_is_settled():
    _, plan = plan_of(cases=())

    assert plan.status is ProposalStatus.OPTIMAL
    assert plan.best.assignment.tolist() == []
    assert plan.best.objective == 100 * 60 * 61 // 2  # EF is 60 cases below her target


def test_a_solve_that_is_cancelled_at_once_has_no_plan():
    _, plan = plan_of(should_stop=lambda: True)

    assert plan.status is ProposalStatus.CANCELLED
    assert plan.best is None
    assert plan.levels == ()
    assert plan.stopped_by == "cancelled"


def test_a_solve_that_is_cancelled_before_the_last_level_has_no_plan_either():
    calls = itertools.count()
    _, whole = plan_of(["contact"], should_stop=lambda: next(calls) < 0)
    num_calls = next(calls)
    outcomes = set()
    for stop_at in range(num_calls):
        calls = itertools.count()
        _, plan = plan_of(["contact"], should_stop=lambda: next(calls) >= stop_at)  # noqa: B023 - called at once
        outcomes.add((plan.status, plan.best is None))

    assert whole.status is ProposalStatus.OPTIMAL
    assert (ProposalStatus.CANCELLED, True) in outcomes
    assert all(status in (ProposalStatus.CANCELLED, ProposalStatus.OPTIMAL) for status, _ in outcomes)


def test_without_time_a_plan_is_made_and_its_bounds_are_told_or_none():
    cases = tuple(make_case(number, employer_id=EMPLOYER.id) for number in range(6))

    formulation, plan = plan_of(["contact"], time_limit_s=0.0, cases=cases)

    assert plan.status in (ProposalStatus.OPTIMAL, ProposalStatus.FEASIBLE, ProposalStatus.UNKNOWN)
    if plan.best is not None:
        for level, strict in zip(plan.levels, formulation.levels, strict=True):
            assert level.value == strict.value(plan.best.assignment)
            assert level.bound is None or level.bound <= level.value


def test_progress_is_told_of_the_last_level_alone():
    told = []

    _, plan = plan_of(["contact"], on_progress=told.append)

    assert told
    assert told[-1].objective == told[-1].bound == plan.best.objective
    assert np.all(np.diff([each.elapsed_s for each in told]) >= 0)


def test_levels_together_are_as_good_as_the_worst_of_them():
    problem = two_by_two()
    proved = solve(problem)
    found = solve(problem, phases={"greedy": PORTFOLIO["greedy"]})
    nothing = solve(problem, phases={})
    cancelled = solve(problem, should_stop=lambda: True)

    assert status_of([proved, proved]) is ProposalStatus.OPTIMAL
    assert status_of([found, proved]) is status_of([proved, found]) is ProposalStatus.FEASIBLE
    assert status_of([proved, nothing]) is ProposalStatus.UNKNOWN
    assert status_of([found, cancelled]) is ProposalStatus.CANCELLED
