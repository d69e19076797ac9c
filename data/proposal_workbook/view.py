"""What the sheets of the proposal workbook say in words: cases, consultants and reasons as the team speaks of them."""

import datetime
from collections.abc import Iterable
from enum import StrEnum

from models.case import Case, Employment, TalkForm, TalkReason
from models.caseload import QUARTERS_PER_CASE, Measure
from models.consultant import Consultant
from models.deadlines import DueTalk, talks_due
from models.law import first_talk_deadline
from models.names import Names
from models.proposal import Assignment, Proposal, Reason, Terms
from models.snapshot import Snapshot
from models.wording import word


class ProposalView:
    """A proposal joined with the snapshot it was made from.

    Raises
    ------
    KeyError
        The proposal names a case, consultant or team that the snapshot does not have.
    """

    def __init__(self, proposal: Proposal, snapshot: Snapshot) -> None:
        self.proposal = proposal
        self.due_talks = _due_talks(proposal, snapshot)
        self._cases = {case.id: case for case in snapshot.cases}
        self._employers = {employer.id: employer for employer in snapshot.employers}
        self._consultants = {consultant.id: consultant for consultant in snapshot.consultants}
        self._proposed = {assignment.case_id: assignment.consultant_id for assignment in proposal.assignments}
        self._names = Names(snapshot)

    def case(self, case_id: str) -> Case:
        """The case with that number."""
        return self._cases[case_id]

    def consultant(self, consultant_id: str) -> Consultant:
        """The consultant with that id."""
        return self._consultants[consultant_id]

    def initials(self, consultant_id: str) -> str:
        """The consultant's initials, with the id where two have the same."""
        return self._names.consultant(consultant_id)

    def decided_by(self, person_id: str | None) -> str:
        """Who decided, by initials where it is a consultant; nobody yet means that it is only proposed."""
        if person_id is None:
            return "foreslået"
        return self.initials(person_id) if person_id in self._consultants else person_id

    def team(self, team_id: str) -> str:
        """The name of the team."""
        return self._names.team(team_id)

    def employer(self, case: Case) -> str:
        """The name of the employer; `(ledig)` where there is no job, empty where the employer is not on the list."""
        if case.employment is Employment.UNEMPLOYED:
            return f"({word(Employment.UNEMPLOYED).da})"
        return "" if case.employer_id is None else self._employers[case.employer_id].name

    def deadline(self, case: Case) -> datetime.date | None:
        """The last day of the first talk; None where no talk is due."""
        return first_talk_deadline(case, self.proposal.date)

    def days_left(self, case: Case) -> int | None:
        """Days from the proposal to the deadline, negative when it is past."""
        deadline = self.deadline(case)
        return None if deadline is None else (deadline - self.proposal.date).days

    def in_order(self, case_ids: Iterable[str]) -> list[Case]:
        """Cases as the team should take them: nearest deadline first, those without one last, then by number."""
        cases = [self.case(case_id) for case_id in case_ids]
        return sorted(cases, key=lambda case: (self.deadline(case) or datetime.date.max, case.id))

    def assignments(self) -> list[Assignment]:
        """All assignments, nearest deadline first."""
        by_case = {assignment.case_id: assignment for assignment in self.proposal.assignments}
        return [by_case[case.id] for case in self.in_order(by_case)]

    def proposed_consultant(self, case: Case) -> str:
        """Initials of the consultant who has the case or is proposed for it; empty where there is none."""
        consultant_id = case.consultant_id or self._proposed.get(case.id)
        return "" if consultant_id is None else self.initials(consultant_id)


def _due_talks(proposal: Proposal, snapshot: Snapshot) -> tuple[DueTalk, ...]:
    """First talks of this round's new cases and its consultants' open cases that are due without an appointment."""
    of_round = {assignment.case_id for assignment in proposal.assignments}
    of_round.update(unassigned.case_id for unassigned in proposal.unassigned)
    consultants = {caseload.consultant_id for caseload in proposal.caseloads}
    return talks_due(
        (case for case in snapshot.cases if case.id in of_round or case.consultant_id in consultants), proposal.date
    )


def words(members: Iterable[StrEnum]) -> str:
    """The members in Danish, one after the other; the same whatever order a set has them in."""
    return ", ".join(sorted(word(member).da for member in members))


def num_cases(num: int) -> str:
    """So many cases."""
    return "1 sag" if num == 1 else f"{num} sager"


def talk(form: TalkForm, reason: TalkReason | None) -> str:
    """How the first talk is planned, with the reason where there is one."""
    return word(form).da if reason is None else f"{word(form).da}: {word(reason).da}"


def largest(reasons: Iterable[Reason], num: int) -> str:
    """The reasons that count most, either way, each on its line after its minutes."""
    return _lines(((reason.minutes, reason.text.da) for reason in reasons), num)


def largest_terms(terms: Terms, num: int) -> str:
    """The rules that count most, either way, each on its line after its minutes."""
    return _lines(((minutes, word(rule).da) for rule, minutes in terms.items()), num)


def _lines(parts: Iterable[tuple[int, str]], num: int) -> str:
    chosen = sorted((part for part in parts if part[0]), key=lambda part: -abs(part[0]))[:num]
    return "\n".join(f"{minutes:+d} min.: {what}" for minutes, what in chosen)


def in_measure(value: int, measure: Measure) -> float:
    """A caseload, target or limit in cases: weights are kept in quarters of a normal case."""
    return value if measure is Measure.COUNT else value / QUARTERS_PER_CASE
