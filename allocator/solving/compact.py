"""From a problem to the compact form of the kernels, and from the pairs that they choose back to a plan."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.evaluation import LEFT_OUT
from allocator.problem import AssignmentProblem
from allocator.solving.kernels.core import Core
from allocator.solving.kernels.shrinking import pairs_by_case
from allocator.solving.limit_rows import read_limits

_MOST_SCALE_BITS: Final = 10
_MOST_TOTAL_BITS: Final = 57


@dataclass(frozen=True)
class Compact:
    """A core and what it means for the problem.

    Attributes
    ----------
    core
        The compact form.
    constant_minutes
        What every plan costs beside what the core counts.
    most_minutes
        No plan costs more than this beside the constant.
    scale
        Duals count in minutes divided by this.
    case, consultant
        (P,): what each pair is in the problem; `LEFT_OUT` for a case's own place outside.
    """

    core: Core
    constant_minutes: int
    most_minutes: int
    scale: int
    case: IntArray
    consultant: IntArray

    def plan(self, pairs: IntArray) -> IntArray:
        """(n,): the problem's plan that chooses these pairs, in any order."""
        plan = np.full(len(pairs), LEFT_OUT)
        plan[self.case[pairs]] = self.consultant[pairs]
        return plan

    @property
    def largest_case_dual(self) -> int:
        """Scaled minutes; all cases together stay below 2**58."""
        return int(2 ** (_MOST_TOTAL_BITS + 1) // max(1, len(self.core.case_start) - 1))

    @property
    def largest_limit_dual(self) -> IntArray:
        """(K,): scaled minutes; all that limits charge together stays below 2**58."""
        largest_sum = np.abs(self.core.limit_upper)
        np.add.at(largest_sum, self.core.limit_row, np.abs(self.core.limit_count))
        return np.asarray(2 ** (_MOST_TOTAL_BITS + 1) // (len(largest_sum) * (largest_sum + 1)), dtype=np.int64)

    @property
    def num_states(self) -> int:
        """The size of all dynamic programs over loads together."""
        num_pairs = np.diff(self.core.pair_start)
        return int((num_pairs * (self.core.room + 1) * self.core.num_layers).sum())

    @property
    def table_size(self) -> int:
        """The size of a table that is as long as the longest dynamic program and as wide as the widest."""
        widest = ((self.core.room + 1) * self.core.num_layers).max(initial=0)
        return int(np.diff(self.core.pair_start).max(initial=0) * widest)


def compact(problem: AssignmentProblem, pairs: BoolArray, random: np.random.Generator) -> Compact | None:
    """The compact form over some pairs, or None where a limit or consultant rules out every plan.

    Cases and consultants come in a random order, so that the order of the problem's rows breaks no tie.

    What decides itself is settled on the way: fees that only one case can cause, limits that always hold, counts that
    follow from loads, loads that cost nothing or the same everywhere, and units of load.
    """
    m = problem.num_consultants
    case_order, consultant_order = random.permutation(problem.num_cases), random.permutation(m)
    case_rank, consultant_rank = np.argsort(case_order), np.argsort(consultant_order)
    case, consultant = np.nonzero(pairs)
    outside = np.flatnonzero(problem.optional)
    fee_group, fee = _fees(problem, case, consultant)
    order = np.lexsort((case_rank[case], fee_group, consultant_rank[consultant]))
    consultant, case, fee_group, fee = consultant[order], case[order], fee_group[order], fee[order]
    is_block = fee_group >= 0
    cost = problem.cost[case, consultant] + np.where(is_block, 0, fee)
    weight = problem.weight[case, consultant]

    place = np.concatenate([consultant_rank[consultant], m + np.arange(len(outside))])
    num_places = m + len(outside)
    pair_start = np.searchsorted(place, np.arange(num_places + 1))
    key = np.concatenate([fee_group, np.full(len(outside), -1)])
    is_first = np.ones(len(place), dtype=np.bool_)
    is_first[1:] = (place[1:] != place[:-1]) | (key[1:] != key[:-1])
    block_pair = np.flatnonzero(is_first)
    block_fee = np.where(key[block_pair] >= 0, np.append(fee, np.zeros(len(outside), dtype=np.int64))[block_pair], 0)

    all_cases = np.concatenate([case, outside])
    all_consultants = np.concatenate([consultant, np.full(len(outside), LEFT_OUT)])
    limits = read_limits(problem, all_cases, all_consultants)
    if limits is None:
        return None
    loads = _Loads(problem, limits.room, consultant_order, num_places)
    loads.read(pair_start, cost, weight)
    if not loads.is_possible:
        return None
    core_case = case_rank[all_cases]
    all_costs = np.concatenate([cost, problem.left_out_cost[outside]])
    case_start, case_pair = pairs_by_case(core_case, problem.num_cases)
    load_start = np.zeros(num_places + 1, dtype=np.int64)
    np.cumsum(loads.room + 1, out=load_start[1:])
    load_cost = np.concatenate(loads.rows) if loads.rows else np.zeros(0, dtype=np.int64)
    core = Core(
        pair_case=core_case,
        pair_consultant=place,
        pair_cost=all_costs,
        pair_weight=np.concatenate([weight, np.zeros(len(outside), dtype=np.int64)]),
        pair_start=pair_start,
        block_start=np.append(block_pair, len(place)),
        block_fee=block_fee,
        first_block=np.searchsorted(place[block_pair], np.arange(num_places + 1)),
        case_start=case_start,
        case_pair=case_pair,
        room=loads.room,
        min_load=loads.min_load,
        load_cost=load_cost,
        load_start=load_start,
        least_step=np.array([row[1] if len(row) > 1 else 0 for row in loads.rows], dtype=np.int64),
        min_count=loads.min_count,
        max_count=loads.max_count,
        num_layers=loads.num_layers,
        is_open_above=loads.is_open_above,
        limit_start=limits.start,
        limit_row=limits.row,
        limit_count=limits.count,
        limit_upper=limits.upper,
        twin=np.zeros(num_places, dtype=np.int64),
    )
    total = int(np.abs(all_costs).sum()) + int(block_fee.sum())
    total += sum(int(np.abs(row).max()) for row in loads.rows)
    return Compact(
        core=core._replace(twin=_twins(core)),
        constant_minutes=loads.constant_minutes,
        most_minutes=total,
        scale=2 ** max(0, min(_MOST_SCALE_BITS, _MOST_TOTAL_BITS - total.bit_length())),
        case=all_cases,
        consultant=all_consultants,
    )


def _fees(problem: AssignmentProblem, case: IntArray, consultant: IntArray) -> tuple[IntArray, IntArray]:
    """For each pair the group that it shares a fee with others in, or -1; and the fee that it causes."""
    group = problem.group[case]
    if problem.num_groups == 0:
        return np.full(len(case), -1), np.zeros(len(case), dtype=np.int64)
    fee = np.where(group >= 0, problem.group_fee[group, consultant], 0)
    key = consultant * problem.num_groups + group
    _, position, count = np.unique(np.where(fee > 0, key, -1), return_inverse=True, return_counts=True)
    return np.where((fee > 0) & (count[position] > 1), group, -1), fee


class _Loads:
    """Loads in units of each consultant's own, and counts where they don't follow from loads. Changes what it reads."""

    def __init__(
        self, problem: AssignmentProblem, all_room: IntArray, consultant_order: IntArray, num_places: int
    ) -> None:
        self.is_possible = True
        self.constant_minutes = 0
        self.room = np.zeros(num_places, dtype=np.int64)
        self.min_load = np.zeros(num_places, dtype=np.int64)
        self.min_count = np.zeros(num_places, dtype=np.int64)
        self.max_count = np.zeros(num_places, dtype=np.int64)
        self.num_layers = np.ones(num_places, dtype=np.int64)
        self.is_open_above = np.zeros(num_places, dtype=np.int64)
        self.rows: list[IntArray] = []
        self._problem = problem
        self._all_room = all_room
        self._consultant_order = consultant_order.tolist()

    def read(self, pair_start: IntArray, cost: IntArray, weight: IntArray) -> None:
        """Read the loads and counts of everybody, with `weight` turned into units and into `cost` where it may be."""
        bounds = pair_start.tolist()
        num_consultants = self._problem.num_consultants
        for j in range(num_consultants):
            pairs = slice(bounds[j], bounds[j + 1])
            self._read(j, cost[pairs], weight[pairs])
        self.max_count[num_consultants:] = 1
        self.rows += [np.zeros(1, dtype=np.int64)] * (len(self.room) - num_consultants)

    def _read(self, j: int, cost: IntArray, weight: IntArray) -> None:
        problem, num_pairs = self._problem, len(weight)
        here = self._consultant_order[j]
        base, room = int(problem.base_load[here]), int(self._all_room[here])
        least = max(0, int(problem.min_cases[here]))
        most = max(0, min(num_pairs, int(problem.max_cases[here])))
        unit = int(np.gcd.reduce(weight)) if num_pairs else 0
        if problem.load_cost is not None:
            self.constant_minutes += int(problem.load_cost[here, base])
        if least > most or problem.max_cases[here] < 0:
            self.is_possible = False

        if num_pairs == 0 or weight.max() == weight.min():
            weight[:] = 1
            room = most if unit == 0 else min(room // unit, most)
            self.min_load[j] = least
            self.is_possible = self.is_possible and least <= room
            self.max_count[j] = num_pairs
        else:
            weight //= unit
            in_order = np.sort(weight)
            fits = int(np.searchsorted(np.cumsum(in_order), room // unit, side="right"))
            room = min(room // unit, int(in_order[num_pairs - most :].sum()))
            self._count(j, least, most, min(fits, num_pairs))
        row = np.zeros(room + 1, dtype=np.int64)
        if problem.load_cost is not None and unit > 0:
            row = problem.load_cost[here, base : base + unit * room + 1 : unit] - problem.load_cost[here, base]
        is_linear = bool((row == row[-1] // max(room, 1) * np.arange(room + 1)).all())
        if is_linear and room == weight.sum() and self.min_load[j] == 0 and self.num_layers[j] == 1:
            cost += weight * (row[-1] // max(room, 1))
            weight[:] = 0
            room, row = 0, row[:1]
        self.room[j] = room
        self.rows.append(row)

    def _count(self, j: int, least: int, most: int, fits: int) -> None:
        """Tell apart as many counts as it takes: up to the most where that binds, else up to the least."""
        if most < fits:
            self.num_layers[j] = most + 1
            self.min_count[j], self.max_count[j] = least, most
        elif least > 0:
            self.num_layers[j] = least + 1
            self.is_open_above[j] = 1
            self.min_count[j], self.max_count[j] = least, most
        else:
            self.max_count[j] = most


def _twins(core: Core) -> IntArray:
    """A number for each consultant, the same for consultants who are alike in everything."""
    first: dict[bytes, int] = {}
    twin = np.arange(len(core.room))
    for j in range(len(twin)):
        pairs = slice(core.pair_start[j], core.pair_start[j + 1])
        blocks = slice(core.first_block[j], core.first_block[j + 1])
        if pairs.start == pairs.stop:
            continue
        counted = slice(core.limit_start[pairs.start], core.limit_start[pairs.stop])
        parts = [
            core.pair_case[pairs],
            core.pair_cost[pairs],
            core.pair_weight[pairs],
            core.block_start[blocks] - pairs.start,
            core.block_fee[blocks],
            np.array([core.room[j], core.min_load[j], core.min_count[j], core.max_count[j], core.num_layers[j]]),
            core.load_cost[core.load_start[j] : core.load_start[j + 1]],
            core.limit_start[pairs] - core.limit_start[pairs.start],
            core.limit_row[counted],
            core.limit_count[counted],
        ]
        twin[j] = first.setdefault(b"".join(map(np.ndarray.tobytes, parts)), j)
    return twin
