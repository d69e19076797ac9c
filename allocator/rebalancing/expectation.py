"""What consultants can be expected to have in the weeks to come: cases close, people are away, new cases arrive."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from allocator.arrays import FloatArray
from allocator.facts import Facts
from allocator.working_days import num_absent_working_days, num_working_days
from models.caseload import QUARTERS_PER_CASE, Measure
from models.consultant import Consultant
from models.survival import SurvivalCurve

_DAYS_A_WEEK = 7
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Expectation:
    """Weeks (h) of consultants (m). Counts and quarters are those on a week's first day.

    Attributes
    ----------
    count, quarters
        float (h, m): open cases and their weight.
    held_load
        float (m,): mean load over the weeks of what she has now, in units of the policy's measure.
    arriving_load
        float (m,): mean load over the weeks of what arrives for her.
    present
        float (h, m): the part of the week's working days that she is there.
    target
        float (h, m): in units of the policy's measure, by the ramp of that week.
    waiting
        float (h,): cases of the week's inflow for which nobody has room.
    """

    count: FloatArray
    quarters: FloatArray
    held_load: FloatArray
    arriving_load: FloatArray
    present: FloatArray
    target: FloatArray
    waiting: FloatArray

    @property
    def mean_target(self) -> FloatArray:
        """(m,): the target of the weeks, each by the part of it that she is there."""
        result: FloatArray = (self.target * self.present).mean(axis=0)
        return result


def expect(facts: Facts, curve: SurvivalCurve, num_weeks: int, inflow_per_week: float) -> Expectation:
    """The expectation for the consultants of a rebalance with the cases as they are had now. O(h (n + h m)).

    Parameters
    ----------
    num_weeks
        Weeks ahead, >= 1.
    inflow_per_week
        New cases a week for all of the consultants together, >= 0. Each week's arrive in its middle, weigh what an
        open case does on the average, and go to whoever is there and below her limit, in proportion to her target.
    """
    load_left, count_left, quarters_left = _what_is_left(facts, curve, num_weeks)
    weeks = [facts.date + datetime.timedelta(days=_DAYS_A_WEEK * week) for week in range(num_weeks)]
    present = np.array([[_present(each, day) for each in facts.consultants] for day in weeks])
    later = [replace(facts, date=day) for day in weeks]
    target = np.array([each.target for each in later], dtype=np.float64)
    mean_quarters = float(facts.case_quarters.mean()) if facts.shape[0] else float(QUARTERS_PER_CASE)
    received_at = curve.weeks[0]
    still_open = np.array([curve.share_left(received_at, age + 0.5) for age in range(num_weeks)])
    arrived = np.zeros((num_weeks, facts.shape[1]))
    arriving = np.zeros((num_weeks, facts.shape[1]))
    waiting = np.zeros(num_weeks)
    for week in range(num_weeks):
        if week > 0:
            arrived[week] = still_open[week - 1 :: -1] @ arriving[:week]
        soon = min(week + 1, num_weeks - 1)  # what closes in the week makes room in it
        count = count_left[soon] + arrived[week]
        quarters = quarters_left[soon] + arrived[week] * mean_quarters
        room = _room(later[week], count, quarters, mean_quarters)
        arriving[week] = _shared_out(inflow_per_week, target[week] * present[week], room)
        waiting[week] = max(0.0, inflow_per_week - float(arriving[week].sum()))
    units = mean_quarters if facts.units_per_case == QUARTERS_PER_CASE else 1.0
    return Expectation(
        count=count_left + arrived,
        quarters=quarters_left + arrived * mean_quarters,
        held_load=load_left.mean(axis=0),
        arriving_load=arrived.mean(axis=0) * units,
        present=present,
        target=target,
        waiting=waiting,
    )


def shares_left(facts: Facts, curve: SurvivalCurve, num_weeks: int) -> FloatArray:
    """(h, n): the part of each case that can be expected to be open on the first day of each week."""
    ages = [(facts.date - case.first_day_of_absence).days / _DAYS_A_WEEK for case in facts.cases]
    return np.array([[curve.share_left(age, week) for age in ages] for week in range(num_weeks)]).reshape(
        num_weeks, facts.shape[0]
    )


def estimated_inflow(received: Sequence[datetime.date], on: datetime.date, curve: SurvivalCurve, weeks: int) -> float:
    """New cases a week, from those received in the last weeks that are still there: each stands for those closed since.

    Parameters
    ----------
    received
        When cases that are open or new today were received.
    weeks
        How many of the last weeks are looked at, >= 1.
    """
    first_day = on - datetime.timedelta(days=_DAYS_A_WEEK * weeks)
    num_left = sum(first_day < day <= on for day in received)
    left_of_one_a_week = sum(curve.share_left(curve.weeks[0], week + 0.5) for week in range(weeks))
    return num_left / left_of_one_a_week


def _what_is_left(facts: Facts, curve: SurvivalCurve, num_weeks: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(h, m) each: load, number and weight of the cases that the consultants have now, as far as they are open then.

    What they have besides the problem's cases is left as it is: nothing is known of its age here.
    """
    left = shares_left(facts, curve, num_weeks)
    has = facts.holder[:, np.newaxis] == np.arange(facts.shape[1])
    return (
        facts.load_before + (left * facts.case_load) @ has,
        facts.count_before + left @ has,
        facts.quarters_before + (left * facts.case_quarters) @ has,
    )


def _present(consultant: Consultant, first_day: datetime.date) -> float:
    """The part of a week's working days that she is there. No seven days are without any, not even at Easter."""
    last_day = first_day + (_DAYS_A_WEEK - 1) * _ONE_DAY
    away = [(absence.first_day, absence.last_day) for absence in consultant.absences]
    if consultant.start_date is not None:
        away.append((datetime.date.min, consultant.start_date - _ONE_DAY))
    if consultant.end_date is not None:
        away.append((consultant.end_date + _ONE_DAY, datetime.date.max))
    return 1 - num_absent_working_days(away, first_day, last_day) / num_working_days(first_day, last_day)


def _room(facts: Facts, count: FloatArray, quarters: FloatArray, mean_quarters: float) -> FloatArray:
    """(m,): how many more cases of mean weight keep her within both of her limits; infinite where she has none."""
    room = np.full(facts.shape[1], np.inf)
    for j, (most_cases, most_weight) in enumerate(
        zip(facts.limit(Measure.COUNT), facts.limit(Measure.WEIGHT), strict=True)
    ):
        if most_cases is not None:
            room[j] = min(room[j], most_cases - count[j])
        if most_weight is not None:
            room[j] = min(room[j], (most_weight * QUARTERS_PER_CASE - quarters[j]) / mean_quarters)
    result: FloatArray = np.maximum(room, 0.0)
    return result


def _shared_out(amount: float, eager: FloatArray, room: FloatArray) -> FloatArray:
    """(m,): the amount in proportion to eagerness, nobody above her room; what nobody has room for is left."""
    result = np.zeros(len(eager))
    takes = (eager > 0) & (room > 0)
    while amount > 0 and takes.any():
        share = np.where(takes, amount * eager / eager[takes].sum(), 0.0)
        is_full = takes & (share >= room - result)
        if not is_full.any():
            return result + share
        amount -= float((room - result)[is_full].sum())
        result[is_full] = room[is_full]
        takes &= ~is_full
    return result
