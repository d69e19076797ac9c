"""Limits that keep a case from somebody who would otherwise get it."""

import pytest

from allocator import explain
from tests.allocator.policies import make_silent_policy
from tests.allocator.questions.every_plan import best_values, is_small
from tests.allocator.round_judge import RoundJudge
from tests.factories import StraightLineTravel, make_case, make_consultant, make_open_cases, make_snapshot
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()
SEEDS = [seed for seed in range(120) if is_small(RoundJudge(*random_team(seed)), most=400)]


def without_limit(snapshot, consultant_id):
    free = {"limit_count": 100_000, "limit_weight": 100_000}
    consultants = tuple(
        each.model_copy(update=free) if each.id == consultant_id else each for each in snapshot.consultants
    )
    return snapshot.model_copy(update={"consultants": consultants})


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_limit_binds_where_the_case_would_be_hers_in_a_better_plan_without_it(seed):
    snapshot, policy = random_team(seed)
    judge = RoundJudge(snapshot, policy)
    best = best_values(judge)
    for case_id in list(judge.cases)[:2]:
        explanation = explain(snapshot, policy, TRAVEL, case_id, why_not=[])
        binding = {each.consultant_id: each for each in explanation.binding_limits}

        for consultant_id in judge.consultants.keys() - {explanation.consultant_id}:
            free = RoundJudge(without_limit(snapshot, consultant_id), policy)
            hers = best_values(free, lambda plan: plan[case_id] == consultant_id)  # noqa: B023
            assert (consultant_id in binding) == (hers is not None and hers < best)
            if consultant_id in binding:
                saves = None if hers[:-1] != best[:-1] else best[-1] - hers[-1]
                assert binding[consultant_id].saves_minutes == saves


def test_the_sentence_tells_what_the_limit_costs():
    consultants = (make_consultant("AB", limit_count=2, preferences={"other": 2}), make_consultant("CD"))
    snapshot = make_snapshot(
        consultants=consultants, cases=(make_case(1), *make_open_cases("AB", 2), *make_open_cases("CD", 2, 6000))
    )

    (binding,) = explain(
        snapshot, make_silent_policy(preference={"step_minutes": 15}), TRAVEL, "2026-0001"
    ).binding_limits

    assert (binding.consultant_id, binding.limit, binding.saves_minutes) == ("AB", 2, 30)
    assert binding.text.da == "Uden sit loft ville AB få sagen, og hele planen ville koste 30 minutter mindre."


def test_a_limit_without_which_it_would_be_as_good_and_no_better_does_not_bind():
    consultants = (make_consultant("AB", limit_count=2), make_consultant("CD"))
    snapshot = make_snapshot(
        consultants=consultants, cases=(make_case(1), *make_open_cases("AB", 2), *make_open_cases("CD", 2, 6000))
    )

    assert explain(snapshot, make_silent_policy(), TRAVEL, "2026-0001").binding_limits == ()
