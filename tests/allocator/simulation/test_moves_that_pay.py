"""A rebalance in the simulation is the engine's own: what it moves, what it leaves alone, and that it pays."""

import math
from dataclasses import dataclass, field

import numpy as np
import pytest

from allocator.facts import Facts
from allocator.formulation import formulate
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.points import Ground
from allocator.simulation import MovesThatPay, draw_history, run
from allocator.simulation.policies import PRACTICES
from allocator.simulation.rebalancing import Moved, OpenCases
from data.demonstration.world import simulated_world
from tests.allocator.simulation.test_one_engine import AsGiven, snapshot_of
from tests.allocator.simulation.worlds import make_cases, make_post, make_staff, make_world


@dataclass(frozen=True)
class Moment:
    """What a rebalance saw, as the engine reads it, and the plan before and after it by the engine's own places."""

    open_cases: OpenCases
    facts: Facts
    moves: tuple[Moved, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def after(self):
        after = self.facts.holder.copy()
        after[list(self.rows)] = self.columns
        return after


@dataclass
class Watched:
    """A rebalance that notes what it saw and did."""

    inner: MovesThatPay
    every_weeks: int = 1
    name: str = "watched"
    seen: list = field(default_factory=list)

    def moves(self, open_cases):
        facts, cases, consultants = open_cases.facts(None)
        moves = self.inner.moves(open_cases)
        rows = tuple(cases.tolist().index(move.case) for move in moves)
        columns = tuple(consultants.tolist().index(move.to) for move in moves)
        self.seen.append(Moment(open_cases, facts, moves, rows, columns))
        return moves


def watched(world, way, weeks, **options):
    watching = Watched(MovesThatPay(**options))
    figures = run(draw_history(world, seed=3, replication=0, weeks=weeks), way, rebalancing=watching)
    assert figures.weekly["moved"].sum() == sum(len(each.moves) for each in watching.seen)
    return watching.seen


HEDENSTED = simulated_world("hedensted")


@pytest.mark.parametrize("most_moves", [3, None])
def test_the_objective_of_the_moment_never_gets_worse_by_it_and_better_by_every_move(most_moves):
    seen = watched(HEDENSTED, PRACTICES["random"](), 6, most_moves=most_moves)
    for each in seen:
        ground = Ground(formulate(each.facts), 0, math.inf, None)
        saved = ground.minutes(each.facts.holder) - ground.minutes(each.after)
        assert saved >= len(each.moves)
        assert most_moves is None or len(each.moves) <= most_moves
    assert sum(len(each.moves) for each in seen) > 3


def test_it_moves_nothing_that_must_stay_and_nothing_to_whom_it_may_not_go():
    """Nor what an absence takes from its consultant: with it or without it, that is the same."""
    for each in watched(HEDENSTED, PRACTICES["random"](), 20, most_moves=None):
        formulation = formulate(each.facts)
        assert len(set(each.rows)) == len(each.rows)
        assert formulation.may_keep[list(each.rows)].all()
        assert formulation.allowed()[each.rows, each.columns].all()
        assert (each.facts.holder[list(each.rows)] != each.columns).all()
        for move in each.moves:
            assert each.open_cases.can_have[move.case, move.to]


def test_who_is_away_for_long_keeps_what_she_has():
    seen = watched(HEDENSTED, PRACTICES["meeting"](), 30)

    taken = [~formulate(each.facts).may_keep for each in seen]

    assert sum(int(each.sum()) for each in taken) > 0


def test_cases_of_those_about_to_leave_are_none_of_its_business():
    world = make_world(
        posts=tuple(make_post(number) for number in range(1, 5)),
        cases=make_cases(inflow_per_week=12.0),
        staff=make_staff(departure_percent=90.0),
    )
    seen = watched(world, PRACTICES["random"](), 30, most_moves=None)
    for each in seen:
        in_round = each.open_cases.can_have.any(axis=0)
        assert all(in_round[each.open_cases.owner[move.case]] and in_round[move.to] for move in each.moves)
    assert any(len(each.facts.open_cases) > 0 for each in seen)


def test_the_same_moves_in_every_run():
    history = draw_history(HEDENSTED, seed=3, replication=0, weeks=12)
    first, again = (run(history, PRACTICES["meeting"](), rebalancing=MovesThatPay()) for _ in range(2))

    assert first.weekly["moved"].sum() > 0
    assert first.digest() == again.digest()


def test_there_is_nothing_to_move_where_nobody_has_a_case():
    world = make_world(cases=make_cases(inflow_per_week=0.01))
    figures = run(
        draw_history(world, seed=1, replication=0, weeks=2),
        PRACTICES["meeting"](),
        rebalancing=MovesThatPay(every_weeks=1),
    )

    assert figures.weekly["moved"].sum() == 0


def num_moves_at(price_minutes):
    seen = watched(HEDENSTED, PRACTICES["random"](), 6, most_moves=None, price_minutes=price_minutes)
    return sum(len(each.moves) for each in seen)


def test_a_price_on_moves_makes_them_fewer():
    moves = [num_moves_at(price) for price in (0, 60, 10_000)]

    assert moves[0] > moves[1] > moves[2] == 0


def test_it_reads_what_a_rebalance_of_the_same_snapshot_would_read():
    for each in watched(HEDENSTED, PRACTICES["meeting"](), 30)[5::8]:
        facts = each.facts
        gathered = gather_rebalance(snapshot_of(facts), facts.policy, AsGiven(facts.one_way_minutes))
        own, theirs = formulate(facts), formulate(gathered)
        assert [case.id for case in facts.cases] == [case.id for case in gathered.cases]
        assert facts.deadlines == gathered.deadlines
        assert facts.holder.tolist() == gathered.holder.tolist()
        for rule, minutes in own.minutes.items():
            assert np.array_equal(minutes, theirs.minutes[rule]), rule
        for rule, forbidden in own.forbidden.items():
            assert np.array_equal(forbidden, theirs.forbidden[rule]), rule
        assert np.array_equal(own.load_cost, theirs.load_cost)
        assert np.array_equal(own.max_load, theirs.max_load)
