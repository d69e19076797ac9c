"""What happens in one replication whatever is decided: drawn once, and shared by all policies."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.simulation.calendar import DAYS_PER_WEEK, NEVER, Calendar
from allocator.simulation.cases import Cases, draw_cases
from allocator.simulation.staffing import Staff, draw_staff, tenure_of_post
from allocator.simulation.traits import Traits, traits_of
from models.law import days_to_first_talk
from models.streams import Streams
from models.world import World

_CONTACT_SHARE = 0.7
"""Of the cases open on day 0 whose employer knows somebody, those that are with her,"""
_CONTACT_LOAD = 1.2
"""as long as she has at most so much of what is due to her hours."""


@dataclass(frozen=True)
class History:
    """Everything exogenous of a replication.

    Attributes
    ----------
    deadlines
        (n,): last day of the first talk; `NEVER` where none is due.
    first_owner
        (open cases,): the tenure that has each of them on day 0.
    slots
        (posts, weeks + weeks ahead): free visit slots before any case is given.
    """

    world: World
    seed: int
    replication: int
    calendar: Calendar
    streams: Streams
    staff: Staff
    traits: Traits
    cases: Cases
    deadlines: IntArray
    first_owner: IntArray
    slots: IntArray

    def uniforms(self, purpose: str, shape: tuple[int, ...]) -> FloatArray:
        """Uniform numbers for a policy that leaves something to chance: the same whenever they are asked for."""
        return self.streams.named(f"policy/{purpose}").random(shape)

    @cached_property
    def by_closing(self) -> IntArray:
        """(n,): the cases in the order in which they close."""
        return np.argsort(self.cases.closes, kind="stable")

    @cached_property
    def by_job_loss(self) -> IntArray:
        """The cases that go on without the job, in the order in which it is lost."""
        losing = np.flatnonzero(self.cases.lost_job < NEVER)
        return losing[np.argsort(self.cases.lost_job[losing], kind="stable")]


WEEKS_AHEAD = 10
"""How many weeks beyond the last one calendars reach."""


def draw_history(world: World, *, seed: int, replication: int, weeks: int) -> History:
    """Everything that happens to the team in one replication, but for what is decided.

    The same arguments give the same history; a longer one begins with the shorter one.

    Parameters
    ----------
    seed, replication
        At least 0.
    weeks
        At least 1, warm-up included.
    """
    calendar = Calendar(world.start, weeks)
    streams = Streams(seed, f"{world.municipality}/replication/{replication}")
    staff = draw_staff(world, calendar, streams)
    cases = draw_cases(world, calendar, streams)
    traits = traits_of(world, staff)
    return History(
        world=world,
        seed=seed,
        replication=replication,
        calendar=calendar,
        streams=streams,
        staff=staff,
        traits=traits,
        cases=cases,
        deadlines=_deadlines(world, cases, calendar),
        first_owner=_first_owners(world, staff, traits, cases, streams),
        slots=_slots(world, weeks, streams),
    )


def _deadlines(world: World, cases: Cases, calendar: Calendar) -> IntArray:
    """By the law on the day of receipt, asked once of each combination; who is exempt, the world says throughout."""
    deadlines = np.full(cases.num_cases, NEVER, dtype=np.int64)
    exempt = cases.is_employed & (
        cases.closes - cases.first_absence < DAYS_PER_WEEK * world.cases.exempt_below_weeks.value
    )
    days_of: dict[tuple[int, int, int], int | None] = {}
    asked = np.where(cases.fast_track_requested == NEVER, NEVER, cases.fast_track_requested - cases.first_absence)
    rows = zip(cases.received.tolist(), exempt.tolist(), asked.tolist(), strict=True)
    for i, key in enumerate(rows):
        if key not in days_of:
            received, is_exempt, requested = key
            days_of[key] = days_to_first_talk(
                calendar.date_of(received),
                exempt=bool(is_exempt),
                requested_after_days=None if requested == NEVER else requested,
            )
        days = days_of[key]
        if days is not None:
            deadlines[i] = days
    known = deadlines != NEVER
    deadlines[known] += cases.first_absence[known]
    return deadlines


def _first_owners(world: World, staff: Staff, traits: Traits, cases: Cases, streams: Streams) -> IntArray:
    """Who has the open cases: mostly the employer's contact, else whoever has fewest for her hours and may have it."""
    present, in_post = staff.in_post(0), tenure_of_post(staff, 0)
    hours = np.array([each.consultant.working_time_percent for each in staff.tenures], dtype=np.float64)
    contacts = [in_post[-1 if each.contact_post is None else each.contact_post] for each in world.employers]
    contact_of = [int(each) for each in (*contacts, -1)]
    with_contact = streams.named("open/with-contact").random(cases.num_open) < _CONTACT_SHARE
    loads = np.zeros(len(staff.tenures))
    most = _CONTACT_LOAD * cases.num_open * hours / hours[present].sum()
    owners = np.full(cases.num_open, -1, dtype=np.int64)
    kinds = np.where(cases.lost_job < 0, cases.kind_after_loss, cases.kind)[: cases.num_open]
    able = traits.can_have[kinds] & ~traits.in_conflict[cases.employer[: cases.num_open]] & present
    for i, employer in enumerate(cases.employer[: cases.num_open].tolist()):
        contact = contact_of[employer]
        if contact >= 0 and with_contact[i] and able[i, contact] and loads[contact] < most[contact]:
            owner = contact
        elif able[i].any():
            owner = int(np.where(able[i], loads / hours, np.inf).argmin())
        else:
            continue
        owners[i] = owner
        loads[owner] += 1
    return owners


def _slots(world: World, weeks: int, streams: Streams) -> IntArray:
    """Poisson around the stated number for each post's hours, week by week."""
    mean = world.staff.visit_slots_per_week.value
    return np.array(
        [
            streams.within(f"post/{post}")
            .named("slots")
            .poisson(mean * consultant.working_time_percent / 100, weeks + WEEKS_AHEAD)
            for post, consultant in enumerate(world.posts)
        ],
        dtype=np.int64,
    )
