"""Rebalances are measured in a process of their own; ours and peers come to the same minutes on the same arrays."""

import pytest

from benchmarks.rebalances.measuring import measure_rebalance
from benchmarks.rebalances.protocol import rebalance_jobs
from benchmarks.rebalances.teams import draw_team
from tests.benchmarks.rebalances.lines import job

SMALL = {"municipality": "hedensted", "limit_s": 60.0}


def test_whoever_has_most_cases_leaves():
    snapshot, _, (leaves,) = draw_team(job(wish="departure", municipality="hedensted"))
    number = {each.id: 0 for each in snapshot.consultants}
    for case in snapshot.open_cases:
        number[case.consultant_id] += 1

    assert number[leaves.consultant_id] == max(number.values())
    assert draw_team(job(municipality="hedensted"))[2] == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "wish", [{"max_moves": 2}, {"wish": "price", "price_minutes": 30}, {"wish": "departure", "max_moves": 0}]
)
@pytest.mark.parametrize("peer", ["integer-load", "highs"])
def test_ours_and_peers_prove_the_same_points(wish, peer):
    ours = measure_rebalance(job(**SMALL, **wish))
    other = measure_rebalance(job(**SMALL, **wish, solver=peer))

    assert [each.value for each in ours.points if each.is_proved] == [each.value for each in ours.points]
    assert [(each.max_moves, each.value, each.bound) for each in other.points] == [
        (each.max_moves, each.value, each.bound) for each in ours.points
    ]
    assert all(each.is_proved for each in other.points)
    assert ours.num_forced == other.num_forced
    assert 0 < ours.points[-1].seconds <= ours.seconds


def test_a_peer_without_time_proves_nothing():
    outcome = measure_rebalance(job(municipality="hedensted", limit_s=0.0, solver="integer-load", max_moves=0))

    assert outcome.points == ()


def test_the_protocol_measures_every_wish_with_every_solver():
    jobs = rebalance_jobs()

    assert len(jobs) == len({each.model_dump_json() for each in jobs})
    assert {(each.wish, each.solver) for each in jobs if each.seed == 2} == {
        (wish, solver) for wish in ("frontier", "price", "departure") for solver in ("ours", "integer-load", "highs")
    }
    assert {each.max_moves for each in jobs if each.wish == "frontier"} == {20}
