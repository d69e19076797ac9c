"""One replication under one policy: day by day, from the first Monday to the last Sunday."""

import math
from collections.abc import Iterator

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts
from allocator.simulation.calendar import DAYS_PER_WEEK
from allocator.simulation.desk import Desk, Measures
from allocator.simulation.distributor import Distributor
from allocator.simulation.districts import districts_of
from allocator.simulation.history import History, draw_history
from allocator.simulation.meeting_facts import MeetingFacts
from allocator.simulation.rebalancing import OpenCases, Rebalancing
from allocator.simulation.replication import Replication
from allocator.simulation.round import WAITS
from allocator.simulation.standing import NOBODY, Standing
from allocator.simulation.summary import Observations, summarise
from allocator.simulation.traits import CASE_TYPES
from allocator.simulation.weights import case_quarters
from models.policy import Mode, Policy
from models.world import World


def simulate_replication(
    world: World,
    distributor: Distributor,
    *,
    seed: int,
    replication: int,
    weeks: int,
    rebalancing: Rebalancing | None = None,
) -> Replication:
    """The figures of one replication. The same arguments give the same, bit for bit, in any process.

    Parameters
    ----------
    world
        The team and what happens to it.
    distributor
        Who gives the cases.
    seed, replication
        At least 0. Together they name the random events, which are the same under every distributor.
    weeks
        At least 1, warm-up included. A longer replication begins with the shorter one.
    rebalancing
        Who moves open cases now and then; None for nobody.
    """
    history = draw_history(world, seed=seed, replication=replication, weeks=weeks)
    return run(history, distributor, rebalancing=rebalancing)


def run(history: History, distributor: Distributor, *, rebalancing: Rebalancing | None = None) -> Replication:
    """The figures of a history under one policy; a history may be used again for another."""
    return _Run(history, distributor, rebalancing).replication()


class _Run:
    """What one replication needs while it runs."""

    def __init__(self, history: History, distributor: Distributor, rebalancing: Rebalancing | None) -> None:
        self._history = history
        self._distributor = distributor
        self._rebalancing = rebalancing
        self._standing = Standing(history, case_quarters(history.world.practice, history.cases))
        self._facts = MeetingFacts(history, self._standing)
        self._desk = Desk(history, self._standing, districts_of(history.world), self._facts)
        cases = history.cases
        self._closing = _InOrder(history.by_closing, cases.closes)
        self._losing = _InOrder(history.by_job_loss, cases.lost_job)
        self._arriving = _InOrder(np.arange(cases.num_open, cases.num_cases), cases.received)

    def replication(self) -> Replication:
        """Run all days and sum up."""
        history, standing = self._history, self._standing
        calendar = history.calendar
        change_days = sorted(history.staff.change_days())
        num_weeks, num_tenures = calendar.weeks, len(history.staff.tenures)
        loads, targets, limits, counts = np.zeros((4, num_weeks, num_tenures), dtype=np.int64)
        in_post = np.zeros((num_weeks, num_tenures), dtype=np.bool_)
        waiting, not_proved = np.zeros((2, num_weeks), dtype=np.int64)
        unwanted = np.zeros((num_weeks, len(CASE_TYPES)), dtype=np.bool_)
        measures = self._desk.measures(0)
        for day in calendar.working_days:
            week, is_round_day = day // DAYS_PER_WEEK, day in calendar.round_days
            while change_days and change_days[0] <= day:
                change_days.pop(0)
                standing.see_staff(day)
            self._end_cases(day)
            if is_round_day:
                measures = self._desk.measures(day)
                standing.forget_lately(day)
                self._hand_over(day)
            if self._distributor.mode is Mode.ON_ARRIVAL:
                self._receive(day)
                not_proved[week] += not self._distribute(day, measures)
            elif is_round_day:
                not_proved[week] += not self._distribute(day, measures)
            if is_round_day:
                self._rebalance(day, week, measures)
                loads[week], counts[week] = standing.load, standing.count
                targets[week], limits[week], in_post[week] = measures.target, measures.limit, standing.in_post
                unwanted[week] = history.traits.liking[:, standing.in_round].sum(axis=1) < 0
                waiting[week] = len(standing.waiting)
            self._receive(day)
        noted = Observations(loads, targets, limits, counts, in_post, waiting, not_proved, unwanted)
        return summarise(history, standing.givings, noted, self._name)

    @property
    def _name(self) -> str:
        return self._distributor.name + ("" if self._rebalancing is None else f"+{self._rebalancing.name}")

    def _end_cases(self, day: int) -> None:
        """What has closed since the day before, and who has lost a job."""
        for i in self._closing.until(day):
            self._standing.close(i)
        for i in self._losing.until(day):
            if self._history.cases.closes[i] > day:
                self._standing.lose_job(i, day)

    def _receive(self, day: int) -> None:
        for i in self._arriving.until(day):
            self._standing.arrive(i)

    def _distribute(self, day: int, measures: Measures) -> bool:
        """Let the waiting cases be given; whether the choice is proved."""
        standing = self._standing
        if not standing.waiting or not standing.in_round.any():
            return True
        cases = tuple(standing.waiting)
        choice = self._distributor.distribute(self._desk.lay_out(cases, day, measures))
        for i, tenure in zip(cases, choice.consultant.tolist(), strict=True):
            if tenure != WAITS:
                standing.give(i, tenure, day, int(measures.target[tenure]))
        return choice.is_proved

    def _hand_over(self, day: int) -> None:
        """Let those who are about to leave give away an even part of their cases each week, the longest open first."""
        standing = self._standing
        for tenure, each in enumerate(self._history.staff.tenures):
            if each.notice_day <= day <= each.last_day:
                own = np.flatnonzero(standing.owner == tenure)
                weeks_left = (each.last_day + 1 - day) // DAYS_PER_WEEK + 1
                for i in own[: math.ceil(len(own) / max(1, weeks_left - 1))].tolist():
                    standing.take_back(i, day)

    def _rebalance(self, day: int, week: int, measures: Measures) -> None:
        if self._rebalancing is None or week % self._rebalancing.every_weeks:
            return
        history, standing = self._history, self._standing
        cases = np.flatnonzero(standing.owner != NOBODY)
        employer = np.where(standing.has_job[cases], history.cases.employer[cases], -1)
        able = history.traits.can_have[standing.kind[cases]] & ~history.traits.in_conflict[employer]
        moves = self._rebalancing.moves(
            OpenCases(
                owner=standing.owner[cases],
                can_have=able & standing.in_round,
                case_load=np.ones_like(cases) if standing.by_count else standing.quarters[cases],
                load=standing.load.copy(),
                target=measures.target,
                limit=measures.limit,
                days_open=day - history.cases.received[cases],
                facts=lambda policy: self._open_facts(cases, day, policy),
            )
        )
        for move in moves:
            standing.give(int(cases[move.case]), move.to, day, int(measures.target[move.to]), is_move=True)

    def _open_facts(self, cases: IntArray, day: int, policy: Policy | None) -> tuple[Facts, IntArray, IntArray]:
        practice = self._history.world.practice
        facts, numbers, tenures = self._facts.of_open(day, practice if policy is None else policy)
        return facts, np.searchsorted(cases, numbers), tenures


class _InOrder:
    """Cases by the day on which something happens to them, handed out as the days pass."""

    def __init__(self, cases: IntArray, days: IntArray) -> None:
        self._cases = cases.tolist()
        self._days = days[cases].tolist()
        self._next = 0

    def until(self, day: int) -> Iterator[int]:
        """Those up to that day, included, that have not been handed out."""
        while self._next < len(self._cases) and self._days[self._next] <= day:
            self._next += 1
            yield self._cases[self._next - 1]
