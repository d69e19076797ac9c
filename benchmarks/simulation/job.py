"""What is to be measured, as it is handed to the process that measures it."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from models.word import Word


class YearsJob(Word):
    """Simulate some replications one after the other, each under every way in turn.

    Attributes
    ----------
    ways
        Names, see `ways`; which of them comes first changes from replication to replication.
    first, num_replications
        Numbers of the replications.
    """

    kind: Literal["years"] = "years"
    municipality: str
    ways: tuple[str, ...]
    first: int
    num_replications: int
    weeks: int
    seed: int = 1


class StudyJob(Word):
    """Run one study on one process and on two.

    Attributes
    ----------
    num_pieces, piece_replications
        What the processes are given, one piece after the other.
    two_first
        Whether the run on two processes comes first.
    """

    kind: Literal["study"] = "study"
    municipality: str
    ways: tuple[str, ...]
    num_pieces: int
    piece_replications: int
    weeks: int
    two_first: bool
    seed: int = 1


class MemoryJob(Word):
    """Run a study in one process until it has so few replications, and then until it has so many."""

    kind: Literal["memory"] = "memory"
    municipality: str
    way: str
    few: int
    many: int
    weeks: int
    seed: int = 1


SimulationJob: TypeAlias = YearsJob | StudyJob | MemoryJob
JOB: TypeAdapter[SimulationJob] = TypeAdapter(Annotated[SimulationJob, Field(discriminator="kind")])
