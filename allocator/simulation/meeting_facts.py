"""A moment of the simulation as the rules of the meeting read it, so that one engine serves both."""

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from allocator.arrays import IntArray
from allocator.facts import Facts, case_order, consultant_order
from allocator.simulation.calendar import DAYS_PER_WEEK, Calendar
from allocator.simulation.case_words import case_word, without_job
from allocator.simulation.history import WEEKS_AHEAD, History
from allocator.simulation.standing import NOBODY, Standing
from allocator.simulation.traits import CASE_TYPES, employers_of
from allocator.working_days import iso_week
from models.case import Case, FirstTalk, TalkForm
from models.consultant import Consultant
from models.deadlines import has_agreed_talk
from models.employer import ContactMode, ContactRelation
from models.law import first_talk_deadline
from models.policy import Policy

_SEED = 0
"""Settles the order in which equal cases and consultants stand, as the seed of a meeting does."""

_NOT_THERE = "-"
_RELATION = ContactRelation(employer_id="-", consultant_id=_NOT_THERE)


class MeetingFacts:
    """Makes the facts of rounds of one replication. Words of cases are made once and kept until they change."""

    def __init__(self, history: History, standing: Standing) -> None:
        self._history = history
        self._standing = standing
        self._employers = employers_of(history.world)
        self._words: dict[int, Case] = {}
        self._open: dict[int, tuple[int, bool, Case]] = {}
        self._relations: tuple[IntArray, dict[str, ContactRelation]] | None = None
        self._ids = [each.consultant.id for each in history.staff.tenures]

    def of(self, cases: Sequence[int], day: int, policy: Policy) -> tuple[Facts, IntArray, IntArray]:
        """The facts of a round of those cases, and the place of each of their cases and consultants in the round.

        A consultant's place is her tenure, a case's its place in `cases`.
        """
        history, standing = self._history, self._standing
        date = history.calendar.date_of(day)
        words = [self._waiting(i) for i in cases]
        rows = sorted(range(len(cases)), key=lambda row: case_order(words[row], _SEED))
        tenures, consultants = self._consultants(np.flatnonzero(standing.in_round).tolist(), day)
        ordered = tuple(words[row] for row in rows)
        open_now = np.flatnonzero(standing.owner >= 0)
        return (
            self._facts(
                ordered, consultants, self._open_words(open_now), self._minutes(cases, rows, tenures), date, policy
            ),
            np.array(rows, dtype=np.int64),
            np.array(tenures, dtype=np.int64),
        )

    def of_open(self, day: int, policy: Policy) -> tuple[Facts, IntArray, IntArray]:
        """The facts of a rebalance: what everybody in the round has, with the number of each case and each tenure.

        A case whose deadline is past has had its first talk, wherever that was held.
        """
        standing = self._standing
        rows = np.flatnonzero(standing.owner >= 0)
        movable = standing.in_round[standing.owner[rows]]
        of_others = self._open_words(rows[~movable])
        talked = dict(zip(rows[movable].tolist(), self._after_talk(rows[movable], day), strict=True))
        cases = sorted(talked, key=lambda i: case_order(talked[i], _SEED))
        tenures, consultants = self._consultants(np.flatnonzero(standing.in_round).tolist(), day)
        minutes = self._minutes(cases, range(len(cases)), tenures)
        ordered = tuple(talked[i] for i in cases)
        return (
            self._facts(ordered, consultants, of_others, minutes, self._history.calendar.date_of(day), policy),
            np.array(cases, dtype=np.int64),
            np.array(tenures, dtype=np.int64),
        )

    def _after_talk(self, rows: IntArray, day: int) -> Iterator[Case]:
        """Open cases, with the first talk of those whose deadline is past."""
        deadlines, calendar = self._history.deadlines[rows].tolist(), self._history.calendar
        for case, deadline in zip(self._open_words(rows), deadlines, strict=True):
            yield case if deadline >= day else case.model_copy(update={"first_talk": _held(calendar.date_of(deadline))})

    def consultants_only(self, day: int) -> tuple[Facts, IntArray]:
        """Facts without cases of everybody in post, for targets and limits under the practice; and their tenures."""
        tenures = np.flatnonzero(self._standing.in_post)
        consultants = tuple(self._history.staff.tenures[tenure].consultant for tenure in tenures.tolist())
        nothing = np.zeros((0, len(consultants)), dtype=np.int64)
        date, practice = self._history.calendar.date_of(day), self._history.world.practice
        return self._facts((), consultants, (), nothing, date, practice), tenures

    def _facts(
        self,
        cases: tuple[Case, ...],
        consultants: tuple[Consultant, ...],
        open_cases: tuple[Case, ...],
        one_way_minutes: IntArray,
        date: datetime.date,
        policy: Policy,
    ) -> Facts:
        return Facts(
            policy=policy,
            date=date,
            teams=tuple(sorted({each.team_id for each in consultants})),
            cases=cases,
            other_team=(),
            consultants=consultants,
            initials=dict(zip(self._ids, self._ids, strict=True)),
            employers=self._employers,
            relations=self._known_relations() if cases else {},
            open_cases=open_cases,
            wishes={},
            overrides=(),
            one_way_minutes=one_way_minutes,
            deadlines=tuple(
                None if not case.is_new and has_agreed_talk(case) else first_talk_deadline(case, date) for case in cases
            ),
        )

    def _waiting(self, i: int) -> Case:
        """A waiting case as it is now."""
        standing = self._standing
        case = self._word(i)
        update: dict[str, object] = {}
        previous = standing.previous_of(i)
        if previous != NOBODY:
            update["previous_consultant_id"] = self._ids[previous]
        if standing.waits_since[i] > self._history.cases.received[i]:
            update["waiting_since"] = self._history.calendar.date_of(int(standing.waits_since[i]))
        return case.model_copy(update=update) if update else case

    def _word(self, i: int) -> Case:
        if i not in self._words:
            self._words[i] = case_word(self._history, i)
        case = self._words[i]
        return case if self._standing.has_job[i] or not self._history.cases.is_employed[i] else without_job(case)

    def _open_words(self, rows: IntArray) -> tuple[Case, ...]:
        """Open cases with their consultants."""
        standing, words = self._standing, []
        for i, owner, has_job in zip(
            rows.tolist(), standing.owner[rows].tolist(), standing.has_job[rows].tolist(), strict=True
        ):
            known = self._open.get(i)
            if known is None or known[0] != owner or known[1] != has_job:
                known = (owner, has_job, self._word(i).model_copy(update={"consultant_id": self._ids[owner]}))
                self._open[i] = known
            words.append(known[2])
        return tuple(words)

    def _consultants(self, tenures: Sequence[int], day: int) -> tuple[list[int], tuple[Consultant, ...]]:
        """Those in the round as they are now, in the order of the meeting, and their tenures."""
        staff, standing, calendar = self._history.staff, self._standing, self._history.calendar
        weeks = range(day // DAYS_PER_WEEK, day // DAYS_PER_WEEK + WEEKS_AHEAD)
        names = [_week_name(calendar, week) for week in weeks]
        present = []
        for tenure in tenures:
            lately, slots = standing.lately_by_type[tenure].tolist(), standing.slots[tenure, weeks.start :].tolist()
            consultant = staff.tenures[tenure].consultant.model_copy(
                update={
                    "absences": staff.known_absences(tenure, day, calendar),
                    "received_lately": {CASE_TYPES[kind]: number for kind, number in enumerate(lately) if number},
                    "free_visit_slots": dict(zip(names, slots, strict=False)),
                }
            )
            present.append((consultant_order(consultant, _SEED), tenure, consultant))
        present.sort(key=lambda each: each[0])
        return [each[1] for each in present], tuple(each[2] for each in present)

    def _minutes(self, cases: Sequence[int], rows: Sequence[int], tenures: Sequence[int]) -> IntArray:
        drawn = self._history.cases
        chosen = np.array([cases[row] for row in rows], dtype=np.int64)
        goes_out = self._standing.has_job[chosen] & ~drawn.elsewhere[chosen]
        workplace = np.where(goes_out, drawn.workplace[chosen], -1)
        return self._history.traits.one_way_minutes[workplace][:, tenures]

    def _known_relations(self) -> dict[str, ContactRelation]:
        """Whom the employers know now; made afresh when somebody comes or goes."""
        standing = self._standing
        if self._relations is None or self._relations[0] is not standing.contact_of:
            self._relations = (standing.contact_of, self._relations_now())
        return self._relations[1]

    def _relations_now(self) -> dict[str, ContactRelation]:
        standing = self._standing
        relations = {}
        for number, employer in enumerate(self._history.world.employers):
            if employer.contact_post is None:
                continue
            contact, deputy = int(standing.contact_of[number]), int(standing.deputy_of[number])
            relations[employer.id] = _RELATION.model_copy(
                update={
                    "employer_id": employer.id,
                    "consultant_id": _NOT_THERE if contact == NOBODY else self._ids[contact],
                    "mode": employer.contact_mode or ContactMode.PREFERRED,
                    "deputy_id": None if deputy == NOBODY else self._ids[deputy],
                    "rhythm_days": employer.rhythm_days,
                }
            )
        return relations


@lru_cache(maxsize=1_000)
def _held(on: datetime.date) -> FirstTalk:
    return FirstTalk(form=TalkForm.WORKPLACE, decided_by=_NOT_THERE, decided_on=on, held_on=on, held_at_workplace=True)


def _week_name(calendar: Calendar, week: int) -> str:
    return iso_week(calendar.date_of(week * DAYS_PER_WEEK))
