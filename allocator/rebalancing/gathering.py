"""What a rebalance looks at: a pool's open cases, each with its holder, and everybody who might have them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from allocator.facts import Facts, facts_of, in_order, needed_competences, pool_of, shuffled
from models.case import Case
from models.consultant import Consultant
from models.policy import Policy
from models.snapshot import Snapshot
from models.travel import TravelTimes


def gather_rebalance(
    snapshot: Snapshot, policy: Policy, travel: TravelTimes, *, team_id: str | None = None, seed: int = 0
) -> Facts:
    """The facts of a rebalance of the pool that a team belongs to; None is the first team of the snapshot.

    Its cases are the open ones that the pool's consultants have, and those that belong to it and are had elsewhere. A
    case that belongs to another pool may only be had there; then that pool's consultants are among them, with all else
    that they have as their load. New cases are none of a rebalance's business.

    Raises
    ------
    UnusableInput
        There is no such team, it has no consultant, or a home is missing that the policy counts from.
    """
    pool = pool_of(snapshot, team_id)
    pools = {team.id: team.round_pool for team in snapshot.teams}
    pool_of_consultant = {each.id: pools[each.team_id] for each in snapshot.consultants}
    home = {case.id: _home(case, snapshot.consultants, pools, pool_of_consultant) for case in snapshot.open_cases}
    cases = [
        case for case in snapshot.open_cases if pool in (home[case.id], pool_of_consultant[case.consultant_id or ""])
    ]
    seen = {pool}.union(*({home[case.id], pool_of_consultant[case.consultant_id or ""]} for case in cases))
    consultants = in_order([each for each in snapshot.consultants if pool_of_consultant[each.id] in seen], pool, seed)
    facts = facts_of(
        snapshot,
        policy,
        travel,
        teams=tuple(sorted(team for team, own in pools.items() if own in seen)),
        consultants=consultants,
        cases=shuffled(cases, seed),
    )
    if len(seen) == 1:
        return facts
    of_other_team = [[pool_of_consultant[each.id] != home[case.id] for each in consultants] for case in facts.cases]
    return replace(facts, of_other_team=np.array(of_other_team, dtype=np.bool_).reshape(facts.shape))


def _home(
    case: Case,
    consultants: Iterable[Consultant],
    pools: Mapping[str, str],
    pool_of_consultant: Mapping[str, str],
) -> str:
    """The pool that a case belongs to.

    The pool of the team that it names. Where it names none, its holder's, unless nobody there has the competences and
    somebody elsewhere has; of several such pools the first by name.
    """
    if case.team_id is not None:
        return pools[case.team_id]
    own = pool_of_consultant[case.consultant_id or ""]
    needed = needed_competences(case)
    able = {pool_of_consultant[each.id] for each in consultants if needed <= each.competences}
    return own if own in able else min(able, default=own)
