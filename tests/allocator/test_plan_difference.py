import pytest

from allocator import distribute
from allocator.plan_difference import compare_plans
from models.errors import UnusableInput
from models.override import Override, OverrideKind, OverrideReason
from models.presets import preset
from models.rule_id import RuleId
from tests.factories import (
    TOERRING,
    StraightLineTravel,
    make_case,
    make_consultant,
    make_employer,
    make_open_cases,
    make_relation,
    make_snapshot,
)
from tests.random_teams import random_team

HEDENSTED = preset("hedensted")
OWN = {RuleId.CASELOAD, RuleId.COHESION}


def propose(snapshot, policy=HEDENSTED, seed=0):
    return distribute(snapshot, policy, StraightLineTravel(), seed=seed)


def pinned(snapshot, case_id, consultant_id):
    kept = tuple(each for each in snapshot.overrides if each.case_id != case_id)
    pin = Override(
        kind=OverrideKind.PIN,
        case_id=case_id,
        consultant_id=consultant_id,
        reason=OverrideReason.OTHER,
        decided_by="LN",
    )
    return snapshot.model_copy(update={"overrides": (*kept, pin)})


def every_way_of_summing_is_exact(difference):
    total = difference.second.objective_minutes - difference.first.objective_minutes
    assert difference.minutes == total == sum(difference.terms.values())
    of_people = sum(each.minutes for each in difference.consultants) + sum(difference.waiting_terms.values())
    assert of_people == total
    own = sum(each.terms.get(rule, 0) for each in difference.consultants for rule in OWN)
    assert sum(each.minutes for each in difference.cases) + own == total
    for rule in RuleId:
        by_person = sum(each.terms.get(rule, 0) for each in difference.consultants)
        assert by_person + difference.waiting_terms.get(rule, 0) == difference.terms.get(rule, 0)
    for each in (*difference.cases, *difference.consultants):
        assert each.minutes == sum(each.terms.values())
        assert 0 not in each.terms.values()


def what_is_given_is_got(difference):
    moved = [case for case in difference.cases if case.changes_hands]
    gives = {(case_id, each.consultant_id) for each in difference.consultants for case_id in each.gives}
    gets = {(case_id, each.consultant_id) for each in difference.consultants for case_id in each.gets}
    assert gives == {(case.case_id, case.from_consultant_id) for case in moved if case.from_consultant_id}
    assert gets == {(case.case_id, case.to_consultant_id) for case in moved if case.to_consultant_id}
    for each in difference.consultants:
        assert each.count_second - each.count_first == len(each.gets) - len(each.gives)


def test_a_pin_shows_who_gives_who_gets_and_what_it_costs_by_rule():
    employer = make_employer()
    snapshot = make_snapshot(
        consultants=(make_consultant("AB"), make_consultant("CD", home=TOERRING)),
        employers=(employer,),
        contact_relations=(make_relation(employer, "AB"),),
        cases=(make_case(1, employer_id=employer.id), *make_open_cases("AB", 45), *make_open_cases("CD", 45, 6000)),
    )
    difference = compare_plans(propose(snapshot), propose(pinned(snapshot, "2026-0001", "CD")))

    (case,) = difference.cases
    assert (case.from_consultant_id, case.to_consultant_id) == ("AB", "CD")
    assert case.terms == {RuleId.CONTACT: 120, RuleId.TRAVEL: 4 * 297}
    gives, gets = difference.consultants
    assert (gives.consultant_id, gives.gives, gives.gets) == ("AB", ("2026-0001",), ())
    assert (gets.consultant_id, gets.gives, gets.gets) == ("CD", (), ("2026-0001",))
    assert gives.terms == {RuleId.CASELOAD: -6}
    assert gets.terms == {RuleId.CONTACT: 120, RuleId.TRAVEL: 4 * 297, RuleId.CASELOAD: 6}
    assert (gives.count_first, gives.count_second) == (46, 45)
    assert difference.is_same_policy
    every_way_of_summing_is_exact(difference)


def test_a_plan_does_not_differ_from_itself():
    proposal = propose(make_snapshot())
    difference = compare_plans(proposal, proposal)
    assert (difference.minutes, difference.terms, difference.cases, difference.consultants) == (0, {}, (), ())


def test_two_policies_may_price_the_same_case_differently_without_moving_it():
    employer = make_employer(position=TOERRING)
    snapshot = make_snapshot(employers=(employer,), cases=(make_case(1, employer_id=employer.id, workplace=None),))
    difference = compare_plans(propose(snapshot), propose(snapshot, preset("herning")))
    assert not difference.is_same_policy
    assert difference.terms[RuleId.TRAVEL] == -4 * 297
    assert difference.terms[RuleId.CASELOAD] < 0
    every_way_of_summing_is_exact(difference)


@pytest.mark.parametrize("seed", range(60))
def test_sums_are_exact_between_any_two_plans_of_random_teams(seed):
    snapshot, policy = random_team(seed)
    first = propose(snapshot, policy)
    plans = [propose(snapshot, policy, seed=1), propose(snapshot, HEDENSTED)]
    if first.assignments:
        case_id, others = first.assignments[0].case_id, [each.consultant_id for each in first.caseloads]
        plans += [propose(pinned(snapshot, case_id, consultant_id), policy) for consultant_id in others[:2]]
    for second in plans:
        difference = compare_plans(first, second)
        every_way_of_summing_is_exact(difference)
        what_is_given_is_got(difference)
        back = compare_plans(second, first)
        assert back.minutes == -difference.minutes
        assert back.terms == {rule: -minutes for rule, minutes in difference.terms.items()}


def refusal(first, second):
    with pytest.raises(UnusableInput) as caught:
        compare_plans(first, second)
    return [finding.code for finding in caught.value.findings]


def test_plans_of_different_rounds_are_not_compared():
    other = make_snapshot(cases=(make_case(1), make_case(2)))
    assert refusal(propose(make_snapshot()), propose(other)) == ["different_rounds"]


def test_a_proposal_without_a_plan_or_that_does_not_add_up_is_refused():
    proposal = propose(make_snapshot())
    without = proposal.model_copy(update={"objective_minutes": None})
    forged = proposal.model_copy(update={"objective_minutes": 7})
    assert refusal(without, forged) == ["no_plan", "proposal_inconsistent"]
    nobody = proposal.model_copy(update={"caseloads": proposal.caseloads[:0], "objective_minutes": 0})
    assert refusal(proposal, nobody) == ["proposal_inconsistent"]
