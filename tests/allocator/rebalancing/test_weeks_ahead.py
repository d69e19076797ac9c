"""The weeks to come, counted on fingers, and the cost of a caseload over them."""

import datetime

import numpy as np
import pytest

from allocator.rebalancing.expectation import estimated_inflow, expect
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.weeks_ahead import Outlook, horizon_load_cost, look_ahead
from allocator.rules import caseload
from models.caseload import Measure
from models.consultant import Absence
from models.text import Text
from models.weeks_ahead import PopulationCurve
from tests.allocator.policies import make_silent_policy
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_open_case,
    make_open_cases,
    make_snapshot,
)
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()
CURVE = PopulationCurve(
    weeks=(0.0, 10.0, 20.0), shares=(1.0, 0.5, 0.0), dated=MONDAY, source=Text(da="en prøve", en="a test")
)
"""One in twenty closes every week."""


def make_facts(policy=None, **fields):
    return gather_rebalance(make_snapshot(**fields), policy or make_silent_policy(), TRAVEL)


def fresh(consultant_id, num, first_number=5000, **fields):
    """Cases whose absence begins today, so that the curve begins with them."""
    return make_open_cases(consultant_id, num, first_number, received=MONDAY, first_day_of_absence=MONDAY, **fields)


def of(facts, values, consultant_id):
    return values[..., facts.consultant_index[consultant_id]]


def test_open_cases_close_by_the_curve():
    facts = make_facts(cases=fresh("AB", 20))
    expected = expect(facts, CURVE, 4, 0.0)
    assert of(facts, expected.count, "AB") == pytest.approx([20, 19, 18, 17])
    assert of(facts, expected.count, "CD") == pytest.approx([0, 0, 0, 0])


def test_a_case_closes_by_its_own_age():
    facts = make_facts(cases=(make_open_case(1, "AB", first_day_of_absence=MONDAY - days(70), received=MONDAY),))
    assert of(facts, expect(facts, CURVE, 2, 0.0).count, "AB") == pytest.approx([1, 0.9])


def test_new_cases_arrive_by_target_and_begin_to_close():
    consultants = (make_consultant("AB"), make_consultant("CD", working_time_percent=50))
    policy = make_silent_policy(caseload={"target": 40})
    facts = make_facts(policy, consultants=consultants, cases=())
    expected = expect(facts, CURVE, 3, 3.0)
    half, whole = 1 - 0.5 / 20, 1 - 1.5 / 20
    assert of(facts, expected.count, "AB") == pytest.approx([0, 2 * half, 2 * half + 2 * whole])
    assert of(facts, expected.count, "CD") == pytest.approx([0, half, half + whole])


def test_nothing_arrives_for_whoever_is_away_and_her_target_counts_by_the_days_she_is_there():
    away = Absence(first_day=MONDAY + days(2), last_day=MONDAY + days(13))
    facts = make_facts(
        consultants=(make_consultant("AB", absences=(away,), target_count=30), make_consultant("CD", target_count=30)),
        cases=(),
    )
    expected = expect(facts, CURVE, 3, 10.0)
    assert of(facts, expected.present, "AB") == pytest.approx([0.4, 0, 1])
    assert of(facts, expected.mean_target, "AB") == pytest.approx(30 * 1.4 / 3)
    arrived_first = of(facts, expected.count, "AB")[1]
    assert arrived_first == pytest.approx(10 * 0.4 / 1.4 * (1 - 0.5 / 20))
    assert of(facts, expected.count, "CD")[2] > of(facts, expected.count, "CD")[1] + 9


def test_who_starts_later_or_leaves_is_there_only_between():
    facts = make_facts(
        consultants=(
            make_consultant("AB", start_date=MONDAY + days(7), ramp_weeks=0),
            make_consultant("CD", end_date=MONDAY + days(8)),
        ),
        cases=(),
    )
    expected = expect(facts, CURVE, 3, 1.0)
    assert of(facts, expected.present, "AB") == pytest.approx([0, 1, 1])
    assert of(facts, expected.present, "CD") == pytest.approx([1, 0.4, 0])


@pytest.mark.parametrize("day", [datetime.date(2026, 12, 24), datetime.date(2026, 4, 2), datetime.date(2025, 12, 25)])
def test_holidays_make_a_week_shorter_and_nobody_absent(day):
    facts = make_facts(date=day, cases=())
    assert (expect(facts, CURVE, 2, 0.0).present == 1).all()


def test_a_ramp_limits_what_comes_and_not_what_stays():
    newcomer = make_consultant("AB", start_date=MONDAY, ramp_weeks=10)
    policy = make_silent_policy(caseload={"target": 40, "limit_count": 40, "ramp_start_percent": 0})
    facts = make_facts(policy, consultants=(newcomer, make_consultant("CD")), cases=fresh("AB", 30))
    expected = expect(facts, CURVE, 3, 20.0)
    assert of(facts, expected.target, "AB") == pytest.approx([0, 4, 8])
    assert of(facts, expected.count, "AB") == pytest.approx([30, 28.5, 27])


def test_nobody_is_filled_above_a_limit_and_what_nobody_has_room_for_waits():
    policy = make_silent_policy(caseload={"target": 10, "limit_count": 12})
    facts = make_facts(policy, cases=fresh("AB", 12))
    expected = expect(facts, CURVE, 4, 9.0)
    assert expected.count.max() <= 12 + 1e-9
    assert expected.waiting.sum() > 0
    unlimited = make_facts(make_silent_policy(caseload={"target": 10}), cases=fresh("AB", 12))
    assert expect(unlimited, CURVE, 4, 9.0).waiting.sum() == 0


def test_a_limit_by_weight_holds_as_well():
    policy = make_silent_policy(caseload={"target": 10, "limit_weight": 12})
    facts = make_facts(policy, cases=fresh("AB", 6, weight_quarters=8))
    expected = expect(facts, CURVE, 3, 4.0)
    assert of(facts, expected.quarters, "AB").max() <= 48 + 1e-9


def test_no_case_is_lost():
    """Everything that came and is neither closed nor waiting is had by somebody."""
    policy = make_silent_policy(caseload={"target": 10, "limit_count": 14})
    facts = make_facts(policy, cases=(*fresh("AB", 12), *fresh("CD", 5, 6000)))
    expected = expect(facts, CURVE, 5, 3.0)
    total = expected.count.sum(axis=1)
    came = 3.0 - expected.waiting
    still_open = [sum(came[v] * (1 - (w - v - 0.5) / 20) for v in range(w)) for w in range(5)]
    assert total == pytest.approx([17 * (1 - w / 20) + still_open[w] for w in range(5)])


def test_the_inflow_is_estimated_from_what_came_and_is_still_there():
    received = [MONDAY - days(7 * week + 3) for week in range(4) for _ in range(5)]
    one_a_week = sum(1 - (week + 0.5) / 20 for week in range(4))
    assert estimated_inflow(received, MONDAY, CURVE, 4) == pytest.approx(20 / one_a_week)
    assert estimated_inflow([MONDAY - days(29)], MONDAY, CURVE, 4) == 0


def test_the_estimate_counts_open_and_new_cases_of_the_pool():
    snapshot = make_snapshot(
        cases=(
            make_case(1, received=MONDAY - days(1)),
            make_open_case(2, "AB", received=MONDAY - days(8)),
            make_open_case(3, "AB", received=MONDAY - days(500), first_day_of_absence=MONDAY - days(520)),
        )
    )
    outlook = Outlook(CURVE, 4)
    facts = gather_rebalance(snapshot, make_silent_policy(), TRAVEL)
    one_a_week = sum(1 - (week + 0.5) / 20 for week in range(13))
    assert outlook.inflow(snapshot, facts) == pytest.approx(2 / one_a_week, abs=0.005)
    assert Outlook(CURVE, 4, 2.5).inflow(snapshot, facts) == 2.5


@pytest.mark.parametrize("measure", list(Measure))
def test_over_no_time_at_all_the_cost_is_todays(measure):
    policy = make_silent_policy(caseload={"measure": measure, "target": 5})
    facts = make_facts(policy, cases=(*fresh("AB", 9), *fresh("CD", 2, 6000, weight_quarters=7)))
    assert (horizon_load_cost(facts, CURVE, 1, 7.0, 60) == caseload.load_cost(facts, 60)).all()


def test_a_case_more_counts_as_much_as_an_open_case_does_over_the_weeks():
    policy = make_silent_policy(caseload={"target": 10, "step_above_minutes": 100})
    facts = make_facts(policy, cases=fresh("AB", 20))
    weeks = 11  # the mean of 20, 19, ..., 10 of every 20 is three quarters
    cost = of(facts, horizon_load_cost(facts, CURVE, weeks, 0.0, 24).T, "AB")
    today = caseload.curve(policy.caseload, np.array([10]), 24)[0]
    assert cost[20] == today[15]
    assert cost[24] == pytest.approx(today[18], abs=2)
    assert cost[16] == pytest.approx(today[12], abs=2)
    assert cost[22] == pytest.approx((today[16] + today[17]) / 2, abs=1)


def test_a_consultant_who_will_be_away_counts_as_fuller():
    away = Absence(first_day=MONDAY + days(14), last_day=MONDAY + days(60))
    consultants = (make_consultant("AB", absences=(away,)), make_consultant("CD"))
    facts = make_facts(consultants=consultants, cases=(*fresh("AB", 30), *fresh("CD", 30, 6000)))
    marginal = np.diff(horizon_load_cost(facts, CURVE, 6, 0.0, 60), axis=1)[:, 30]
    assert of(facts, marginal, "AB") > of(facts, marginal, "CD")


@pytest.mark.parametrize("seed", range(40))
def test_marginal_costs_never_fall(seed):
    snapshot, policy = random_team(seed)
    facts = gather_rebalance(snapshot, policy, TRAVEL)
    highest = int(facts.load_before.max() + facts.case_load.sum())
    cost = Outlook(CURVE, 1 + seed % 9).load_cost_of(snapshot)(facts, highest)
    assert cost.shape == (facts.shape[1], highest + 1)
    assert (np.diff(cost, n=2, axis=1) >= 0).all()


def test_the_weeks_are_told_with_all_they_rest_on():
    snapshot = make_snapshot(cases=(*fresh("AB", 20), make_open_case(9, "CD", first_day_of_absence=MONDAY - days(400))))
    told = look_ahead(snapshot, make_silent_policy(), TRAVEL, Outlook(CURVE, 3, 0.0))
    first = told.consultants[0]
    assert [week.count for week in first.weeks] == [20, 19, 18]
    assert [week.first_day for week in first.weeks] == [MONDAY, MONDAY + days(7), MONDAY + days(14)]
    assert (first.mean_count, first.mean_weight, first.mean_target) == (19, 19, 45)
    said = " ".join(text.da for text in told.assumptions)
    for word in ("næste 3 uger", "intet om personen", "en prøve", "0 nye sager om ugen, som oplyst", "Oplæring"):
        assert word in said
    assert "1 sag har varet over 10 uger" in said


def test_an_estimated_inflow_is_said_to_be_one():
    told = look_ahead(make_snapshot(), make_silent_policy(), TRAVEL, Outlook(CURVE, 3))
    assert "skønnet" in " ".join(text.da for text in told.assumptions)
    assert told.inflow_per_week > 0
