"""What whoever distributes can see at one moment: waiting cases and consultants, and nothing that is to come."""

from collections.abc import Callable
from dataclasses import dataclass

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.facts import Facts
from models.policy import Policy

WAITS = -1
"""Stands for a case that is given to nobody this time."""


@dataclass(frozen=True)
class Round:
    """Waiting cases (n) and consultants (m), in fixed orders of their own.

    Attributes
    ----------
    can_have
        bool (n, m): no hard rule about the pair forbids it: competences, conflicts of interest, being in the round.
    is_away
        bool (m,): not at work today. `back_in_days`: days until she is back; 0 for those who are there.
    contact, deputy
        (n,): consultant that the employer knows, and who stands in for her; -1 for none.
    one_way_minutes, knowledge, liking
        (n, m): the way to the workplace, what she knows of the industry (0-3), her preference for the type (-2..2).
    has_workplace
        bool (n,): somebody is to go there.
    previous
        (n,): the consultant of the citizen's earlier case; -1 for none.
    is_urgent
        bool (n,): fast track, or the deadline is near.
    waited_days
        (n,): since the case was received, or since its consultant left.
    birthday
        (n,): day of the month, 1-31.
    district
        (n,): the consultant in whose district the workplace is; -1 for none.
    case_load
        (n,): what each case adds to a load.
    chance
        (n,): uniform numbers in [0, 1), one a case, the same under every policy.
    noise
        (n, m): the same for pairs.
    load, target, limit
        (m,): in units of the policy's measure; `limit` is a large number where there is none.
    num_received
        (m,): new cases given so far, for taking turns; whoever is new starts where the others are.
    hours
        (m,): working time in per cent.
    team
        (m,): number of the team.
    destined_per_week
        (m,): cases a week to be expected that will have to go to her rather than to others: of employers that know
        her, and of kinds that few may have; 0 where nothing is known of arrivals.
    free_slots
        Case to (m,): free visit slots before its deadline.
    facts
        Policy to the same round as the rules of the meeting read it, cases and consultants in the rules' own order,
        with the place in this round of each of its cases and of its consultants.
    """

    day: int
    can_have: BoolArray
    is_away: BoolArray
    back_in_days: IntArray
    contact: IntArray
    deputy: IntArray
    one_way_minutes: IntArray
    knowledge: IntArray
    liking: IntArray
    has_workplace: BoolArray
    previous: IntArray
    is_urgent: BoolArray
    waited_days: IntArray
    birthday: IntArray
    district: IntArray
    case_load: IntArray
    chance: FloatArray
    noise: FloatArray
    load: IntArray
    target: IntArray
    limit: IntArray
    num_received: FloatArray
    hours: IntArray
    team: IntArray
    destined_per_week: FloatArray
    free_slots: Callable[[int], IntArray]
    facts: Callable[[Policy], tuple[Facts, IntArray, IntArray]]

    @property
    def shape(self) -> tuple[int, int]:
        """(n, m)."""
        return self.can_have.shape
