"""Consultants' own swaps: which there are, and whether one that is proposed is allowed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allocator.rebalancing.swap_check import check_swap
from allocator.rebalancing.swaps import find_swaps
from models.errors import Finding
from models.snapshot import Snapshot
from models.swap import SwapCheck, Swaps
from service.use_cases import Order, get_ready


@dataclass(frozen=True)
class Swapped:
    """All swaps, or the check of one, with the snapshot they are of. `warnings` are of the import."""

    snapshot: Snapshot
    warnings: tuple[Finding, ...]
    answer: Swaps | SwapCheck


def look_for_swaps(
    order: Order,
    case_ids: Sequence[str],
    *,
    most_cases: int,
    num_listed: int,
    should_stop: Callable[[], bool] | None = None,
) -> Swapped:
    """The swaps of a team, or, where cases are named, the check of the one swap they make.

    Parameters
    ----------
    most_cases
        Cases in a swap at the most, 2 to 4.
    num_listed
        How many swaps are named, the best first.

    Raises
    ------
    UnusableInput
        With every fault of everything that was given.
    """
    ready = get_ready(order, " ".join(case_ids) or None)
    if case_ids:
        check = check_swap(ready.snapshot, ready.policy, ready.travel, case_ids, team_id=order.team_id, seed=order.seed)
        return Swapped(ready.snapshot, ready.warnings, check)
    swaps = find_swaps(
        ready.snapshot,
        ready.policy,
        ready.travel,
        team_id=order.team_id,
        most_cases=most_cases,
        num_listed=num_listed,
        time_limit_s=order.time_limit_s,
        seed=order.seed,
        should_stop=should_stop,
    )
    return Swapped(ready.snapshot, ready.warnings, swaps)
