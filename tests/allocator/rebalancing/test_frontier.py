"""Every point of a frontier against all plans there are, on small teams under random policies."""

import numpy as np
import pytest

from allocator.evaluation import find_violations
from allocator.rebalancing.frontier import trace
from allocator.rebalancing.points import solve_point
from models.proposal import ProposalStatus
from tests.allocator.rebalancing.small_rebalances import (
    MOST_PLANS,
    every_plan,
    formulation_of,
    ground_of,
    num_moves,
    num_plans,
    values,
)

SEEDS = range(150)
FAR = range(150, 900)


def check_frontier(seed):
    formulation = formulation_of(seed)
    if formulation.facts.shape[0] == 0:
        return
    ground = ground_of(formulation)
    frontier = trace(ground, 4)
    problem = formulation.problem((), optional=True)
    holder = formulation.facts.holder
    for k, point in enumerate(frontier.points):
        plan = point.assignment
        assert point.status is ProposalStatus.OPTIMAL, "small ones are proved"
        assert not find_violations(problem, plan)
        assert point.values == values(formulation, plan)
        assert num_moves(formulation, plan) == point.num_moves <= k
        kept = np.flatnonzero(formulation.may_keep)
        stays = kept[~(problem.allowed[kept] & (np.arange(problem.num_consultants) != holder[kept, None])).any(axis=1)]
        assert (plan[stays] == holder[stays]).all(), "nothing moves that must not"
        forced = np.flatnonzero(~formulation.may_keep)
        assert (plan[forced] != holder[forced]).all(), "what must move, moves, or waits"
        if num_plans(formulation, k) <= MOST_PLANS:
            best = min(values(formulation, each) for each in every_plan(formulation, k))
            assert point.values == best
    in_order = [point.values for point in frontier.points]
    assert in_order == sorted(in_order, reverse=True), "more moves never make it worse"
    if num_plans(formulation, None) <= MOST_PLANS:
        plans = [(values(formulation, each), num_moves(formulation, each)) for each in every_plan(formulation, None)]
        assert (frontier.best.values, frontier.best.num_moves) == min(plans), "and of those as good the fewest moves"
    if frontier.stops_paying_at is not None:
        assert frontier.points[frontier.stops_paying_at].values == frontier.best.values
        assert frontier.stops_paying_at == len(frontier.points) - 1
        assert frontier.best.num_moves == frontier.stops_paying_at


@pytest.mark.parametrize("seed", SEEDS)
def test_each_point_is_the_best_of_all_plans_with_so_many_moves_and_the_curve_never_rises(seed):
    check_frontier(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", FAR)
def test_so_it_is_on_many_more_teams(seed):
    check_frontier(seed)


@pytest.mark.parametrize("seed", [seed for seed in range(40) if seed not in (1, 4, 9, 21, 25)])
@pytest.mark.parametrize("price", [0, 25, 200])
def test_at_a_price_every_move_is_worth_it(seed, price):
    formulation = formulation_of(seed)
    ground = ground_of(formulation)
    point = solve_point(ground, start=ground.at_rest, max_moves=None, price_minutes=price)

    def priced(plan):
        counted = values(formulation, plan)
        return (*counted[:-1], counted[-1] + price * num_moves(formulation, plan))

    assert point.status is ProposalStatus.OPTIMAL
    assert priced(point.assignment) == min(priced(each) for each in every_plan(formulation, None))
    assert point.objective == values(formulation, point.assignment)[-1]
