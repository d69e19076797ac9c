"""The round through the front door: limits of time, being stopped, seeds, and the smallest rounds."""

import itertools

import pytest

from allocator import distribute
from models.caseload import Measure
from models.errors import UnusableInput
from models.proposal import Proposal, ProposalStatus
from tests.allocator.policies import make_policy, make_silent_policy
from tests.factories import StraightLineTravel, make_case, make_consultant, make_snapshot, make_team
from tests.random_teams import random_team

TRAVEL = StraightLineTravel()
MANY = make_snapshot(
    consultants=tuple(make_consultant(name) for name in ("AB", "CD", "EF")),
    cases=tuple(make_case(number) for number in range(9)),
)


def without_seconds(proposal):
    return proposal.model_copy(update={"solver": proposal.solver.model_copy(update={"seconds": 0.0})})


def test_a_round_without_new_cases_is_settled_and_shows_the_caseloads():
    proposal = distribute(make_snapshot(cases=()), make_policy(), TRAVEL)

    assert proposal.status is ProposalStatus.OPTIMAL
    assert (proposal.assignments, proposal.unassigned) == ((), ())
    assert [each.consultant_id for each in proposal.caseloads] == ["AB", "CD"]
    assert sum(each.terms["caseload"] for each in proposal.caseloads) == proposal.objective_minutes


def test_without_the_named_team_nothing_is_distributed():
    with pytest.raises(UnusableInput, match="ukendt"):
        distribute(make_snapshot(), make_policy(), TRAVEL, team_id="ukendt")


def test_each_team_has_its_own_round():
    snapshot = make_snapshot(
        teams=(make_team(), make_team("ledige")),
        consultants=(make_consultant("AB"), make_consultant("EF", team_id="ledige")),
        cases=(make_case(1, team_id="fastholdelse"), make_case(2, team_id="ledige")),
    )

    first, second = (distribute(snapshot, make_policy(), TRAVEL, team_id=team) for team in (None, "ledige"))

    assert [(each.case_id, each.consultant_id) for each in first.assignments] == [("2026-0001", "AB")]
    assert [(each.case_id, each.consultant_id) for each in second.assignments] == [("2026-0002", "EF")]
    assert [each.team_id for each in first.other_team] == ["ledige"]
    assert [each.team_id for each in second.other_team] == ["fastholdelse"]


@pytest.mark.parametrize("seed", range(30))
def test_the_same_round_and_seed_give_the_same_proposal(seed):
    snapshot, policy = random_team(seed)

    once, again = (distribute(snapshot, policy, TRAVEL, seed=seed) for _ in range(2))

    assert without_seconds(once) == without_seconds(again)


def test_other_seeds_give_proposals_that_are_as_good():
    proposals = [distribute(MANY, make_policy(), TRAVEL, seed=seed) for seed in range(6)]

    assert len({each.objective_minutes for each in proposals}) == 1
    assert len({tuple(row.consultant_id for row in each.assignments) for each in proposals}) > 1


def test_a_round_that_is_cancelled_at_once_says_so_and_proposes_nothing():
    proposal = distribute(MANY, make_policy(), TRAVEL, should_stop=lambda: True)

    assert proposal.status is ProposalStatus.CANCELLED
    assert (proposal.objective_minutes, proposal.bound_minutes, proposal.gap_percent) == (None, None, None)
    assert (proposal.assignments, proposal.unassigned, proposal.caseloads, proposal.levels) == ((), (), (), ())
    assert not proposal.solver.repeatable
    assert Proposal.model_validate_json(proposal.model_dump_json()) == proposal


def test_whenever_a_round_is_cancelled_what_is_proposed_adds_up():
    calls = itertools.count()
    distribute(MANY, make_silent_policy(), TRAVEL, should_stop=lambda: next(calls) < 0)

    for stop_at in range(next(calls)):
        calls = itertools.count()
        proposal = distribute(MANY, make_silent_policy(), TRAVEL, should_stop=lambda: next(calls) >= stop_at)  # noqa: B023

        assert proposal.status in (ProposalStatus.CANCELLED, ProposalStatus.OPTIMAL)
        if proposal.objective_minutes is not None:
            parts = (*proposal.assignments, *proposal.caseloads, *proposal.unassigned)
            assert sum(sum(part.terms.values()) for part in parts) == proposal.objective_minutes
            assert proposal.bound_minutes is None or proposal.bound_minutes <= proposal.objective_minutes


def test_without_time_what_is_proposed_adds_up_too():
    for seed in range(20):
        snapshot, policy = random_team(seed)
        proposal = distribute(snapshot, policy, TRAVEL, time_limit_s=0.0)

        parts = (*proposal.assignments, *proposal.caseloads, *proposal.unassigned)
        if proposal.objective_minutes is None:
            assert parts == ()
        else:
            assert sum(sum(part.terms.values()) for part in parts) == proposal.objective_minutes


def test_progress_ends_at_the_proposals_value():
    told = []

    proposal = distribute(MANY, make_policy(), TRAVEL, on_progress=told.append)

    assert told[-1].objective == told[-1].bound == proposal.objective_minutes


@pytest.mark.parametrize("measure", list(Measure))
def test_the_largest_prices_a_policy_may_set_can_be_solved(measure):
    policy = make_policy(
        caseload={"measure": measure, "target": 0, "step_above_minutes": 1_000, "step_below_minutes": 1_000},
        contact={"broken_minutes": 10_000},
        left_out={"case_points": 10_000, "case_minutes": 10_000},
    )
    busy = tuple(make_consultant(f"K{number}", received_lately={"other": number}) for number in range(12))
    snapshot = make_snapshot(consultants=busy, cases=tuple(make_case(number) for number in range(40)))

    proposal = distribute(snapshot, policy, TRAVEL)

    assert proposal.objective_minutes == sum(sum(each.terms.values()) for each in proposal.caseloads)
    assert len(proposal.assignments) == 40
