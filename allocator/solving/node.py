"""A part of the problem under search: a core, its duals, and what has been decided on the way to it."""

from dataclasses import dataclass, replace

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.evaluation import LEFT_OUT
from allocator.solving.compact import Compact
from allocator.solving.kernels.core import NEVER
from allocator.solving.kernels.pricing import reduced_costs
from allocator.solving.kernels.shrinking import UNDECIDED, propagate, shrink


@dataclass
class Node:
    """A part of the problem.

    Attributes
    ----------
    compact
        What is still open.
    case_dual, limit_dual
        (n,), (K,): the best duals known, scaled.
    bound
        Scaled minutes of the core at those duals; minus `NEVER` where not known.
    plan
        (cases of the problem,): what is decided; `LEFT_OUT` also for what is open.
    """

    compact: Compact
    case_dual: IntArray
    limit_dual: IntArray
    bound: int
    plan: IntArray

    @property
    def is_decided(self) -> bool:
        """Whether no case is open."""
        return len(self.case_dual) == 0

    @property
    def bound_minutes(self) -> int:
        """Whole minutes that no plan in this part goes below."""
        return -(-self.bound // self.compact.scale) + self.compact.constant_minutes

    @property
    def reduced(self) -> IntArray:
        """(P,): reduced costs at the duals."""
        return reduced_costs(self.compact.core, self.compact.scale, self.case_dual, self.limit_dual)

    def slack(self, cutoff: int) -> int:
        """Scaled minutes between the bound and a plan of `cutoff` minutes."""
        return (cutoff - self.compact.constant_minutes) * self.compact.scale - self.bound

    def whole_plan(self, pairs: IntArray) -> IntArray:
        """The problem's plan with these pairs for the open cases."""
        plan = self.plan.copy()
        plan[self.compact.case[pairs]] = self.compact.consultant[pairs]
        return plan

    def without(self, keep: BoolArray, decided: IntArray) -> "Node | None":
        """What is left when pairs are dropped and cases decided; None where nothing can be."""
        compact = self.compact
        if not propagate(compact.core, keep, decided):
            return None
        is_possible, constant, core, pairs, cases = shrink(compact.core, keep, decided)
        if not is_possible:
            return None
        return Node(
            Compact(
                core,
                compact.constant_minutes + int(constant),
                compact.most_minutes,
                compact.scale,
                compact.case[pairs],
                compact.consultant[pairs],
            ),
            self.case_dual[cases],
            self.limit_dual.copy(),
            -NEVER,
            self.whole_plan(decided[decided != UNDECIDED]),
        )

    def with_pair(self, p: int, dropped: IntArray) -> "Node | None":
        """This part with one pair chosen and some others dropped; None where that can't be."""
        keep, decided = np.ones(len(self.compact.case), dtype=np.bool_), self.undecided()
        keep[dropped] = False
        decided[self.compact.core.pair_case[p]] = p
        return self.without(keep, decided)

    def with_fee(self, block: int, *, is_paid: bool) -> "Node | None":
        """This part with a block's fee paid, whether there is a case for it or not, or with the block not used at all.

        Every plan of this part is in one of the two, at no more than what is counted there.
        """
        core, compact = self.compact.core, self.compact
        keep, fee = np.ones(len(compact.case), dtype=np.bool_), core.block_fee.copy()
        j = int(np.searchsorted(core.first_block, block, side="right")) - 1
        twin = core.twin.copy()
        twin[j] = -1 - j
        constant = compact.constant_minutes
        if is_paid:
            constant += int(fee[block])
            fee[block] = 0
        else:
            keep[core.block_start[block] : core.block_start[block + 1]] = False
        changed = replace(compact, core=core._replace(block_fee=fee, twin=twin), constant_minutes=constant)
        whole = Node(changed, self.case_dual.copy(), self.limit_dual.copy(), -NEVER, self.plan)
        return whole.without(keep, whole.undecided())

    def check(self) -> None:
        """Refuse a node with a case that nobody can take: the kernels would read beyond its pairs.

        `root_of` and `without` make no such node.
        """
        if (np.diff(self.compact.core.case_start) <= 0).any():
            raise ValueError("a case has no pair: draw the conclusions with `without` first")

    def undecided(self) -> IntArray:
        """(n,): no case decided."""
        return np.full(len(self.case_dual), UNDECIDED)


def root_of(compact: Compact, num_cases: int) -> Node | None:
    """The whole problem as a node, after what decides itself; None where there is no plan."""
    whole = Node(
        compact,
        np.zeros(len(compact.core.case_start) - 1, dtype=np.int64),
        np.zeros(len(compact.core.limit_upper), dtype=np.int64),
        -NEVER,
        np.full(num_cases, LEFT_OUT),
    )
    return whole.without(np.ones(len(compact.case), dtype=np.bool_), whole.undecided())
