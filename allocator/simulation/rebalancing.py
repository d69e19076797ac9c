"""Moving open cases between consultants now and then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from allocator.arrays import BoolArray, IntArray
from allocator.facts import Facts
from models.policy import Policy


@dataclass(frozen=True)
class OpenCases:
    """The open cases of a moment (n), and who may have them.

    Attributes
    ----------
    owner
        (n,): consultant.
    can_have
        bool (n, m): no hard rule forbids the pair, and she is in the round.
    case_load
        (n,): in units of the practice's measure.
    load, target, limit
        (m,): as in a round.
    days_open
        (n,): since receipt.
    facts
        Policy, or None for the practice, to the same moment as the rules of a rebalance read it, in the rules' own
        order, with the place of each of its cases and of its consultants in these arrays.
    """

    owner: IntArray
    can_have: BoolArray
    case_load: IntArray
    load: IntArray
    target: IntArray
    limit: IntArray
    days_open: IntArray
    facts: Callable[[Policy | None], tuple[Facts, IntArray, IntArray]]


@dataclass(frozen=True)
class Moved:
    """Case and new consultant, as places in `OpenCases`."""

    case: int
    to: int


class Rebalancing(Protocol):
    """A way of moving cases, and how often.

    Attributes
    ----------
    name
        As in tables, after the policy's.
    every_weeks
        At least 1.
    """

    @property
    def name(self) -> str: ...

    @property
    def every_weeks(self) -> int: ...

    def moves(self, open_cases: OpenCases) -> tuple[Moved, ...]:
        """Which cases go to whom. It must depend on the open cases alone."""
        ...


@dataclass(frozen=True)
class EvenOut:
    """From the fullest to the emptiest, the newest case first, until they differ by less than a tenth of a target.

    A citizen who has just begun loses least by another consultant.
    """

    every_weeks: int = 4
    most_moves: int = 5
    name: str = "even-out"

    def moves(self, open_cases: OpenCases) -> tuple[Moved, ...]:
        """At most `most_moves`."""
        load, owner = open_cases.load.astype(np.float64), open_cases.owner.copy()
        target = np.maximum(open_cases.target, 1)
        in_round = open_cases.can_have.any(axis=0)
        moves: list[Moved] = []
        while in_round.any() and len(moves) < self.most_moves:
            fullness = load / target
            giver = int(np.where(in_round, fullness, -np.inf).argmax())
            taker = int(np.where(in_round, fullness, np.inf).argmin())
            own = np.flatnonzero((owner == giver) & open_cases.can_have[:, taker])
            if len(own) == 0 or fullness[giver] - fullness[taker] < _TENTH:
                break
            case = int(own[open_cases.days_open[own].argmin()])
            if load[taker] + open_cases.case_load[case] > open_cases.limit[taker]:
                break
            moves.append(Moved(case, taker))
            owner[case] = taker
            load[giver] -= open_cases.case_load[case]
            load[taker] += open_cases.case_load[case]
        return tuple(moves)


_TENTH = 0.1
