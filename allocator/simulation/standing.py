"""How things stand while a replication runs: who has which case, and what has been given."""

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.simulation.calendar import DAYS_PER_WEEK, NEVER
from allocator.simulation.history import History
from allocator.simulation.staffing import tenure_of_post
from allocator.simulation.traits import CASE_TYPES
from models.caseload import Measure

NOBODY = -1
LATELY_DAYS = 28
"""What has been received lately is what was given in the last four weeks."""


class Giving(NamedTuple):
    """One case given to one consultant: what it was like at that moment.

    `has_job`: the citizen still had one. `contact`, `deputy` and `previous` are tenures, `NOBODY` for none. `load` is
    hers after it, in the practice's measure, `target` hers. `is_first`: the case had never had a consultant; `is_move`:
    it had one until that moment.
    """

    case: int
    tenure: int
    day: int
    is_first: bool
    has_job: bool
    contact: int
    deputy: int
    previous: int
    slots: int
    load: int
    target: int
    is_new_face: bool
    is_move: bool


@dataclass
class Standing:
    """The changing part of a replication. Arrays by case (n) or tenure (k).

    Attributes
    ----------
    owner
        (n,): tenure, `NOBODY` for one that waits, has not come, or is closed.
    had
        (n,): the tenure that had it last.
    waiting
        Cases without a consultant, in the order in which they came.
    waits_since
        (n,): day of receipt, or on which its consultant handed it over.
    num_received
        (k,): new cases given so far; who comes later starts at the mean of the others, by hours.
    """

    history: History
    quarters: IntArray
    owner: IntArray = field(init=False)
    had: IntArray = field(init=False)
    kind: IntArray = field(init=False)
    has_job: BoolArray = field(init=False)
    waiting: list[int] = field(init=False)
    waits_since: IntArray = field(init=False)
    count: IntArray = field(init=False)
    weight: IntArray = field(init=False)
    num_received: FloatArray = field(init=False)
    is_waiting: BoolArray = field(init=False)
    by_count: bool = field(init=False)
    by_employer: tuple[IntArray, ...] = field(init=False)
    slots: IntArray = field(init=False)
    lately: deque[tuple[int, int, int]] = field(init=False)
    lately_by_type: IntArray = field(init=False)
    contact_of: IntArray = field(init=False)
    deputy_of: IntArray = field(init=False)
    in_post: BoolArray = field(init=False)
    in_round: BoolArray = field(init=False)
    givings: list[Giving] = field(default_factory=list)

    def __post_init__(self) -> None:
        cases, num_tenures = self.history.cases, len(self.history.staff.tenures)
        self.owner = np.full(cases.num_cases, NOBODY, dtype=np.int64)
        self.owner[: cases.num_open] = self.history.first_owner
        self.had = self.owner.copy()
        lost_before = cases.lost_job < 0
        self.kind = np.where(lost_before, cases.kind_after_loss, cases.kind)
        self.has_job = cases.is_employed & ~lost_before
        self.waiting = np.flatnonzero(self.owner[: cases.num_open] == NOBODY).tolist()
        self.is_waiting = np.zeros(cases.num_cases, dtype=np.bool_)
        self.is_waiting[self.waiting] = True
        self.by_count = self.history.world.practice.caseload.measure is Measure.COUNT
        self.by_employer = _by_employer(cases.employer, len(self.history.world.employers))
        self.waits_since = np.maximum(cases.received, 0)
        self.count = np.bincount(self.owner[self.owner >= 0], minlength=num_tenures).astype(np.int64)
        self.weight = np.zeros(num_tenures, dtype=np.int64)
        np.add.at(self.weight, self.owner[self.owner >= 0], self.quarters[self.owner >= 0])
        self.num_received = np.zeros(num_tenures)
        self.slots = self.history.slots[[each.post for each in self.history.staff.tenures]].copy()
        self.lately = deque()
        self.lately_by_type = np.zeros((num_tenures, len(CASE_TYPES)), dtype=np.int64)
        self.in_round = np.zeros(num_tenures, dtype=np.bool_)
        self.see_staff(0)

    def see_staff(self, day: int) -> None:
        """Who is there from that day on, and whom the employers know. Whoever is new takes her turn with the others."""
        staff = self.history.staff
        was_in_round = self.in_round
        self.in_post, self.in_round = staff.in_post(day), staff.in_round(day)
        hours = np.array([each.consultant.working_time_percent for each in staff.tenures])
        if was_in_round.any():
            mean = self.num_received[was_in_round].sum() / hours[was_in_round].sum()
            new = self.in_round & ~was_in_round
            self.num_received[new] = mean * hours[new]
        post = tenure_of_post(staff, day)
        employers = self.history.world.employers
        self.contact_of = post[[-1 if each.contact_post is None else each.contact_post for each in employers] + [-1]]
        self.deputy_of = post[[-1 if each.deputy_post is None else each.deputy_post for each in employers] + [-1]]

    def give(self, i: int, tenure: int, day: int, target: int, *, is_move: bool = False) -> None:
        """Let a case be hers from now on: one that waits, or in a rebalance one that somebody else has."""
        cases = self.history.cases
        employer = int(cases.employer[i]) if self.has_job[i] else NOBODY
        is_first = bool(cases.received[i] >= 0 and self.had[i] == NOBODY)
        contact = int(self.contact_of[employer])
        slots = self._take_slot(i, tenure, day)
        is_new_face = employer != NOBODY and tenure != contact and self._is_new_face(i, employer, tenure)
        if is_move:
            self._release(i)
        else:
            self.waiting.remove(i)
            self.is_waiting[i] = False
        self.owner[i] = tenure
        self.count[tenure] += 1
        self.weight[tenure] += self.quarters[i]
        self.givings.append(
            Giving(
                case=i,
                tenure=tenure,
                day=day,
                is_first=is_first,
                has_job=bool(self.has_job[i]),
                contact=contact,
                deputy=int(self.deputy_of[employer]),
                previous=self.previous_of(i),
                slots=slots,
                load=int(self.load[tenure]),
                target=target,
                is_new_face=is_new_face,
                is_move=is_move,
            )
        )
        self.had[i] = tenure
        if is_first:
            self.num_received[tenure] += 1
        case_type = int(cases.case_type[i])
        self.lately.append((day, tenure, case_type))
        self.lately_by_type[tenure, case_type] += 1

    def forget_lately(self, day: int) -> None:
        """Let what was given more than four weeks ago count no more."""
        while self.lately and self.lately[0][0] <= day - LATELY_DAYS:
            _, tenure, case_type = self.lately.popleft()
            self.lately_by_type[tenure, case_type] -= 1

    def arrive(self, i: int) -> None:
        """Let a case wait."""
        self.waiting.append(i)
        self.is_waiting[i] = True

    @property
    def load(self) -> IntArray:
        """(k,): in units of the practice's measure."""
        return self.count if self.by_count else self.weight

    def take_back(self, i: int, day: int) -> None:
        """Let a case wait again: its consultant leaves, or may not have it any more."""
        self._release(i)
        self.arrive(i)
        self.waits_since[i] = day

    def close(self, i: int) -> None:
        """End a case, given or waiting."""
        if self.owner[i] == NOBODY:
            self.waiting.remove(i)
            self.is_waiting[i] = False
        else:
            self._release(i)

    def lose_job(self, i: int, day: int) -> None:
        """Go on without the job: with the same consultant if she may have such cases, else the case waits."""
        self.has_job[i] = False
        self.kind[i] = self.history.cases.kind_after_loss[i]
        owner = self.owner[i]
        if owner != NOBODY and not self.history.traits.can_have[self.kind[i], owner]:
            self.take_back(i, day)

    def previous_of(self, i: int) -> int:
        """Who had the citizen's earlier case, if she still is in post."""
        predecessor = int(self.history.cases.predecessor[i])
        if predecessor == -1:
            return NOBODY
        if predecessor >= 0:
            previous = int(self.had[predecessor])
            return previous if previous >= 0 and self.in_post[previous] else NOBODY
        post = self.history.cases.earlier_post[i]
        for tenure, each in enumerate(self.history.staff.tenures):
            if each.post == post and each.first_day == -NEVER and self.in_post[tenure]:
                return tenure
        return NOBODY

    def slots_before_deadline(self, i: int, day: int) -> IntArray:
        """(k,): free visit slots from this week to the week of the case's deadline."""
        first, last = day // DAYS_PER_WEEK, int(self.history.deadlines[i]) // DAYS_PER_WEEK
        result: IntArray = self.slots[:, first : max(first, last + 1)].sum(axis=1)
        return result

    def _take_slot(self, i: int, tenure: int, day: int) -> int:
        """The free slots before the deadline, the first of which is used up."""
        deadline = int(self.history.deadlines[i])
        if deadline == NEVER or deadline < day or self.history.cases.received[i] < 0:
            return 0
        weeks = self.slots[tenure, day // DAYS_PER_WEEK : deadline // DAYS_PER_WEEK + 1]
        free = int(weeks.sum())
        if free > 0:
            weeks[int((weeks > 0).argmax())] -= 1
        return free

    def _is_new_face(self, i: int, employer: int, tenure: int) -> bool:
        """Whether the employer has other cases, none of them hers."""
        others = self.by_employer[employer]
        others = others[(others != i) & self.has_job[others] & ((self.owner[others] >= 0) | self.is_waiting[others])]
        return len(others) > 0 and not bool((self.owner[others] == tenure).any())

    def _release(self, i: int) -> None:
        owner = self.owner[i]
        self.count[owner] -= 1
        self.weight[owner] -= self.quarters[i]
        self.owner[i] = NOBODY


def _by_employer(employer: IntArray, num_employers: int) -> tuple[IntArray, ...]:
    """The cases of every employer."""
    order = np.argsort(employer, kind="stable")
    ends = np.searchsorted(employer[order], np.arange(num_employers + 1))
    return tuple(order[first:end] for first, end in pairwise(ends.tolist()))
