"""Laying out a round: what can be seen of the standing on a day, for whoever distributes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from allocator.arrays import FloatArray, IntArray
from allocator.facts import Facts
from allocator.simulation.calendar import NEVER
from allocator.simulation.expectation import destined_per_week
from allocator.simulation.history import History
from allocator.simulation.meeting_facts import MeetingFacts
from allocator.simulation.round import Round
from allocator.simulation.standing import Standing
from models.caseload import QUARTERS_PER_CASE, Measure
from models.policy import Policy

_NO_LIMIT = 10**6


@dataclass(frozen=True)
class Measures:
    """Targets and limits (k,) of a week, in units of the practice's measure."""

    target: IntArray
    limit: IntArray


class Desk:
    """Makes rounds of one replication. Targets and limits are the practice's, by the meeting's own facts."""

    def __init__(self, history: History, standing: Standing, districts: IntArray, meeting_facts: MeetingFacts) -> None:
        self._history = history
        self._standing = standing
        self._districts = districts
        self._meeting_facts = meeting_facts
        self._noise: FloatArray = history.uniforms("noise", (history.cases.num_cases, history.staff.num_posts))
        self._posts = np.array([each.post for each in history.staff.tenures])
        self._hours = np.array([each.consultant.working_time_percent for each in history.staff.tenures])
        teams = sorted({each.team_id for each in history.world.posts})
        self._team = np.array([teams.index(each.consultant.team_id) for each in history.staff.tenures])
        self._destined: tuple[IntArray, FloatArray] | None = None
        self._near_days = history.world.practice.urgency.near_deadline_days
        self._units = 1 if history.world.practice.caseload.measure is Measure.COUNT else QUARTERS_PER_CASE

    def measures(self, day: int) -> Measures:
        """Everybody's target and limit on that day; 1 and 0 for those who are not in post."""
        facts, places = self._meeting_facts.consultants_only(day)
        measure = self._history.world.practice.caseload.measure
        target, limit = np.ones(len(self._posts), dtype=np.int64), np.zeros(len(self._posts), dtype=np.int64)
        target[places] = facts.target
        limit[places] = [_NO_LIMIT if each is None else each * self._units for each in facts.limit(measure)]
        return Measures(target, limit)

    def lay_out(self, cases: Sequence[int], day: int, measures: Measures) -> Round:
        """The round of those waiting cases."""
        history, standing = self._history, self._standing
        drawn, traits = history.cases, history.traits
        rows = np.array(cases, dtype=np.int64)
        has_job = standing.has_job[rows]
        employer = np.where(has_job, drawn.employer[rows], -1)
        has_workplace = has_job & ~drawn.elsewhere[rows] & (drawn.workplace[rows] >= 0)
        workplace = np.where(has_workplace, drawn.workplace[rows], -1)
        deadlines = history.deadlines[rows]
        return Round(
            day=day,
            can_have=traits.can_have[standing.kind[rows]] & ~traits.in_conflict[employer] & standing.in_round,
            is_away=history.staff.is_away[:, day],
            back_in_days=self._back_in_days(day),
            contact=standing.contact_of[employer],
            deputy=standing.deputy_of[employer],
            one_way_minutes=traits.one_way_minutes[workplace],
            knowledge=traits.knowledge[employer],
            liking=traits.liking[drawn.case_type[rows]],
            has_workplace=has_workplace,
            previous=np.array([standing.previous_of(i) for i in cases], dtype=np.int64),
            is_urgent=(drawn.fast_track_requested[rows] < NEVER) | (deadlines - day <= self._near_days),
            waited_days=day - standing.waits_since[rows],
            birthday=drawn.birthday[rows],
            district=self._district_of(workplace),
            case_load=np.ones_like(rows) if self._units == 1 else standing.quarters[rows],
            chance=drawn.chance[rows],
            noise=self._noise[rows][:, self._posts],
            load=standing.count if self._units == 1 else standing.weight,
            target=measures.target,
            limit=measures.limit,
            num_received=standing.num_received,
            hours=self._hours,
            team=self._team,
            destined_per_week=self._destined_per_week(),
            free_slots=self._slots_of(cases, day),
            facts=self._facts_of(cases, day),
        )

    def _back_in_days(self, day: int) -> IntArray:
        away = self._history.staff.is_away[:, day:]
        back: IntArray = np.where(away.all(axis=1), away.shape[1], (~away).argmax(axis=1))
        return back

    def _district_of(self, workplace: IntArray) -> IntArray:
        """The tenure in the post whose district it is; none where the post is vacant."""
        post = self._districts[workplace]
        tenure = np.full(self._history.staff.num_posts + 1, -1, dtype=np.int64)
        present = np.flatnonzero(self._standing.in_round)
        tenure[self._posts[present]] = present
        result: IntArray = tenure[post]
        return result

    def _destined_per_week(self) -> FloatArray:
        """Worked out afresh when somebody comes or goes."""
        standing = self._standing
        if self._destined is None or self._destined[0] is not standing.contact_of:
            self._destined = (standing.contact_of, destined_per_week(self._history, standing))
        return self._destined[1]

    def _slots_of(self, cases: Sequence[int], day: int) -> Callable[[int], IntArray]:
        return lambda row: self._standing.slots_before_deadline(cases[row], day)

    def _facts_of(self, cases: Sequence[int], day: int) -> Callable[[Policy], tuple[Facts, IntArray, IntArray]]:
        return lambda policy: self._meeting_facts.of(cases, day, policy)
