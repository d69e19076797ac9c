"""What each consultant saves when she gives one open case and gets another for it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from allocator.formulation import Formulation


@dataclass(frozen=True)
class Room:
    """A limit of one consultant: what each case (n,) counts with her, what she has now, and the most she may have."""

    consultant: int
    weight: IntArray
    now: int
    most: int


@dataclass(frozen=True)
class Holdings:
    """All open cases (n) with the consultants (m) who have them, both in order of their ids.

    Attributes
    ----------
    case, consultant
        (n,) and (m,): where each stands in the facts.
    holder
        (n,): who has the case, ascending.
    minutes
        (n, m): the pairwise minutes of the case with her, what the move costs among them; no move for the holder.
    may_have
        (n, m): whether she may get the case. What holds for the holder does not matter.
    weight, load, load_cost
        (n,), (m,) and (m, L + 1): the load of a case, of a consultant now, and the minutes of every load.
    rooms
        Whoever is above a limit may keep what she has and gain nothing.
    """

    case: IntArray
    consultant: IntArray
    holder: IntArray
    minutes: IntArray
    may_have: BoolArray
    weight: IntArray
    load: IntArray
    load_cost: IntArray
    rooms: tuple[Room, ...]


def holdings_of(formulation: Formulation) -> Holdings:
    """The open cases of a rebalance as they are had now.

    A pair that is worse than the present one in a strict level is as forbidden as one that a hard rule forbids: levels
    come before minutes, and a rebalance keeps them in the same way.
    """
    facts = formulation.facts
    consultant = np.array(sorted(range(facts.shape[1]), key=lambda j: facts.consultants[j].id), dtype=np.int64)
    place = np.argsort(consultant)
    case = np.array(sorted(range(facts.shape[0]), key=lambda i: _by_holder(facts, i)), dtype=np.int64)
    pairs = np.ix_(case, consultant)
    return Holdings(
        case=case,
        consultant=consultant,
        holder=place[facts.holder[case]],
        minutes=formulation.pair_minutes[pairs],
        may_have=may_get(formulation)[pairs],
        weight=facts.case_load[case],
        load=facts.load_today[consultant],
        load_cost=formulation.load_cost[consultant],
        rooms=tuple(
            Room(int(place[room.consultant]), room.weight[case], room.now, room.most) for room in rooms(formulation)
        ),
    )


def _by_holder(facts: Facts, i: int) -> tuple[str, str]:
    return facts.consultants[facts.holder[i]].id, facts.cases[i].id


def may_get(formulation: Formulation) -> BoolArray:
    """(n, m): pairs that no hard rule forbids and that are in no strict level worse than with the holder."""
    result = formulation.allowed()
    rows = np.arange(len(result))
    for level in formulation.levels:
        result &= level.pair <= level.pair[rows, formulation.facts.holder][:, np.newaxis]
    return result


def rooms(formulation: Formulation) -> Iterator[Room]:
    """Every limit on what a consultant has, as the problem knows it; each of its rows is about one consultant."""
    facts = formulation.facts
    if formulation.max_load is not None:
        for j, most in enumerate(formulation.max_load.tolist()):
            yield Room(j, facts.case_load, int(facts.load_today[j]), most)
    for limit in formulation.hard_parts()["limits"]:
        for j in np.flatnonzero(limit.pair.any(axis=0)).tolist():
            yield Room(j, limit.pair[:, j], int(limit.pair[facts.holder == j, j].sum()), limit.upper)


def gains(holdings: Holdings) -> IntArray:
    """(n, n): what the holder of case k saves by getting case i and giving k away; 0 where it is nothing or forbidden.

    Takes O(n^2) time and memory.
    """
    num_cases, num_consultants = holdings.minutes.shape
    result = np.zeros((num_cases, num_cases), dtype=np.int64)
    most = holdings.load_cost.shape[1] - 1
    for j in range(num_consultants):
        hers = np.flatnonzero(holdings.holder == j)
        load = int(holdings.load[j])
        after = load - holdings.weight[hers] + holdings.weight[:, np.newaxis]
        saved = holdings.minutes[hers, j] - holdings.minutes[:, j][:, np.newaxis]
        saved -= holdings.load_cost[j, np.minimum(after, most)] - holdings.load_cost[j, load]
        may = (holdings.may_have[:, j] & (holdings.holder != j))[:, np.newaxis] & (after <= most)
        for room in holdings.rooms:
            if room.consultant == j:
                counted = room.now - room.weight[hers] + room.weight[:, np.newaxis]
                may &= counted <= max(room.most, room.now)
        result[:, hers] = np.where(may, np.maximum(saved, 0), 0)
    return result
