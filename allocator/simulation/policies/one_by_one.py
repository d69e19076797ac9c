"""How people give cases by hand: one after the other, never looking back, and every case to someone."""

from collections.abc import Callable, Iterable

import numpy as np

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.simulation.distributor import Choice
from allocator.simulation.round import WAITS, Round

Chooser = Callable[[int, BoolArray, IntArray], int]
"""Case, who may have it, and loads so far, to a consultant."""


def give_one_by_one(round_: Round, choose: Chooser, order: Iterable[int] | None = None) -> Choice:
    """Every case in turn to whom `choose` names among those who may have it.

    Those are who is at work and below her limit; where nobody is, who is at work; where nobody is, who is back first. A
    case waits only where nobody in the round may have it at all.
    """
    load = round_.load.copy()
    chosen = np.full(round_.shape[0], WAITS, dtype=np.int64)
    for i in range(round_.shape[0]) if order is None else order:
        who = candidates(round_, i, load)
        if who.any():
            j = choose(i, who, load)
            chosen[i] = j
            load[j] += round_.case_load[i]
    return Choice(chosen)


def give_rest(round_: Round, chosen: IntArray) -> None:
    """Give those that wait in `chosen`, which is changed, to contact or deputy, else to whoever is least full."""
    load = round_.load.copy()
    np.add.at(load, chosen[chosen != WAITS], round_.case_load[chosen != WAITS])
    for i in np.flatnonzero(chosen == WAITS).tolist():
        who = candidates(round_, i, load)
        if who.any():
            known = known_contact(round_, i, who)
            chosen[i] = least(fullness(round_, load), who) if known == WAITS else known
            load[chosen[i]] += round_.case_load[i]


def candidates(round_: Round, i: int, load: IntArray) -> BoolArray:
    """bool (m,): who may be given case i."""
    able: BoolArray = round_.can_have[i]
    there: BoolArray = able & ~round_.is_away
    if not there.any():
        soonest = np.where(able, round_.back_in_days, np.iinfo(np.int64).max)
        back_first: BoolArray = able & (soonest == soonest.min())
        return back_first
    with_room: BoolArray = there & (load < round_.limit)
    return with_room if with_room.any() else there


def least(score: FloatArray | IntArray, who: BoolArray) -> int:
    """Whoever of those has the lowest score; the first of several."""
    return int(np.where(who, score, np.inf).argmin())


def fullness(round_: Round, load: IntArray) -> FloatArray:
    """(m,): load as a part of the target."""
    result: FloatArray = load / np.maximum(round_.target, 1)
    return result


def known_contact(round_: Round, i: int, who: BoolArray) -> int:
    """The employer's contact, else her deputy, where one of them may have the case; else `WAITS`."""
    for known in (int(round_.contact[i]), int(round_.deputy[i])):
        if known >= 0 and who[known]:
            return known
    return WAITS


def urgent_first(round_: Round) -> list[int]:
    """The cases in the order in which a meeting takes them: urgent ones, then those that have waited longest."""
    order: list[int] = np.lexsort((-round_.waited_days, ~round_.is_urgent)).tolist()
    return order
