"""What the people and teams of a snapshot are called where somebody reads of them."""

from collections import Counter

from models.snapshot import Snapshot


class Names:
    """Initials of consultants and names of teams by id."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._initials = {consultant.id: consultant.initials for consultant in snapshot.consultants}
        self._num_with_initials = Counter(self._initials.values())
        self._teams = {team.id: team.name for team in snapshot.teams}

    def consultant(self, consultant_id: str) -> str:
        """Her initials, with the id where two have the same."""
        initials = self._initials[consultant_id]
        return initials if self._num_with_initials[initials] == 1 else f"{initials} ({consultant_id})"

    def team(self, team_id: str) -> str:
        """The team's name."""
        return self._teams[team_id]
