"""What rounds, rebalances and the national pool have in common: cases of employers, consultants, minutes of pairs."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from allocator.arrays import BoolArray, IntArray
from benchmarks.instances.plane import Places, Plane, one_way_minutes

QUARTERS_PER_CASE: Final = 4
TARGET_CASES: Final = 45
LIMIT_CASES: Final = 55
NUM_VISITS: Final = 2
BROKEN_CONTACT_MINUTES: Final = 120
DEPUTY_MINUTES: Final = 30
PREFERENCE_STEP_MINUTES: Final = 15
WISH_STEP_MINUTES: Final = 20
NOT_PREVIOUS_MINUTES: Final = 60
NEW_FACE_MINUTES: Final = 30
NUM_CASE_TYPES: Final = 6
NOBODY: Final = -1


@dataclass(frozen=True, eq=False)
class Cases:
    """The cases of a world.

    Attributes
    ----------
    workplace
        (n, 2): kilometres.
    employer
        (n,): index, -1 for none.
    contact, deputy
        (n,): the employer's fixed contact person and her deputy, -1 for none.
    previous
        (n,): the consultant a returning citizen knows, -1 for none.
    case_type
        (n,): 0 to 5.
    is_at_workplace
        (n,): whether the first talk is held there, so that travel counts.
    """

    workplace: Places
    employer: IntArray
    contact: IntArray
    deputy: IntArray
    previous: IntArray
    case_type: IntArray
    is_at_workplace: BoolArray


def draw_cases(random: np.random.Generator, num_cases: int, num_consultants: int, plane: Plane) -> Cases:
    """Nine in ten cases have an employer; a few employers have many, two in five have a fixed contact person."""
    num_employers = max(1, num_cases)
    site = plane.draw(random, num_employers)
    pull = 1.0 / np.arange(1, num_employers + 1) ** 0.9
    employer = random.choice(num_employers, size=num_cases, p=pull / pull.sum())
    has_employer = random.random(num_cases) < 0.9
    own_place = plane.draw(random, num_cases)
    contact = _draw_some(random, num_employers, num_consultants, share=0.4)
    deputy = np.where(contact == NOBODY, NOBODY, _draw_some(random, num_employers, num_consultants, share=0.5))
    return Cases(
        workplace=np.where(has_employer[:, None], site[employer], own_place),
        employer=np.where(has_employer, employer, NOBODY),
        contact=np.where(has_employer, contact[employer], NOBODY),
        deputy=np.where(has_employer, deputy[employer], NOBODY),
        previous=_draw_some(random, num_cases, num_consultants, share=0.1),
        case_type=random.integers(NUM_CASE_TYPES, size=num_cases),
        is_at_workplace=random.random(num_cases) < 0.85,
    )


def draw_weight(random: np.random.Generator, num_cases: int, units_per_case: int = QUARTERS_PER_CASE) -> IntArray:
    """(n,): units of load: 0.75 to 1.5 of a normal case by its type, half a case more for one in five with a risk flag.

    In quarters: 3 to 8, mostly 4 to 6. In finer units the same, with the fractions in between; never below 1.
    """
    quarters = random.choice([3, 4, 5, 6], size=num_cases, p=[0.1, 0.45, 0.25, 0.2])
    quarters = quarters + 2 * (random.random(num_cases) < 0.2)
    if units_per_case == QUARTERS_PER_CASE:
        return np.asarray(quarters, dtype=np.int64)
    cases = (quarters + random.uniform(-0.5, 0.5, size=num_cases)) / QUARTERS_PER_CASE
    return np.asarray(np.maximum(1, np.floor(cases * units_per_case + 0.5)), dtype=np.int64)


def pair_minutes(random: np.random.Generator, cases: Cases, homes: Places) -> IntArray:
    """(n, m): travel, broken contact, preferences, wishes and returning citizens together; may be negative."""
    n, m = len(cases.workplace), len(homes)
    travel = 2 * NUM_VISITS * one_way_minutes(cases.workplace, homes)
    minutes = np.where(cases.is_at_workplace[:, None], travel, 0)

    at_contact = np.where((cases.contact == NOBODY)[:, None], 0, BROKEN_CONTACT_MINUTES) + np.zeros_like(minutes)
    _set_where_known(at_contact, cases.deputy, DEPUTY_MINUTES)
    _set_where_known(at_contact, cases.contact, 0)

    preference = random.choice([-2, -1, 0, 1, 2], size=(NUM_CASE_TYPES, m), p=[0.05, 0.1, 0.65, 0.15, 0.05])
    wish = random.choice([-2, -1, 0, 1, 2], size=(n, m), p=[0.01, 0.01, 0.95, 0.02, 0.01])
    returning = np.where((cases.previous == NOBODY)[:, None], 0, NOT_PREVIOUS_MINUTES) + np.zeros_like(minutes)
    _set_where_known(returning, cases.previous, 0)
    result: IntArray = (
        minutes
        + at_contact
        + returning
        - PREFERENCE_STEP_MINUTES * preference[cases.case_type]
        - WISH_STEP_MINUTES * wish
    )
    return result


def cohesion(cases: Cases, num_consultants: int) -> tuple[IntArray, IntArray]:
    """(n,) group and (g, m) fee: 30 minutes for every new face at an employer with several cases, none for the contact.

    The groups are numbered by the employers' indices; a case whose employer has no other is in none.
    """
    members = np.bincount(cases.employer[cases.employer != NOBODY], minlength=1)
    employers = np.flatnonzero(members >= 2)
    number = np.full(len(members), -1, dtype=np.int64)
    number[employers] = np.arange(len(employers))
    group = np.where(cases.employer == NOBODY, -1, number[cases.employer])
    fee = np.full((len(employers), num_consultants), NEW_FACE_MINUTES, dtype=np.int64)
    knows = (group >= 0) & (cases.contact != NOBODY)
    fee[group[knows], cases.contact[knows]] = 0
    return group, fee


def plant_plan(
    random: np.random.Generator, weight: IntArray, room: IntArray, candidates: IntArray | None = None
) -> IntArray:
    """(n,): a plan that finds room for every case, drawn blindly, so that whoever forbids other pairs leaves one plan.

    Parameters
    ----------
    candidates
        (n, k): whom each case should go to; everybody where None. A case whose candidates are all full goes to whoever
        has most room.

    Raises
    ------
    ValueError
        If nobody has room for a case: the room given is too scarce to be filled blindly.
    """
    left = room.copy()
    plan = np.full(len(weight), NOBODY, dtype=np.int64)
    everybody = np.arange(len(room))
    for i in random.permutation(len(weight)):
        choice = everybody if candidates is None else candidates[i]
        choice = choice[left[choice] >= weight[i]]
        plan[i] = random.choice(choice) if len(choice) else left.argmax()
        if left[plan[i]] < weight[i]:
            raise ValueError(f"no room for case {i} of weight {weight[i]}: give more room or fewer cases")
        left[plan[i]] -= weight[i]
    return plan


def _draw_some(random: np.random.Generator, length: int, num_choices: int, share: float) -> IntArray:
    drawn = random.integers(num_choices, size=length)
    return np.where(random.random(length) < share, drawn, NOBODY)


def _set_where_known(minutes: IntArray, consultant: IntArray, value: int) -> None:
    known = np.flatnonzero(consultant != NOBODY)
    minutes[known, consultant[known]] = value
