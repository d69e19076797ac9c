"""A plan of indices as a proposal of ids, minutes and sentences."""

import pytest

from allocator import distribute
from models.case import CaseType, Employment, TalkForm, TalkReason
from models.caseload import Measure
from models.policy_wording import level_in_words, unit_in_words
from models.proposal import PlannedTalk
from models.rule_id import RuleId
from models.text import Text
from tests.allocator.policies import make_policy, make_silent_policy, make_talk
from tests.factories import (
    MONDAY,
    StraightLineTravel,
    days,
    make_case,
    make_consultant,
    make_employer,
    make_open_cases,
    make_relation,
    make_snapshot,
    make_team,
)
from tests.random_teams import random_team

EMPLOYER = make_employer()


def proposed(policy=None, seed=0, **fields):
    return distribute(make_snapshot(**fields), policy or make_silent_policy(), StraightLineTravel(), seed=seed)


def only(things):
    (thing,) = things
    return thing


def test_terms_that_come_to_nothing_are_not_named():
    assignment = only(proposed().assignments)

    assert assignment.terms == {}
    assert assignment.minutes == 0
    assert assignment.reasons == ()


def test_reasons_stand_by_size_whichever_way_they_pull():
    policy = make_silent_policy(preference={"step_minutes": 50}, returning={"not_previous_minutes": 60})
    assignment = only(
        proposed(
            policy,
            consultants=(
                make_consultant("AB", preferences={CaseType.OTHER: 2}),
                make_consultant("CD", limit_count=0),
            ),
            cases=(make_case(1, previous_consultant_id="CD"),),
        ).assignments
    )

    assert [(each.rule, each.minutes) for each in assignment.reasons] == [
        (RuleId.PREFERENCE, -100),
        (RuleId.RETURNING, 60),
    ]
    assert assignment.minutes == -40


def test_a_runner_up_is_told_with_every_rules_difference():
    policy = make_silent_policy(
        preference={"step_minutes": 15}, cohesion={"new_face_minutes": 30}, contact={"broken_minutes": 9}
    )
    assignment = only(
        proposed(
            policy,
            employers=(EMPLOYER,),
            contact_relations=(make_relation(EMPLOYER, "AB"),),
            consultants=(make_consultant("AB"), make_consultant("CD", preferences={CaseType.OTHER: 1})),
            cases=(make_case(1, employer_id=EMPLOYER.id), *make_open_cases("AB", 3, employer_id=EMPLOYER.id)),
        ).assignments
    )

    # 45 below target draws 135 minutes, 42 below 126: that is 9 for the caseload.
    runner_up = assignment.runner_up
    assert assignment.consultant_id == "AB"
    assert runner_up.consultant_id == "CD"
    assert runner_up.terms == {"contact": 9, "preference": -15, "caseload": -9, "cohesion": 30}
    assert runner_up.extra_minutes_others_fixed == 15
    assert [each.text for each in runner_up.reasons] == [
        Text(da="30 min. mere for få konsulenter pr. virksomhed.", en="30 min. more for few consultants per employer."),
        Text(da="15 min. mindre for foretrukne sagstyper.", en="15 min. less for preferred case types."),
        Text(da="9 min. mere for fast kontaktperson.", en="9 min. more for fixed contact person."),
        Text(da="9 min. mindre for sagsstamme.", en="9 min. less for caseload."),
    ]


def test_there_is_no_runner_up_where_nobody_else_may():
    assert only(proposed(consultants=(make_consultant("AB"),)).assignments).runner_up is None


def test_a_runner_up_is_chosen_by_strict_levels_before_minutes():
    policy = make_silent_policy(levels=[["contact"]], contact={"broken_minutes": 5, "deputy_minutes": 1})
    consultants = (
        make_consultant("AB"),
        make_consultant("CD", target_count=0),
        make_consultant("EF", target_count=90),
    )

    assignment = only(
        proposed(
            policy,
            employers=(EMPLOYER,),
            contact_relations=(make_relation(EMPLOYER, "AB", deputy_id="CD"),),
            consultants=consultants,
            cases=(make_case(1, employer_id=EMPLOYER.id),),
        ).assignments
    )

    assert assignment.consultant_id == "AB"
    assert assignment.runner_up.consultant_id == "CD"
    assert assignment.runner_up.extra_minutes_others_fixed == 1 + 6 + 3 * 45


def test_marginal_minutes_are_what_the_plan_would_save():
    policy = make_silent_policy(cohesion={"new_face_minutes": 30}, caseload={"target": 0})

    proposal = proposed(
        policy,
        employers=(EMPLOYER,),
        consultants=(make_consultant("AB"),),
        cases=(*(make_case(number, employer_id=EMPLOYER.id) for number in (1, 2)), make_case(3)),
    )

    assert [each.marginal for each in proposal.assignments] == [{"caseload": 18}] * 3
    assert only(proposal.caseloads).terms == {"caseload": 6 + 12 + 18, "cohesion": 30}


def test_a_caseload_is_told_before_and_after_in_the_policys_measure_and_both_others():
    policy = make_silent_policy(caseload={"measure": Measure.WEIGHT, "target": 3, "limit_weight": 4})

    row = only(
        proposed(
            policy,
            consultants=(make_consultant("AB"),),
            cases=(make_case(1, weight_quarters=2), *make_open_cases("AB", 2, weight_quarters=7)),
        ).caseloads
    )

    assert (row.before, row.after, row.target, row.limit) == (14, 16, 12, 16)
    assert (row.count_before, row.count_after) == (2, 3)
    assert (row.weight_quarters_before, row.weight_quarters_after) == (14, 16)
    assert only(row.reasons).text.da == "4 sager efter vægt mod et måltal på 3."


def test_a_consultant_without_a_limit_has_none():
    assert {each.limit for each in proposed().caseloads} == {None}


def test_a_case_left_out_costs_its_minutes_and_says_how_long_it_has_waited():
    left_out = only(proposed(consultants=(make_consultant("AB", limit_count=0),)).unassigned)

    assert left_out.terms == {"left_out": 480}
    assert left_out.minutes == 480
    assert only(left_out.reasons).text.da == "Må vente til næste runde; har ventet 3 dage."
    free = make_silent_policy(left_out={"case_minutes": 0})
    assert only(proposed(free, consultants=(make_consultant("AB", limit_count=0),)).unassigned).reasons == ()


@pytest.mark.parametrize(
    ("case", "talk"),
    [
        (make_case(1), PlannedTalk(form=TalkForm.WORKPLACE, deadline=MONDAY + days(27))),
        (
            make_case(1, first_talk=make_talk(TalkForm.LATER, TalkReason.SERIOUSLY_ILL), deadline=MONDAY),
            PlannedTalk(form=TalkForm.LATER, deadline=MONDAY, reason=TalkReason.SERIOUSLY_ILL, decided_by="team"),
        ),
    ],
)
def test_the_first_talk_is_proposed_or_as_decided(case, talk):
    assert only(proposed(cases=(case,)).assignments).first_talk == talk


def test_a_case_without_a_workplace_or_past_its_deadline_is_remarked_in_order_of_case_numbers():
    cases = (
        make_case(3, deadline=MONDAY - days(2)),
        make_case(1, workplace=None),
        make_case(2, deadline=MONDAY - days(1)),
        make_case(4, employment=Employment.UNEMPLOYED, workplace=None),
    )
    consultants = (make_consultant("AB", competences={"employed", "unemployed", "goes_out"}),)

    for seed in range(4):
        assert proposed(cases=cases, consultants=consultants, seed=seed).remarks == (
            Text(
                da="Sag 2026-0001 har intet arbejdssted, så rejsetid tæller ikke.",
                en="Case 2026-0001 has no workplace, so travel does not count.",
            ),
            Text(
                da="Sag 2026-0002: fristen for første samtale er overskredet med 1 dag.",
                en="Case 2026-0002: the deadline of the first talk passed 1 day ago.",
            ),
            Text(
                da="Sag 2026-0003: fristen for første samtale er overskredet med 2 dage.",
                en="Case 2026-0003: the deadline of the first talk passed 2 days ago.",
            ),
        )


def test_cases_consultants_and_those_of_other_teams_stand_in_order_of_their_ids():
    proposal = proposed(
        teams=(make_team(), make_team("ledige")),
        consultants=(make_consultant("EF"), make_consultant("AB", limit_count=0), make_consultant("CD", limit_count=1)),
        cases=(*(make_case(number) for number in (5, 3, 4)), *(make_case(n, team_id="ledige") for n in (2, 1))),
        policy=make_silent_policy(caseload={"max_new_per_round": 1}),
    )

    assert [each.case_id for each in proposal.assignments] == sorted(each.case_id for each in proposal.assignments)
    assert [each.consultant_id for each in proposal.caseloads] == ["AB", "CD", "EF"]
    assert [each.case_id for each in proposal.other_team] == ["2026-0001", "2026-0002"]
    assert len(proposal.unassigned) == 1


def test_a_proposal_says_what_it_was_made_from():
    policy = make_policy()

    proposal = proposed(policy, seed=3)

    assert (proposal.municipality, proposal.date, proposal.teams) == ("Hedensted", MONDAY, ("fastholdelse",))
    assert proposal.policy == policy
    assert proposal.solver.seed == 3
    assert proposal.solver.seconds >= 0
    assert set(proposal.solver.versions) >= {"ortools", "numpy"}


def test_every_level_can_be_said_aloud():
    levels = {
        (level.name, level.unit)
        for seed in range(60)
        for snapshot, policy in [random_team(seed)]
        for level in distribute(snapshot, policy, StraightLineTravel()).levels
    }

    for name, unit in levels:
        assert level_in_words(name).da
        assert unit_in_words(unit).da
