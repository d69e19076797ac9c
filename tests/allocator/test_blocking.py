"""Why a case was left out: the rules whose removal lets it in."""

import pytest

from allocator import distribute
from allocator.blocking import blocking_rules
from allocator.facts import gather
from allocator.formulation import formulate
from allocator.lexicographic import solve_in_levels
from allocator.solving.stopping import Stopping
from models.case import CaseNeed, CaseType
from models.consultant import Absence, Competence, ConflictOfInterest
from models.employer import ContactMode
from models.industry import Industry, IndustryScheme
from models.override import Override, OverrideKind, OverrideReason
from models.policy_parts import WhenContactImpossible
from models.rule_id import RuleId
from tests.allocator.policies import make_silent_policy
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

HOSPITAL = make_employer(industry=Industry(scheme=IndustryScheme.DB07, code="Q"))
CASE = make_case(1, employer_id=HOSPITAL.id, needs={CaseNeed.FLEX_JOB})
USUAL = {Competence.EMPLOYED, Competence.GOES_OUT}
AWAY = (Absence(first_day=MONDAY, last_day=MONDAY + days(90)),)


def blocked_by(policy=None, consultant=None, cases=(CASE,), **fields):
    """The blockers of every case left out, of a team of one who may do everything but what a test takes from her."""
    free = {"competences": set(Competence), "industries": {"Q": 3}}
    snapshot = make_snapshot(
        employers=(HOSPITAL,),
        consultants=(make_consultant("AB", **{**free, **(consultant or {})}),),
        cases=cases,
        **fields,
    )
    proposal = distribute(snapshot, policy or make_silent_policy(), StraightLineTravel())
    return [set(each.blocked_by) for each in proposal.unassigned]


def override(kind, consultant_id="AB"):
    return Override(
        kind=kind,
        case_id=CASE.id,
        consultant_id=consultant_id,
        reason=OverrideReason.OTHER,
        decided_by="koordinator",
    )


def test_a_case_that_may_go_to_somebody_is_not_left_out():
    assert blocked_by() == []


@pytest.mark.parametrize(
    ("consultant", "rule"),
    [
        ({"competences": USUAL}, RuleId.COMPETENCE),
        ({"conflicts": (ConflictOfInterest(employer_id=HOSPITAL.id),)}, RuleId.CONFLICT),
        ({"absences": AWAY}, RuleId.ABSENCE),
        ({"limit_count": 0}, RuleId.LIMITS),
        ({"limit_weight": 0}, RuleId.LIMITS),
    ],
)
def test_what_a_consultant_may_not_or_cannot_is_named(consultant, rule):
    assert blocked_by(consultant=consultant) == [{rule}]


def test_a_mandatory_industry_is_named():
    policy = make_silent_policy(
        industry={"missing_level_minutes": 0, "mandatory_sections": {"Q"}, "mandatory_level": 3}
    )

    assert blocked_by(policy, {"industries": {"Q": 2}}) == [{RuleId.INDUSTRY}]


def test_an_unwanted_type_is_named():
    policy = make_silent_policy(rotation={"max_unwanted_per_round": 0})

    assert blocked_by(policy, {"preferences": {CaseType.OTHER: -1}}) == [{RuleId.ROTATION}]


def test_decisions_of_people_are_named():
    teams = {"teams": (make_team(), make_team("ledige"))}
    elsewhere = make_consultant("EF", team_id="ledige", competences=USUAL)
    snapshot = make_snapshot(
        employers=(HOSPITAL,),
        consultants=(make_consultant("AB", competences=set(Competence)), elsewhere),
        cases=(CASE,),
        overrides=(override(OverrideKind.PIN, "EF"),),
        **teams,
    )
    proposal = distribute(snapshot, make_silent_policy(), StraightLineTravel())

    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.PIN,)]
    assert blocked_by(overrides=(override(OverrideKind.EXCLUSION),)) == [{RuleId.EXCLUSION}]


def test_a_contact_who_must_have_the_case_and_cannot_is_named():
    waits = make_silent_policy(contact={"when_impossible": WhenContactImpossible.WAITS})
    teams = (make_team(), make_team("ledige"))
    snapshot = make_snapshot(
        teams=teams,
        employers=(HOSPITAL,),
        contact_relations=(make_relation(HOSPITAL, "EF", mode=ContactMode.ALWAYS),),
        consultants=(make_consultant("AB", competences=set(Competence)), make_consultant("EF", team_id="ledige")),
        cases=(CASE.model_copy(update={"team_id": "fastholdelse"}),),
    )

    proposal = distribute(snapshot, waits, StraightLineTravel())

    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.CONTACT,)]


def test_rules_that_only_together_keep_it_out_are_named_together():
    assert blocked_by(consultant={"competences": USUAL, "absences": AWAY}) == [{RuleId.COMPETENCE, RuleId.ABSENCE}]
    assert blocked_by(consultant={"competences": USUAL, "absences": AWAY, "limit_count": 0}) == [
        {RuleId.COMPETENCE, RuleId.ABSENCE, RuleId.LIMITS}
    ]


def test_every_rule_that_alone_would_let_it_in_is_named():
    snapshot = make_snapshot(
        consultants=(make_consultant("AB"), make_consultant("CD", limit_count=0, competences=set(Competence))),
        cases=(make_case(1, needs={CaseNeed.FLEX_JOB}),),
    )

    proposal = distribute(snapshot, make_silent_policy(), StraightLineTravel())

    assert [set(each.blocked_by) for each in proposal.unassigned] == [{RuleId.COMPETENCE, RuleId.LIMITS}]


def test_the_place_that_another_case_has_is_no_way_in():
    cases = (CASE, make_case(2, waiting_since=MONDAY - days(30)), *make_open_cases("AB", 2))

    assert blocked_by(consultant={"limit_count": 3}, cases=cases) == [{RuleId.LIMITS}]


def test_where_there_is_room_for_two_of_three_the_one_with_fewest_points_waits():
    cases = (make_case(1), make_case(2, fast_track=True), make_case(3, waiting_since=MONDAY - days(21)))
    snapshot = make_snapshot(consultants=(make_consultant("AB", limit_count=2),), cases=cases)

    proposal = distribute(snapshot, make_silent_policy(), StraightLineTravel())

    assert [(each.case_id, each.blocked_by) for each in proposal.unassigned] == [("2026-0001", (RuleId.LIMITS,))]


def test_a_rule_that_forbids_nothing_here_is_not_named_even_together_with_others():
    policy = make_silent_policy(rotation={"max_unwanted_per_round": 0}, caseload={"limit_count": 500})
    consultant = {"competences": USUAL, "absences": AWAY}

    assert blocked_by(policy, consultant) == [{RuleId.COMPETENCE, RuleId.ABSENCE}]


def test_a_case_that_others_have_to_make_room_for_is_let_in_by_the_rule_that_keeps_it_from_them():
    conflicts = (ConflictOfInterest(case_id=CASE.id),)
    consultants = (
        make_consultant("AB", limit_count=1, competences=set(Competence), conflicts=conflicts),
        make_consultant("CD", limit_count=2),
    )
    snapshot = make_snapshot(
        employers=(HOSPITAL,), consultants=consultants, cases=(CASE, *(make_case(number) for number in (2, 3)))
    )

    proposal = distribute(snapshot, make_silent_policy(caseload={"target": 1}), StraightLineTravel())

    # AB has a case for which CD would have room as well: it moves to CD as soon as AB may have this one.
    assert [(each.case_id, set(each.blocked_by)) for each in proposal.unassigned] == [
        (CASE.id, {RuleId.CONFLICT, RuleId.COMPETENCE})
    ]


def blockers_without_time(snapshot, policy, stopping):
    """The blockers of the only case left out, when there is no time left to verify them."""
    formulation = formulate(gather(snapshot, policy, StraightLineTravel()))
    assignment = solve_in_levels(formulation, time_limit_s=10.0, seed=0).best.assignment
    (left_out,) = [i for i, j in enumerate(assignment) if j < 0]
    return blocking_rules(formulation, assignment, left_out, stopping)


@pytest.mark.parametrize(
    "stopping", [Stopping(0.0), Stopping(60.0, lambda: True)], ids=["out of time", "asked to stop"]
)
def test_without_time_only_what_needs_no_solving_is_named(stopping):
    conflicts = (ConflictOfInterest(case_id=CASE.id),)
    consultants = (
        make_consultant("AB", limit_count=1, competences=set(Competence), conflicts=conflicts),
        make_consultant("CD", limit_count=2),
    )
    others = [make_case(number) for number in (2, 3)]
    snapshot = make_snapshot(employers=(HOSPITAL,), consultants=consultants, cases=(CASE, *others))
    policy = make_silent_policy(caseload={"target": 1})
    # That CD has room is seen; that AB would have room once a case of hers moves to CD is not.
    assert set(blockers_without_time(snapshot, policy, Stopping(60.0))) == {RuleId.CONFLICT, RuleId.COMPETENCE}
    assert blockers_without_time(snapshot, policy, stopping) == (RuleId.COMPETENCE,)
