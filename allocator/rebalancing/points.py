"""One point of a rebalance: the best plan with so many voluntary moves, level by level, proved or with its bound."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Final

import numpy as np

from allocator.arrays import LARGEST_SUM, BoolArray, IntArray
from allocator.formulation import LEFT_OUT_LEVEL, Formulation, HardParts, StrictLevel
from allocator.problem import AssignmentProblem, Limit
from allocator.rebalancing.kinds import Kinds, kinds_of
from allocator.rebalancing.level_search import LevelSearch
from allocator.rebalancing.near_plan import search_near_plan
from allocator.solving.incumbent import Progress
from allocator.solving.portfolio import PORTFOLIO, solve
from allocator.solving.result import Result
from allocator.solving.search import Phase
from allocator.ties import MOST_RECEIVED
from models.proposal import Level, ProposalStatus

_WITH_ROWS: Final = {name: PORTFOLIO[name] for name in ("look", "hint", "greedy", "exact")}
"""Where strict levels are held by rows, relaxing them leaves a wide gap: CP-SAT, with its cuts, is the one to ask."""


def _near_plan(phases: Mapping[str, Phase]) -> Mapping[str, Phase]:
    """These phases, but first near the plan that is known."""
    near = partial(search_near_plan, phases=phases)
    first = {name: phases[name] for name in ("equal weights", "look", "hint") if name in phases}
    return MappingProxyType({**first, "near plan": near, **phases})


_PHASES: Final = _near_plan(PORTFOLIO)
_PHASES_WITH_ROWS: Final = _near_plan(_WITH_ROWS)


@dataclass(frozen=True)
class Point:
    """A plan of one rebalance and how good it is known to be.

    Attributes
    ----------
    assignment
        (n,): consultant index; -1 for a case that nobody may have, or has room for.
    levels
        What the plan counts in each strict level, with the proved least.
    objective, bound
        Minutes, without any price put on moves besides. The bound holds for plans that keep the levels where they are.
    num_moves
        Voluntary moves.
    ties_settled
        Whether it is proved that among plans as good none moves fewer cases, nor, where so many as are moved are
        counted, gives them to consultants who have received fewer lately.
    results
        Of every solve that it took; none where all followed from other points.
    """

    assignment: IntArray
    levels: tuple[Level, ...]
    objective: int
    bound: int | None
    num_moves: int
    status: ProposalStatus
    ties_settled: bool
    results: tuple[Result, ...]

    @property
    def values(self) -> tuple[int, ...]:
        """What the plan counts in every level, minutes last: smaller is better, from the first on."""
        return (*(level.value for level in self.levels), self.objective)

    @property
    def is_proved(self) -> bool:
        """Whether no plan of the kind is better."""
        return self.status is ProposalStatus.OPTIMAL


@dataclass(frozen=True)
class Ground:
    """What all points of a rebalance have in common.

    Attributes
    ----------
    seed
        Settles what is equal in everything else.
    deterministic_limit
        Work for each solve, as `solve` has it; None for no limit.
    """

    formulation: Formulation
    seed: int
    deadline_s: float
    should_stop: Callable[[], bool] | None
    deterministic_limit: float | None = None

    @cached_property
    def parts(self) -> HardParts:
        """The fields of every problem that forbid."""
        return self.formulation.hard_parts()

    @cached_property
    def load_cost(self) -> IntArray:
        """(m, L + 1): the minutes of every caseload that the limits let anybody come to."""
        base, most = self.parts["base_load"], self.parts["max_load"]
        highest = self.formulation.highest_load
        if most is not None:
            highest = min(highest, int(np.maximum(base, most).max()))
        return self.formulation.load_cost[:, : highest + 1]

    @cached_property
    def changes(self) -> IntArray:
        """(n, m): 1 where a case goes to somebody who does not have it."""
        facts = self.formulation.facts
        result = np.ones(facts.shape, dtype=np.int64)
        result[np.arange(facts.shape[0]), facts.holder] = 0
        return result

    @cached_property
    def at_rest(self) -> IntArray:
        """(n,): the plan that moves nothing and covers nothing: what may be kept is kept, the rest waits."""
        return np.where(self.formulation.may_keep, self.formulation.facts.holder, -1)

    @cached_property
    def singles(self) -> BoolArray:
        """(n,): the cases that a level looks at one by one: those that must move, or that go back."""
        return ~self.formulation.may_keep | (self.formulation.rightful >= 0)

    @cached_property
    def kinds(self) -> Kinds:
        """The moves of all other cases."""
        return kinds_of(self.formulation, self.parts, self.singles)

    @cached_property
    def no_kinds(self) -> Kinds:
        """None, for where no other case moves."""
        return kinds_of(self.formulation, self.parts, np.ones_like(self.singles))

    @property
    def remaining_s(self) -> float:
        """Seconds of solving that are left, never negative."""
        return max(0.0, self.deadline_s - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether the time is up, or the caller wants to stop."""
        return self.remaining_s == 0 or (self.should_stop is not None and self.should_stop())

    def num_moves(self, assignment: IntArray) -> int:
        """Voluntary moves of a plan."""
        rows = np.flatnonzero(assignment >= 0)
        return int(self.formulation.voluntary[rows, assignment[rows]].sum())

    def minutes(self, assignment: IntArray) -> int:
        """What a plan costs, as in `evaluate`, but of plans that are known to be feasible."""
        formulation = self.formulation
        facts = formulation.facts
        rows = np.flatnonzero(assignment >= 0)
        chosen = assignment[rows]
        load = facts.load_before.copy()
        np.add.at(load, chosen, facts.case_load[rows])
        has_group = formulation.group[rows] >= 0
        met = np.zeros(formulation.group_fee.shape, dtype=np.bool_)
        met[formulation.group[rows][has_group], chosen[has_group]] = True
        return int(
            formulation.pair_minutes[rows, chosen].sum()
            + formulation.left_out_minutes[assignment < 0].sum()
            + formulation.load_cost[np.arange(len(load)), load].sum()
            + formulation.group_fee[met].sum()
        )


def solve_point(
    ground: Ground,
    *,
    start: IntArray,
    max_moves: int | None,
    price_minutes: int = 0,
    relaxed: Point | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Point:
    """The best plan with at most `max_moves` voluntary moves, each at a price besides its own.

    Parameters
    ----------
    start
        A plan within the rules and `max_moves`.
    max_moves
        None for any number.
    relaxed
        The proved best of something that allows more; where a plan reaches it, nothing has to be solved.
    """
    search = _Search(ground, max_moves, price_minutes, start, relaxed)
    search.settle_levels()
    return search.settle_minutes(on_progress)


@dataclass(frozen=True)
class Ties:
    """Minutes scaled so that what decides between plans that cost the same weighs less than one of them.

    Fewest changes come first. Where their number is limited, those who have received fewest lately come next; for any
    number of moves that would swell the numbers in the solver beyond its help.

    Attributes
    ----------
    pair
        (n, m): what each pair counts.
    most
        What a plan can count at the most.
    """

    scale: int
    pair: IntArray
    most: int

    @property
    def are_told_apart(self) -> bool:
        """Whether ties are broken at all; not where prices are so large that scaled ones would not be exact."""
        return self.scale > 1

    @classmethod
    def of(cls, ground: Ground, max_moves: int | None) -> "Ties":
        """The ties of plans with at most so many voluntary moves; None for any number."""
        formulation = ground.formulation
        facts = formulation.facts
        if max_moves is None:
            pair, most = ground.changes, facts.shape[0]
        else:
            received = np.array([min(each.num_received_lately, MOST_RECEIVED) for each in facts.consultants])
            num_changes = max_moves + int((formulation.rightful >= 0).sum()) + int((~formulation.may_keep).sum())
            most_received = num_changes * int(received.max(initial=0))
            pair = ground.changes * (1 + most_received + received[None, :])
            most = num_changes * (1 + most_received) + most_received
        prices = [formulation.pair_minutes, ground.load_cost, formulation.group_fee, formulation.left_out_minutes]
        total = sum(int(np.abs(each).sum()) for each in prices) * (1 + most) + int(pair.sum())
        if total >= LARGEST_SUM:
            return cls(1, np.zeros_like(ground.changes), 0)
        return cls(1 + most, pair, most)

    def minutes_at_least(self, scaled: int) -> int:
        """The minutes proved by a bound on the scaled problem."""
        return -((self.most - scaled) // self.scale)

    def unscaled(self, known: Progress) -> Progress:
        """Progress in minutes."""
        return replace(
            known,
            objective=None if known.objective is None else known.objective // self.scale,
            bound=None if known.bound is None else self.minutes_at_least(known.bound),
        )


class _Search:
    """The levels under way: what is held already, and the best plan that holds it."""

    def __init__(
        self, ground: Ground, max_moves: int | None, price_minutes: int, start: IntArray, relaxed: Point | None
    ) -> None:
        self._ground = ground
        self._max_moves = max_moves
        self._formulation = ground.formulation
        self._price_minutes = price_minutes
        self._plan = start
        self._relaxed = relaxed if relaxed is not None and relaxed.is_proved else None
        self._allowed: BoolArray = ground.parts["allowed"]
        self._optional: BoolArray = ~ground.formulation.may_keep
        self._rows: list[Limit] = list(ground.parts["limits"])
        self._levels: list[Level] = []
        self._results: list[Result] = []
        self._is_tight = False
        if max_moves is not None:
            self._hold(ground.formulation.voluntary, np.zeros(len(start), dtype=np.int64), max_moves)

    def settle_levels(self) -> None:
        """Make each level as small as possible, and hold it.

        At once, where the plan is as good as can be; from the first level where it is not, by kinds of move; and where
        that says nothing, case by case.
        """
        levels = self._formulation.levels
        for position, level in enumerate(levels):
            if level.value(self._plan) > self._least_at_once(level):
                found = self._by_kinds(position)
                if found is None:
                    self._case_by_case(levels[position:])
                    return
                self._plan = found
                for each in levels[position:]:
                    self._keep(each, each.value(found), each.value(found))
                return
            self._keep(level, level.value(self._plan), level.value(self._plan))

    def _by_kinds(self, position: int) -> IntArray | None:
        """A plan proved best in the levels from `position` on; None where it is not found so."""
        ground, levels = self._ground, self._formulation.levels
        search = LevelSearch(
            self._formulation,
            ground.parts,
            ground.singles,
            ground.no_kinds if self._max_moves == 0 else ground.kinds,
            self._max_moves,
            ground.should_stop,
        )
        for level, held in zip(levels, self._levels, strict=False):
            search.hold(level, held.value)
        values = []
        for level in levels[position:]:
            if ground.is_over:
                return None
            value = search.settle(level, ground.remaining_s / 2)
            if value is None:
                return None
            values.append(value)
        plan = search.plan(ground.remaining_s / 2)
        if plan is None or [level.value(plan) for level in levels[position:]] != values:
            return None
        return plan

    def _case_by_case(self, levels: Sequence[StrictLevel]) -> None:
        """Levels one after the other as any problem of the solver's."""
        for level in levels:
            least = self._least_at_once(level)
            if level.value(self._plan) > least:
                result = self._solve(level.pair, level.left_out, self._ground.remaining_s / 2)
                if result.assignment is not None:
                    self._plan = result.assignment
                least = least if result.bound is None else max(least, result.bound)
            self._keep(level, level.value(self._plan), least)

    def _keep(self, level: StrictLevel, value: int, bound: int) -> None:
        self._levels.append(Level(name=level.name, unit=level.unit, value=value, bound=bound))
        if level.name == LEFT_OUT_LEVEL and value == 0:
            self._optional = np.zeros_like(self._optional)
        else:
            self._hold(level.pair, level.left_out, value)

    def settle_minutes(self, on_progress: Callable[[Progress], None] | None) -> Point:
        """Make the minutes as few as possible, and then the moves."""
        ground, ties = self._ground, Ties.of(self._ground, self._max_moves)
        bound: int | None = None
        if self._relaxed is not None and self._is_level_with_relaxed(len(self._levels)):
            bound = self._relaxed.objective
        result = self._solve(
            ties.scale * self._priced + ties.pair,
            ties.scale * ground.formulation.left_out_minutes,
            ground.remaining_s,
            load_scale=ties.scale,
            on_progress=None if on_progress is None else lambda known: on_progress(ties.unscaled(known)),
        )
        if result.assignment is not None:
            self._plan = result.assignment
        moved, objective = ground.num_moves(self._plan), ground.minutes(self._plan)
        if result.bound is not None:
            proved = ties.minutes_at_least(result.bound) - self._price_minutes * moved
            bound = proved if bound is None else max(bound, proved)
        levels = tuple(self._levels)
        is_proved = bound == objective and all(level.bound == level.value for level in levels)
        is_cancelled = any(each.status == "cancelled" for each in self._results)
        unproved = ProposalStatus.CANCELLED if is_cancelled else ProposalStatus.FEASIBLE
        return Point(
            assignment=self._plan,
            levels=levels,
            objective=objective,
            bound=bound,
            num_moves=moved,
            status=ProposalStatus.OPTIMAL if is_proved else unproved,
            ties_settled=is_proved and ties.are_told_apart and result.status == "optimal",
            results=tuple(self._results),
        )

    @property
    def _priced(self) -> IntArray:
        """(n, m): the pairwise minutes with the price put on moves besides."""
        formulation = self._ground.formulation
        return formulation.pair_minutes + self._price_minutes * formulation.voluntary

    def _solve(
        self,
        cost: IntArray,
        left_out_cost: IntArray,
        time_limit_s: float,
        *,
        load_scale: int = 0,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Result:
        parts = self._ground.parts
        formulation = self._formulation
        problem = AssignmentProblem(
            cost=cost,
            allowed=self._allowed,
            weight=parts["weight"],
            base_load=parts["base_load"],
            max_load=parts["max_load"],
            max_cases=parts["max_cases"],
            limits=self._rows,
            optional=self._optional,
            left_out_cost=left_out_cost,
            load_cost=self._ground.load_cost * load_scale if load_scale else None,
            group=formulation.group if load_scale else None,
            group_fee=formulation.group_fee * load_scale if load_scale else None,
        )
        result = solve(
            problem,
            time_limit_s=time_limit_s,
            seed=self._ground.seed,
            hint=self._plan,
            on_progress=on_progress,
            should_stop=self._ground.should_stop,
            deterministic_limit=self._ground.deterministic_limit,
            phases=_PHASES_WITH_ROWS if self._is_tight else _PHASES,
        )
        self._results.append(result)
        return result

    def _hold(self, pair: IntArray, left_out: IntArray, upper: int) -> None:
        """Allow only plans that count at most `upper`; by forbidding pairs where every case must count its least."""
        counts = np.where(self._allowed, pair, np.iinfo(np.int64).max)
        least = counts.min(axis=1, initial=np.iinfo(np.int64).max)
        if not self._optional.any() and bool(self._allowed.any(axis=1).all()) and int(least.sum()) == upper:
            self._allowed = self._allowed & (counts == least[:, None])
        elif not left_out.any() and pair.min(initial=0) >= 0 and upper == 0:
            self._allowed = self._allowed & (pair == 0)
        else:
            self._rows.append(Limit(pair, left_out, upper=upper))
            self._is_tight |= pair is not self._formulation.voluntary

    def _least_at_once(self, level: StrictLevel) -> int:
        """A bound on the level that needs no solve: case by case, or what allows more and was the same so far."""
        most = np.iinfo(np.int64).max
        pairs = np.where(self._allowed, level.pair, most).min(axis=1, initial=most)
        by_case = np.minimum(pairs, np.where(self._optional | (pairs == most), level.left_out, most))
        least = int(by_case.sum())
        position = len(self._levels)
        if self._relaxed is not None and self._is_level_with_relaxed(position):
            least = max(least, self._relaxed.levels[position].value)
        return least

    def _is_level_with_relaxed(self, position: int) -> bool:
        assert self._relaxed is not None  # noqa: S101 - only asked where there is one
        return all(
            own.value == known.value and own.bound == own.value
            for own, known in zip(self._levels[:position], self._relaxed.levels[:position], strict=True)
        )
