"""One line of results: what was measured, what came out, and under which circumstances."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from benchmarks.running.line import Circumstances
from benchmarks.simulation.job import MemoryJob, StudyJob, YearsJob
from models.word import Word


class Spent(Word):
    """Wall clock, and processor time of all threads."""

    seconds: float
    cpu_seconds: float


class YearsOutcome(Word):
    """How long replications took.

    Attributes
    ----------
    first_use_s
        A few weeks under every way, with all that is loaded or compiled on first use.
    drawing
        By replication: drawing what happens, which all ways share.
    ways
        By way and replication: running it from what was drawn to the figures.
    rounds_not_proved
        By way, over all replications.
    num_peer_same
        Replications in which the peer's figures are ours, every one of them.
    simpy
        The peer's version.
    """

    first_use_s: float
    drawing: tuple[Spent, ...]
    ways: dict[str, tuple[Spent, ...]]
    rounds_not_proved: dict[str, int]
    num_peer_same: int
    simpy: str


class StudyOutcome(Word):
    """A study on one process and on two, from starting the processes to the last piece stored.

    Attributes
    ----------
    num_years
        Replications times ways, of each run.
    same_bytes
        Whether what was stored is the same.
    num_cores
        That the processes could use.
    """

    one: Spent
    two: Spent
    num_years: int
    same_bytes: bool
    num_cores: int


class MemoryOutcome(Word):
    """The largest resident set of the process after few replications and after many, in MiB."""

    few_mib: float
    many_mib: float


class YearsLine(Word):
    """Replications."""

    kind: Literal["years"] = "years"
    job: YearsJob
    outcome: YearsOutcome
    circumstances: Circumstances


class StudyLine(Word):
    """A study on one process and on two."""

    kind: Literal["study"] = "study"
    job: StudyJob
    outcome: StudyOutcome
    circumstances: Circumstances


class MemoryLine(Word):
    """The memory of a study."""

    kind: Literal["memory"] = "memory"
    job: MemoryJob
    outcome: MemoryOutcome
    circumstances: Circumstances


SimulationLine: TypeAlias = YearsLine | StudyLine | MemoryLine
LINE: TypeAdapter[SimulationLine] = TypeAdapter(Annotated[SimulationLine, Field(discriminator="kind")])
