"""The problem the solver sees: indices, minutes and weights, never a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from allocator.arrays import ArrayReader, BoolArray, IntArray, closed


@dataclass(frozen=True, init=False, eq=False, repr=False)
class Limit:
    """A row over the whole plan: the sum over the chosen is at most `upper`.

    Attributes
    ----------
    pair
        (n, m), any sign: what case i counts if consultant j takes it.
    left_out
        (n,), any sign: what case i counts if it is left out. 0 where not given.
    upper
        The largest sum that will do; any integer.
    """

    pair: IntArray
    left_out: IntArray
    upper: int

    def __init__(self, pair: ArrayLike, left_out: ArrayLike | None = None, *, upper: int) -> None:
        reader = ArrayReader()
        read_pair = reader.matrix("Limit.pair", pair)
        read_left_out = reader.integers("Limit.left_out", left_out, (len(read_pair),), default=0)
        read_upper = reader.integer("Limit.upper", upper)
        reader.bound_sum("coefficients", [("Limit.pair", read_pair, 1), ("Limit.left_out", read_left_out, 1)])
        reader.raise_faults()
        _set_fields(self, pair=read_pair, left_out=read_left_out, upper=read_upper)

    def __repr__(self) -> str:
        return f"Limit(pair={self.pair.shape}, upper={self.upper})"


@dataclass(frozen=True, init=False, eq=False, repr=False)
class AssignmentProblem:
    """Who gets which case: n cases, m consultants, whole minutes.

    Anything array-like will do; it is copied, checked, filled up with the neutral defaults and closed for writing. The
    sum of absolute values stays below 2**53: of all prices together, of weights and base loads together, and of the
    coefficients of each limit.

    Attributes
    ----------
    cost
        (n, m), any sign: minutes if case i goes to consultant j.
    allowed
        (n, m): False forbids the pair. All True where not given.
    weight
        (n, m), >= 0: load that case i puts on consultant j. May be given as (n,); 1 where not given.
    base_load
        (m,), >= 0: load before the first case. 0 where not given.
    max_load
        (m,) or None for no limit: base load and assigned weight may not exceed max(max_load, base_load), so somebody
        who is above the limit takes no weight and makes nothing infeasible.
    load_cost
        (m, L + 1) or None: minutes for a total load of 0..L, counted for every consultant, also without a new case.
        Each row is convex, from 0 to L; L >= every base load; a load above L is forbidden.
    min_cases, max_cases
        (m,): how many of the cases a consultant takes, both ends included. 0 and n where not given.
    group
        (n,): the group that a case belongs to, -1 for none. -1 where not given.
    group_fee
        (g, m), >= 0: minutes paid once for every group and consultant with at least one case of it. May be given as
        (g,), the same for all; no groups where not given.
    optional
        (n,): True where the case may be left out. All False where not given.
    left_out_cost
        (n,), >= 0: minutes for leaving an optional case out. 0 where not given.
    limits
        Rows over the whole plan, see `Limit`.

    Raises
    ------
    MalformedProblem
        With every fault, where it is and how to mend it. A problem without a solution isn't malformed.
    """

    cost: IntArray
    allowed: BoolArray
    weight: IntArray
    base_load: IntArray
    max_load: IntArray | None
    load_cost: IntArray | None
    min_cases: IntArray
    max_cases: IntArray
    group: IntArray
    group_fee: IntArray
    optional: BoolArray
    left_out_cost: IntArray
    limits: tuple[Limit, ...]

    def __init__(
        self,
        cost: ArrayLike,
        allowed: ArrayLike | None = None,
        weight: ArrayLike | None = None,
        base_load: ArrayLike | None = None,
        max_load: ArrayLike | None = None,
        load_cost: ArrayLike | None = None,
        min_cases: ArrayLike | None = None,
        max_cases: ArrayLike | None = None,
        group: ArrayLike | None = None,
        group_fee: ArrayLike | None = None,
        optional: ArrayLike | None = None,
        left_out_cost: ArrayLike | None = None,
        limits: Iterable[Limit] = (),
    ) -> None:
        reader = ArrayReader()
        minutes = reader.matrix("cost", cost)
        n, m = minutes.shape
        weights = reader.integers("weight", weight, (n,), (n, m), default=1, at_least=0)
        base_loads = reader.integers("base_load", base_load, (m,), default=0, at_least=0)
        load_costs = reader.integers_if_given("load_cost", load_cost, (m, None))
        groups = reader.integers("group", group, (n,), default=-1, at_least=-1)
        fees = reader.integers("group_fee", group_fee, (None,), (None, m), default=0, at_least=0)
        left_out_costs = reader.integers("left_out_cost", left_out_cost, (n,), default=0, at_least=0)
        _set_fields(
            self,
            cost=minutes,
            allowed=reader.booleans("allowed", allowed, (n, m), default=True),
            weight=_for_each_consultant(weights, m),
            base_load=base_loads,
            max_load=reader.integers_if_given("max_load", max_load, (m,)),
            load_cost=load_costs,
            min_cases=reader.integers("min_cases", min_cases, (m,), default=0),
            max_cases=reader.integers("max_cases", max_cases, (m,), default=n),
            group=groups,
            group_fee=_for_each_consultant(fees, m),
            optional=reader.booleans("optional", optional, (n,), default=False),
            left_out_cost=left_out_costs,
            limits=tuple(limits),
        )

        reader.bound_sum("loads", [("weight", weights, 1), ("base_load", base_loads, 1)])
        prices = [
            ("cost", minutes, 1),
            ("left_out_cost", left_out_costs, 1),
            ("group_fee", fees, m if fees.ndim == 1 else 1),
            *([] if load_costs is None else [("load_cost", load_costs, 1)]),
        ]
        if reader.bound_sum("prices", prices) and load_costs is not None:
            _check_load_cost(reader, load_costs, base_loads)
        if not reader.is_faulty("group_fee"):
            _check_groups(reader, groups, len(fees))
        _check_limits(reader, self.limits, (n, m))
        reader.raise_faults()

    def __repr__(self) -> str:
        return f"AssignmentProblem({self.num_cases} cases, {self.num_consultants} consultants)"

    @property
    def num_cases(self) -> int:
        """n."""
        return len(self.cost)

    @property
    def num_consultants(self) -> int:
        """m."""
        return len(self.base_load)

    @property
    def num_groups(self) -> int:
        """g."""
        return len(self.group_fee)

    @cached_property
    def room(self) -> IntArray:
        """(m,): the weight that `max_load` and the length of `load_cost` leave each consultant; never negative.

        Where neither is given, the sum of all weights: room for everything.
        """
        room = self.weight.sum(axis=0)
        if self.max_load is not None:
            room = np.minimum(room, np.maximum(self.max_load, self.base_load) - self.base_load)
        if self.load_cost is not None:
            room = np.minimum(room, self.load_cost.shape[1] - 1 - self.base_load)
        return closed(room)


def _set_fields(value: Limit | AssignmentProblem, **fields: object) -> None:
    for name, field in fields.items():
        object.__setattr__(value, name, field)


def _for_each_consultant(given: IntArray, num_consultants: int) -> IntArray:
    """A read-only view with a column for each consultant, which takes no memory where there was one for all."""
    if given.ndim == 2:
        return given
    return np.broadcast_to(given[:, np.newaxis], (len(given), num_consultants))


def _check_load_cost(reader: ArrayReader, load_cost: IntArray, base_load: IntArray) -> None:
    largest_load = load_cost.shape[1] - 1
    for j in np.flatnonzero(base_load > largest_load):
        reader.reject(
            "load_cost",
            (int(j),),
            f"ends at load {largest_load}, below base_load {base_load[j]}",
            "make the rows longer, to the largest load that may be",
        )
    marginal = np.diff(load_cost, axis=1)
    falls = np.diff(marginal, axis=1) < 0
    for j in np.flatnonzero(falls.any(axis=1)):
        step = int(np.argmax(falls[j]))
        reader.reject(
            "load_cost",
            (int(j), step + 2),
            f"is not convex: load {step + 1} costs {marginal[j, step]} more than load {step}, "
            f"but load {step + 2} only {marginal[j, step + 1]} more than load {step + 1}",
            "add the row up from marginal costs that never fall",
        )


def _check_groups(reader: ArrayReader, group: IntArray, num_groups: int) -> None:
    for i in np.flatnonzero(group >= num_groups):
        reader.reject(
            "group",
            (int(i),),
            f"is {group[i]}, but group_fee has {num_groups} groups",
            "give a fee for every group, or -1 for a case without a group",
        )


def _check_limits(reader: ArrayReader, limits: tuple[object, ...], shape: tuple[int, int]) -> None:
    for k, limit in enumerate(limits):
        if not isinstance(limit, Limit):
            reader.reject("limits", (k,), f"is {limit!r}", "give a Limit")
        elif limit.pair.shape != shape:
            reader.reject("limits", (k,), f"has pair of shape {limit.pair.shape}", f"give one of shape {shape}")
