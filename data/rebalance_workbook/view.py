"""What the sheets of a rebalance say in words."""

from models.case import Case, Employment
from models.move import ProposedMove
from models.names import Names
from models.occasion_wording import occasion_in_words
from models.rebalance import AppliedMoves, Rebalance, RebalancePoint
from models.snapshot import Snapshot
from models.wording import word

YES, NO = "ja", "nej"


class RebalanceView:
    """A rebalance joined with the team it is about, as it is once everything has happened.

    Parameters
    ----------
    point
        The plan that is picked.
    applied
        Which of its moves somebody has carried out; None where nobody has decided yet.

    Raises
    ------
    KeyError
        The rebalance names a case, consultant or team that the snapshot does not have.
    """

    def __init__(
        self, answer: Rebalance, point: RebalancePoint, snapshot: Snapshot, applied: AppliedMoves | None = None
    ) -> None:
        self.answer, self.point, self._applied = answer, point, applied
        self.names = Names(snapshot)
        self.occasions = tuple(occasion_in_words(each, self.names).da for each in answer.occasions)
        self._cases = {case.id: case for case in snapshot.cases}
        self._employers = {employer.id: employer.name for employer in snapshot.employers}
        self._hours = {each.id: each.working_time_percent for each in snapshot.consultants}

    @property
    def title(self) -> str:
        """Whose rebalance it is, and of what day."""
        return f"Omfordeling: {self.answer.municipality}, {self.answer.date:%d-%m-%Y}"

    @property
    def picked(self) -> str:
        """Which plan the moves are of."""
        if self.point.max_moves is not None:
            return f"Planen med højst {self.point.max_moves} frivillige flytninger."
        if self.point.price_minutes:
            return f"Planen til {self.point.price_minutes} minutter pr. frivillig flytning."
        return "Planen med alle flytninger, der giver mere, end de forstyrrer."

    @property
    def decided(self) -> str:
        """Who has decided, or what is to be done for it."""
        if self._applied is None:
            return (
                "Intet er besluttet, før nogen skriver det: vælg ja eller nej under »Flyttes«, "
                "og skriv hvem der besluttede."
            )
        return f"Besluttet af {self._applied.applied_by} {self._applied.applied_on:%d-%m-%Y}."

    @property
    def decided_by(self) -> str | None:
        """Who has decided; None where nobody has."""
        return None if self._applied is None else self._applied.applied_by

    def decision(self, case_id: str) -> str | None:
        """Whether the case is moved; None where that is not decided."""
        if self._applied is None:
            return None
        return YES if any(move.case_id == case_id for move in self._applied.moves) else NO

    def case(self, case_id: str) -> Case:
        """The case with that number."""
        return self._cases[case_id]

    def employer(self, case_id: str) -> str:
        """The name of the case's employer; `(ledig)` where there is no job, empty where it is not on the list."""
        case = self.case(case_id)
        if case.employment is Employment.UNEMPLOYED:
            return f"({word(Employment.UNEMPLOYED).da})"
        return "" if case.employer_id is None else self.employer_name(case.employer_id)

    def employer_name(self, employer_id: str) -> str:
        """The name of an employer."""
        return self._employers[employer_id]

    def working_time_percent(self, consultant_id: str) -> int:
        """Her part of full time."""
        return self._hours[consultant_id]

    def arrow(self, move: ProposedMove) -> str:
        """A move on one line."""
        giver, taker = self.names.consultant(move.from_consultant_id), self.names.consultant(move.to_consultant_id)
        return f"{move.case_id}: {giver} → {taker}"
