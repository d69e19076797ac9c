"""What came of solving a record again."""

from models.proposal import ProposalStatus
from models.word import Word


class ReplayDifference(Word):
    """One value that is not what was recorded. `path`: where in the proposal; the values as JSON."""

    path: str
    recorded: str
    replayed: str


class VersionDifference(Word):
    """A part of the machinery that is not of the version it was; None where it was not, or is not, there."""

    part: str
    recorded: str | None
    here: str | None


class Replay(Word):
    """The proof, or what differs.

    `is_promised`: whether the same versions must give the same; where the time ended the first search, they need not.
    `recorded_plan_minutes`: what the recorded plan costs by the rules as they are here; None where they forbid it.
    """

    digest: str
    is_same: bool
    is_promised: bool
    status: ProposalStatus
    objective_minutes: int | None
    recorded_objective_minutes: int | None
    recorded_plan_minutes: int | None
    num_assignments: int
    num_reasons: int
    differences: tuple[ReplayDifference, ...]
    versions: tuple[VersionDifference, ...]
