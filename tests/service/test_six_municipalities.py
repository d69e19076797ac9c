"""What `demo` and then `distribute` give for every municipality under its own policy."""

import pytest

from data.demonstration import MUNICIPALITIES, demonstrate, practice_of
from data.workbook import write_snapshot
from models.proposal import ProposalStatus
from service.use_cases import Order, propose

SMALL = ("hedensted", "varde", "herning", "vejle")
# Proofs take a second or a few; how fast a machine is must not decide a test.
GENEROUS_S = 120.0


@pytest.fixture(scope="module", params=MUNICIPALITIES)
def proposed(request, tmp_path_factory):
    """The municipality's key, and its proposal from the workbook that `demo` writes."""
    workbook = tmp_path_factory.mktemp(request.param) / "team.xlsx"
    write_snapshot(demonstrate(request.param, seed=1), workbook)
    limit_s = GENEROUS_S if request.param in SMALL else 10.0
    return request.param, propose(Order(workbook, policy=practice_of(request.param), time_limit_s=limit_s))


@pytest.mark.slow
def test_every_new_case_is_assigned_another_teams_or_left_out_with_what_blocks_it(proposed):
    proposal, snapshot = proposed[1].proposal, proposed[1].snapshot
    named = [each.case_id for each in (*proposal.assignments, *proposal.other_team, *proposal.unassigned)]

    assert sorted(named) == sorted(case.id for case in snapshot.new_cases)
    assert all(each.blocked_by for each in proposal.unassigned)
    assert all(each.team_id not in proposal.teams for each in proposal.other_team)


@pytest.mark.slow
def test_the_small_ones_are_proved_and_the_large_ones_say_how_far_they_are(proposed):
    key, proposal = proposed[0], proposed[1].proposal

    if key in SMALL:
        assert (proposal.status, proposal.gap_percent) == (ProposalStatus.OPTIMAL, 0)
    else:
        assert proposal.status in (ProposalStatus.OPTIMAL, ProposalStatus.FEASIBLE)
        assert proposal.gap_percent is not None


@pytest.mark.slow
def test_the_demonstration_comes_back_from_its_workbook_unchanged(proposed):
    key, snapshot = proposed[0], proposed[1].snapshot

    assert snapshot == demonstrate(key, seed=1)
