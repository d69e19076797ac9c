"""A rebalance now and then by the engine of rebalances: the moves that earn more than they disturb."""

import math
from dataclasses import dataclass, replace

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.formulation import Formulation, formulate
from allocator.rebalancing.points import Ground, solve_point
from allocator.simulation.rebalancing import Moved, OpenCases
from models.policy import Policy


@dataclass(frozen=True)
class MovesThatPay:
    """The best plan with so many voluntary moves, each at its own price and perhaps one besides.

    What has to move is no business of it: people who are away for long or leave keep or give away their cases as they
    do without it, so that two simulations differ in what is voluntary.

    Attributes
    ----------
    policy
        Rules, limits and prices; None for the practice.
    most_moves
        Each time; None for all that pay.
    price_minutes
        What every move must earn besides its own price.
    work_limit
        Of the solve, as `solve` has its `deterministic_limit`; no clock. Where it ends, the best plan so far is taken.
    """

    policy: Policy | None = None
    every_weeks: int = 4
    most_moves: int | None = 5
    price_minutes: int = 0
    work_limit: float = 0.2

    @property
    def name(self) -> str:
        """With how many and at what price, where that is not for nothing and without limit."""
        most = "" if self.most_moves is None else f"-{self.most_moves}"
        return f"moves-that-pay{most}" + (f"-at-{self.price_minutes}" if self.price_minutes else "")

    def moves(self, open_cases: OpenCases) -> tuple[Moved, ...]:
        """None where none earns more than it disturbs."""
        facts, cases, consultants = open_cases.facts(self.policy)
        formulation, kept = _voluntary(facts)
        holder = formulation.facts.holder
        if len(holder) == 0:
            return ()
        plan = self.plan(formulation)
        moved = np.flatnonzero(plan != holder)
        places = cases[kept]
        return tuple(Moved(int(places[i]), int(consultants[plan[i]])) for i in moved)

    def plan(self, formulation: Formulation) -> IntArray:
        """(n,): who has each case afterwards, if everybody may keep what she has."""
        ground = Ground(formulation, 0, math.inf, None, self.work_limit)
        return solve_point(
            ground, start=ground.at_rest, max_moves=self.most_moves, price_minutes=self.price_minutes
        ).assignment


def _voluntary(facts: Facts) -> tuple[Formulation, BoolArray]:
    """The rebalance of the cases whose holders may keep them, and which those are; others are had and stay."""
    formulation = formulate(facts)
    kept = formulation.may_keep
    if kept.all():
        return formulation, kept
    rows = np.flatnonzero(kept)
    fewer = replace(
        facts,
        cases=tuple(facts.cases[i] for i in rows),
        open_cases=(*facts.open_cases, *(facts.cases[i] for i in np.flatnonzero(~kept))),
        one_way_minutes=facts.one_way_minutes[rows],
        deadlines=tuple(facts.deadlines[i] for i in rows),
    )
    return formulate(fewer), kept
