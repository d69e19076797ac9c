"""Team: a case is with the team it belongs to, and a round of one pool knows no other."""

from allocator.rebalancing.gathering import gather_rebalance
from allocator.rules import team
from tests.allocator.policies import make_facts, make_policy
from tests.factories import StraightLineTravel, make_consultant, make_open_case, make_snapshot, make_team


def test_a_round_looks_at_one_pool_and_forbids_nothing():
    assert not team.forbids(make_facts()).any()


def test_a_case_of_another_team_is_forbidden_to_whoever_is_not_of_it():
    snapshot = make_snapshot(
        teams=(make_team(), make_team("ledige")),
        consultants=(make_consultant("AB"), make_consultant("GH", team_id="ledige")),
        cases=(make_open_case(1, "AB"), make_open_case(2, "AB", team_id="ledige")),
    )
    facts = gather_rebalance(snapshot, make_policy(), StraightLineTravel())
    forbidden = team.forbids(facts)

    pairs = {
        (case.id[-1], each.id)
        for i, case in enumerate(facts.cases)
        for j, each in enumerate(facts.consultants)
        if forbidden[i, j]
    }
    assert pairs == {("1", "GH"), ("2", "AB")}
