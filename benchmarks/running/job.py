"""What is to be measured, as it is handed to the process that measures it."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from models.word import Word


class SolveJob(Word):
    """Solve one instance.

    Attributes
    ----------
    series
        The part of the protocol that this belongs to, such as `main` or `5 s`: a class may be in several.
    """

    kind: Literal["solve"] = "solve"
    series: str
    class_name: str
    instance: str
    solver: str
    limit_s: float
    workers: int


class StepsJob(Word):
    """Solve small rounds one after the other in one process, as a simulation does."""

    kind: Literal["steps"] = "steps"
    class_name: str
    num_calls: int


class LatencyJob(Word):
    """See how late a solve stops: after its time limit, or after being told to."""

    kind: Literal["latency"] = "latency"
    class_name: str
    what: Literal["time limit", "should_stop"]
    num_calls: int
    longest_s: float


Job: TypeAlias = Annotated[SolveJob | StepsJob | LatencyJob, Field(discriminator="kind")]
JOB: TypeAdapter[SolveJob | StepsJob | LatencyJob] = TypeAdapter(Job)
