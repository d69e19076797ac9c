"""Conflict of interest: nobody has the case of an employer or a citizen she has an interest in."""

from allocator import distribute
from allocator.rules import conflict
from models.consultant import ConflictOfInterest
from models.rule_id import RuleId
from tests.allocator.policies import make_facts, make_silent_policy
from tests.factories import StraightLineTravel, make_case, make_consultant, make_employer, make_snapshot

EMPLOYER = make_employer()
OF_EMPLOYER = make_case(1, employer_id=EMPLOYER.id)
OF_NOBODY = make_case(2)


def forbidden(*conflicts):
    facts = make_facts(
        employers=(EMPLOYER,),
        consultants=(make_consultant("AB", conflicts=conflicts), make_consultant("CD")),
        cases=(OF_EMPLOYER, OF_NOBODY),
    )
    matrix = conflict.forbids(facts)
    return {
        (case.id, each.id)
        for i, case in enumerate(facts.cases)
        for j, each in enumerate(facts.consultants)
        if matrix[i, j]
    }


def test_without_conflicts_everybody_may():
    assert forbidden() == set()


def test_a_conflict_with_an_employer_forbids_its_cases_to_her_alone():
    assert forbidden(ConflictOfInterest(employer_id=EMPLOYER.id)) == {(OF_EMPLOYER.id, "AB")}


def test_a_conflict_with_a_case_forbids_that_case_to_her_alone():
    assert forbidden(ConflictOfInterest(case_id=OF_NOBODY.id)) == {(OF_NOBODY.id, "AB")}


def test_a_case_with_which_everybody_has_a_conflict_waits_and_says_so():
    conflicts = (ConflictOfInterest(case_id=OF_NOBODY.id),)
    snapshot = make_snapshot(
        consultants=(make_consultant("AB", conflicts=conflicts), make_consultant("CD", conflicts=conflicts)),
        cases=(OF_NOBODY,),
    )

    proposal = distribute(snapshot, make_silent_policy(), StraightLineTravel())

    assert [each.blocked_by for each in proposal.unassigned] == [(RuleId.CONFLICT,)]
