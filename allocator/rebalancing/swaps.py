"""Every swap of two to four open cases that makes everybody involved better off, and those that save most together."""

from collections.abc import Callable
from itertools import islice

import numpy as np

from allocator.arrays import IntArray
from allocator.formulation import formulate
from allocator.rebalancing.exchanges import gains, holdings_of
from allocator.rebalancing.gathering import gather_rebalance
from allocator.rebalancing.ring_packing import Holders, Packing, pack_rings
from allocator.rebalancing.ring_tables import LONGEST_RING, RingTables, live_cases, ring_tables
from allocator.rebalancing.rings import Ring, rings_in_order
from allocator.rebalancing.swap_naming import name_swap
from allocator.solving.stopping import Stopping
from models.policy import Policy
from models.proposal import ProposalStatus
from models.snapshot import Snapshot
from models.swap import Swaps
from models.travel import TravelTimes

NUM_LISTED = 50
"""So many swaps are named, unless somebody asks for more; the number of all is told."""


def find_swaps(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    *,
    team_id: str | None = None,
    most_cases: int = LONGEST_RING,
    num_listed: int | None = NUM_LISTED,
    time_limit_s: float = 60.0,
    seed: int = 0,
    should_stop: Callable[[], bool] | None = None,
) -> Swaps:
    """The consultants' own swaps in one pool.

    A swap is a ring of open cases of different consultants: each gives one case and gets one. It counts only where the
    own minutes of each of them fall: the pairwise minutes of what she gets less those of what she gives, the price of
    the change of hands among them, and her own caseload. O(n^3) for n cases that any swap could touch.

    Parameters
    ----------
    most_cases
        Cases in a ring at the most, 2 to 4.
    num_listed
        How many are named, the best first; None names all.
    time_limit_s
        Seconds. Where they do not suffice, the swaps of some consultants have not been looked at.
    seed
        Has no effect on what is found, only on the order in which it is worked out.

    Raises
    ------
    ValueError
        `most_cases` is not 2, 3 or 4.
    UnusableInput
        There is no such team, it has no consultant, or a home is missing that the policy counts from.
    """
    if not 2 <= most_cases <= LONGEST_RING:
        raise ValueError(f"a swap of {most_cases} cases is not looked for; ask for 2 to {LONGEST_RING}")
    stopping = Stopping(time_limit_s, should_stop)
    facts = gather_rebalance(snapshot, policy, travel, team_id=team_id, seed=seed)
    formulation = formulate(facts)
    holdings = holdings_of(formulation)
    saved = gains(holdings)
    live = np.flatnonzero(live_cases(saved))
    saved, holder = saved[np.ix_(live, live)], holdings.holder[live]
    tables, is_complete = _tables(saved, holder, most_cases, stopping)
    packing = pack_rings(_best_by_holders(tables), len(np.unique(holder)), stopping)
    is_proved = is_complete and packing.gain == packing.most
    listed = islice(rings_in_order(saved, holder, tables), num_listed)

    def named(ring: Ring) -> list[int]:
        return [int(holdings.case[live[each]]) for each in ring]

    swaps = tuple(name_swap(formulation, named(ring)) for ring, _ in listed)
    together = tuple(name_swap(formulation, named(ring)) for ring in _best_rings(saved, holder, packing, most_cases))
    status = ProposalStatus.OPTIMAL if is_proved else ProposalStatus.FEASIBLE
    return Swaps(
        municipality=snapshot.municipality,
        date=facts.date,
        teams=facts.teams,
        policy_name=policy.name,
        policy_version=policy.version,
        approval=policy.swap_approval,
        is_complete=is_complete,
        num_swaps=sum(table.num_rings for table in tables),
        swaps=swaps,
        together=together,
        together_minutes=sum(swap.minutes for swap in together),
        together_at_least=-packing.most if is_complete else None,
        status=ProposalStatus.CANCELLED if stopping.reason() == "cancelled" else status,
    )


def _tables(gain: IntArray, holder: IntArray, longest: int, stopping: Stopping) -> tuple[list[RingTables], bool]:
    """The tables of all holders, and whether there was time for all of them."""
    tables = []
    for table in ring_tables(gain, holder, longest):
        tables.append(table)
        if stopping.reason() is not None:
            break
    return tables, len(tables) == len(np.unique(holder))


def _best_by_holders(tables: list[RingTables]) -> dict[Holders, int]:
    """What the best ring through each set of holders gains, the holders by their positions among those who have any."""
    return {
        (first, *(first + 1 + other for other in others)): gain
        for first, table in enumerate(tables)
        for others, gain in table.best.items()
    }


def _best_rings(gain: IntArray, holder: IntArray, packing: Packing, longest: int) -> list[Ring]:
    """The best ring through each chosen set of holders, the one that gains most first."""
    rings = []
    holders = np.unique(holder)
    for chosen in packing.chosen:
        own = np.flatnonzero(np.isin(holder, holders[list(chosen)]))
        among, had_by = gain[np.ix_(own, own)], holder[own]
        in_order = rings_in_order(among, had_by, list(ring_tables(among, had_by, longest)))
        ring, gained = next((ring, gained) for ring, gained in in_order if len(ring) == len(chosen))
        rings.append((-gained, tuple(int(own[each]) for each in ring)))
    return [ring for _, ring in sorted(rings)]
