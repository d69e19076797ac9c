"""Wishes that cannot be met: what collides, in words of a rebalance, and what would mend it."""

import pytest

from allocator.rebalancing.rebalance import rebalance
from models.case import RiskFlag
from models.collision import DemandKind
from models.occasion import Absent, LimitChanges, Returns
from models.proposal import ProposalStatus
from tests.allocator.policies import make_silent_policy
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    days,
    make_consultant,
    make_open_case,
    make_open_cases,
    make_snapshot,
    make_team,
)

AWAY = Absent(consultant_id="AB", first_day=MONDAY, last_day=MONDAY + days(60))


def policy_with(limit=None, **move):
    return make_silent_policy(caseload={"target": 4, "limit_count": limit, "ramp_weeks": 8}, move=move)


def team(*consultants, ab=4, cd=5, ef=2):
    return make_snapshot(
        consultants=consultants or tuple(make_consultant(each) for each in ("AB", "CD", "EF")),
        cases=(*make_open_cases("AB", ab, 100), *make_open_cases("CD", cd, 200), *make_open_cases("EF", ef, 300)),
    )


def collisions(snapshot, *occasions, policy):
    answer = rebalance(snapshot, policy, StraightLineTravel(), occasions=occasions, max_moves=0)
    return () if answer.collisions is None else answer.collisions.collisions


def texts(collision):
    return [each.text.da for each in collision.demands]


def remedies(collision):
    return {each.text.da: each for each in collision.remedies}


def test_more_absences_than_room_collide_with_the_limits_of_those_who_are_left():
    (found,) = collisions(team(), AWAY, policy=policy_with(limit=5))

    assert found.is_smallest
    assert [each.kind for each in found.demands].count(DemandKind.CASE) == 4
    assert "EF har et loft på 5 sager." in texts(found)
    assert remedies(found)["Sæt loftet for EF op til 6 sager."].suffices
    assert remedies(found)["Lad sag 2026-0100 stå uden dækning indtil videre."].suffices


def test_what_anybody_may_gain_is_named_with_the_setting_that_would_mend_it():
    (found,) = collisions(team(), AWAY, policy=policy_with(max_gained=1))

    assert "EF får højst 1 sager flere, end EF beholder." in texts(found)
    assert remedies(found)["Lad politikken give én konsulent op til 3 sager flere ved en omfordeling."].suffices


def test_the_ramp_of_a_newcomer_collides_and_a_higher_number_was_tried():
    on_ramp, number = 2, 4
    newcomer = make_consultant("EF", start_date=MONDAY - days(7), limit_count=40)
    snapshot = team(make_consultant("AB"), make_consultant("CD", limit_count=5), newcomer, ef=0)
    (found,) = collisions(snapshot, AWAY, policy=policy_with(max_gained_on_ramp=on_ramp))

    assert f"EF er ny eller lige vendt tilbage og får højst {on_ramp} sager flere." in texts(found)
    ramp = next(each for each in found.demands if each.kind is DemandKind.MAX_NEW_PER_ROUND)
    assert (ramp.consultant_id, ramp.value) == ("EF", on_ramp)
    mended = remedies(found)[
        f"Lad politikken give den, der er ny eller lige vendt tilbage, op til {number} sager flere."
    ]
    assert (mended.value, mended.suffices) == (number, True)
    again = collisions(snapshot, AWAY, policy=policy_with(max_gained_on_ramp=number))
    assert again == ()


def test_of_several_on_a_ramp_one_setting_is_one_remedy_and_the_least_that_will_do():
    new = {"start_date": MONDAY - days(7), "limit_count": 40}
    snapshot = team(make_consultant("AB"), make_consultant("CD", **new), make_consultant("EF", **new), cd=0, ef=0)
    (found,) = collisions(snapshot, AWAY, policy=policy_with(max_gained_on_ramp=1))

    settings = [each for each in found.remedies if each.demand.kind is DemandKind.MAX_NEW_PER_ROUND]
    assert [each.value for each in settings] == [3]


def test_a_gain_is_not_mended_by_the_setting_where_the_own_limit_is_next_in_the_way():
    newcomer = make_consultant("EF", start_date=MONDAY - days(7), limit_count=3)
    snapshot = team(make_consultant("AB"), make_consultant("CD", limit_count=5), newcomer, ef=0)
    found = collisions(snapshot, AWAY, policy=policy_with(max_gained_on_ramp=1))[0]

    assert any(each.kind is DemandKind.MAX_NEW_PER_ROUND for each in found.demands)
    assert not any(each.demand.kind is DemandKind.MAX_NEW_PER_ROUND for each in found.remedies)


def test_what_goes_back_to_a_newcomer_comes_on_top_of_what_may_be_gained():
    back = make_consultant("EF", start_date=MONDAY - days(7), limit_count=40)
    cases = (
        *make_open_cases("AB", 4, 100),
        *(make_open_case(number, "AB", covered_for_id="EF") for number in (401, 402)),
        *make_open_cases("CD", 5, 200),
    )
    snapshot = make_snapshot(
        consultants=(make_consultant("AB"), make_consultant("CD", limit_count=5), back), cases=cases
    )
    (found,) = collisions(snapshot, AWAY, Returns(consultant_id="EF"), policy=policy_with(max_gained_on_ramp=1))

    ramp = next(each for each in found.demands if each.kind is DemandKind.MAX_NEW_PER_ROUND)
    assert ramp.value == 3
    (setting,) = [each.value for each in found.remedies if each.demand.kind is DemandKind.MAX_NEW_PER_ROUND]
    assert setting == 4


def test_a_new_limit_that_cannot_hold_collides_with_the_room_of_the_others():
    lower = LimitChanges(consultant_id="CD", limit_count=2)
    (found,) = collisions(team(), lower, policy=policy_with(limit=4))

    assert "CD har et loft på 2 sager." in texts(found)
    assert remedies(found)["Sæt loftet for CD op til 3 sager."].suffices
    assert remedies(found)["Lad CD beholde sag 2026-0200 ud over loftet."].suffices


def test_a_new_limit_by_weight_that_cannot_hold_collides_too():
    lower = LimitChanges(consultant_id="CD", limit_weight=2)
    policy = policy_with(limit=4)
    (found,) = collisions(team(), lower, policy=policy)

    assert "CD har et loft på 2 normale sager efter vægt." in texts(found)


@pytest.mark.parametrize(
    "occasion",
    [
        LimitChanges(consultant_id="CD", limit_count=4),
        LimitChanges(consultant_id="CD", limit_count=9),
        LimitChanges(consultant_id="CD", target_count=2),
        LimitChanges(consultant_id="CD", limit_weight=40),
    ],
)
def test_a_new_limit_that_the_others_have_room_for_collides_with_nothing(occasion):
    assert collisions(team(), occasion, policy=policy_with(limit=8)) == ()


def test_cases_that_must_stay_are_not_looked_at_for_a_new_limit():
    policy = policy_with(limit=4, sensitive_flags=frozenset({RiskFlag.MENTAL_ILLNESS}))
    flags = frozenset({RiskFlag.MENTAL_ILLNESS})
    cases = (
        *(make_open_case(number, "CD", risk_flags=flags) for number in range(201, 206)),
        *make_open_cases("EF", 4, 300),
        *make_open_cases("AB", 4, 100),
    )
    consultants = tuple(make_consultant(each) for each in ("AB", "CD", "EF"))
    snapshot = make_snapshot(consultants=consultants, cases=cases)

    assert collisions(snapshot, LimitChanges(consultant_id="CD", limit_count=2), policy=policy) == ()


def test_a_limit_of_somebody_of_another_pool_is_none_of_this_rebalance():
    snapshot = make_snapshot(
        teams=(make_team(), make_team("T2")),
        consultants=(make_consultant("AB"), make_consultant("GH", team_id="T2")),
        cases=(*make_open_cases("AB", 2, 100), *make_open_cases("GH", 5, 200)),
    )

    assert collisions(snapshot, LimitChanges(consultant_id="GH", limit_count=2), policy=policy_with(limit=4)) == ()


def test_a_plan_that_leaves_cases_uncovered_is_proved_all_the_same():
    answer = rebalance(team(), policy_with(limit=5), StraightLineTravel(), occasions=(AWAY,), max_moves=3)

    assert all(point.status is ProposalStatus.OPTIMAL for point in answer.frontier)
