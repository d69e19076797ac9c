"""Overrides: what people have decided, this consultant (pin) or not this one (exclusion)."""

import pytest

from allocator import distribute
from allocator.rules import overrides
from models.override import Override, OverrideKind, OverrideReason
from models.rule_id import RuleId
from tests.allocator.policies import make_facts, make_silent_policy
from tests.factories import StraightLineTravel, make_case, make_consultant, make_open_case, make_snapshot, make_team

THREE = tuple(make_consultant(name) for name in ("AB", "CD", "EF"))


def override(kind, consultant_id="CD", case_id="2026-0001"):
    return Override(
        kind=kind,
        case_id=case_id,
        consultant_id=consultant_id,
        reason=OverrideReason.KNOWS_CITIZEN,
        decided_by="koordinator",
    )


def pin(*args):
    return override(OverrideKind.PIN, *args)


def exclusion(*args):
    return override(OverrideKind.EXCLUSION, *args)


def forbidden(rule, *decisions):
    facts = make_facts(consultants=THREE, cases=(make_case(1), make_case(2)), overrides=decisions)
    matrix = rule(facts)
    return {
        (case.id, each.id)
        for i, case in enumerate(facts.cases)
        for j, each in enumerate(facts.consultants)
        if matrix[i, j]
    }


def test_a_pin_forbids_everybody_else_and_only_for_its_case():
    assert forbidden(overrides.forbids_by_pin, pin()) == {("2026-0001", "AB"), ("2026-0001", "EF")}
    assert forbidden(overrides.forbids_by_exclusion, pin()) == set()


def test_an_exclusion_forbids_the_one_and_only_for_its_case():
    assert forbidden(overrides.forbids_by_exclusion, exclusion()) == {("2026-0001", "CD")}
    assert forbidden(overrides.forbids_by_pin, exclusion()) == set()


def test_overrides_of_open_cases_are_not_of_the_round():
    facts = make_facts(
        cases=(make_case(1), make_open_case(2, "AB")),
        overrides=(pin("AB", "2026-0002"), exclusion("CD", "2026-0002")),
    )

    assert not overrides.forbids_by_pin(facts).any()
    assert not overrides.forbids_by_exclusion(facts).any()


def test_a_pin_to_another_teams_consultant_forbids_everybody_and_an_exclusion_of_hers_nobody():
    fields = {
        "teams": (make_team(), make_team("ledige")),
        "consultants": (make_consultant("AB"), make_consultant("EF", team_id="ledige")),
    }

    assert overrides.forbids_by_pin(make_facts(overrides=(pin("EF"),), **fields)).tolist() == [[True]]
    assert overrides.forbids_by_exclusion(make_facts(overrides=(exclusion("EF"),), **fields)).tolist() == [[False]]


@pytest.mark.parametrize(
    ("decisions", "expected"), [((pin(),), "CD"), ((exclusion("AB"), exclusion("CD")), "EF"), ((exclusion(),), "AB")]
)
def test_the_proposal_does_what_people_have_decided_whatever_it_costs(decisions, expected):
    consultants = (make_consultant("AB", target_count=9), make_consultant("CD", target_count=1), *THREE[2:])
    policy = make_silent_policy(caseload={"target": 0})
    snapshot = make_snapshot(consultants=consultants, cases=(make_case(1),), overrides=decisions)

    proposal = distribute(snapshot, policy, StraightLineTravel())

    assert [each.consultant_id for each in proposal.assignments] == [expected]


def test_a_case_from_which_everybody_is_excluded_waits_and_says_so():
    snapshot = make_snapshot(overrides=(exclusion("AB"), exclusion("CD")))

    proposal = distribute(snapshot, make_silent_policy(), StraightLineTravel())

    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.EXCLUSION,)]


def test_a_pin_to_somebody_without_room_waits_and_names_both():
    snapshot = make_snapshot(
        consultants=(make_consultant("AB"), make_consultant("CD", limit_count=0)), overrides=(pin(),)
    )

    proposal = distribute(snapshot, make_silent_policy(), StraightLineTravel())

    assert [set(each.blocked_by) for each in proposal.unassigned] == [{RuleId.PIN, RuleId.LIMITS}]
