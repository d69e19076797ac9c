"""Limits: by number of cases, by weight and by round; whoever is above takes none and makes nothing infeasible."""

import pytest

from allocator import distribute
from allocator.rules import limits
from models.caseload import Measure
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from tests.allocator.policies import make_facts, make_policy, make_silent_policy
from tests.factories import StraightLineTravel, make_case, make_consultant, make_open_cases, make_snapshot

BY_WEIGHT = {"measure": Measure.WEIGHT}


def num_given(num_new, num_open, caseload, weight_quarters=4, **consultant):
    """How many of the new cases one consultant is given; the others must be blocked by limits."""
    snapshot = make_snapshot(
        consultants=(make_consultant("AB", **consultant),),
        cases=(
            *(make_case(number, weight_quarters=weight_quarters) for number in range(num_new)),
            *make_open_cases("AB", num_open, weight_quarters=4),
        ),
    )

    proposal = distribute(
        snapshot,
        make_silent_policy(caseload={"target": 0, "max_new_per_round": None, **caseload}),
        StraightLineTravel(),
    )

    assert proposal.status is ProposalStatus.OPTIMAL
    assert all(each.blocked_by == (RuleId.LIMITS,) for each in proposal.unassigned)
    assert len(proposal.assignments) + len(proposal.unassigned) == num_new
    return len(proposal.assignments)


@pytest.mark.parametrize("measure", list(Measure))
def test_a_limit_by_number_holds_under_either_measure(measure):
    caseload = {"measure": measure, "limit_count": 4}

    assert [num_given(3, num_open, caseload, 9) for num_open in (0, 1, 2, 4, 6)] == [3, 3, 2, 0, 0]


@pytest.mark.parametrize("measure", list(Measure))
def test_a_limit_by_weight_holds_under_either_measure(measure):
    caseload = {"measure": measure, "limit_weight": 4}

    assert [num_given(3, num_open, caseload, 4) for num_open in (0, 1, 2, 4, 6)] == [3, 3, 2, 0, 0]
    assert [num_given(3, num_open, caseload, 6) for num_open in (0, 1, 2, 3)] == [2, 2, 1, 0]


@pytest.mark.parametrize("measure", list(Measure))
def test_without_limits_one_consultant_may_have_everything(measure):
    assert num_given(7, 60, {"measure": measure}) == 7


def test_no_more_than_so_many_new_cases_in_a_round():
    assert [num_given(4, 0, {"max_new_per_round": most}) for most in (0, 1, 3, 4, 9)] == [0, 1, 3, 4, 4]
    assert num_given(4, 0, {**BY_WEIGHT, "max_new_per_round": 2, "limit_count": 3}) == 2
    assert num_given(4, 0, {**BY_WEIGHT, "max_new_per_round": 3, "limit_count": 2}) == 2


def test_the_limit_follows_working_time_and_her_own_figure_comes_first():
    assert num_given(9, 0, {"limit_count": 5}, working_time_percent=50) == 3  # 2.5 rounded half up
    assert num_given(9, 0, {"limit_count": 5}, limit_count=4) == 4
    assert num_given(9, 0, {}, limit_count=4) == 4
    assert num_given(9, 0, {}, limit_weight=2) == 2
    assert num_given(9, 0, {}, limit_count=0) == 0


def test_one_limit_among_several_consultants_binds_only_her():
    consultants = (make_consultant("AB", limit_count=1), make_consultant("CD"))
    cases = tuple(make_case(number) for number in range(4))
    snapshot = make_snapshot(consultants=consultants, cases=cases)

    proposal = distribute(snapshot, make_silent_policy(caseload={"target": 0}), StraightLineTravel())

    assert {each.consultant_id: each.after for each in proposal.caseloads} == {"AB": 1, "CD": 3}


def test_rows_and_vectors_that_could_not_bind_are_spared():
    nothing = make_facts(make_policy(caseload={"max_new_per_round": None}))
    roomy = make_facts(make_policy(caseload={"limit_weight": 50, "max_new_per_round": 1}))

    assert limits.max_load(nothing) is None
    assert limits.max_cases(nothing) is None
    assert limits.weight_rows(nothing) == limits.weight_rows(roomy) == ()
    assert limits.max_cases(roomy) is None
    by_weight = make_facts(make_policy(caseload={**BY_WEIGHT, "limit_weight": 50, "limit_count": 50}))
    assert limits.weight_rows(by_weight) == ()
    assert limits.max_load(by_weight).tolist() == [200, 200]
    assert limits.max_cases(by_weight) is None


def test_the_sentence_says_what_happens_to_whoever_is_above():
    assert limits.SENTENCE.da == "Ingen får flere sager end sit loft; den, der allerede er over, får ingen."
    assert limits.SENTENCE.en == "Nobody gets more cases than her limit; whoever is already above gets none."
