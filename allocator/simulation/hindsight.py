"""What nobody can do better than who knew all arrivals beforehand: a proved bound on the objective of a history.

Every policy without voluntary moves is a choice of consultants for the arrivals, from which its loads follow week by
week. Priced loads (a multiplier for every consultant and week) take the weeks apart from the choices: each case then
goes where it is cheapest, and each consultant has the load that is cheapest that week. For any multipliers that is a
lower bound (Lagrangian relaxation), and it is calculated here in full, so the bound is proved however good they are; a
subgradient method makes them good.

What a policy could do beyond its choices is given away for free, so that the bound holds for all: cases handed over
by a leaver, or because the job is lost, go wherever they cost least; cohesion costs nothing, nor a returning citizen
whose earlier consultant is a matter of choice herself; limits are not held. That a case waits never pays, because a
week of waiting costs more than any load it could save.
"""

import math
from dataclasses import dataclass

import numpy as np

from allocator.arrays import BoolArray, FloatArray, IntArray
from allocator.rules.caseload import curve
from allocator.rules.industry import FULL_KNOWLEDGE
from allocator.simulation.calendar import NEVER
from allocator.simulation.desk import Desk
from allocator.simulation.districts import districts_of
from allocator.simulation.history import History
from allocator.simulation.inflow import mean_weeks
from allocator.simulation.meeting_facts import MeetingFacts
from allocator.simulation.standing import Standing
from allocator.simulation.weights import case_quarters
from models.caseload import Measure

_NUM_PASSES = 400
_PATIENCE = 15
_FIRST_STEP = 1.0


def hindsight_bound(history: History, *, num_passes: int = _NUM_PASSES) -> int:
    """Minutes: no policy without voluntary moves has a lower sum of `objective_minutes` over all weeks.

    Parameters
    ----------
    num_passes
        Of the subgradient method; more make the bound better, each takes about a millisecond a thousand cases.

    Raises
    ------
    ValueError
        Under the world's practice waiting is so cheap that it might pay.
    """
    problem = _Problem(history)
    waiting_minutes = history.world.practice.left_out.case_minutes
    if problem.steepest_minutes >= waiting_minutes:
        raise ValueError(
            f"a week of waiting costs {waiting_minutes} minutes, a case more up to {problem.steepest_minutes:.0f}: "
            "raise left_out.case_minutes, or there is no bound"
        )
    prices = problem.first_prices()
    best, step, since_better = -math.inf, _FIRST_STEP, 0
    for _ in range(num_passes):
        value, slope = problem.value(prices)
        if value > best + 1e-9:
            best, since_better, best_prices = value, 0, prices
        else:
            since_better += 1
            if since_better == _PATIENCE:
                step, since_better, prices = step / 2, 0, best_prices
                continue
        prices = problem.clipped(prices + step * problem.scale * slope)
    rounding = 0.5 * history.calendar.weeks
    return math.floor(best - rounding)


@dataclass(frozen=True)
class _Open:
    """Cases (n) by week: counted with their consultant, and counted or not as the policy has it (received that day)."""

    with_job: FloatArray
    without_job: FloatArray
    maybe: FloatArray


class _Problem:
    """The relaxation of one history. Prices are (weeks, k), in minutes a unit of load and week."""

    def __init__(self, history: History) -> None:
        cases, staff, practice = history.cases, history.staff, history.world.practice
        num_open = cases.num_open
        standing = Standing(history, case_quarters(practice, cases))
        self._history = history
        self._days = np.array(sorted(history.calendar.round_days))
        self._mean_weeks = mean_weeks(history.world.cases)
        units = standing.quarters if practice.caseload.measure is Measure.WEIGHT else np.ones(cases.num_cases)
        opened = self._opened(units.astype(np.float64))
        self._new = _Open(*(each[num_open:] for each in (opened.with_job, opened.without_job, opened.maybe)))
        self._old = _Open(*(each[:num_open] for each in (opened.with_job, opened.without_job, opened.maybe)))
        first = np.array([each.first_day for each in staff.tenures])
        last = np.array([each.last_day for each in staff.tenures])
        notice = np.array([each.notice_day for each in staff.tenures])
        self._in_post: BoolArray = (first <= self._days[:, None]) & (self._days[:, None] <= last)
        self._holds: BoolArray = (first <= self._days[:, None]) & (self._days[:, None] < notice)
        self._has_left: BoolArray = self._days[:, None] >= notice
        self._after_loss = history.traits.can_have[cases.kind_after_loss]
        self._owner = history.first_owner
        self._cost, self._waits = self._pair_minutes(first, last, notice), self._waiting_minutes()
        self._curves, self._steepest = self._weekly_curves(standing)
        self.steepest_minutes = float(self._steepest.max())
        self.scale = practice.caseload.step_above_minutes / self._mean_weeks / 10

    def first_prices(self) -> FloatArray:
        """The marginal price of an even load."""
        even = (self._old.with_job.sum(axis=0) + self._new.with_job.sum(axis=0)) / self._in_post.sum(axis=1)
        at = np.clip(np.rint(even).astype(np.int64), 0, self._curves.shape[2] - 2)
        weeks, people = np.arange(len(at))[:, None], np.arange(self._curves.shape[1])[None, :]
        slope: FloatArray = self._curves[weeks, people, at[:, None] + 1] - self._curves[weeks, people, at[:, None]]
        return self.clipped(slope)

    def clipped(self, prices: FloatArray) -> FloatArray:
        """No dearer than the steepest step of the curve, beyond which a load would be unlimited."""
        result: FloatArray = np.where(self._in_post, np.minimum(prices, self._steepest), 0.0)
        return result

    def value(self, prices: FloatArray) -> tuple[float, FloatArray]:
        """The bound, and how it changes with every price."""
        freest = np.where(self._in_post, prices, np.inf).argmin(axis=1)
        weeks = np.arange(len(freest))
        free = prices[weeks, freest]
        charged = np.where(self._holds, prices, np.where(self._has_left, free[:, None], 0.0))
        slope = np.zeros_like(prices)

        new = self._cost + self._load_minutes(self._new, charged, free, self._after_loss[len(self._owner) :])
        choice = new.argmin(axis=1)
        chosen = new[np.arange(len(new)), choice]
        given = chosen < self._waits
        minutes = float(np.where(given, chosen, self._waits).sum())
        self._add_loads(slope, self._new, np.where(given, choice, -1), charged, freest, len(self._owner))

        has_owner = self._owner >= 0
        old = self._load_minutes(self._old, charged, free, self._after_loss[: len(self._owner)])
        minutes += float(old[np.flatnonzero(has_owner), self._owner[has_owner]].sum())
        self._add_loads(slope, self._old, self._owner, charged, freest, 0)

        after_price = self._curves - prices[:, :, None] * np.arange(self._curves.shape[2])
        loads = after_price.argmin(axis=2)
        least = after_price.min(axis=2)
        minutes += float(least[self._in_post].sum())
        slope -= np.where(self._in_post, loads, 0)
        return minutes, np.where(self._in_post, slope, 0.0)

    def _load_minutes(self, open_: _Open, charged: FloatArray, free: FloatArray, after_loss: BoolArray) -> FloatArray:
        """(n, k): what the loads of each case cost with each consultant, handed over where it must be."""
        lost = np.where(after_loss, open_.without_job @ charged, (open_.without_job @ free)[:, None])
        result: FloatArray = open_.with_job @ charged + lost + open_.maybe @ np.minimum(0.0, charged)
        return result

    def _add_loads(
        self, slope: FloatArray, open_: _Open, owner: IntArray, charged: FloatArray, freest: IntArray, offset: int
    ) -> None:
        """Add the loads of a choice to where they were charged."""
        weeks = np.arange(len(freest))
        for tenure in range(slope.shape[1]):
            own = owner == tenure
            able = self._after_loss[offset : offset + len(owner), tenure]
            kept = (
                open_.with_job[own].sum(axis=0)
                + open_.without_job[own & able].sum(axis=0)
                + np.where(charged[:, tenure] < 0, open_.maybe[own].sum(axis=0), 0.0)
            )
            elsewhere = open_.without_job[own & ~able].sum(axis=0)
            slope[:, tenure] += np.where(self._holds[:, tenure], kept, 0.0)
            np.add.at(slope, (weeks, freest), elsewhere + np.where(self._has_left[:, tenure], kept, 0.0))

    def _opened(self, units: FloatArray) -> _Open:
        """By week, whether each case is open after the meeting."""
        cases = self._history.cases
        received, closes, lost = (each[:, None] for each in (cases.received, cases.closes, cases.lost_job))
        is_open = (received < self._days) & (closes > self._days)
        maybe = (received == self._days) & (closes > self._days)
        with_job, load = lost > self._days, units[:, None]
        return _Open(load * (is_open & with_job), load * (is_open & ~with_job), load * maybe)

    def _pair_minutes(self, first: IntArray, last: IntArray, notice: IntArray) -> FloatArray:
        """(n, k): the least that the rules of the practice can come to for each arrival, infinite where forbidden."""
        history = self._history
        world, cases, traits, practice = history.world, history.cases, history.traits, history.world.practice
        new = slice(cases.num_open, None)
        employer = np.where(cases.is_employed, cases.employer, -1)[new]
        posts = np.array([each.post for each in history.staff.tenures])
        contact = np.array([-1 if each.contact_post is None else each.contact_post for each in world.employers] + [-1])
        deputy = np.array([-2 if each.deputy_post is None else each.deputy_post for each in world.employers] + [-2])
        rhythm = np.array([each.rhythm_days is not None for each in world.employers] + [False])
        is_contact = contact[employer][:, None] == posts
        is_deputy = (deputy[employer][:, None] == posts) & ~is_contact
        has_contact = (contact[employer] >= 0)[:, None]
        with_deputy = min(practice.contact.deputy_minutes, practice.contact.broken_minutes)
        minutes = np.where(
            has_contact & ~is_contact, np.where(is_deputy, with_deputy, practice.contact.broken_minutes), 0
        )
        goes_out = cases.is_employed[new] & ~cases.elsewhere[new]
        one_way = traits.one_way_minutes[np.where(goes_out, cases.workplace[new], -1)]
        travel = (2 * practice.travel.expected_visits * one_way * practice.travel.counted_percent + 50) // 100
        minutes += np.where(rhythm[employer][:, None] & is_contact, 0, travel)
        minutes += (FULL_KNOWLEDGE - traits.knowledge[employer]) * practice.industry.missing_level_minutes
        minutes -= traits.liking[cases.case_type[new]] * practice.preference.step_minutes
        kinds = traits.can_have[cases.kind[new]] | traits.can_have[cases.kind_after_loss[new]]
        able = kinds & ~traits.in_conflict[employer]
        meets = (first < cases.closes[new][:, None]) & (notice > cases.received[new][:, None])
        minutes += self._not_previous(first, last, notice) * practice.returning.not_previous_minutes
        mondays = (self._days >= cases.received[new][:, None])[:, :, None] & (self._days[:, None] < first)[None, :, :]
        waits = mondays.sum(axis=1) * practice.left_out.case_minutes
        result: FloatArray = np.where(able & meets, minutes + waits, np.inf)
        return result

    def _not_previous(self, first: IntArray, last: IntArray, notice: IntArray) -> BoolArray:
        """(n, k): for arrivals, everybody but whoever had the citizen's earlier case, where that is sure beforehand.

        It is where she had it before the first day, or has it then and to its end, whatever is done; and only if she is
        in post for as long as the new case is open, for then she is known whenever it is given.
        """
        history, num_open = self._history, self._history.cases.num_open
        cases, tenures, owner = history.cases, history.staff.tenures, self._owner
        closes = cases.closes[:num_open]
        loses = (cases.lost_job[:num_open] < closes) & ~self._after_loss[np.arange(num_open), owner]
        had = np.full(cases.num_cases, -1)
        had[:num_open] = np.where((notice[owner] <= closes) | loses, -1, owner)
        at_first = np.full(history.staff.num_posts, -1)
        at_first[[each.post for each in tenures if each.first_day == -NEVER]] = np.flatnonzero(first == -NEVER)
        new = slice(num_open, None)
        earlier = cases.predecessor[new]
        known = np.where(earlier >= 0, had[earlier], np.where(earlier == -1, -1, at_first[cases.earlier_post[new]]))
        known = np.where((known >= 0) & (last[known] >= cases.closes[new]), known, -1)
        result: BoolArray = (known[:, None] >= 0) & (known[:, None] != np.arange(len(tenures)))
        return result

    def _waiting_minutes(self) -> FloatArray:
        """(n,): what it costs never to give an arrival."""
        per_week = self._history.world.practice.left_out.case_minutes
        still = (self._new.with_job + self._new.without_job) > 0
        result: FloatArray = still.sum(axis=1) * float(per_week)
        return result

    def _weekly_curves(self, standing: Standing) -> tuple[FloatArray, FloatArray]:
        """(weeks, k, loads): minutes of every load in every week, and the steepest step of each, (weeks, k)."""
        history = self._history
        desk = Desk(history, standing, districts_of(history.world), MeetingFacts(history, standing))
        part = history.world.practice.caseload
        targets = []
        for day in self._days.tolist():
            standing.see_staff(day)
            targets.append(desk.measures(day).target)
        highest = 2 * int(np.max(targets)) + 40
        curves = np.array([curve(part, target, highest) for target in targets]) / self._mean_weeks
        return curves, curves[:, :, -1] - curves[:, :, -2]
