"""Why a case goes where it goes, and who else could have it."""

import pytest

from allocator import distribute, explain
from models.case import CaseType
from models.caseload import Measure
from models.consultant import Competence, ConflictOfInterest
from models.errors import UnusableInput
from models.explanation import Explanation, LevelChange
from models.rule_id import RuleId
from models.text import Text
from tests.allocator.policies import make_silent_policy
from tests.allocator.round_judge import RoundJudge
from tests.factories import (
    StraightLineTravel,
    make_case,
    make_consultant,
    make_employer,
    make_open_case,
    make_open_cases,
    make_relation,
    make_snapshot,
)
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()
POLICY = make_silent_policy(preference={"step_minutes": 15})
LIKES, NEUTRAL, DISLIKES = (
    make_consultant(name, preferences={CaseType.OTHER: step}) for name, step in (("AB", 2), ("CD", 0), ("EF", -1))
)


def explained(case_id="2026-0001", policy=POLICY, **fields):
    return explain(make_snapshot(**fields), policy, TRAVEL, case_id)


def candidates(**fields):
    return {each.consultant_id: each for each in explained(**fields).ranking}


def test_the_terms_of_the_chosen_and_the_ranking_of_the_others_are_told():
    explanation = explained(consultants=(DISLIKES, NEUTRAL, LIKES))

    assert explanation.case_id == "2026-0001"
    assert explanation.consultant_id == "AB"
    assert explanation.terms == {RuleId.PREFERENCE: -30}
    assert explanation.reasons[0].text == Text(
        da="Vil gerne have sager om andet (+2).", en="Likes cases of other (+2)."
    )
    assert [(each.consultant_id, each.extra_minutes_at_most) for each in explanation.ranking] == [
        ("AB", 0),
        ("CD", 30),
        ("EF", 45),
    ]
    assert [each.terms for each in explanation.ranking] == [{"preference": -30}, {}, {"preference": 15}]


def test_the_chosen_costs_nothing_more_and_the_others_what_is_proved():
    by_id = candidates(consultants=(LIKES, NEUTRAL))

    assert by_id["AB"].extra_minutes == 0
    assert by_id["CD"].extra_minutes == 30
    assert (by_id["CD"].extra_minutes_at_least, by_id["CD"].extra_minutes_at_most) == (30, 30)


def test_one_who_could_have_it_at_the_same_price_is_proved_to_cost_nothing_more():
    assert [each.extra_minutes for each in explained().ranking] == [0, 0]


def test_a_plan_that_is_not_proved_promises_no_least():
    explanation = explain(make_snapshot(), POLICY, TRAVEL, "2026-0001", should_stop=lambda: True)

    assert explanation.consultant_id is None
    assert explanation.terms == {}
    assert explanation.reasons == ()
    assert {(each.extra_minutes_at_least, each.extra_minutes_at_most) for each in explanation.ranking} == {(None, None)}


def test_whoever_cannot_have_it_stands_last_with_the_rules_that_forbid_her():
    ranking = explained(
        consultants=(
            make_consultant(
                "AB", competences={Competence.EMPLOYED}, conflicts=(ConflictOfInterest(case_id="2026-0001"),)
            ),
            make_consultant("CD"),
        )
    ).ranking

    assert [each.consultant_id for each in ranking] == ["CD", "AB"]
    assert ranking[1].blocked_by == (RuleId.COMPETENCE, RuleId.CONFLICT)
    assert ranking[1].extra_minutes_at_least is None
    assert ranking[1].extra_minutes_at_most is None


@pytest.mark.parametrize(
    ("caseload", "full"),
    [
        ({}, {"limit_count": 3}),
        ({}, {"limit_weight": 3}),
        ({"measure": Measure.WEIGHT}, {"limit_count": 3}),
        ({"measure": Measure.WEIGHT}, {"limit_weight": 3}),
    ],
)
def test_whoever_is_full_is_blocked_by_limits_in_either_measure(caseload, full):
    by_id = candidates(
        policy=make_silent_policy(caseload=caseload),
        consultants=(make_consultant("AB", **full), make_consultant("CD")),
        cases=(make_case(1), *make_open_cases("AB", 3)),
    )

    assert by_id["AB"].blocked_by == (RuleId.LIMITS,)
    assert by_id["CD"].blocked_by == ()


def test_a_round_that_gives_nobody_anything_blocks_everybody_by_limits():
    by_id = candidates(policy=make_silent_policy(caseload={"max_new_per_round": 0}))

    assert {each.blocked_by for each in by_id.values()} == {(RuleId.LIMITS,)}


def test_an_unwanted_type_that_nobody_may_be_given_blocks_everybody_by_rotation():
    by_id = candidates(
        policy=make_silent_policy(rotation={"max_unwanted_per_round": 0}), consultants=(DISLIKES, NEUTRAL)
    )

    assert {each.blocked_by for each in by_id.values()} == {(RuleId.ROTATION,)}


def test_somebody_whose_only_room_another_case_has_gets_it_in_exchange():
    consultants = (make_consultant("AB", limit_count=1), make_consultant("CD", limit_count=1))
    cases = (make_case(1), make_case(2))

    explanation = explained(consultants=consultants, cases=cases)
    other = next(each for each in explanation.ranking if each.consultant_id != explanation.consultant_id)

    assert other.blocked_by == ()
    assert (other.extra_minutes, other.gives_way) == (0, ())
    assert other.also_moves == ("2026-0002",)


def test_whoever_would_break_a_strict_level_is_said_to_even_where_she_costs_fewer_minutes():
    employer = make_employer()
    policy = make_silent_policy(levels=[["contact"]], contact={"broken_minutes": 1}, preference={"step_minutes": 500})
    by_id = candidates(
        policy=policy,
        employers=(employer,),
        contact_relations=(make_relation(employer, "EF"),),
        consultants=(LIKES, DISLIKES),
        cases=(make_case(1, employer_id=employer.id),),
    )

    assert by_id["EF"].extra_minutes == 0
    assert by_id["AB"].extra_minutes == -1_499
    assert by_id["AB"].gives_way == (LevelChange(name="contact", unit="minutes", extra_at_least=1, extra_at_most=1),)


def test_a_case_that_is_left_out_has_nobody_and_a_ranking():
    explanation = explained(policy=make_silent_policy(caseload={"max_new_per_round": 0}))

    assert explanation.consultant_id is None
    assert len(explanation.ranking) == 2


@pytest.mark.parametrize("case_id", ["2026-9999", "2026-0005"])
def test_a_case_that_is_not_a_new_one_of_the_round_is_an_error_that_names_it(case_id):
    with pytest.raises(UnusableInput) as error:
        explained(case_id, cases=(make_case(1), make_open_case(5, "AB")))

    (finding,) = error.value.findings
    assert finding.code == "case_unknown"
    assert case_id in finding.what.da
    assert case_id in finding.what.en


@pytest.mark.parametrize("seed", range(40))
def test_explanations_of_random_rounds_agree_with_the_proposal_and_the_judge(seed):
    snapshot, policy = random_team(seed)
    proposal, judge = distribute(snapshot, policy, TRAVEL), RoundJudge(snapshot, policy)
    plan = {
        **{each.case_id: each.consultant_id for each in proposal.assignments},
        **{each.case_id: None for each in proposal.unassigned},
    }

    for case_id in list(judge.cases)[:2]:
        explanation = explain(snapshot, policy, TRAVEL, case_id)

        assert Explanation.model_validate_json(explanation.model_dump_json()) == explanation
        assert explanation.consultant_id == plan[case_id]
        assert {each.consultant_id for each in explanation.ranking} == judge.consultants.keys()
        for each in explanation.ranking:
            case, consultant = judge.cases[case_id], judge.consultants[each.consultant_id]
            expected = judge.forbidding(case, consultant)
            expected |= {
                rule for rule in ("limits", "rotation") if not is_room_but_for_others(judge, case, consultant, rule)
            }
            assert set(each.blocked_by) == expected
            assert each.terms == judge.minutes(case, consultant)
            if not each.blocked_by:
                assert each.extra_minutes is not None
                assert each.extra_minutes_at_least == each.extra_minutes == each.extra_minutes_at_most
                assert each.gives_way or each.extra_minutes >= 0
                changed = {**plan, case_id: consultant.id}
                if not judge.broken_rules(changed) and judge.levels(changed) == judge.levels(plan):
                    assert each.gives_way == ()
                    assert each.extra_minutes <= judge.objective(changed) - judge.objective(plan)


def is_room_but_for_others(judge, case, consultant, rule):
    return judge.is_room(consultant, [case], without={"limits", "rotation"} - {rule})
