"""Every consultant for a case, and every case for a consultant, ranked by the whole plan."""

from functools import cache

import pytest

from allocator import best_fits, distribute, explain
from models.errors import UnusableInput
from tests.allocator.policies import make_silent_policy
from tests.allocator.questions.every_plan import best_values, every_plan, is_small
from tests.allocator.round_judge import RoundJudge
from tests.factories import StraightLineTravel, make_case, make_consultant, make_open_cases, make_snapshot
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()
SMALL_SEEDS = [seed for seed in range(120) if is_small(RoundJudge(*random_team(seed)))]


@cache
def judge_of(seed):
    return RoundJudge(*random_team(seed))


def agrees(answer, judge, case_id, consultant_id):
    """Whether an answer is what trying every plan gives, and the cases it moves are as few as can be."""
    best = best_values(judge)
    forced = [(v, p) for v, p in every_plan(judge) if p[case_id] == consultant_id]
    if answer.blocked_by:
        return not forced
    values = min(values for values, _ in forced)
    extra = tuple(there - here for there, here in zip(values, best, strict=True))
    changes = [(each.extra_at_least, each.extra_at_most) for each in answer.gives_way]
    assert answer.extra_minutes == extra[-1]
    assert changes == [(change, change) for change in extra[:-1] if change]
    return answer.extra_minutes_at_least == answer.extra_minutes_at_most == extra[-1]


def fewest_moves(judge, plan, case_id, consultant_id):
    forced = [(values, other) for values, other in every_plan(judge) if other[case_id] == consultant_id]
    best = min(values for values, _ in forced)
    return min(
        sum(other[each] != plan[each] for each in plan if each != case_id) for values, other in forced if values == best
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", SMALL_SEEDS)
def test_ranked_candidates_agree_with_every_plan_that_has_the_case_there(seed):
    snapshot, policy = random_team(seed)
    judge, proposal = judge_of(seed), distribute(snapshot, policy, TRAVEL)
    plan = dict.fromkeys(judge.cases) | {each.case_id: each.consultant_id for each in proposal.assignments}

    for case_id in list(judge.cases)[:2]:
        ranking = explain(snapshot, policy, TRAVEL, case_id).ranking

        assert {each.consultant_id for each in ranking} == judge.consultants.keys()
        for each in ranking:
            assert agrees(each, judge, case_id, each.consultant_id)
            if not each.blocked_by:
                assert len(each.also_moves) == fewest_moves(judge, plan, case_id, each.consultant_id)
        open_to = [each for each in ranking if not each.blocked_by]
        assert list(ranking[: len(open_to)]) == open_to
        assert not open_to or plan[case_id] in (None, open_to[0].consultant_id)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SMALL_SEEDS[:20])
def test_best_fits_agree_with_every_plan_that_gives_her_the_case(seed):
    snapshot, policy = random_team(seed)
    judge = judge_of(seed)
    consultant_id = min(judge.consultants)

    fits = best_fits(snapshot, policy, TRAVEL, consultant_id)

    assert {each.case_id for each in fits.fits} == judge.cases.keys()
    assert all(agrees(each, judge, each.case_id, consultant_id) for each in fits.fits)


def test_the_case_that_suits_her_best_stands_first_and_says_whose_it_is():
    consultants = (make_consultant("AB", preferences={"depression": 2}), make_consultant("CD"))
    cases = (make_case(1, case_type="other"), make_case(2, case_type="depression"), *make_open_cases("AB", 3))
    snapshot = make_snapshot(consultants=consultants, cases=cases)
    policy = make_silent_policy(preference={"step_minutes": 15}, caseload={"target": 0, "step_above_minutes": 40})

    fits = best_fits(snapshot, policy, TRAVEL, "AB")

    assert fits.consultant_id == "AB"
    assert fits.num_cases_proposed == 0
    assert [(each.case_id, each.proposed_for, each.extra_minutes) for each in fits.fits] == [
        ("2026-0002", "CD", 160 - 80 - 30),
        ("2026-0001", "CD", 160 - 80),
    ]


def test_whoever_has_no_room_can_have_no_case():
    snapshot = make_snapshot(consultants=(make_consultant("AB", limit_count=0), make_consultant("CD")))

    (fit,) = best_fits(snapshot, make_silent_policy(), TRAVEL, "AB").fits

    assert fit.blocked_by == ("limits",)
    assert fit.extra_minutes_at_least is None


def test_a_round_without_cases_has_none_that_fits():
    assert best_fits(make_snapshot(cases=()), make_silent_policy(), TRAVEL, "AB").fits == ()


def test_a_consultant_who_is_not_of_the_round_is_an_error_that_names_those_who_are():
    with pytest.raises(UnusableInput) as error:
        best_fits(make_snapshot(), make_silent_policy(), TRAVEL, "XY")

    (finding,) = error.value.findings
    assert finding.code == "consultant_unknown"
    assert "AB, CD" in finding.remedy.da


@pytest.mark.parametrize("time_limit_s", [0.0, 1e-6])
def test_without_time_every_price_lies_between_two_numbers(time_limit_s):
    for seed in range(10):
        snapshot, policy = random_team(seed)
        for case_id in list(judge_of(seed).cases)[:1]:
            proved = {each.consultant_id: each for each in explain(snapshot, policy, TRAVEL, case_id).ranking}
            for each in explain(snapshot, policy, TRAVEL, case_id, time_limit_s=time_limit_s).ranking:
                exact = proved[each.consultant_id]
                assert each.blocked_by == exact.blocked_by
                if not each.blocked_by and each.extra_minutes_at_least is not None:
                    assert each.extra_minutes_at_least <= exact.extra_minutes <= each.extra_minutes_at_most
